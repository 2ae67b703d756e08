"""Whether the page's thread is ever blocked while somebody types: its tasks over 50 ms, while Python starts and afterwards.

Source: W3C, Long Tasks API.
"""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from benchmarks.browser import profile
from benchmarks.contestants import our_page, question
from benchmarks.quartiles import quartiles
from benchmarks.start import SITE
from harness.server import Server

KEYS = "12345678"
PAUSE, BREATH = 80, 150
"""Milliseconds between keys, and between changes of the whole sum."""
CHANGES = 20

WATCH = """
globalThis.longTasks = [];
const note = (list) => longTasks.push(...list.getEntries().map(({ startTime, duration }) => [startTime, duration]));
new PerformanceObserver(note).observe({ type: 'longtask', buffered: true });
"""


def measure(rounds: int) -> dict[str, Any]:
    """Type in a calculator in `rounds` new profiles, from 0.3 s after it has loaded on.

    `long_tasks` are the quartiles of their number in a visit; per phase
    (`starting`, `ready`): their number in all visits, and the longest in milliseconds.
    """
    asked = question()
    found: dict[str, list[list[float]]] = {"starting": [], "ready": []}
    with Server({"/huice/": SITE}) as server:
        for _ in range(rounds):
            with profile() as context:
                page = context.new_page()
                page.add_init_script(WATCH)
                page.goto(f"{server.origin}/huice/{our_page(asked).partition('?')[0]}")
                page.wait_for_timeout(300)
                begun, live = _type(page)
                tasks = page.evaluate("longTasks")
                found["starting"].append([took for at, took in tasks if begun <= at < live])
                found["ready"].append([took for at, took in tasks if at >= live])
    counts = [len(starting) + len(ready) for starting, ready in zip(*found.values(), strict=True)]
    phases = {phase: _summary(visits) for phase, visits in found.items()}
    return {"visits": rounds, "changes": CHANGES, "long_tasks": quartiles(counts, 2), **phases}


def _type(page: Page) -> tuple[float, float]:
    """Type while Python starts and after; returns when typing began and when Python's first answer stood there."""
    field = page.locator("form input[type=text]").first
    begun: float = page.evaluate("performance.now()")
    field.fill("")
    for key in KEYS:
        field.press(key)
        page.wait_for_timeout(PAUSE)
    page.wait_for_selector("output[data-state=live]", timeout=60_000)
    live: float = page.evaluate("performance.now()")
    for change in range(CHANGES):
        field.fill(str(1_000_000 + 77_777 * change))
        page.wait_for_timeout(BREATH)
    page.wait_for_timeout(10 * BREATH)  # what is said to screen readers comes last
    return begun, live


def _summary(visits: list[list[float]]) -> dict[str, float]:
    return {
        "tasks": sum(len(tasks) for tasks in visits),
        "longest_ms": round(max((took for tasks in visits for took in tasks), default=0)),
    }
