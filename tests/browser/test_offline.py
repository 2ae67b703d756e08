"""What a visitor has seen opens without a connection, in one version and never in a mix of two, until they switch it off."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from publisher.engine.assets import RUNTIME
from publisher.press.offline import publish_worker
from publisher.site_folder import SiteFolder
from tests.support.hosting import Host, until

ARTICLE = "policies/siming-2025/2/"
CALCULATOR = "calculators/siming-2025/compute-voucher/"
UNSEEN = "policies/xiamen-2025/3/"
BUILD = re.compile(r'<meta name="hc-build" content="([\w-]+)">')
OWN = re.compile(r"assets/([0-9a-f]{12})/")

pytestmark = pytest.mark.xdist_group("offline")

INSTALLED = "navigator.serviceWorker.controller?.state === 'activated'"
KEPT_PAGES = """async () => {
  const kept = {};
  for (const name of await caches.keys()) if (name.includes('pages')) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const text = await (await cache.match(request)).text();
      if (request.url.endsWith('__files')) continue;
      kept[request.url] = [name.split(' ').at(-1), /hc-build" content="([\\w-]+)"/.exec(text)[1]];
    }
  }
  return kept;
}"""
KEPT = """async (end) => {
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) if (url.endsWith(end)) return true;
  }
  return false;
}"""
HANDING_OVER = """async () => {
  const pages = (await caches.keys()).filter((name) => name.includes('pages'));
  if (pages.every((name) => name.endsWith('aaaaaaaaaaaa'))) return 'done';
  return (await navigator.serviceWorker.getRegistration()).waiting?.state ?? '';
}"""
GIVEN_UP = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  return !registration?.installing && !registration?.active && !(await caches.keys()).length;
}"""
REMAINS = "async () => [(await navigator.serviceWorker.getRegistrations()).length, (await caches.keys()).length]"


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context()
    yield context
    context.close()


@pytest.fixture(scope="module")
def next_build(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as another build would be: other pages, other scripts, all under names of their own."""
    target = tmp_path_factory.mktemp("next") / "site"
    shutil.copytree(site, target, copy_function=os.link)
    home = (site / "index.html").read_text("utf-8")
    build, own = BUILD.search(home), OWN.search(home)
    assert build and own
    (target / "assets" / own[1]).rename(target / "assets/bbbbbbbbbbbb")
    (target / "assets/search" / build[1]).rename(target / "assets/search/aaaaaaaaaaaa")
    for page in target.rglob("*.html"):
        text = page.read_text("utf-8").replace(build[1], "aaaaaaaaaaaa").replace(own[1], "bbbbbbbbbbbb")
        page.unlink()  # a link to the first build's
        page.write_text(text.replace("<h1 ", '<h1 data-next="" '), "utf-8")
    main = target / "assets/bbbbbbbbbbbb/app/main.mjs"
    script = main.read_text("utf-8")
    main.unlink()
    main.write_text(f"document.documentElement.dataset.script = 'next';\n{script}", "utf-8")
    (target / "sw.js").unlink()
    publish_worker(SiteFolder(target), "aaaaaaaaaaaa", "assets/bbbbbbbbbbbb/", RUNTIME)
    return target


def visit(context: BrowserContext, host: Host, path: str = "", *, worker: bool = True) -> Page:
    """Open a page; with `worker`, wait until the service worker has taken over."""
    page = context.new_page()
    page.goto(host.address + path)
    if worker:
        until(page, INSTALLED)
    return page


def hand_over(page: Page) -> None:
    """Let the worker that has been replaced go; a browser does so by itself, but not to a worker that is being debugged."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("ServiceWorker.enable")
    end = time.monotonic() + 30
    while (state := page.evaluate(HANDING_OVER)) != "done":
        assert time.monotonic() < end, "the new worker does not take over"
        if state == "installed":
            devtools.send("ServiceWorker.stopAllWorkers")
        page.wait_for_timeout(300)
    devtools.detach()


def version(page: Page) -> list[bool]:
    """Whether the page, and whether its scripts are those of the next build."""
    until(page, "document.querySelector('.hc-badge')?.hidden !== true")  # the scripts have run
    return page.evaluate("[document.querySelector('h1[data-next]') !== null, document.documentElement.dataset.script === 'next']")  # type: ignore[no-any-return]


def test_pages_and_calculators_open_without_a_connection(context: BrowserContext, host: Host) -> None:
    """A page that was seen opens without a connection, and a calculator that was used answers."""
    visit(context, host, ARTICLE)
    page = visit(context, host, CALCULATOR)
    until(page, "performance.getEntriesByName('engine-ready').length", seconds=60)
    until(page, KEPT, ".wasm")
    until(page, KEPT, ".bin")
    host.down = True

    page.goto(host.address + ARTICLE)
    assert page.locator("h1").inner_text()
    page.goto(host.address + CALCULATOR)
    page.fill("[name=compute_spend]", "2000000")
    page.wait_for_selector('output[data-state="live"]', timeout=60_000)
    assert page.locator("output").get_attribute("data-amount") == "200000.00"

    response = page.goto(host.address + UNSEEN)
    assert response is not None and response.status == 503
    assert page.locator(f'a[href$="{ARTICLE}"]').count() == 1  # what can be read meanwhile


def test_a_slow_line_shows_what_is_kept(context: BrowserContext, host: Host) -> None:
    """A page that is kept is shown when the network takes too long over it."""
    page = visit(context, host)
    host.delay = 20
    page.goto(host.address, timeout=10_000)
    assert page.locator("h1").inner_text()


def test_a_new_build_replaces_the_old_one_whole(context: BrowserContext, host: Host, next_build: Path) -> None:
    """An open page is told of a new version and stays what it is; every other page is wholly of the new one."""
    old = visit(context, host)
    visit(context, host, ARTICLE).close()
    assert old.evaluate(KEPT_PAGES).keys() >= {host.address, host.address + ARTICLE}

    host.change_to(next_build)
    new = visit(context, host, "policies/")
    assert version(new) == [True, True]
    hand_over(new)
    old.wait_for_selector(".hc-notice p:not(:empty)")
    assert version(old) == [False, False]
    assert new.locator(".hc-notice").count() == 0

    kept = new.evaluate(KEPT_PAGES)
    assert set(map(tuple, kept.values())) == {("aaaaaaaaaaaa", "aaaaaaaaaaaa")}
    assert host.address + ARTICLE in kept  # it was kept before, so it is kept again
    host.down = True
    for path in ("", ARTICLE):
        new.goto(host.address + path)
        assert version(new) == [True, True]
    # What the open page may still ask for is there, though the host has it no more.
    assert old.evaluate(
        "async () => (await import(document.querySelector('script[type=module]').src.replace('main', 'search/dialog'))) !== null"
    )


def test_a_page_of_another_build_is_shown_and_not_kept(context: BrowserContext, host: Host, next_build: Path, site: Path) -> None:
    """While a host sends pages of one build and the worker of another, each page is whole and nothing is mixed in the cache."""
    page = visit(context, host)
    host.change_to(next_build)
    host.damage["sw.js"] = lambda content: (site / "sw.js").read_bytes()
    page.goto(host.address + "glossary/")
    assert page.evaluate("document.querySelector('h1[data-next]') !== null && document.documentElement.dataset.script === 'next'")
    assert {build for build, _ in page.evaluate(KEPT_PAGES).values()} != {"aaaaaaaaaaaa"}
    assert all(build == content for build, content in page.evaluate(KEPT_PAGES).values())


def test_switched_off_it_leaves_nothing(context: BrowserContext, host: Host) -> None:
    """The switch on the about page takes the worker away with all it kept, for good."""
    page = visit(context, host, "about/")
    page.get_by_role("checkbox", name="离线").uncheck()
    until(page, f"({REMAINS})().then((counts) => counts.every((count) => count === 0))")
    page.goto(host.address)
    page.wait_for_timeout(1000)
    assert page.evaluate(REMAINS) == [0, 0]
    page.goto(host.address + "about/")
    page.get_by_role("checkbox", name="离线").check()
    until(page, INSTALLED)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda content: content + b" ", id="changed"),
        pytest.param(lambda content: content[:-100], id="cut", marks=pytest.mark.extended),
        pytest.param(lambda content: None, id="absent", marks=pytest.mark.extended),
    ],
)
def test_what_comes_damaged_is_not_kept(context: BrowserContext, host: Host, damage: object) -> None:
    """A file that comes cut short, changed or not at all does no harm: there is no worker until the file is well."""
    host.damage["search/worker.mjs"] = damage  # type: ignore[assignment]
    page = visit(context, host, worker=False)
    while not any("search/worker.mjs" in path for path in host.requests):
        page.wait_for_timeout(50)
    until(page, GIVEN_UP)
    assert page.evaluate("navigator.serviceWorker.controller") is None
    host.damage.clear()
    visit(context, host)


def test_an_index_cut_short_is_not_kept(context: BrowserContext, host: Host) -> None:
    """A part of the search index that comes cut short is fetched again when it is next needed."""
    page = visit(context, host)
    host.damage[".pf_meta"] = lambda content: content[:-20]
    page.keyboard.press("/")
    page.fill(".hc-search__input", "算力券")
    page.wait_for_timeout(1500)
    assert not page.evaluate(KEPT, ".pf_meta")
    host.damage.clear()
    page = visit(context, host, "glossary/")
    page.keyboard.press("/")
    page.fill(".hc-search__input", "算力券")
    page.wait_for_selector("[role=option]")


def test_a_full_disk_does_no_harm(context: BrowserContext, host: Host) -> None:
    """Where there is no room the site works as it does without a worker."""
    page = context.new_page()
    context.new_cdp_session(page).send(
        "Storage.overrideQuotaForOrigin", {"origin": host.address.rsplit("/", 2)[0], "quotaSize": 50_000}
    )
    page.goto(host.address)
    page.wait_for_timeout(1500)
    assert page.evaluate("navigator.serviceWorker.controller") is None
    page.goto(host.address + ARTICLE)
    assert page.locator("h1").inner_text()


@pytest.mark.parametrize(
    "path, script",
    [(f"{CALCULATOR}?embed=1", ""), ("", "Object.defineProperty(navigator.connection, 'saveData', {value: true})")],
)
def test_nothing_is_kept_unasked(context: BrowserContext, host: Host, path: str, script: str) -> None:
    """A calculator in another page and a visitor who saves data get no worker."""
    context.add_init_script(script)
    page = visit(context, host, path, worker=False)
    page.wait_for_timeout(1500)
    assert page.evaluate(REMAINS) == [0, 0]
