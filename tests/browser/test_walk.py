"""Promise: every page, opened in a browser, runs without an error and asks nobody but the site itself."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.support.pages import every_page
from tests.support.watched import Watch

SAVE_DATA = "Object.defineProperty(Navigator.prototype, 'connection', { get: () => ({ saveData: true }) })"
"""A visitor who pays for bytes: pages leave the engine alone until it is asked for, which has tests of its own."""

PARTS = 25
"""Each takes every twenty-fifth page, some of every kind: one shows what a change has broken, all of them find the rest."""

SETTLE = "new Promise((done) => setTimeout(done, 60))"
"""Time for a page's modules to find what they have to do."""


@pytest.mark.parametrize("part", [pytest.param(part, marks=pytest.mark.extended if part else ()) for part in range(PARTS)])
def test_walk(site: Path, address: str, chromium: Browser, part: int) -> None:
    """No page has an error in its console, a request to another host, a request that fails, or a switch that leads nowhere."""
    pages = [page for page in every_page(site) if page != "404.html"]
    context = chromium.new_context(service_workers="block", reduced_motion="reduce")
    context.add_init_script(SAVE_DATA)
    watch = Watch(context, address)
    tab = context.new_page()
    for page in pages[part::PARTS]:
        tab.goto(address + page)
        tab.evaluate(SETTLE)
        twin = tab.locator("a.hc-switch").evaluate("(link) => link.href")
        if urlsplit(twin)._replace(query="", fragment="").geturl().removeprefix(address) not in pages:
            watch.troubles.append(f"{page}: its twin {twin} is missing")
    context.close()
    assert not watch.troubles, watch.troubles
