"""Promise: a Chinese page speaks Chinese and an English page English: of the other language there are names and quotes alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from calculators.foreign import HAN
from publisher.records.corpus import Corpus
from tests.support.pages import every_page

READ = re.compile(r"(?:en/)?(?:|(?:policies|calculators|compare|plan)/(?:(?!review/).)*)")
"""Pages for whoever wants to know the law; those on how the project is made name programs and keys."""

ADDRESS = re.compile(r"https?://\S+|\S*/\S*/\S*|\b[\w-]+-2\d{3}(?:-draft)?\b|\b\d[\w+.]*\b")
QUOTED = re.compile(r"“[A-Za-z ]+”")
LATIN = re.compile(r"[A-Za-z]{2,}(?:[’'-][A-Za-z]+)*")
CHINESE = re.compile(rf"[{HAN}]+")

NAMES_IN_CHINESE = {
    *("HuiCe", "English", "MIT", "AI"),
    *("CSV", "JSON", "YAML", "XLSX", "DOCX", "ICS", "KB", "SHA", "Atom", "iCalendar", "Python", "JavaScript", "SQL"),
}
"""The site, the way to the other language, the licence, and what has no Chinese name: forms of files and their size, programs."""

NAMES_IN_ENGLISH = {"惠策", "中文", "万", "亿", "万元", "亿元", "真", "快", "私", "地方标准化技术工作", "超算中心", "智算中心"}
"""The site, the way to the other language, how amounts may be typed, three seals, and what notes explain words of the law by."""

QUOTES = {"q", "blockquote", "code", "pre", "script", "style", "svg", "title", "noscript"}
QUOTING = {"hc-pair", "hc-cite", "hc-letter__text"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Said(HTMLParser):
    """What a page says of itself: all but quotes, the law, and titles of texts in their own language."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        values = {name: value or "" for name, value in attrs}
        classes = values.get("class", "").split()
        quoted = tag in QUOTES or not QUOTING.isdisjoint(classes) or (tag in ("dd", "td") and "lang" in values)
        self._open.append((tag, quoted or any(one for _, one in self._open)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            while self._open and self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not (self._open and self._open[-1][1]):
            self.said.append(data)


@pytest.fixture(scope="module")
def said(site: Path) -> dict[str, list[str]]:
    """By page what it says of itself."""
    found = {}
    for page in every_page(site):
        if READ.fullmatch(page):
            reader = Said()
            reader.feed((site / page / "index.html").read_text("utf-8"))
            found[page] = reader.said
    return found


def words_of_the_law(corpus: Corpus) -> str:
    """What a note in English may quote: the texts, their titles, and the agencies they name."""
    found = []
    for record in corpus.records:
        policy = record.policy
        found += [text["zh"] for text in record.texts.values()] + [policy.title.zh, policy.source.title or ""]
        found += [agency.zh for article in policy.articles for agency in article.agencies]
    return "\n".join(found)


def _others(said: dict[str, list[str]], english: bool, law: str = "") -> Iterator[tuple[str, str, str]]:
    """The words of the other language on the pages of one: page, word, and where it stands."""
    pattern, names = (CHINESE, NAMES_IN_ENGLISH) if english else (LATIN, NAMES_IN_CHINESE)
    for page, texts in said.items():
        if page.startswith("en/") is english:
            for text in texts:
                for word in pattern.findall(QUOTED.sub(" ", ADDRESS.sub(" ", text))):
                    if word not in names and word not in law:
                        yield page, word, text.strip()[:60]


@pytest.mark.parametrize("english", [False, True], ids=["zh", "en"])
def test_a_page_speaks_one_language(said: dict[str, list[str]], english: bool, corpus: Corpus) -> None:
    assert sum(page.startswith("en/") is english for page in said) > 100
    assert list(_others(said, english, words_of_the_law(corpus) if english else "")) == []
