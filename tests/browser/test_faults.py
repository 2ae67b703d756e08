"""Whatever breaks, the visitor sees a correct figure or a sentence that says what to do: nothing stale, no endless wait."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from calculators.browser import call
from publisher.wording import say
from tests.support.hosting import Host
from tests.support.pages import one_of_each_kind
from tests.support.plan_form import asked
from tests.support.watched import Watch

BENEFIT = "xiamen-2025/compute-centre"
FIELD = "server_spend"
PAGE = f"calculators/{BENEFIT}/"
TYPED = "1234567"
RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python.*.zip", "snapshot.*.bin", "first.*.wasm", "rest.*.wasm")
SPARE = {"snapshot.*.bin", "first.*.wasm", "rest.*.wasm", "pyodide.asm.wasm", "python.*.zip", "engine/loader/plain.mjs"}
"""Without one of these a start from the snapshot, or else the plain one, still works."""

ENGINE = ("engine/worker.mjs", "engine/loader/plain.mjs")
PATIENCE = 60_000  # milliseconds; a busy machine compiles ten megabytes of WebAssembly

pytestmark = [pytest.mark.extended, pytest.mark.xdist_group("faults")]


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A visitor's first visit; the service worker, which would mend much of this, has tests of its own."""
    context = chromium.new_context(service_workers="block", locale="en-GB", timezone_id="Asia/Shanghai")
    yield context
    context.close()


@pytest.fixture(scope="module")
def expected() -> str:
    """The amount for what the tests type, from the engine itself."""
    gates = {"compute_centre_standard": "true"}
    request = {"op": "amount", "benefit": BENEFIT, "inputs": {FIELD: TYPED, **gates}, "lang": "en", "on": "2026-01-15"}
    return str(json.loads(call(json.dumps(request)))["amount"])


def typed(page: Page, address: str, value: str = TYPED, *, wait_until: Literal["commit", "load"] = "load") -> None:
    """Open the calculator, type a figure that is not the example's, and wait for the page to have taken it."""
    page.goto(address + "en/" + PAGE, wait_until=wait_until)
    page.fill(f"[name={FIELD}]", value)
    page.wait_for_selector("output[data-amount]:not([data-state=prerendered])", timeout=PATIENCE)


def amount(page: Page) -> str:
    return page.locator("output[data-amount]").get_attribute("data-amount") or ""


def wait_for(page: Page, state: str) -> None:
    page.wait_for_selector(f"output[data-state={state}]", timeout=PATIENCE)


def published(site: Path, pattern: str) -> str:
    """The end of the address of a file of the runtime whose name carries a hash."""
    (file,) = (site / "assets/runtime").rglob(pattern)
    return file.relative_to(site).as_posix()


@pytest.mark.parametrize(("part", "status"), [*product(RUNTIME, (404, 503)), *((part, 404) for part in ENGINE)])
def test_a_file_of_the_engine_is_missing(
    part: str, status: int, host: Host, site: Path, context: BrowserContext, expected: str
) -> None:
    """The figure is there from the corners; then the engine answers by another way, or the page says that it cannot."""
    host.refusal[part if part in ENGINE else published(site, part)] = status
    page = context.new_page()
    typed(page, host.address)
    assert amount(page) == expected, "the corners know it without the engine"
    page.wait_for_selector("[data-engine=failed], output[data-state=live]", timeout=PATIENCE)
    assert amount(page) == expected
    if page.locator("[data-engine=failed]").count():
        expect(page.locator("p[data-engine]")).to_have_text(say("live.failed", "en"))
    else:
        assert part in SPARE, "only what one of the two starts can do without"


@pytest.mark.parametrize("module", ["app/main.mjs", "app/tools.mjs"])
def test_the_page_s_own_program_is_missing(module: str, host: Host, context: BrowserContext) -> None:
    """The page says that no amount will follow what is typed; the example is still told as the example."""
    host.refusal[module] = 503
    page = context.new_page()
    page.goto(host.address + "en/" + PAGE)
    expect(page.locator("#hc-unloaded")).to_have_text(say("frame.unloaded", "en"), timeout=PATIENCE)
    expect(page.locator("#hc-unloaded")).to_be_visible()
    assert page.locator("output[data-amount]").get_attribute("data-state") == "prerendered"


def test_typed_before_the_program_is_there(host: Host, context: BrowserContext, expected: str) -> None:
    """On a slow line the visitor is faster than the program: what was typed is computed as soon as it is there."""
    host.slow["app/tools.mjs"] = 1
    page = context.new_page()
    typed(page, host.address, wait_until="commit")
    assert amount(page) == expected


def cut_short(content: bytes) -> bytes:
    return content[: len(content) // 3]


def of_another_build(content: bytes) -> bytes:
    unpacked = bytearray(gzip.decompress(content))
    unpacked[16 + 16] ^= 1  # the format's four words, Pyodide's four words, its build id
    return gzip.compress(unpacked, 1)


def empty(content: bytes) -> bytes:
    return b""


@pytest.mark.parametrize("damage", [cut_short, of_another_build, empty])
def test_the_snapshot_is_damaged(
    damage: Callable[[bytes], bytes], host: Host, site: Path, context: BrowserContext, expected: str
) -> None:
    """The engine starts without it, and one line in the console says so."""
    host.damage[published(site, "snapshot.*.bin")] = damage
    watch = Watch(context, host.address)
    page = context.new_page()
    typed(page, host.address)
    wait_for(page, "live")
    assert amount(page) == expected
    assert [line.partition(":")[0] for line in watch.console] == ["The engine starts without its snapshot"]


def test_webassembly_is_refused(host: Host, context: BrowserContext, expected: str) -> None:
    """A company's policy forbids WebAssembly in the worker: the corners' figure stays and the page says what works."""
    host.headers["engine/worker.mjs"] = ("Content-Security-Policy", "script-src 'self'")
    page = context.new_page()
    typed(page, host.address)
    page.wait_for_selector("[data-engine=failed]", timeout=PATIENCE)
    assert amount(page) == expected
    expect(page.locator("p[data-engine]")).to_have_text(say("live.failed", "en"))
    page.uncheck("[name=compute_centre_standard]")
    assert amount(page) != expected, "a case that was not asked for must not keep the figure of the last"


def test_the_worker_dies_over_an_answer(host: Host, context: BrowserContext, expected: str) -> None:
    """The figure stays right while a new worker is started, and the whole answer comes after all."""
    page = context.new_page()
    page.clock.install()
    typed(page, host.address, "500000")
    wait_for(page, "live")
    (worker,) = [one for one in page.workers if "engine" in one.url]
    worker.evaluate("self.postMessage = () => self.close()")
    page.fill(f"[name={FIELD}]", TYPED)
    assert amount(page) == expected
    assert page.locator("output[data-amount]").get_attribute("data-state") == "corners", "not to be taken for the answer"
    page.clock.fast_forward(20_000)
    wait_for(page, "live")
    assert amount(page) == expected


FAILING_WORKER = b"""
import { plainStart } from './loader/plain.mjs';
let call;
self.onmessage = async ({ data: { start, id, request } }) => {
  if (!start) return self.postMessage({ id, answer: call(request) });
  const { files, lock } = start.manifest; // which the page carries
  const addresses = Object.entries(files).map(([part, { path }]) => [part, new URL(path, start.base).href]);
  const python = await plainStart({ files: Object.fromEntries(addresses), lock });
  python.runPython(`
from calculators import browser
def broken(*_):
    {}["rate"]
browser.plan_html = browser.Speaker.headline = broken`);
  call = python.pyimport('calculators.browser').call;
  self.postMessage({ ready: 'plain' });
};"""
"""The engine's thread, its Python broken inside once it is there."""


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page_of", [PAGE, "plan/", "compare/compute/"])
def test_the_engine_fails_inside(page_of: str, lang: str, host: Host, context: BrowserContext) -> None:
    """The visitor is told one sentence in their language, and the console what failed, with file and line."""
    host.damage["engine/worker.mjs"] = lambda script: FAILING_WORKER.ljust(len(script))
    watch = Watch(context, host.address)
    page = context.new_page()
    page.goto(f"{host.address}{'en/' if lang == 'en' else ''}{page_of}")
    page.locator("form input:not([type=hidden]):visible").first.wait_for()
    if page_of == "plan/":
        asked(page, "compute_spend")
    page.fill(f"[name={FIELD if page_of == PAGE else 'compute_spend'}] >> visible=true", TYPED)
    expect(page.get_by_text(say("error.internal", lang)).first).to_be_visible(timeout=PATIENCE)
    told = [line for line in watch.console if line.startswith("The engine failed over an answer. KeyError: 'rate'")]
    assert told == watch.console
    assert re.search(r"\n    at call \(calculators/browser\.py:\d+\)$", told[0]), told[0]


def test_a_slow_line(host: Host, site: Path, context: BrowserContext, expected: str) -> None:
    """The amount is there at once, the page says that the rest follows, and it does."""
    for part in RUNTIME:
        host.slow[published(site, part)] = 2
    page = context.new_page()
    typed(page, host.address)
    assert amount(page) == expected
    expect(page.locator("p[data-engine]")).to_have_text(say("live.starting", "en"))
    wait_for(page, "live")
    assert amount(page) == expected
    expect(page.locator("p[data-engine]")).to_be_hidden()


FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
BLOCKED = """for (const name of ['localStorage', 'sessionStorage']) {
  Object.defineProperty(self, name, { configurable: true, get() { throw new DOMException('blocked', 'SecurityError') } });
}"""


@pytest.mark.parametrize("storage", [FULL, BLOCKED], ids=["full", "blocked"])
def test_storage_is_full_or_blocked(storage: str, host: Host, context: BrowserContext, expected: str) -> None:
    """The calculator answers, the theme switches between light and dark, and nothing is thrown."""
    context.add_init_script(storage)
    watch = Watch(context, host.address)
    page = context.new_page()
    typed(page, host.address)
    page.locator("[data-scheme]").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    for radio in page.locator("input[name=unit]").all():
        radio.check(force=True)
    wait_for(page, "live")
    assert amount(page) == expected
    assert not watch.troubles, watch.troubles


@pytest.mark.parametrize(("year", "status"), [(1970, "not-yet"), (2019, "not-yet"), (2099, "superseded")])
def test_the_clock_is_wrong_by_years(year: int, status: str, host: Host, context: BrowserContext, expected: str) -> None:
    """The amount does not depend on the clock; the standing is told for the clock's day, beside dates that do not."""
    watch = Watch(context, host.address)
    page = context.new_page()
    page.clock.set_fixed_time(f"{year}-06-01T12:00:00Z")
    typed(page, host.address)
    wait_for(page, "live")
    assert amount(page) == expected
    assert page.locator("main .hc-badge:visible").first.inner_text() == say(f"status.{status}", "en")
    assert "2025" in page.locator(".hc-status").inner_text()
    assert not watch.troubles, watch.troubles


def test_without_javascript_everything_can_be_read(site: Path, host: Host, chromium: Browser) -> None:
    """The example with its working, the tables and the texts are there; what cannot work says so or is not shown."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in one_of_each_kind(site):
        page.goto(host.address + path)
        assert page.locator("h1").first.is_visible(), path
        assert len(page.locator("main").inner_text()) > 100, path
        assert not page.locator(".hc-badge:visible").count(), f"{path}: a status word without a clock"
        for button in page.locator("main button:visible").all():
            assert button.get_attribute("type") in {None, "submit", "reset"}, f"{path}: a button that does nothing"
    page.goto(host.address + "en/" + PAGE)
    expect(page.locator("form .hc-warning")).to_have_text(say("form.no-script", "en"))
    assert amount(page)
    assert page.locator(".hc-step").count() >= 2
    context.close()


def test_reduced_motion_moves_nothing(site: Path, host: Host, chromium: Browser) -> None:
    """With `prefers-reduced-motion` no element of any kind of page has a transition or an animation."""
    context = chromium.new_context(reduced_motion="reduce", service_workers="block")
    page = context.new_page()
    for path in one_of_each_kind(site):
        page.goto(host.address + path)
        moving = page.evaluate(
            """() => [...document.querySelectorAll('*')].filter((element) => {
              const style = getComputedStyle(element);
              const seconds = (text) => Math.max(...text.split(',').map(parseFloat));
              return seconds(style.transitionDuration) > 0 || style.scrollBehavior === 'smooth'
                || (style.animationName !== 'none' && seconds(style.animationDuration) > 0);
            }).map((element) => element.className)"""
        )
        assert not moving, f"{path}: {moving[:5]}"
    context.close()


def test_at_400_percent_nothing_is_cut_off(site: Path, host: Host, chromium: Browser) -> None:
    """1280 pixels at 400 % are 320: every kind of page flows into that width without scrolling sideways (WCAG 1.4.10)."""
    context = chromium.new_context(viewport={"width": 320, "height": 256}, service_workers="block")
    page = context.new_page()
    for path in one_of_each_kind(site):
        page.goto(host.address + path)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 320, path
    context.close()
