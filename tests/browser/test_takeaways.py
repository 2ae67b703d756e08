"""Promise: what a plan's page writes by libraries of others says the same as Python: the days to remember, the letters."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import mammoth
import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Page

from calculators import Law
from calculators.calendars import calendar_file
from calculators.estimate.letters import paragraphs
from calculators.terminal.calendar import write_calendar
from publisher.press.vendor import bundled
from publisher.wording import messages
from tests.plan.test_days import AWKWARD
from tests.support.modules import MODULES

FIRM = {"compute_spend": "1000000", "compute_listed": "true"}
ON, PLACE = "2026-11-27", "350203"


@pytest.fixture(params=[pytest.param("zh", marks=pytest.mark.extended), "en"])
def tab(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[tuple[str, Page]]:
    """The plan of a firm that buys compute, worked out, and its language."""
    context = chromium.new_context(accept_downloads=True)
    page = context.new_page()
    asked = "&".join(f"{name}={quote(value)}" for name, value in {**FIRM, "on": ON, "place": PLACE}.items())
    page.goto(f"{address}{'' if request.param == 'zh' else 'en/'}plan/?{asked}")
    page.wait_for_selector('output.hc-plan[data-state="live"]', timeout=60_000)
    yield request.param, page
    context.close()


def taken(page: Page, selector: str) -> tuple[str, bytes]:
    """Name and content of the file that a button gives."""
    with page.expect_download() as download:
        page.locator(selector).first.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def events(raw: bytes) -> list[dict[str, Any]]:
    """What a parser of others finds in a calendar, in its order."""
    read = Calendar.from_ical(raw)
    assert not read.errors
    names = ("uid", "dtstamp", "dtstart", "dtend", "summary", "description", "transp")
    return [
        {name: one.decoded(name) for name in names}
        | {"alarms": [(alarm.decoded("trigger"), str(alarm["description"])) for alarm in one.walk("VALARM")]}
        for one in read.walk("VEVENT")
    ]


def test_the_calendar_is_that_of_the_command_line(tab: tuple[str, Page], catalogue: Law, tmp_path: Path) -> None:
    """The same entries, names and alarms, from a library that came with the click and not before."""
    lang, page = tab
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    assert not page.evaluate("performance.getEntriesByType('resource').some(({ name }) => name.includes('ical.js'))")
    name, raw = taken(page, "[data-calendar]")
    assert any(one.endswith("/ical.js/ical.min.js") for one in fetched)
    write_calendar(catalogue.plan(PLACE, FIRM, on=ON), lang, tmp_path / "days.ics")
    assert events(raw) == events((tmp_path / "days.ics").read_bytes())
    assert name == f"huice-{PLACE}-{ON}.ics" and len(events(raw)) == 3
    assert max(map(len, raw.split(b"\r\n"))) <= 75 and raw.endswith(b"\r\n")
    page.wait_for_function("(name) => document.querySelector('[data-said]').textContent.includes(name)", arg=name)


def test_awkward_texts_come_back_whole(tab: tuple[str, Page]) -> None:
    """Commas, semicolons, backslashes, line ends and long Chinese lines, as the library of Python writes them."""
    _, page = tab
    event = [
        ["uid", {}, "text", "x"],
        ["dtstamp", {}, "date-time", "2026-11-27T00:00:00Z"],
        ["dtstart", {}, "date", "2026-12-31"],
        ["dtend", {}, "date", "2027-01-01"],
        ["summary", {}, "text", AWKWARD],
        ["description", {}, "text", f"{AWKWARD}\n{AWKWARD}"],
        ["transp", {}, "text", "TRANSPARENT"],
    ]
    made = ["vcalendar", [["version", {}, "text", "2.0"], ["prodid", {}, "text", "-//x//"]], [["vevent", event, []]]]
    written = page.evaluate(
        "async ([module, made]) => (await (await import(module)).writeCalendar(made)).text()",
        [page.url.partition("/huice/")[0] + f"/huice/{MODULES}app/plan/calendar.mjs", made],
    )
    assert events(written.encode()) == events(calendar_file(made))  # type: ignore[arg-type]
    assert max(map(len, written.encode().split(b"\r\n"))) <= 75


def test_the_letter_as_a_document(tab: tuple[str, Page], catalogue: Law) -> None:
    """A reader of others finds every paragraph in order, in Chinese and for readers of English after it."""
    lang, page = tab
    page.locator(".hc-plan__letters details summary").first.click()
    name, raw = taken(page, "[data-letter-file]")
    assert name.endswith(".docx") and ("咨询函" in name) is (lang == "zh")
    (letter,) = catalogue.plan(PLACE, FIRM, on=ON).letters()
    expected = [text for one in ("zh", "en")[: 1 if lang == "zh" else 2] for text in paragraphs(letter, catalogue, one)]
    read = mammoth.extract_raw_text(BytesIO(raw)).value
    assert [line for line in read.split("\n\n") if line] == expected


def test_a_library_that_does_not_come_is_told(tab: tuple[str, Page]) -> None:
    """One sentence that says what is missing and what to do; the page goes on."""
    lang, page = tab
    page.route("**/assets/vendor/**", lambda route: route.abort())
    page.locator("[data-calendar]").click()
    said = "([selector, text]) => document.querySelector(selector).textContent === text"
    words = messages()
    page.wait_for_function(said, arg=["[data-said]", words["script.plan.no-calendar"][lang]])
    page.locator(".hc-plan__letters details summary").first.click()
    page.locator("[data-letter-file]").first.click()
    page.wait_for_function(said, arg=["[data-letter-said]", words["script.no-letter"][lang]])
    page.unroute("**/assets/vendor/**")
    assert taken(page, "[data-calendar]")[1] and taken(page, "[data-letter-file]")[1], "and clicked again, it comes"


def test_nothing_of_it_is_kept_before_it_is_asked_for(site: Path) -> None:
    """The service worker lists neither library."""
    assert not [name for name in ("ical.js", "docx", "vendor") if f"assets/vendor/{name}" in (site / "sw.js").read_text("utf-8")]


def test_the_size_that_is_told_is_the_size() -> None:
    """Whoever is asked to fetch a large part knows how large it is."""
    told = messages()["letter.docx-size"]
    assert all(f"{round(len(bundled('docx')) / 1000, -1):.0f} KB" in told[lang] for lang in ("zh", "en"))
