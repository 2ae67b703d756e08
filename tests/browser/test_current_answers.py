"""Promise: an answer is shown as current, printed and exported only where it is the answer to what form and address say."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.built import address_of
from tests.support.plan_form import field
from tests.support.rows import PATIENCE, without_python
from tests.support.watched import watched

VOUCHER = "siming-2025/compute-voucher"
SIMING = "place=350203&organisation=enterprise&annual_revenue=80000000&compute_spend=1000000&compute_listed=true"
WORKING = (".hc-working", ".hc-given", ".hc-missing", ".hc-answer__certainty", ".hc-curve")
"""What is said about a figure."""

pytestmark = pytest.mark.xdist_group("current-answers")


def _live(tab: Page) -> None:
    expect(tab.locator("output").first).to_have_attribute("data-state", "live", timeout=PATIENCE)


def _printed(tab: Page) -> None:
    """As it comes out of the printer: the page hears of it, and the style sheets are those of paper."""
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    tab.emulate_media(media="print")


def test_a_calculator_after_a_refusal(chromium: Browser, address: str) -> None:
    """No figure, no steps, on paper neither; no file is made, and the code that worked the last case out again is gone."""
    with watched(chromium, address) as tab:
        tab.goto(address + address_of(VOUCHER, "en"))
        tab.fill("#field-compute_spend", "800,000")
        _live(tab)
        tab.click("[data-take-code] summary")
        code = tab.locator('[data-take-text="python"]')
        expect(code).to_contain_text("800000", timeout=PATIENCE)
        tab.fill("#field-compute_spend", "a lot")
        expect(tab.locator("output")).to_have_attribute("data-state", "refused", timeout=PATIENCE)
        assert tab.get_attribute("output", "data-amount") == ""
        expect(code).to_be_empty()
        tab.click('[data-take-file="json"]')
        expect(tab.locator("[data-take-told]")).to_have_text("Please correct what is marked first.")
        for part in WORKING:
            expect(tab.locator(part).first).to_be_hidden()
        _printed(tab)
        expect(tab.locator(".hc-answer__amount")).to_have_text("Please correct what is marked")
        for part in WORKING:
            expect(tab.locator(part).first).to_be_hidden()


def test_a_figure_without_its_words(chromium: Browser, address: str) -> None:
    """The figure that the page tells by itself is printed; the steps of the example beside it are not."""
    with watched(chromium, address) as tab:
        without_python(tab)
        tab.goto(f"{address}{address_of(VOUCHER, 'zh')}?compute_spend=400000&compute_listed=true")
        expect(tab.locator("output")).to_have_attribute("data-amount", "40000.00")
        _printed(tab)
        expect(tab.locator(".hc-answer__amount")).to_contain_text("4万元")
        for part in (".hc-working", ".hc-given"):
            expect(tab.locator(part).first).to_be_hidden()


def test_the_plan_after_a_refusal(chromium: Browser, address: str) -> None:
    """The last totals are dimmed, and the page says why; they are in no attribute, on no paper and in no file."""
    with watched(chromium, address) as tab:
        tab.goto(f"{address}plan/?{SIMING}")
        _live(tab)
        assert tab.get_attribute("output.hc-plan", "data-cautious") == "500000.00"
        expect(tab.locator("[data-tools]")).to_be_visible()
        field(tab, "compute_spend").fill("很多")
        output = tab.locator("output.hc-plan")
        expect(output).to_have_attribute("data-state", "refused", timeout=PATIENCE)
        for total in ("firm", "cautious", "widest"):
            expect(output).to_have_attribute(f"data-{total}", "")
        assert float(tab.evaluate("getComputedStyle(document.querySelector('.hc-planned')).opacity")) < 0.6
        expect(tab.locator("[data-engine]").nth(1)).to_contain_text("很多")
        expect(tab.locator("[data-tools]")).to_be_hidden()
        expect(tab.locator("[data-peek]")).to_be_hidden()
        _printed(tab)
        expect(tab.locator(".hc-planned:visible")).to_have_count(0)
        expect(tab.locator("[data-given-answers]")).to_be_hidden()
        expect(tab.locator(".hc-engine")).to_be_visible()
        tab.emulate_media(media="screen")
        field(tab, "compute_spend").fill("100万")
        _live(tab)
        assert output.get_attribute("data-stale") is None
        expect(tab.locator("[data-tools]")).to_be_visible()


@pytest.mark.parametrize("lang", ["", "en/"])
def test_the_plan_before_there_is_an_answer(chromium: Browser, address: str, lang: str) -> None:
    """Until Python is there, the example beside somebody else's link is dimmed, says why, and is not printed."""
    with watched(chromium, address) as tab:
        without_python(tab)
        tab.goto(f"{address}{lang}plan/?{SIMING}")
        expect(tab.locator("output.hc-plan")).to_have_attribute("data-stale", "all")
        expect(tab.locator("output.hc-plan")).to_have_attribute("data-cautious", "")
        expect(tab.locator(".hc-engine")).to_contain_text("Python")
        _printed(tab)
        expect(tab.locator(".hc-planned:visible")).to_have_count(0)
        expect(tab.locator(".hc-engine")).to_be_visible()


def test_the_example_of_the_plan_says_that_it_is_one(chromium: Browser, address: str) -> None:
    """Where nothing is asked the example stands undimmed below the words that call it one."""
    with watched(chromium, address) as tab:
        tab.goto(f"{address}plan/")
        expect(tab.locator("[data-example-note]")).to_be_visible()
        assert tab.get_attribute("output.hc-plan", "data-stale") is None


def test_the_address_after_going_back(chromium: Browser, address: str) -> None:
    """Going back from a jump within the page leaves the answer, and the address says what it is the answer to."""
    with watched(chromium, address) as tab:
        tab.goto(f"{address}{address_of(VOUCHER, 'zh')}?compute_spend=400000&compute_listed=true")
        _live(tab)
        tab.evaluate("location.hash = 'who'")
        tab.fill("#field-compute_spend", "90万")
        expect(tab).to_have_url(re.compile("compute_spend=900000"))
        tab.go_back()
        expect(tab).to_have_url(re.compile("compute_spend=900000"))
        expect(tab.locator("output")).to_have_attribute("data-amount", "90000.00")
