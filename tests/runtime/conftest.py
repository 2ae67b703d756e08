"""A built bundle of the stand-in engine, a site around it, and a browser."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Page

from publisher.runtime.bundle import build_bundle
from publisher.runtime.manifest import BundleManifest
from tests.runtime.published import PublishedSite
from tests.support.watched import Watch

ROOT = Path(__file__).parents[2]
ENGINE = ROOT / "tests/fixtures/engine"
NODE_MODULES = ROOT / "node_modules"
REQUESTS = ['{"do": "share", "with": ["1000000"]}', '{"do": "environment"}', '{"do": "chance"}']


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run that all its workers share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def cache(shared: Path) -> Path:
    """A cache that starts empty."""
    return shared / "runtime-cache"


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What stands on the bundle runs in one worker: in two, one would wait while the other makes it."""
    for item in items:
        if Path(__file__).parent in item.path.parents and not item.get_closest_marker("extended"):
            item.add_marker(pytest.mark.xdist_group("runtime"))


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory, shared: Path, cache: Path) -> tuple[Path, BundleManifest]:
    """The stand-in engine's bundle: its folder, which is this worker's own, and its manifest."""
    out = tmp_path_factory.mktemp("runtime-bundle")
    with FileLock(shared / "runtime.lock"):  # the first worker builds, the others find it in the cache
        return out, build_bundle(ENGINE, out, cache, NODE_MODULES, requests=REQUESTS)


@pytest.fixture
def site(tmp_path: Path, bundle: tuple[Path, BundleManifest]) -> Iterator[PublishedSite]:
    """A site with the bundle and the page's modules, that a test may damage."""
    folder, manifest = bundle
    shutil.copytree(folder, tmp_path / "engine", copy_function=_copy)
    shutil.copytree(ROOT / "docs/assets/engine", tmp_path / "assets/engine")
    with PublishedSite(tmp_path, manifest) as site:
        yield site


def _copy(source: str, target: str) -> None:
    """Links Pyodide's own ten megabytes and copies the rest."""
    if "/pyodide-" in source:
        Path(target).symlink_to(source)
    else:
        shutil.copy(source, target)


@pytest.fixture(scope="session")
def browser(chromium: Browser) -> Browser:
    """The browser of all tests: Playwright starts once in a process."""
    return chromium


@pytest.fixture
def open_page(browser: Browser, site: PublishedSite) -> Iterator[Callable[..., Page]]:
    """Opens the site's page with an engine started as the keyword arguments say."""
    context = browser.new_context()
    site.console = Watch(context, site.origin).console

    def open_page(**options: object) -> Page:
        page = context.new_page()
        page.goto(site.page(**options))
        return page

    yield open_page
    context.close()
