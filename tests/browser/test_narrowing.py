"""Promise: the list of all benefits is narrowed by what is chosen, with how many each choice leaves, kept in the address."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from calculators.catalogue import Catalogue
from publisher.pages.plans import reaching

ROWS = ".hc-purpose tr[data-policy]"


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(service_workers="block", timezone_id="Asia/Shanghai")
    tab = context.new_page()
    tab.clock.set_fixed_time("2026-10-03T04:00:00Z")
    yield tab
    context.close()


def test_the_list_is_narrowed(tab: Page, address: str, catalogue: Catalogue) -> None:
    """By place, what is paid for, to whom and how surely; the address opens the same list again."""
    tab.goto(f"{address}en/calculators/")
    rows = tab.locator(ROWS).locator("visible=true")
    expect(rows).to_have_count(len(catalogue.benefits))
    tab.get_by_label("Place").select_option("350203")
    here = [one for one in catalogue.benefits.values() if one.policy.id in reaching(catalogue, "350203")]
    expect(rows).to_have_count(len(here))
    tab.get_by_label("Who gets it").select_option("firm")
    tab.get_by_label("How sure").select_option("up-to")
    left = [one for one in here if one.recipient == "firm" and one.certainty == "up-to"]
    expect(rows).to_have_count(len(left))
    expect(tab.locator("[data-shown]")).to_have_text(f"{len(left)} of {len(catalogue.benefits)} benefits")
    tab.goto(tab.url)
    expect(rows).to_have_count(len(left))
    tab.get_by_role("button", name="Show all").click()
    expect(rows).to_have_count(len(catalogue.benefits))
    assert "place" not in tab.url


def test_each_choice_says_how_many_it_leaves(tab: Page, address: str) -> None:
    """The number beside an option is the number of rows that choosing it leaves."""
    tab.goto(f"{address}calculators/?place=350203")
    field = tab.locator('select[name="purpose"]')
    for option in field.locator("option:not([disabled])").all()[1:6]:
        told = re.search(r"\((\d+)\)$", str(option.text_content()))
        assert told
        field.select_option(str(option.get_attribute("value")))
        expect(tab.locator(ROWS).locator("visible=true")).to_have_count(int(told[1]))


def test_what_can_be_claimed_today(tab: Page, address: str) -> None:
    """Of a text that pays nobody on the visitor's day nothing is left."""
    tab.goto(f"{address}en/calculators/?today=1")
    expect(tab.locator("[data-shown]")).not_to_be_empty()
    policies = {row.get_attribute("data-policy") for row in tab.locator(ROWS).locator("visible=true").all()}
    assert policies == {"siming-2025", "zhangzhou-2025"}


def test_without_scripts_all_are_listed(chromium: Browser, address: str, catalogue: Catalogue) -> None:
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{address}en/calculators/?place=350203")
    expect(tab.locator(ROWS).locator("visible=true")).to_have_count(len(catalogue.benefits))
    expect(tab.locator("[data-narrow]")).to_be_hidden()
    context.close()


def test_the_visitors_own_limb_is_marked(tab: Page, address: str) -> None:
    """Of a rule with several limbs the one that is paid is marked, in the order of the text, and moves with the answers."""
    tab.goto(f"{address}en/calculators/xiamen-2025/compute-voucher/")
    limbs = tab.locator(".hc-limbs tr")
    expect(limbs).to_have_count(3)
    expect(limbs.locator("td")).to_have_text(
        [
            "up to 30%, capped at RMB 10,000,000",
            "up to 40%, capped at RMB 5,000,000",
            "up to 50%, capped at RMB 2,000,000",
        ]
    )
    expect(tab.locator(".hc-limbs [aria-current] td")).to_have_text("up to 50%, capped at RMB 2,000,000")
    tab.locator("#field-annual_revenue").fill("2,000,000,000")
    expect(tab.locator(".hc-limbs [aria-current] td")).to_have_text("up to 30%, capped at RMB 10,000,000", timeout=60_000)
