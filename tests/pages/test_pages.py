"""Promise: the pages hold together: no link leads nowhere, and each page is named, described and there in both languages."""

from __future__ import annotations

import functools
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage

from calculators.estimate.quoting import figure_id
from publisher.compile.policy import Compiled
from publisher.pages import MAKERS, Page, Site
from publisher.press.made_page import MadePage
from publisher.project import ROOT
from publisher.records.corpus import Corpus
from tests.support.pages import every_page

ADDRESS = os.environ.get("SITE_URL", "http://127.0.0.1:8000/")
"""Where the site says it stands (`site_url` in `mkdocs.yml`)."""

AMOUNTS = ("hc-benefit-card", "hc-gives", "<output")
"""Where a page begins to speak of money."""


class Reader(HTMLParser):
    """What a page says of itself, and where it leads."""

    def __init__(self) -> None:
        super().__init__()
        self.lang, self.description, self.title = "", "", ""
        self.headings = 0
        self.ids: list[str] = []
        self.links: list[str] = []
        self.alternates: dict[str, str] = {}
        self.switch = ""
        self.homes: set[str] = set()
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._inside = tag
        self.headings += tag == "h1"
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "html":
            self.lang = values["lang"]
        if tag == "meta" and values.get("name") == "description":
            self.description = values["content"]
        if tag == "link" and "hreflang" in values:
            self.alternates[values["hreflang"]] = values["href"]
        elif tag in ("a", "link", "area") and "href" in values:
            self.links.append(values["href"])
        elif tag in ("script", "img", "source") and "src" in values:
            self.links.append(values["src"])
        if tag == "a" and "hc-switch" in values.get("class", "").split():
            self.switch = values["href"]
        if tag == "a" and "md-logo" in values.get("class", "").split():
            self.homes.add(values["href"])

    def handle_data(self, data: str) -> None:
        if self._inside == "title":
            self.title += data

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""


@functools.cache
def read_all(site: Path) -> dict[str, Reader]:
    """Every page of the site by its address below the root."""
    found = {}
    for page in every_page(site):
        reader = found[page] = Reader()
        reader.feed(_file(site, page).read_text("utf-8"))
    return found


def _file(site: Path, page: str) -> Path:
    return site / page / "index.html" if page.endswith("/") or not page else site / page


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Reader]:
    return read_all(site)


def test_every_page_names_and_describes_itself(pages: dict[str, Reader]) -> None:
    """Every page has one heading of the first rank, a title of its own, a description, and no id twice."""
    wrong = [
        (page, reader.headings, reader.title, reader.description)
        for page, reader in pages.items()
        if reader.headings != 1 or not reader.title.strip() or (page != "404.html" and len(reader.description) < 10)
    ]
    assert not wrong
    titles = Counter((reader.lang, reader.title) for page, reader in pages.items())
    assert not [title for title, count in titles.items() if count > 1]
    doubled = {page: [name for name, count in Counter(reader.ids).items() if count > 1] for page, reader in pages.items()}
    assert not {page: names for page, names in doubled.items() if names}


def test_every_page_has_its_twin(pages: dict[str, Reader], site: Path) -> None:
    """Every page exists in both languages; the switch and the hreflang links of each lead to the other."""
    for page, reader in pages.items():
        if page == "404.html":
            continue
        twin = page.removeprefix("en/") if page.startswith("en/") else f"en/{page}"
        own, other = ("en", "zh-Hans") if page.startswith("en/") else ("zh-Hans", "en")
        assert twin in pages, page
        assert reader.lang.split("-")[0] == own.split("-")[0], page
        assert _target(page, reader.switch) == twin, page
        chinese = page.removeprefix("en/")
        assert reader.alternates == {own: ADDRESS + page, other: ADDRESS + twin, "x-default": ADDRESS + chinese}, page


def test_the_logo_keeps_the_language(pages: dict[str, Reader]) -> None:
    """The logo of every page leads to the home page in the page's own language."""
    for page, reader in pages.items():
        home = "en/" if page.startswith("en/") else ""
        assert {_target(page, link) for link in reader.homes} == {home}, page


def test_no_link_leads_nowhere(pages: dict[str, Reader], site: Path) -> None:
    """Every link inside the site leads to a file, and every anchor to an id that is there."""
    assert sorted(set(_broken(pages, site))) == []


def _broken(pages: dict[str, Reader], site: Path) -> Iterator[str]:
    for page, reader in pages.items():
        for link in reader.links:
            if urlsplit(link).scheme not in ("", "http", "https") or (urlsplit(link).netloc and not link.startswith(ADDRESS)):
                continue
            path, anchor = urldefrag(link)
            target = _target(page, path) if path else page
            file = _file(site, target)
            if not file.is_file():
                yield f"{page} -> {link}"
            elif anchor and target in pages and unquote(anchor) not in pages[target].ids:
                yield f"{page} -> {link} (no such anchor)"


def _target(page: str, link: str) -> str:
    """The address below the root that a link on a page means."""
    absolute = urljoin(ADDRESS + page, link)
    assert absolute.startswith(ADDRESS), f"{page} -> {link} leaves the site"
    return unquote(urlsplit(absolute).path.removeprefix(urlsplit(ADDRESS).path))


def test_figures_can_be_pointed_at(pages: dict[str, Reader], corpus: Corpus, compiled: Compiled) -> None:
    """Every figure that a rule uses carries its id on the page of its text, in both languages."""
    for record in corpus.records:
        for place, start, _ in compiled.bound[record.policy.id]:
            path = f"policies/{record.policy.id}/" + (f"{place}/" if isinstance(place, int) else "")
            for prefix in ("", "en/"):
                assert figure_id(place, start) in pages[prefix + path].ids, (path, place, start)


def test_standing_is_told_before_any_amount(pages: dict[str, Reader], site: Path, corpus: Corpus) -> None:
    """Overview, article and calculator of a text that was superseded say so, with evidence and day, before any amount."""
    superseded = [record for record in corpus.records if record.policy.replaced_by]
    assert len(superseded) == 3
    for record in superseded:
        name = f"/{record.policy.id}/"
        for page in (page for page in pages if name in f"/{page}" and "review/" not in page and not page.endswith("404.html")):
            if not re.search(r"(policies|calculators)/", page):
                continue
            text = _file(site, page).read_text("utf-8")
            told = text.index("data-status-block")
            assert all(mark not in text or text.index(mark) > told for mark in AMOUNTS), page
            block = text[told : text.index("</aside>", told)]
            for event in (one for one in record.policy.status if one.event == "superseded"):
                assert event.date is not None
                assert event.address is not None and event.address in block, page
                assert str(event.date.year) in block and str(event.checked.day) in block, page


def test_the_chinese_prevails_is_said_once(pages: dict[str, Reader], site: Path) -> None:
    """A page with a text of the law says once that the Chinese prevails."""
    for page in pages:
        if re.search(r'class="hc-pair[ "]', text := _file(site, page).read_text("utf-8")) and "/review/" not in page:
            assert text.count('class="hc-prevails"') == 1, page


def test_what_a_page_needs_is_named_behind_its_policy(site: Path) -> None:
    """Every style sheet and script that a page runs at once stands in its head, before anything holds the parser up."""
    calculator = (site / "calculators" / "xiamen-2025" / "compute-voucher" / "index.html").read_text("utf-8")
    article = (site / "policies" / "xiamen-2025" / "3" / "index.html").read_text("utf-8")
    for page in (calculator, article):
        behind = page.partition("<script")[0].partition("Content-Security-Policy")[2]
        named = set(re.findall(r'<link rel="(?:modulepreload|preload)"[^>]* href="([^"]+)"', behind))
        styles = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
        scripts = re.findall(r'<script (?:defer|type="module")(?: async)? src="([^"]+)"', page)
        assert styles and len(scripts) == 2 and {*styles, *scripts} <= named
        assert all((site / path.replace("../", "")).is_file() for path in named)
    assert "tools.mjs" in calculator and "tools.mjs" not in article


def test_published_scripts_are_whole(site: Path) -> None:
    """What a script of ours imports before it runs is named by its page itself; what it asks for later is there."""
    folder = next((site / "assets").glob("*/app")).parent
    scripts = [*folder.rglob("*.mjs")]
    assert len(scripts) > 5
    for script in scripts:
        text = script.read_text("utf-8")
        first = re.findall(r"""\bimport\s*(?:[\w{*][^;()]*?\bfrom\s*)?["'](\.[^"']*)""", text)
        assert first == (["./main.mjs"] if script.name == "tools.mjs" else []), script.name
        for later in re.findall(r"""(?:import|new URL)\(\s*["'](\.[^"']+\.\w+)["']""", text):
            assert (script.parent / later).is_file(), f"{script.name}: {later}"


@pytest.mark.parametrize("maker", [pytest.param(maker, id=maker.__module__.rpartition(".")[2]) for maker in MAKERS])
def test_a_page_is_what_its_markdown_makes(maker: Callable[[Site, str], Iterator[Page]], law: Site) -> None:
    """The build hands MkDocs a page's HTML; from the same page as a Markdown file, MkDocs makes the very same."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    for lang in ("zh", "en"):
        page = next(iter(maker(law, lang)))
        made, read = (File(page.path, None, config.site_dir, use_directory_urls=True) for _ in range(2))
        read.content_string = page.markdown
        pages: list[MkDocsPage] = [MadePage(page, made, config), MkDocsPage(None, read, config)]
        for one in pages:
            one.read_source(config)
            one.render(config, Files([]))
        first, second = ((one.content, one.meta, one.title, one.toc.items, one.present_anchor_ids) for one in pages)
        assert first == second
