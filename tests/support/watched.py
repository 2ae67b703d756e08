"""A tab that tells on its page: every error in the console, every request that fails or goes to another host."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, ConsoleMessage, Page, Request

BLOCKED = "Service Worker registration blocked by Playwright"

NOON = "T04:00:00Z"
"""Noon in China, in the time of the clock that pages are given."""


@contextmanager
def watched(
    chromium: Browser, address: str, *, day: str = "2026-01-15", width: int = 1280, sheet: bool = False, **options: object
) -> Iterator[Page]:
    """A tab in which it is `day` in China; leaving it fails the test where the page had any trouble.

    It is trouble too when the second part of Python is fetched, which no answer needs; a `sheet` of firms may.
    """
    troubles: list[str] = []
    context = chromium.new_context(
        service_workers="block",
        timezone_id="Asia/Shanghai",
        viewport={"width": width, "height": 900},
        reduced_motion="reduce",
        **options,  # type: ignore[arg-type]  # whatever Playwright takes
    )
    tab = context.new_page()

    def heard(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and message.text != BLOCKED:
            troubles.append(f"{tab.url}: {message.text}")

    def asked(request: Request) -> None:
        if not request.url.startswith((address, "blob:", "data:")):
            troubles.append(f"asks {request.url}")
        elif "/rest." in request.url and not sheet:
            troubles.append("asks for what no answer should need")

    tab.on("console", heard)
    tab.on("pageerror", lambda error: troubles.append(f"{tab.url}: {error}"))
    tab.on("request", asked)
    tab.on("response", lambda one: troubles.append(f"{one.status} {one.url}") if one.status >= 400 else None)
    tab.clock.set_fixed_time(day + NOON)
    try:
        yield tab
    finally:
        context.close()
    assert not troubles, troubles
