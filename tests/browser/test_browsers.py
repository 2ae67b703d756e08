"""Calculators, plan and search work in Firefox as they do in Chromium, and on a phone."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from calculators.browser import call
from calculators.catalogue import Benefit, Catalogue
from calculators.rules.asks import Gate
from harness.firefox import Firefox, find

LIVE = "output[data-state=live]"

pytestmark = [pytest.mark.extended, pytest.mark.xdist_group("browsers")]


@pytest.fixture(scope="module")
def firefox() -> Iterator[Firefox]:
    """One Firefox for the module; skipped where the machine has none."""
    path = find()
    if path is None:
        pytest.skip("no Firefox on this machine: apt-get install firefox-esr, or name one with FIREFOX=/path/to/firefox")
    with Firefox(path) as firefox:
        yield firefox


def one_of_each(catalogue: Catalogue) -> list[Benefit]:
    """A benefit of every certainty that has a main input, and one of every policy."""
    chosen: dict[str, Benefit] = {}
    for benefit in catalogue.benefits.values():
        if benefit.main:
            chosen.setdefault(benefit.certainty, benefit)
            chosen.setdefault(benefit.policy.id, benefit)
    return list({one.id: one for one in chosen.values()}.values())


def expected(benefit: Benefit, value: str, day: str) -> str:
    """The amount that the page must come to: its example, every condition met, the main input changed."""
    gates = {ask.name: "true" for ask in benefit.conditions if isinstance(ask, Gate)}
    inputs = {**gates, **benefit.example, str(benefit.main): value}
    answer = json.loads(call(json.dumps({"op": "amount", "benefit": benefit.id, "inputs": inputs, "lang": "en", "on": day})))
    assert answer["ok"], answer
    return answer["amount"] or ""


def test_calculators_in_firefox(firefox: Firefox, address: str, catalogue: Catalogue) -> None:
    """A calculator of every kind starts Python from its snapshot, keeps its policy, and comes to the engine's amount."""
    chosen = one_of_each(catalogue)
    assert len(chosen) >= 5
    firefox.console.clear()
    for benefit in chosen:
        firefox.open(f"{address}en/calculators/{benefit.id}/")
        firefox.wait_for("document.querySelector('[data-engine]') !== null")
        firefox.fill(f"[name={benefit.main}]", "37")
        firefox.wait_for(f"document.querySelector('{LIVE}') !== null")
        day = firefox.evaluate("new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10)")
        found = firefox.evaluate("document.querySelector('output[data-amount]').dataset.amount")
        assert found == expected(benefit, "37", day), benefit.id
    assert not [line for line in firefox.console if "Content-Security-Policy" in line or "without its snapshot" in line]


def test_plan_in_firefox(firefox: Firefox, address: str) -> None:
    """The plan of a firm comes to the totals of the engine."""
    firefox.open(f"{address}en/plan/?compute_spend=1000000&place=350203")
    firefox.wait_for("document.querySelector('output.hc-plan[data-state=live]') !== null")
    day = firefox.evaluate("new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10)")
    request = {"op": "plan", "place": "350203", "inputs": {"compute_spend": "1000000"}, "lang": "en", "on": day, "root": ""}
    totals = json.loads(call(json.dumps(request)))["totals"]
    found = firefox.evaluate("({...document.querySelector('output.hc-plan').dataset})")
    assert {name: found[name] for name in totals} == totals


def test_search_in_firefox(firefox: Firefox, address: str) -> None:
    """A Chinese word in the middle of a sentence is found, in the worker, under the page's policy."""
    firefox.open(address)
    firefox.wait_for("document.documentElement.hasAttribute('data-program')")
    firefox.evaluate("document.querySelector('[data-search-open]').click()")
    firefox.wait_for("document.querySelector('.hc-search__input') !== null")
    firefox.fill(".hc-search__input", "算力券")
    firefox.wait_for("document.querySelectorAll('#hc-search-list [role=option]').length > 0")


def test_a_calculator_on_a_phone(chromium: Browser, address: str, catalogue: Catalogue) -> None:
    """On a narrow touch screen the same page comes to the same amount, and the bar at its foot shows it."""
    context = chromium.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, device_scale_factor=3, service_workers="block"
    )
    page = context.new_page()
    benefit = one_of_each(catalogue)[0]
    page.goto(f"{address}en/calculators/{benefit.id}/")
    page.tap(f"[name={benefit.main}]")
    page.fill(f"[name={benefit.main}]", "37")
    page.wait_for_selector(LIVE, timeout=60_000)
    day = page.evaluate("new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10)")
    assert page.locator("output[data-amount]").get_attribute("data-amount") == expected(benefit, "37", day)
    headline = page.locator(".hc-answer__amount").inner_text()
    assert page.locator("[data-bar]").text_content() == headline
    context.close()
