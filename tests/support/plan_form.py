"""The form of the plan's page, whose groups are folded."""

from __future__ import annotations

from playwright.sync_api import Locator, Page


def asked(tab: Page, name: str) -> Locator:
    """The question of that name, with its group unfolded."""
    question = tab.locator(f"#ask-{name}")
    group = tab.locator("details[data-group]", has=question)
    if group.get_attribute("open") is None:
        group.locator("summary").click()
    return question


def field(tab: Page, name: str) -> Locator:
    """The field of that name, with its group unfolded."""
    return asked(tab, name).locator("input, select").first
