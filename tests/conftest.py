"""What the tests share: the records, the catalogue, the built site, a server for it, and a browser."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import settings
from playwright.sync_api import Browser, Playwright, sync_playwright

from calculators import Law
from harness.chromium import FLAGS, find, install
from harness.server import Server
from publisher.compile.policy import Compiled, catalogue_bytes, compile_corpus
from publisher.pages import Site
from publisher.project import POLICIES, ROOT
from publisher.records.corpus import Corpus, read_corpus
from tests.support.hosting import Host
from tests.support.modules import MODULES

# The same examples in every run: what fails on one machine fails on all.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """The real records."""
    return read_corpus(POLICIES)


@pytest.fixture(scope="session")
def compiled(corpus: Corpus) -> Compiled:
    """The real records, compiled."""
    return compile_corpus(corpus)


@pytest.fixture(scope="session")
def law(corpus: Corpus, compiled: Compiled) -> Site:
    """What the real pages are made from."""
    return Site(corpus, compiled)


@pytest.fixture(scope="session")
def catalogue(compiled: Compiled) -> Law:
    """The law as the engine loads it, through the bytes of its catalogue."""
    return Law.load(json.loads(catalogue_bytes(compiled.catalogue)))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built strictly and once for all workers of this run; `HUICE_SITE` names one that is built already."""
    if given := os.environ.get("HUICE_SITE"):
        return Path(given)
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:  # each worker has a folder of its own below that of the run
        shared = shared.parent
    done, target = shared / "site-built", ROOT / "build" / "test-site"
    with FileLock(shared / "site.lock"):
        if not done.exists():
            from publisher.press.run import build_site

            build_site(target)
            done.touch()
    return target


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address of the built site, under a sub-path as on GitHub Pages; ends in a slash."""
    prefix = "/huice/"
    with Server({f"{prefix}{MODULES}": ROOT / "docs" / "assets", prefix: site}) as server:
        yield f"{server.origin}{prefix}"


@pytest.fixture
def host(site: Path) -> Iterator[Host]:
    """A host of the built site whose visitors' luck a test decides."""
    with Host(site) as host:
        yield host


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The one driver of browsers of a worker."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for all tests of a worker; make contexts of your own."""
    browser = playwright.chromium.launch(executable_path=find() or install(), args=FLAGS)
    yield browser
    browser.close()


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name bytes by their number: a packed file holds the second it was made in, and all workers must name a test alike."""
    return f"{len(val)} bytes" if isinstance(val, bytes) else None


def pytest_configure(config: pytest.Config) -> None:
    """Whoever names a file means all of it: only the run over everything leaves the long tests out."""
    if hasattr(config, "workerinput"):  # a worker reads the command line by itself, and does as it is told
        config.option.markexpr = config.workerinput["markexpr"]
    elif config.args_source is pytest.Config.ArgsSource.ARGS and config.option.markexpr == "not extended":
        config.option.markexpr = ""


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker which tests are meant."""
    node.workerinput["markexpr"] = node.config.option.markexpr


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many wrong records of each kind the mutation tests have made, and how many were let through."""
    made: dict[str, tuple[int, int]] = {}
    for report in (*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")):
        for kind, count, alive in (value for name, value in report.user_properties if name == "mutants"):
            before = made.get(kind, (0, 0))
            made[kind] = before[0] + count, before[1] + alive
    if made:
        terminalreporter.section("mutants of the real records")
        for kind, (count, alive) in made.items():
            terminalreporter.write_line(f"{count:6,}  {f'{alive} SURVIVED' if alive else 'all refused'}  {kind}")
        terminalreporter.write_line(f"{sum(count for count, _ in made.values()):6,}  in all")
    counted = [
        value for report in terminalreporter.getreports("passed") for name, value in report.user_properties if name == "counted"
    ]
    if counted:
        terminalreporter.section("hostile input")
        for what, count in counted:
            terminalreporter.write_line(f"{count:6,}  {what}")
