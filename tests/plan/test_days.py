"""Promise: a firm's calendar has every day that its answers touch once, under a name that stays, and others can read it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from calculators import FirmPlan, Law
from calculators.calendars import AHEAD, Entry, ahead, calendar_file, jcal
from calculators.catalogue import Catalogue
from calculators.errors import Misuse
from calculators.estimate.speaker import Speaker
from calculators.plan.days import ASK_WITHIN, days
from calculators.plan.work import plan
from calculators.terminal.calendar import write_calendar
from tests.support import invented
from tests.support.invented import CITY, benefit, policy, share

DAY = date(2026, 11, 27)
VOUCHER = {"compute_spend": 1_000_000, "compute_listed": True}
AWKWARD = "算力，补助; a, b\\n 与“券”" + "很长的标题" * 20
NOTICE: dict[str, Any] = {
    "title": {"zh": "申报通知", "en": AWKWARD},
    "address": "https://example.org/call?a=1;2,3",
    "date": None,
    "checked": "2026-11-01",
    "benefits": ["a/x"],
    "from": None,
    "to": None,
    "spending_year": 2026,
    "apply": {"zh": "网上申报。", "en": "Online,\nthen on paper; soon."},
}


def planned(law: Law, on: str = "2026-11-27", place: str = "350203", **answers: Any) -> FirmPlan:
    return law.plan(place, answers or VOUCHER, on=on)


def noticed(**window: str) -> Catalogue:
    """An invented law with one benefit and a call for applications."""
    given = benefit("a/x", share("spend", "0.1"), inputs=["spend"])
    return invented.catalogue(policy("a", CITY, [given]) | {"notices": [NOTICE | window]})


def entries(catalogue: Catalogue, on: date = DAY) -> list[Entry]:
    """The calendar of a firm that buys compute."""
    found = plan(catalogue, CITY, {"spend": Decimal(100)}, on)
    return days(found, Speaker(catalogue, "en"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_calendar_parses(catalogue: Law, lang: str, tmp_path: Path) -> None:
    """A library of others reads back every day of the plan, none before it, each id once, and rings before it."""
    made, file = planned(catalogue), tmp_path / "days.ics"
    written = write_calendar(made, lang, file)
    expected = days(made, catalogue.speaker(lang))
    read = Calendar.from_ical(file.read_bytes())
    events = read.walk("VEVENT")
    assert not read.errors and written == len(events) == len(expected) == 3
    told = [(one.decoded("dtstart"), one.decoded("dtend"), str(one["summary"]), str(one["description"])) for one in events]
    assert told == [(one.first, one.last + timedelta(1), one.title, one.text) for one in expected]
    assert [one.last for one in expected] == [DAY + ASK_WITHIN, date(2026, 12, 31), date(2026, 12, 31)]
    assert len({str(one["uid"]) for one in events}) == len(events)
    for one in events:
        (alarm,) = one.walk("VALARM")
        assert alarm.decoded("trigger") == (-AHEAD[0] if one.decoded("dtstart") == date(2026, 12, 31) else timedelta(0))
        assert one.decoded("dtstamp").date() == DAY


def test_a_day_keeps_its_name(catalogue: Law) -> None:
    """At a later export, in the other language and with other answers the same day replaces what the calendar had."""
    first = {one.key: one for one in days(planned(catalogue), catalogue.speaker("zh"))}
    later = planned(catalogue, "2026-12-20", **VOUCHER, model_spend=10_000_000, model_listed=True)
    second = {one.key: one for one in days(later, catalogue.speaker("en"))}
    assert first.keys() == second.keys()
    (asked,) = (key for key in first if key.startswith("ask:"))
    for key, one in first.items():
        moved = date(2026, 12, 20) - DAY if key == asked else timedelta(0)
        assert second[key].last - one.last == moved
        assert second[key].event()[1][0] == one.event()[1][0]  # type: ignore[index]  # the uid
    ended = next(one for key, one in second.items() if key.endswith(":end"))
    assert "AI voucher for compute" in ended.text and "AI voucher for models" in ended.text


def test_a_reminder_is_marked_as_ours(catalogue: Law) -> None:
    """Nothing of the law says that a firm has to ask, and a question is said once."""
    for lang, mark in (("zh", "本站建议"), ("en", "our advice")):
        (asked,) = (one for one in days(planned(catalogue), catalogue.speaker(lang)) if one.key.startswith("ask:"))
        lines = asked.text.split("\n")
        assert mark in asked.title and len(lines) == len({*lines}) > 1


def test_what_ended_is_not_due(catalogue: Law) -> None:
    """In the new year nothing of Siming's text is left to remember."""
    assert days(planned(catalogue, "2027-01-10"), catalogue.speaker("zh")) == []


@pytest.mark.parametrize(
    ("window", "found"),
    [
        ({"from": "2026-12-01", "to": "2027-01-20"}, ("2026-12-01", "2027-01-20", "2026-12-21")),
        ({"from": "2026-11-01", "to": "2026-12-08"}, ("2026-11-01", "2026-12-08", "2026-12-01")),
        ({"to": "2026-11-30"}, ("2026-11-30", "2026-11-30", "2026-11-30")),
        ({"from": "2027-03-01"}, ("2027-03-01", "2027-03-01", "2027-01-30")),
        ({"from": "2026-03-01"}, None),
        ({"from": "2026-03-01", "to": "2026-03-31"}, None),
        ({}, None),
    ],
)
def test_a_window(window: dict[str, str], found: tuple[str, str, str] | None) -> None:
    """It stands from its first to its last day and rings before the last; one that has passed is no day to remember."""
    made = [one for one in entries(noticed(**window)) if ":window:" in one.key]
    assert [(str(one.first), str(one.last), str(one.rings)) for one in made] == ([found] if found else [])
    for one in made:
        assert NOTICE["address"] in one.text and "checked on 2026-11-01" in one.text and "For the year 2026." in one.text


def test_it_rings_while_there_is_time() -> None:
    """The longest time ahead that is still to come; on the day itself where none is."""
    last = date(2027, 1, 31)
    for left, rings in ((60, 30), (31, 30), (30, 7), (8, 7), (7, 0), (0, 0)):
        assert ahead(last, last - timedelta(left)) == last - timedelta(rings)


def test_awkward_texts_come_back_whole() -> None:
    """Commas, semicolons, backslashes and line ends are escaped, and no line is longer than RFC 5545 has it."""
    (one,) = (one for one in entries(noticed(to="2027-01-20")) if ":window:" in one.key)
    assert AWKWARD in one.title and "Online,\nthen on paper; soon." in one.text
    raw = calendar_file(jcal([one], "惠策：名称"))
    assert raw.endswith(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line for line in raw.removesuffix(b"\r\n").split(b"\r\n"))
    (event,) = Calendar.from_ical(raw).walk("VEVENT")
    assert (event["summary"], event["description"], event["url"]) == (one.title, one.text, NOTICE["address"])


def test_a_calendar_that_cannot_be_written(catalogue: Law, tmp_path: Path) -> None:
    """One sentence, and no traceback."""
    with pytest.raises(Misuse):
        write_calendar(planned(catalogue), "en", tmp_path / "not" / "there.ics")
