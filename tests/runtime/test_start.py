"""Both ways to start Python give the same answers, and the slow one stands in for the fast one."""

import gzip
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.runtime.published import PublishedSite

OpenPage = Callable[..., Page]

QUESTIONS: list[Any] = [
    {"do": "share", "with": ["1000000"]},
    {"do": "share", "with": ["123456.785"]},
    {"do": "late"},
    {"do": "unknown"},
    "no request at all",
]


def ask(page: Page, request: object) -> Any:
    """What the page's engine answers."""
    return page.evaluate("request => engine.call(request)", request)


def how_it_started(page: Page) -> str:
    """`snapshot` or `plain`, once the engine is ready."""
    page.evaluate("engine.call({})")
    return str(page.evaluate("engine.detail"))


def test_both_starts_give_the_same_answers(open_page: OpenPage, site: PublishedSite) -> None:
    """Below a path, under a strict policy, without a word on the console."""
    pages = {"snapshot": open_page(), "plain": open_page(plain=True)}
    for how, page in pages.items():
        assert how_it_started(page) == how
    answers = {how: [ask(page, question) for question in QUESTIONS] for how, page in pages.items()}
    assert answers["snapshot"] == answers["plain"]
    assert answers["plain"][:3] == [{"answer": "400000.00"}, {"answer": "49382.71"}, {"answer": "2"}]
    assert site.console == []


def test_the_library_is_fetched_only_when_it_is_needed(open_page: OpenPage, site: PublishedSite) -> None:
    """The snapshot has all of it that the usual requests need; the rest comes when a module is imported late."""
    page = open_page()
    assert ask(page, QUESTIONS[0]) == {"answer": "400000.00"}
    assert (site.asked_for("snapshot"), site.asked_for("library")) == (1, 0)
    assert ask(page, {"do": "late"}) == {"answer": "2"}
    assert site.asked_for("library") == 1


def test_chance_is_not_frozen(open_page: OpenPage) -> None:
    """Two visitors do not draw the same number, although both start from the same memory."""
    assert ask(open_page(), {"do": "chance"}) != ask(open_page(), {"do": "chance"})


def test_the_snapshot_shows_nothing_of_the_machine_that_made_it(open_page: OpenPage) -> None:
    """The environment is that of any browser: no path, no name, no language of the builder's."""
    assert ask(open_page(), {"do": "environment"})["answer"] == {
        "HOME": "/home/pyodide",
        "LANG": "C.UTF-8",
        "LD_LIBRARY_PATH": "/usr/lib:/lib/python3.14/site-packages",
        "LOGNAME": "web_user",
        "PATH": "/",
        "PWD": "/",
        "PYTHONINSPECT": "1",
        "USER": "web_user",
    }


def _truncate(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _flip_a_bit(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def _other_build_id(content: bytes) -> bytes:
    unpacked = bytearray(gzip.decompress(content))
    unpacked[16 + 16] ^= 1  # the format's four words, Pyodide's four words, its build id
    return gzip.compress(unpacked, 1)


@pytest.mark.parametrize(
    "damage",
    [
        _flip_a_bit,
        pytest.param(_truncate, marks=pytest.mark.extended),
        pytest.param(_other_build_id, marks=pytest.mark.extended),
    ],
)
def test_a_bad_snapshot_leads_to_the_plain_start(
    damage: Callable[[bytes], bytes], open_page: OpenPage, site: PublishedSite
) -> None:
    """The answer comes all the same, and one line in the console says why it took longer."""
    snapshot = site.file("snapshot")
    snapshot.write_bytes(damage(snapshot.read_bytes()))
    page = open_page()
    assert ask(page, QUESTIONS[0]) == {"answer": "400000.00"}
    assert how_it_started(page) == "plain"
    assert [line.partition(":")[0] for line in site.console] == ["The engine starts without its snapshot"]


def test_a_missing_snapshot_leads_to_the_plain_start(open_page: OpenPage, site: PublishedSite) -> None:
    """The same when the file is not there; the browser itself reports the failed request as well."""
    site.file("snapshot").unlink()
    page = open_page()
    assert ask(page, QUESTIONS[0]) == {"answer": "400000.00"}
    assert how_it_started(page) == "plain"


@pytest.mark.parametrize("part", ["wasm", "library", "runtime", "loader"])
def test_without_a_file_of_the_runtime_the_start_fails_at_once(part: str, open_page: OpenPage, site: PublishedSite) -> None:
    """Pyodide by itself would wait for ever for some of them; the snapshot start needs no library."""
    site.file(part).unlink()
    assert ask(open_page(plain=True), QUESTIONS[0]) == "failed"
