"""Rows of amounts, as the comparison and the home page show them: first by the page itself, then by Python."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

PATIENCE = 60_000
"""Milliseconds for Python's first answer on a busy machine."""

type Rows = dict[str, dict[str, Any]]
"""What each row shows, by its benefit."""


def without_python(tab: Page) -> None:
    """Let Python's script never arrive: what the page does by itself is there sooner."""
    tab.route("**/engine/worker.mjs", lambda _: None)


def live(tab: Page, waiting: str, read: str) -> Rows:
    """What `read` finds once no row is `waiting` for Python any more; both are the page's own, a selector and a script."""
    expect(tab.locator(waiting)).to_have_count(0, timeout=PATIENCE)
    rows: Rows = tab.evaluate(read)
    return rows
