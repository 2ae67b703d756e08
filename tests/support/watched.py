"""Tabs that tell on their page: every error in the console, every request that fails or goes to another host."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, WebError

BLOCKED = "Service Worker registration blocked by Playwright"
NO_FAULT = {"net::ERR_ABORTED", "csp"}
"""What Chromium calls a download that nobody waits for any more (the visitor has gone on to another page, or the page itself has
let it go), and one that is forbidden (by a policy, which the console tells of, or because there is no JavaScript). A host or a
line that fails is called otherwise."""

NOON = "T04:00:00Z"
"""Noon in China, in the time of the clock that pages are given."""


class Watch:
    """Hears all that goes on in the pages of a context; `home` is where the site's addresses begin."""

    def __init__(self, context: BrowserContext, home: str) -> None:
        self.troubles: list[str] = []
        """All that no page of ours should cause, in the order in which it came."""
        self.console: list[str] = []
        """Every line of the console, exceptions among them."""
        self.requests: list[str] = []
        """Every address asked for."""
        self.context = context
        self._home = home
        context.on("console", self._heard)
        context.on("weberror", self._threw)
        context.on("request", self._asked)
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.text == BLOCKED:
            return
        self.console.append(message.text)
        if message.type in ("error", "warning"):
            self.troubles.append(f"{message.page.url if message.page else 'a worker'}: {message.text}")

    def _threw(self, error: WebError) -> None:
        self.console.append(str(error.error))
        self.troubles.append(f"{error.page.url if error.page else 'a worker'}: {error.error}")

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)
        if not request.url.startswith((self._home, "about:", "blob:", "data:")):
            self.troubles.append(f"asks {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure not in NO_FAULT:
            self.troubles.append(f"{request.failure}: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.troubles.append(f"{response.status} {response.url}")


@contextmanager
def watched(
    chromium: Browser, address: str, *, day: str = "2026-01-15", width: int = 1280, sheet: bool = False, **options: object
) -> Iterator[Page]:
    """A tab in which it is `day` in China; leaving it fails the test where the page had any trouble.

    It is trouble too when the second part of Python is fetched, which no answer needs; a `sheet` of firms may.
    """
    context = chromium.new_context(
        service_workers="block",
        timezone_id="Asia/Shanghai",
        viewport={"width": width, "height": 900},
        reduced_motion="reduce",
        **options,  # type: ignore[arg-type]  # whatever Playwright takes
    )
    watch = Watch(context, address)
    tab = context.new_page()
    tab.clock.set_fixed_time(day + NOON)
    try:
        yield tab
    finally:
        context.close()
    assert not watch.troubles, watch.troubles
    assert sheet or not [url for url in watch.requests if "/rest." in url], "no answer should need it"
