"""Promise: a printed page names its law and its address, sets the law above its notes, and loses nothing at an edge."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, expect

from publisher.wording import say
from tests.support.watched import watched

WIDTH = 718
"""CSS pixels of an A4 page within its margins."""

SIZE = "(element) => parseFloat(getComputedStyle(element).fontSize)"
CUT = """() => [...document.querySelectorAll('main :is(td, th, .hc-badge)')]
  .filter((one) => one.checkVisibility())
  .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)
  .map((one) => one.outerHTML.slice(0, 120))"""
BROKEN_NUMBERS = r"""() => {
  const broken = [];
  for (const cell of document.querySelectorAll('main :is(td, th)')) {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      for (const { index, 0: number } of walker.currentNode.data.matchAll(/\d[\d,.]*\d/g)) {
        const range = document.createRange();
        range.setStart(walker.currentNode, index);
        range.setEnd(walker.currentNode, index + number.length);
        if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) broken.push(number);
      }
    }
  }
  return broken;
}"""


@pytest.fixture(scope="module")
def paper(chromium: Browser, address: str) -> Iterator[Page]:
    """A page as a printer gets it."""
    with watched(chromium, address, width=WIDTH) as tab:
        tab.emulate_media(media="print")
        yield tab


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_article_names_its_law_and_its_address(paper: Page, address: str, lang: str) -> None:
    """Whoever finds the sheet on a desk knows what it is, and the law is set larger than what is said about it."""
    path = ("" if lang == "zh" else "en/") + "policies/siming-2025/3/"
    paper.goto(address + path)
    title = {"zh": "思明区推动人工智能产业发展若干措施", "en": "Several Measures of Siming District"}[lang]
    expect(paper.locator(".hc-paper").first).to_contain_text(title)
    expect(paper.locator(".hc-paper--address")).to_contain_text(path)
    law, note, title_size, section = (
        paper.locator(where).first.evaluate(SIZE) for where in (f".hc-law p[lang^={lang}]", ".hc-remarks p", "h1", "h2")
    )
    assert title_size > section and title_size > law > note
    expect(paper.locator(".md-header")).to_be_hidden()


@pytest.mark.parametrize("path", ["en/compare/", "compare/", "en/calculators/", "en/policies/xiamen-2025/", "en/plan/"])
def test_tables_fit(paper: Page, address: str, path: str) -> None:
    """No column loses its words at an edge, no number is broken over two lines, and the page is as wide as its paper."""
    paper.goto(address + path)
    assert paper.evaluate(CUT) == []
    assert paper.evaluate(BROKEN_NUMBERS) == []
    assert paper.evaluate("document.documentElement.scrollWidth") <= WIDTH


def test_what_is_missing_is_a_list(paper: Page, address: str) -> None:
    """On the plan each missing answer stands on a line of its own."""
    paper.goto(f"{address}en/plan/")
    items = paper.locator(".hc-plan__gap").filter(has=paper.locator("li:nth-child(2)")).first.locator("li")
    boxes = [box for box in (item.bounding_box() for item in items.all()) if box]
    assert len(boxes) > 1 and all(one["y"] + one["height"] <= two["y"] + 1 for one, two in pairwise(boxes))


def test_screens_do_not_show_it(chromium: Browser, address: str) -> None:
    """What is for paper alone is no second title on a screen."""
    with watched(chromium, address) as tab:
        tab.goto(f"{address}en/policies/siming-2025/3/")
        assert tab.locator(".hc-paper").count() == 2
        for line in tab.locator(".hc-paper").all():
            expect(line).to_be_hidden()
        expect(tab.locator("h1")).to_contain_text(say("numbering.article", "en", label="3", number=3).split()[0])
