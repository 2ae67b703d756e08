"""Takes the README's picture from the built site: `python -m harness.screenshot`."""

from __future__ import annotations

from playwright.sync_api import sync_playwright

from harness.chromium import FLAGS, find, install
from harness.server import Server
from publisher.project import ROOT

PICTURE = ROOT / "docs" / "assets" / "screenshot.png"
PATH = "en/"
DAY = "2026-01-15T04:00:00Z"
"""The day on the picture, so that it is the same whenever it is taken."""


def main() -> None:
    """Open the home page as a visitor of that day would see it, and take the picture."""
    with Server({"/huice/": ROOT / "site"}) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find() or install(), args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 900}, timezone_id="Asia/Shanghai")
        page.clock.set_fixed_time(DAY)
        page.goto(f"{server.origin}/huice/{PATH}")
        page.wait_for_timeout(2000)
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
