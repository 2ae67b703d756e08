"""Promise: a page that answers speaks one short sentence after a pause, and leaves alone what an input method composes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.support.built import address_of
from tests.support.plan_form import asked
from tests.support.rows import PATIENCE
from tests.support.watched import watched

PAGES = {
    "calculator": (address_of("xiamen-2025/compute-voucher", "zh"), "#field-compute_spend"),
    "plan": ("plan/?place=350203&organisation=enterprise&compute_listed=true", "#field-compute_spend"),
    "compare": ("compare/compute/", "#field-compute_spend"),
    "home": ("", "#quick-spend"),
}
LISTEN = """() => {
  globalThis.spoken = [];
  const polite = (node) => {
    const live = (node.nodeType === 1 ? node : node.parentElement)?.closest('[aria-live], [role=status], [role=alert], output');
    return live && (live.getAttribute('aria-live') ?? 'polite') !== 'off';
  };
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === 'characterData' && polite(target)) spoken.push(target.data);
      for (const node of addedNodes) if (polite(node)) spoken.push(node.textContent);
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""
"""Notes what is put into any part of the page that a screen reader reads out when it changes."""
TYPE = """async ([field, text]) => {
  const typed = document.querySelector(field);
  for (const length of [...text].keys()) {
    typed.value = text.slice(0, length + 1);
    typed.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  return [...spoken];
}"""
"""Types a text key by key; what was read out meanwhile."""
PAUSE = 1500

pytestmark = pytest.mark.xdist_group("speech")


def _live(tab: Page, page: str) -> None:
    place = "output" if page in ("calculator", "plan") else "[data-benefit]:not([hidden])"
    expect(tab.locator(place).first).to_have_attribute("data-state", "live", timeout=PATIENCE)


def _spoken(tab: Page) -> list[str]:
    found: list[str] = tab.evaluate("spoken.splice(0).map((text) => text.trim()).filter(Boolean)")
    return found


Spoken = tuple[str, Page]
"""The name of a page, and a tab that has it open and notes what is read out."""


@pytest.fixture(scope="module")
def spoken(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Spoken]:
    """A page that has answered once."""
    page: str = request.param
    path, field = PAGES[page]
    with watched(chromium, address) as tab:
        tab.goto(address + path)
        if page == "plan":
            asked(tab, "compute_spend")
        tab.fill(field, "100万")
        _live(tab, page)
        tab.wait_for_timeout(PAUSE)
        tab.evaluate(LISTEN)
        yield page, tab


SHORT = ("calculator", "plan")
"""The pages that are listened to in every run; the others in `make test-all`."""
LISTENED = [pytest.param(one, marks=[] if one in SHORT else [pytest.mark.extended]) for one in PAGES]


@pytest.mark.parametrize("spoken", LISTENED, indirect=True)
def test_one_short_sentence_after_a_pause(spoken: Spoken) -> None:
    """While somebody types nothing is read out; then one sentence, of the answer or of what is wrong with it."""
    page, tab = spoken
    _, field = PAGES[page]
    _spoken(tab)
    assert tab.evaluate(TYPE, [field, "130万"]) == []
    tab.wait_for_timeout(PAUSE)
    _live(tab, page)
    said = _spoken(tab)
    assert len(said) == 1 and len(said[0]) < 60 and "万元" in said[0], said
    tab.fill(field, "很多")
    tab.wait_for_timeout(PAUSE)
    wrong = _spoken(tab)
    assert len(wrong) == 1 and len(wrong[0]) < 120 and "1000000" in wrong[0], wrong


def _compose(keys: CDPSession, text: str) -> None:
    keys.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})


def _seen(tab: Page) -> list[object]:
    """What the page says of its answer, keeps and has in its address."""
    found: list[object] = tab.evaluate(
        """() => [
          location.search, JSON.stringify(localStorage),
          [...document.querySelectorAll('output, [data-benefit]')].map(({ dataset }) => JSON.stringify(dataset)),
          [...document.querySelectorAll('.hc-problem')].map(({ textContent }) => textContent),
        ]"""
    )
    return found


@pytest.mark.parametrize("spoken", LISTENED, indirect=True)
def test_half_of_a_word_is_no_answer(spoken: Spoken) -> None:
    """While an input method composes, nothing is judged, spoken, kept or put into the address; what comes of it is."""
    page, tab = spoken
    _, field = PAGES[page]
    tab.fill(field, "130")
    _live(tab, page)
    tab.wait_for_timeout(PAUSE)
    _spoken(tab)
    before = _seen(tab)
    keys = tab.context.new_cdp_session(tab)
    tab.focus(field)
    tab.press(field, "End")
    for half in ("w", "wa", "wan"):
        _compose(keys, half)
        tab.wait_for_timeout(100)
    tab.evaluate("dispatchEvent(new Event('pagehide'))")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    tab.wait_for_timeout(PAUSE)
    assert tab.input_value(field) == "130wan"
    assert _seen(tab) == before
    assert _spoken(tab) == []
    keys.send("Input.insertText", {"text": "万"})
    expect(tab.locator(field)).to_have_value("130万")
    tab.wait_for_timeout(PAUSE)
    _live(tab, page)
    assert "1300000" in str(tab.evaluate("location.search"))
    assert len(_spoken(tab)) == 1
