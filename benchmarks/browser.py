"""Chromium as a visitor has it: new profiles, warm ones, what it received, when the answer stood there."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import BrowserContext, sync_playwright

from harness.chromium import FLAGS, find, install
from harness.server import Line

WATCH = """
(() => {
  const marks = (globalThis.__marks = { states: {}, long: [] });
  const look = () => {
    const output = document.querySelector('output[data-state]');
    const state = output?.dataset.state ?? (document.documentElement?.dataset.answered ? 'live' : null);
    if (state && !(state in marks.states)) marks.states[state] = performance.now();
  };
  const attributeFilter = ['data-state', 'data-answered'];
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter });
  const note = (list) => list.getEntries().forEach((entry) => marks.long.push(entry.duration));
  new PerformanceObserver(note).observe({ type: 'longtask', buffered: true });
})();
"""


@dataclass(frozen=True)
class Visit:
    """One visit: milliseconds from the start of the navigation to each state of the answer, and bytes received.

    `long_tasks` are the milliseconds of each task over 50 ms until the answer stood there; None where the browser does not tell.
    """

    states: dict[str, float]
    received: int
    long_tasks: list[float] | None

    @property
    def answered(self) -> float:
        return self.states["live"]

    @property
    def blocked(self) -> float:
        """For how long the page's thread answered nobody: what its long tasks took beyond 50 ms each, in milliseconds."""
        return sum(task - 50 for task in self.long_tasks or ())

    @property
    def figure(self) -> float:
        """When the figure for the visitor's own input stood on the page, from the corners or before."""
        return self.states.get("corners", self.answered)


@contextmanager
def profile() -> Iterator[BrowserContext]:
    """A Chromium with a new, empty profile; its HTTP cache works as a visitor's does."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(folder, executable_path=find(whole=True) or install(), args=FLAGS)
        try:
            yield context
        finally:
            context.close()


def visit(context: BrowserContext, address: str, line: Line, state: str = "live", timeout: float = 120_000) -> Visit:
    """Open `address` in a new tab and wait for the answer to reach `state`; `line` counts what the server sends meanwhile."""
    page = context.new_page()
    before = line.sent
    try:
        page.add_init_script(WATCH)
        page.goto(address, timeout=timeout)
        page.wait_for_selector(f"output[data-state={state}], html[data-answered]", state="attached", timeout=timeout)
        marks = page.evaluate("globalThis.__marks")
        return Visit(marks["states"], line.sent - before, marks["long"])
    finally:
        page.close()
