"""Promise: pages are light or dark as the visitor's system is until they choose, and from then on as they chose."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from publisher.wording import say

LIGHT, DARK = "default", "slate"
"""As the theme calls them."""

GROUND = "getComputedStyle(document.querySelector('header')).backgroundColor"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page of a visitor who has chosen nothing yet."""
    with chromium.new_context(service_workers="block") as context:
        yield context.new_page()


def shown(page: Page) -> str | None:
    return page.locator("body").get_attribute("data-md-color-scheme")


def test_as_the_system_is(page: Page, address: str) -> None:
    """Before any program has run, and when the system changes in the evening."""
    page.emulate_media(color_scheme="dark")
    page.route("**/*.mjs", lambda route: route.abort())
    page.goto(address)
    assert shown(page) == DARK
    page.unroute("**/*.mjs")
    page.goto(address)
    switch = page.get_by_role("button", name=say("frame.dark", "zh"))
    expect(switch).to_have_attribute("aria-pressed", "true")
    page.emulate_media(color_scheme="light")
    expect(switch).to_have_attribute("aria-pressed", "false")
    assert shown(page) == LIGHT


def test_as_the_visitor_chose(page: Page, address: str) -> None:
    """Whatever the system is, on the next page as well; the browser's own bars and scroll bars go along."""
    page.emulate_media(color_scheme="light")
    page.goto(address + "en/")
    bars = page.locator("meta[name=theme-color]")
    expect(bars).to_have_attribute("content", page.evaluate(GROUND))
    light = bars.get_attribute("content")
    page.get_by_role("button", name=say("frame.dark", "en")).press("Enter")
    expect(page.locator("meta[name=color-scheme]")).to_have_attribute("content", "dark")
    expect(bars).not_to_have_attribute("content", light or "")
    page.goto(address + "policies/")
    assert shown(page) == DARK
    page.get_by_role("button", name=say("frame.dark", "zh")).click()
    page.emulate_media(color_scheme="dark")
    page.reload()
    assert shown(page) == LIGHT
