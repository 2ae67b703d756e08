"""A calculator page in Chromium: opened, typed into, and looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page

from tests.support.built import address_of

LIVE = 'output[data-state="live"]'
LONGEST = 60_000
"""Milliseconds for the first answer, on a machine that is busy with other tests."""


@dataclass
class Opened:
    """A page with all that went wrong on it: console errors, failed and foreign requests."""

    page: Page
    home: str
    trouble: list[str] = field(default_factory=list)

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
    """A page in a context of its own."""
    context = chromium.new_context(timezone_id="Asia/Shanghai", **options)  # type: ignore[arg-type]
    page = context.new_page()
    found = Opened(page, home)
    page.on("console", lambda message: found.trouble.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: found.trouble.append(str(error)))
    page.on("requestfailed", lambda request: found.trouble.append(f"failed: {request.url}"))
    page.on("request", lambda request: None if _own(request.url, home) else found.trouble.append(f"foreign: {request.url}"))
    yield found
    context.close()


def _own(url: str, home: str) -> bool:
    return url.startswith((home, "about:", "data:", "blob:"))
