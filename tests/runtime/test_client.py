"""The page's side: only the latest request matters, a stuck worker is replaced once, nothing is thrown."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.runtime.published import PublishedSite

OpenPage = Callable[..., Page]

SHARE = {"do": "share", "with": ["1000000"]}
# Long enough for any answer on a busy machine, and short enough to wait for.
PATIENCE = 2500

AMOUNT = {"answer": "400000.00"}
SUPERSEDED = "superseded"
FAILED = "failed"


def ask_all(page: Page, *requests: tuple[str, object]) -> Any:
    """Asks at once, each on its channel; returns the answers in order."""
    return page.evaluate(
        "requests => Promise.all(requests.map(([channel, request]) => engine.call(request, { channel })))", requests
    )


def test_the_latest_request_wins(open_page: OpenPage) -> None:
    """Of what was typed quickly only the last is computed; another calculator on the page has its own channel."""
    page = open_page(when="call")
    spends = [("a", {"do": "share", "with": [str(spend)]}) for spend in (1, 12, 123)]
    assert ask_all(page, *spends, ("b", SHARE)) == [SUPERSEDED, SUPERSEDED, {"answer": "49.20"}, AMOUNT]
    # Python is there now: the first is under way when the second comes.
    assert ask_all(page, *spends) == [SUPERSEDED, SUPERSEDED, {"answer": "49.20"}]
    assert page.evaluate("states") == ["starting", "ready"]


def test_nothing_is_loaded_before_the_visitor_reaches_for_a_field(open_page: OpenPage, site: PublishedSite) -> None:
    """With Save-Data not even an idle page starts Python; a field that gets the focus does."""
    page = open_page(when="call")
    assert page.evaluate("engine.state") == "idle"
    page.evaluate(
        """async () => {
            Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
            const { onIntent } = await import('../assets/engine/intent.mjs');
            onIntent(document.getElementById('form'))(() => engine.start());
        }"""
    )
    page.wait_for_timeout(500)
    assert site.asked_for("wasm") == 0
    page.focus("#field")
    assert page.evaluate("engine.state") == "starting"


def test_an_idle_page_starts_python(open_page: OpenPage) -> None:
    """Nobody has to touch anything."""
    page = open_page(when="intent")
    page.wait_for_function("() => states.includes('ready')", timeout=10_000)


def test_a_stuck_engine_is_replaced_once(open_page: OpenPage) -> None:
    """What hung is tried again in a new worker; when that hangs too the page is told, and may start anew."""
    page = open_page(answerTimeout=PATIENCE)
    assert ask_all(page, ("a", SHARE)) == [AMOUNT]
    assert ask_all(page, ("a", {"do": "hang"})) == [FAILED]
    assert page.evaluate("states") == ["starting", "ready", "starting", "ready", "failed"]
    assert ask_all(page, ("a", SHARE)) == [FAILED]
    page.evaluate("engine.start()")
    assert ask_all(page, ("a", SHARE)) == [AMOUNT]


def test_others_are_answered_although_one_request_breaks(open_page: OpenPage) -> None:
    """A calculator whose request ends the worker does not take the others on the page along."""
    page = open_page()
    assert ask_all(page, ("a", {"do": "break"}), ("b", SHARE)) == [FAILED, AMOUNT]
    assert page.evaluate("engine.state") != "failed"


@pytest.mark.extended
def test_a_newer_request_frees_the_page_from_a_stuck_one(open_page: OpenPage) -> None:
    """The visitor typed on while the engine hung: the new worker answers the new request."""
    page = open_page(answerTimeout=PATIENCE)
    assert ask_all(page, ("a", SHARE)) == [AMOUNT]
    assert ask_all(page, ("a", {"do": "hang"}), ("a", SHARE)) == [SUPERSEDED, AMOUNT]


def test_a_broken_interpreter_is_replaced(open_page: OpenPage) -> None:
    """The engine never raises, so an exception means that Python is not to be trusted any more."""
    page = open_page()
    assert ask_all(page, ("a", {"do": "break"})) == [FAILED]
    assert page.evaluate("states") == ["starting", "ready", "starting", "ready", "failed"]


def test_why_the_engine_failed_is_told_in_the_console(open_page: OpenPage, site: PublishedSite) -> None:
    """The page gets the sentence, and those who mend the engine its reason; others are answered as before."""
    page = open_page()
    answer, other = ask_all(page, ("a", {"do": "fault"}), ("b", SHARE))
    assert answer["message"] == "Something went wrong." and other == AMOUNT
    assert site.console == [f"The engine failed over an answer. {answer['fault']}"]


def test_why_python_broke_is_told_in_the_console(open_page: OpenPage, site: PublishedSite) -> None:
    """A worker that is replaced, and one that is given up, leave what Python said and where."""
    page = open_page()
    assert ask_all(page, ("a", {"do": "break"})) == [FAILED]
    replaced, given_up = site.console
    assert replaced.startswith("The engine is started again: ") and given_up.startswith("The engine cannot be had: ")
    for line in site.console:
        assert "SystemError: Python itself is in trouble" in line and "browser.py" in line


def test_a_start_that_fails_is_a_state_and_no_exception(open_page: OpenPage, site: PublishedSite) -> None:
    """The manifest is not there: the page is told why, and every request is answered."""
    page = open_page(manifest="runtime.000000000000.json")
    assert ask_all(page, ("a", SHARE)) == [FAILED]
    assert page.evaluate("states") == ["starting", "failed"]
    assert "runtime.000000000000.json is not there (status 404)" in page.evaluate("engine.detail")
    assert not [line for line in site.console if "404" not in line]


def test_the_page_may_carry_the_manifest(open_page: OpenPage, site: PublishedSite) -> None:
    """A page that has the manifest in itself saves a request."""
    page = open_page(manifest=json.loads(site.manifest.to_json()))
    assert ask_all(page, ("a", SHARE)) == [AMOUNT]
    assert not any(path.endswith(site.manifest.name) for path in site.requests)
