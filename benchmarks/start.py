"""From the start of a navigation to the first answer: ours beside a stock Pyodide page, cold and warm, on fast and slow lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import BrowserContext

from benchmarks.browser import WATCH, Visit, profile, visit
from benchmarks.contestants import make_bare, make_stock, our_page, question
from benchmarks.quartiles import Quartiles, quartiles, ratios
from harness import firefox
from harness.server import Line, Server
from publisher.project import ROOT

SITE = ROOT / "site"
STOCK, OURS, BARE = "stock Pyodide", "HuiCe", "JavaScript in a bare Material page"

LINES = {"fast": Line(), "20 Mbit/s": Line(20, 0.02), "4 Mbit/s": Line(4, 0.05)}


@contextmanager
def arena(line: Line) -> Iterator[dict[str, str]]:
    """Serve all contestants over `line`; yields their addresses."""
    asked = question()
    folders = {"/huice/": SITE, "/stock/": make_stock(asked), "/bare/": make_bare(asked)}
    with Server(folders, line) as server:
        home = server.origin
        yield {STOCK: f"{home}/stock/", OURS: f"{home}/huice/{our_page(asked)}", BARE: f"{home}/bare/"}


def cold(line: Line, rounds: int) -> dict[str, list[Visit]]:
    """A new profile for every visit, in turns; the first turn, in which the server packs its files, does not count."""
    found: dict[str, list[Visit]] = {STOCK: [], OURS: [], BARE: []}
    with arena(line) as addresses:
        for address in addresses.values():
            with profile() as context:
                visit(context, address, line)
        for _ in range(rounds):
            for name, address in addresses.items():
                with profile() as context:
                    found[name].append(visit(context, address, line))
    return found


def warm(
    line: Line, rounds: int, prepare: Callable[[BrowserContext, dict[str, str]], None] | None = None
) -> dict[str, list[Visit]]:
    """One profile, three visits to each contestant to warm it up (four give V8 time for its code cache), then visits in turn."""
    found: dict[str, list[Visit]] = {STOCK: [], OURS: []}
    with arena(line) as addresses, profile() as context:
        for name in found:
            for _ in range(3):
                visit(context, addresses[name], line)
                page = context.new_page()
                page.wait_for_timeout(1500)
                page.close()
        if prepare:
            prepare(context, addresses)
        for _ in range(rounds):
            for name, visits in found.items():
                visits.append(visit(context, addresses[name], line))
    return found


def cold_in_firefox(line: Line, rounds: int) -> dict[str, list[Visit]] | None:
    """The same as `cold` in the machine's Firefox; None where there is none."""
    executable = firefox.find()
    if executable is None:
        return None
    found: dict[str, list[Visit]] = {STOCK: [], OURS: [], BARE: []}
    with arena(line) as addresses:
        for _ in range(rounds):
            for name, address in addresses.items():
                with firefox.Firefox(executable) as browser:
                    browser.before_pages(WATCH)
                    before = line.sent
                    browser.open(address)
                    browser.wait_for("globalThis.__marks?.states.live", 120)
                    marks = browser.evaluate("globalThis.__marks")
                    found[name].append(Visit(marks["states"], line.sent - before, None))  # Firefox has no such observer
    return found


def summary(visits: dict[str, list[Visit]], against: str = STOCK) -> dict[str, Any]:
    """Quartiles per contestant, and of the ratios of the same round: to `against`, and the figure's to the bare page."""
    base, bare = visits[against], visits.get(BARE)
    return {
        name: {
            "answer_ms": quartiles([one.answered for one in found]),
            "times_faster": ratios((one.answered for one in base), (one.answered for one in found)),
            "figure_ms": quartiles([one.figure for one in found]),
            "figure_ratio": ratios((one.figure for one in found), (one.answered for one in bare)) if bare else None,
            "kilobytes": round(median(one.received for one in found) / 1000),
            "bytes_ratio": _bytes_ratio(found, base),
            **_long_tasks(found),
        }
        for name, found in visits.items()
    }


def _bytes_ratio(found: list[Visit], base: list[Visit]) -> Quartiles | None:
    """What was received, against the others of the same round; None where they received nothing."""
    if not all(one.received for one in base):
        return None
    return ratios((one.received for one in found), (one.received for one in base), 3)


def _long_tasks(found: list[Visit]) -> dict[str, Any]:
    """Quartiles of a visit's number of long tasks and of its milliseconds blocked, and the longest task; None where not told."""
    told = [one.long_tasks for one in found if one.long_tasks is not None]
    if not told:
        return {"long_tasks": None, "blocked_ms": None, "longest_task_ms": None}
    return {
        "long_tasks": quartiles([len(tasks) for tasks in told], 2),
        "blocked_ms": quartiles([one.blocked for one in found]),
        "longest_task_ms": round(max((task for tasks in told for task in tasks), default=0)),
    }


STRETCHES = 5
"""Into so many stretches is a measurement of many answers cut."""

TRIPS = """
globalThis.Worker = class extends Worker {
  constructor(...given) {
    super(...given);
    globalThis.engineThread = this;
  }
};
"""
"""Keeps the page's worker where a measurement can reach it."""


def latency(changes: int = 200, questions: int = 1000) -> dict[str, dict[str, Any]]:
    """Milliseconds of an answer by Python, three ways.

    `answer`: a whole answer, from the request to its arrival in the page's thread; the worker round trip is included.
    `figure` and `words`: from an input event to Python's figure on the page, and to all that is said about it, which
    the page's own drawing and its waiting for the screen are part of.
    """
    line = Line()
    with arena(line) as addresses, profile() as context:
        page = context.new_page()
        page.add_init_script(TRIPS)
        page.goto(addresses[OURS])
        page.wait_for_selector("output[data-state=live]", timeout=60_000)
        times = page.evaluate(
            """async (changes) => {
              const field = document.querySelector('form input[type=text]');
              const output = document.querySelector('output[data-state]');
              const until = (attribute, there) => new Promise((resolve) => {
                const watch = new MutationObserver(() => {
                  if (there()) { watch.disconnect(); resolve(performance.now()); }
                });
                watch.observe(output, { attributes: true, attributeFilter: [attribute] });
              });
              const times = [];
              for (let i = 0; i < changes; i++) {
                await new Promise((rest) => setTimeout(rest, 80)); // nobody types faster
                const figure = until('data-python', () => true);
                const words = until('data-state', () => output.dataset.state === 'live');
                field.value = String(1000000 + 1000 * i);
                const start = performance.now();
                field.dispatchEvent(new Event('input', { bubbles: true }));
                times.push([await figure - start, await words - start]);
              }
              return times;
            }""",
            changes,
        )
        trips = page.evaluate(
            """async (questions) => {
              const { benefit, main } = JSON.parse(document.querySelector('[data-case]').textContent);
              const heard = (id) => new Promise((resolve) => {
                const listen = ({ data }) => {
                  if (data.id !== id) return;
                  engineThread.removeEventListener('message', listen);
                  resolve(performance.now());
                };
                engineThread.addEventListener('message', listen);
              });
              const trips = [];
              for (let i = 0; i < questions; i++) {
                await new Promise((rest) => setTimeout(rest, 20));
                const inputs = { [main]: String(2000000 + 1000 * i) };
                const id = `trip ${i}`;
                const answered = heard(id);
                const start = performance.now();
                engineThread.postMessage({ id, request: JSON.stringify({ op: 'estimate', benefit, inputs, lang: 'en' }) });
                trips.push(await answered - start);
              }
              return trips;
            }""",
            questions,
        )
    found = {name: _spread([pair[at] for pair in times]) for at, name in enumerate(("figure", "words"))}
    return {"answer": _spread(trips), **found}


def _spread(times: list[float]) -> dict[str, Any]:
    """Median and 95th percentile: of each fifth of the times by itself, and of these five the quartiles; and the longest time.

    What else the machine does for a second is then not taken for ours.
    """
    size = len(times) // STRETCHES
    parts = [sorted(times[at : at + size]) for at in range(0, STRETCHES * size, size)]
    return {
        "median_ms": quartiles([median(part) for part in parts], 2),
        "p95_ms": quartiles([part[int(0.95 * size)] for part in parts], 2),
        "max_ms": round(max(times), 2),
    }


NOTHING_IDLE = """
globalThis.requestIdleCallback = () => 0;
if (navigator.serviceWorker) navigator.serviceWorker.register = () => new Promise(() => {});
"""
"""A page that never becomes idle: what it loads then is not part of its weight."""


def weights(paths: dict[str, str]) -> dict[str, int]:
    """Kilobytes over the wire of a first visit to each page, without what it loads when idle."""
    found = {}
    for name, path in paths.items():
        line = Line()
        with Server({"/huice/": SITE}, line) as server, profile() as context:
            page = context.new_page()
            page.add_init_script(NOTHING_IDLE)
            page.goto(f"{server.origin}/huice/{path}", wait_until="networkidle")
            found[name] = round(line.sent / 1000)
    return found


PAGES_WEIGHED = {
    "home": "",
    "article": "policies/xiamen-2025/8/",
    "calculator": "calculators/xiamen-2025/compute-voucher/",
    "plan": "plan/",
}


def wait_for_service_worker(context: BrowserContext, addresses: dict[str, str]) -> None:
    """Visit our page until the service worker has it and the files it keeps."""
    page = context.new_page()
    page.goto(addresses[OURS])
    page.evaluate("Promise.race([navigator.serviceWorker?.ready, new Promise((done) => setTimeout(done, 20000))])")
    page.wait_for_timeout(4000)
    page.close()


def search(query: str = "算力券") -> dict[str, int]:
    """Bytes and milliseconds of the first query and of the next, from opening the dialog to results on the page."""
    line = Line()
    with Server({"/huice/": SITE}, line) as server, profile() as context:
        page = context.new_page()
        page.add_init_script(NOTHING_IDLE)
        page.goto(f"{server.origin}/huice/", wait_until="networkidle")
        before, times = line.sent, []
        for words in (query, "compute", query):
            page.keyboard.press("Escape")
            clock = page.evaluate("performance.now()")
            page.keyboard.press("/")
            page.wait_for_selector("dialog[open] input[type=search], dialog[open] input", timeout=30_000)
            page.keyboard.press("Control+A")
            page.keyboard.type(words)
            page.wait_for_selector("dialog[open] [role=option]", timeout=30_000)
            times.append(page.evaluate("performance.now()") - clock)
        return {"kilobytes": round((line.sent - before) / 1000), "first_ms": round(times[0]), "next_ms": round(times[-1])}


def site_is_built() -> bool:
    """Whether `site/` is there to be measured."""
    return Path(SITE / "index.html").is_file()
