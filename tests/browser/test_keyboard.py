"""Promise: whoever tabs through a page, forwards or backwards, sees where they are."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.support.built import address_of
from tests.support.rows import without_python
from tests.support.watched import watched

PAGES = [
    "",
    "policies/",
    "policies/siming-2025/",
    "policies/siming-2025/2/",
    "calculators/",
    address_of("siming-2025/compute-voucher", "zh"),
    "compare/",
    "compare/compute/",
    "plan/",
    "en/plan/?place=350203&compute_spend=1000000",
    "glossary/",
    "data/",
    "about/",
]
SIZES = [(1440, 900), (390, 844), (320, 256)]
"""A desk, a telephone, and a desk at 400 %."""
MOST_STOPS = 700
FOCUSED = """() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body || focused === document.documentElement) return null;
  const labels = [...(focused.labels ?? [])];
  const mine = (at) => at && (focused.contains(at) || labels.some((label) => label.contains(at)));
  const middle = (from, to, end) => (Math.max(from, 0) + Math.min(to, end)) / 2;
  const covers = [...focused.getClientRects()].filter(({ width, height }) => width && height).map((box) => {
    const at = document.elementFromPoint(middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight));
    return mine(at) ? '' : at ? `${at.tagName}.${at.getAttribute('class')}` : 'it is out of sight';
  });
  const name = `${focused.tagName}#${focused.id} ${focused.textContent.trim().slice(0, 20)}`;
  return { name, covered: covers.includes('') ? '' : (covers[0] ?? 'it has no box'), first: !!focused.closest('.md-skip') };
}"""
"""The element that has the focus, and what lies over it."""


WITHOUT_TOOLTIPS = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('.md-tooltip, .md-tooltip2 { display: none !important }');
  document.adoptedStyleSheets.push(sheet);
}"""
"""What covers an element for a moment and passes by itself; as a sheet of the script's, which the page's policy takes."""


@pytest.mark.extended
@pytest.mark.parametrize(("width", "height"), SIZES, ids=lambda size: str(size))
@pytest.mark.parametrize("path", PAGES)
def test_nothing_covers_the_focus(chromium: Browser, address: str, path: str, width: int, height: int) -> None:
    """From the first stop to the last and back, nothing lies over what has the focus, and nothing is out of sight."""
    with watched(chromium, address, width=width) as tab:
        without_python(tab)
        tab.set_viewport_size({"width": width, "height": height})
        tab.goto(address + path)
        tab.evaluate(WITHOUT_TOOLTIPS)
        hidden, stops = [], {"Tab": 0, "Shift+Tab": 0}
        for key in stops:
            if key != "Tab":  # begins behind the last stop
                tab.evaluate("document.body.append(Object.assign(document.createElement('p'), { id: 'end', tabIndex: 0 }))")
                tab.focus("#end")
            for _ in range(MOST_STOPS):
                tab.keyboard.press(key)
                found = tab.evaluate(FOCUSED)
                if found is None or found["name"].startswith("P#end"):  # round the page, where the window has no bar to go to
                    break
                stops[key] += 1
                if found["covered"]:
                    hidden.append((key, found["name"], found["covered"]))
        assert hidden == []
        assert stops["Tab"] == stops["Shift+Tab"] > 10


def test_the_row_of_hubs_comes_back(chromium: Browser, address: str) -> None:
    """Whoever has read to the end of a page and returns to its top finds the ways on again, and none of them faded."""
    with watched(chromium, address) as tab:
        without_python(tab)
        tab.goto(address + "policies/siming-2025/")
        for place in ("document.body.scrollHeight", "0"):
            tab.evaluate(f"scrollTo(0, {place})")
            tab.wait_for_timeout(300)
        hubs = tab.locator(".md-tabs__link")
        expect(hubs.first).to_be_in_viewport()
        assert set(hubs.evaluate_all("links => links.map((link) => getComputedStyle(link).opacity)")) == {"1"}
