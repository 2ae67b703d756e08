"""A calculator page in Chromium: opened, typed into, and looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page

from tests.support.built import address_of
from tests.support.watched import Watch

LIVE = 'output[data-state="live"]'
LONGEST = 60_000
"""Milliseconds for the first answer, on a machine that is busy with other tests."""


@dataclass
class Opened:
    """A page and what was heard of it; `home` is the site's address."""

    page: Page
    home: str
    watch: Watch

    def goto(self, benefit: str, lang: str = "zh", query: str = "") -> None:
        """Open a calculator and wait until its script listens."""
        self.page.goto(f"{self.home}{address_of(benefit, lang)}{query}")
        self.page.wait_for_selector("[data-calculator] [data-scripted]:not([hidden])", state="attached", timeout=LONGEST)

    def live(self) -> str:
        """Wait for Python's answer; the figure of it."""
        self.page.wait_for_selector(LIVE, timeout=LONGEST)
        return self.amount

    @property
    def amount(self) -> str:
        return self.page.get_attribute("output", "data-amount") or ""

    @property
    def state(self) -> str:
        return self.page.get_attribute("output", "data-state") or ""

    def type(self, name: str, text: str) -> tuple[str, str]:
        """Type an answer; the state and figure right after it, before anything else could run."""
        found = self.page.evaluate(
            """([name, text]) => {
              const field = document.querySelector(`form.hc-form [name="${name}"]`);
              field.value = text;
              field.dispatchEvent(new Event('input', { bubbles: true }));
              const { state, amount } = document.querySelector('output').dataset;
              return [state, amount];
            }""",
            [name, text],
        )
        return found[0], found[1]


@contextmanager
def opened(chromium: Browser, home: str, **options: object) -> Iterator[Opened]:
    """A page in a context of its own; leaving it fails the test where the page had any trouble."""
    context = chromium.new_context(timezone_id="Asia/Shanghai", **options)  # type: ignore[arg-type]
    watch = Watch(context, home)
    try:
        yield Opened(context.new_page(), home, watch)
    finally:
        context.close()
    assert not watch.troubles, watch.troubles
