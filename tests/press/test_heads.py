"""Promise: a page's head tells others what it is: messengers what to show, search engines its twin, readers of feeds the feed."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

from harness.pictures import SEALS
from publisher import published
from publisher.pages.descriptions import MOST, described
from publisher.project import ROOT
from tests.support.pages import every_page, page_file

MOST_BYTES = 40_000
"""Of a picture: a messenger fetches it before it shows the link."""


class Head(HTMLParser):
    """The meta elements and links of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.links: list[dict[str, str]] = []
        self.feed(page.partition("</head>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self.meta[given.get("property") or given.get("name", "")] = given.get("content", "")
        elif tag == "link":
            self.links.append(given)

    def linked(self, rel: str, **wanted: str) -> list[str]:
        """The addresses of the links of a kind."""
        return [one["href"] for one in self.links if one["rel"] == rel and wanted.items() <= one.items()]


@pytest.fixture(scope="module")
def heads(site: Path) -> dict[str, Head]:
    """The head of every page by the page's address."""
    return {page: Head(page_file(site, page).read_text("utf-8")) for page in every_page(site) if page != "404.html"}


def address_of_site(heads: dict[str, Head]) -> str:
    [address] = heads[""].linked("canonical")
    return address


def test_a_shared_link_shows_what_it_leads_to(heads: dict[str, Head], site: Path) -> None:
    """Open Graph: title, description, kind, the page's own address, and a picture that is there."""
    home = address_of_site(heads)
    for page, head in heads.items():
        assert [head.meta["og:url"]] == head.linked("canonical") == [home + page]
        assert head.meta["og:type"] == "website" and head.meta["og:title"] and head.meta["og:image:alt"], page
        assert head.meta["og:description"] == head.meta["description"]
        assert head.meta["og:locale"].startswith("en" if page.startswith("en/") else "zh")
        assert head.meta["og:image"].startswith(home), page
        assert (site / head.meta["og:image"].removeprefix(home)).is_file(), head.meta["og:image"]
        [icon] = head.linked("apple-touch-icon")
        assert (page_file(site, page).parent / icon).resolve() == (site / published.TOUCH_ICON).resolve()


def test_every_kind_of_page_has_its_picture(heads: dict[str, Head]) -> None:
    """In both languages, each in use, of the size that messengers ask for, in few colours and few bytes."""
    used = {head.meta["og:image"].rpartition("share/")[2] for head in heads.values()}
    kept = {file.name: file for file in (ROOT / "docs" / "share").iterdir()}
    assert used == set(kept) == {Path(published.picture(kind, lang)).name for kind in SEALS for lang in ("zh", "en")}
    for file in kept.values():
        with Image.open(file) as picture:
            assert (picture.size, picture.mode) == ((1200, 630), "P"), file.name
        assert file.stat().st_size < MOST_BYTES, file.name
    with Image.open(ROOT / "docs" / published.TOUCH_ICON) as icon:
        assert icon.size == (180, 180)


def test_descriptions_are_whole_sentences_and_all_different(heads: dict[str, Head]) -> None:
    """None is cut short, none is longer than what is shown of it, and no two pages say the same of themselves."""
    said = {page: head.meta["description"] for page, head in heads.items()}
    assert {page: text for page, text in said.items() if len(text) > MOST or not re.search(r"[。！？.!?]”?$", text)} == {}
    assert [text for text, count in Counter(said.values()).items() if count > 1] == []


def test_a_description_ends_with_a_sentence() -> None:
    """The first in any case, others as they fit."""
    assert described("zh", "一句。", "二句！三句？" + "长" * MOST + "。") == "一句。二句！三句？"
    assert described("en", "One.", "Two (of Art. 3). " + "X" * MOST) == "One. Two (of Art. 3)."
    assert described("en", "x" * (MOST + 1)) == "x" * (MOST + 1)


def test_every_page_names_its_twin_and_the_feed(heads: dict[str, Head], site: Path) -> None:
    """`rel` is what strict readers look for; twins name each other, and Chinese is for whoever reads neither language."""
    home = address_of_site(heads)
    for page, head in heads.items():
        assert all(one["rel"] == one["rel"].strip() for one in head.links), page
        english = page.startswith("en/")
        chinese_page, english_page = (page.removeprefix("en/"), page if english else f"en/{page}")
        for tag, twin in (("zh-Hans", chinese_page), ("en", english_page), ("x-default", chinese_page)):
            assert head.linked("alternate", hreflang=tag) == [home + twin], page
            assert twin in heads, page
        [feed] = head.linked("alternate", type="application/atom+xml")
        assert (page_file(site, page).parent / feed).resolve() == (site / published.feed("en" if english else "zh")).resolve()
