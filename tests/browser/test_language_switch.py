"""Promise: the other language is the same page, with the same case, at the same place."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.support.watched import watched

PLACES = (
    ("policies/siming-2025/3/", "cite"),
    ("plan/", "batch"),
    *(
        pytest.param(*one, marks=pytest.mark.extended)
        for one in (("calculators/", "compute"), ("glossary/", "compute-voucher"), ("hosting/", "content"))
    ),
)


@pytest.mark.parametrize(("page", "place"), PLACES)
def test_the_switch_keeps_the_place(chromium: Browser, address: str, page: str, place: str) -> None:
    """Whether the address had the fragment from the start or a link on the page has set it."""
    with watched(chromium, address) as tab:
        for english in (False, True):
            tab.goto(f"{address}{'en/' if english else ''}{page}#{place}")
            tab.wait_for_selector("[data-program]")
            expect(tab.locator(".hc-switch")).to_have_attribute("href", re.compile(f"#{place}$"))
            tab.evaluate("location.hash = 'content'")
            expect(tab.locator(".hc-switch")).to_have_attribute("href", re.compile("#content$"))
            tab.evaluate("place => { location.hash = place; }", place)
            tab.locator(".hc-switch").click()
            tab.wait_for_url(f"{address}{'' if english else 'en/'}{page}*#{place}")
            assert tab.locator(f"[id='{place}']").count() == 1
