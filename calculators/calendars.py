"""Days as a calendar that libraries of others write: in Python and in the browser from the same data, the form of RFC 7265."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from calculators.errors import Misuse

AHEAD = (timedelta(days=30), timedelta(days=7))
"""How long before a last day the calendar rings, the longest first that there is still time for; else on the day itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Whole days, from `first` to `last`.

    `key` names them for good, whatever is said of them later, so that a calendar
    that is given them again replaces what it had. `stamp` is the day of the
    data. `rings` is the day of the alarm, None where there is none, and `alarm`
    what it says.
    """

    key: str
    stamp: date
    first: date
    last: date
    title: str
    text: str
    address: str = ""
    rings: date | None = None
    alarm: str = ""

    def event(self) -> list[object]:
        """The entry as jCal (RFC 7265)."""
        from uuid import NAMESPACE_URL, uuid5  # the browser's start does without it

        said = [
            _text("uid", str(uuid5(NAMESPACE_URL, f"huice:{self.key}"))),
            ["dtstamp", {}, "date-time", f"{self.stamp}T00:00:00Z"],
            ["dtstart", {}, "date", str(self.first)],
            ["dtend", {}, "date", str(self.last + timedelta(days=1))],
            _text("summary", self.title),
            _text("description", self.text),
            *([["url", {}, "uri", self.address]] if self.address else []),
            _text("transp", "TRANSPARENT"),
        ]
        return ["vevent", said, [] if self.rings is None else [self._alarm(self.rings)]]

    def _alarm(self, rings: date) -> list[object]:
        after = (rings - self.first).days
        trigger = ["trigger", {}, "duration", f"{'-' if after < 0 else ''}P{abs(after)}D"]
        return ["valarm", [_text("action", "DISPLAY"), _text("description", self.alarm or self.title), trigger], []]


def ahead(last: date, on: date) -> date:
    """When to ring for a last day, seen from the day `on`."""
    return next((last - time for time in AHEAD if last - on > time), last)


def jcal(entries: Iterable[Entry], name: str = "") -> list[object]:
    """Entries as one calendar (RFC 7265), under a name that programs show where it is subscribed to."""
    head = [_text("version", "2.0"), _text("prodid", "-//HuiCe//EN"), _text("calscale", "GREGORIAN")]
    named = [_text("method", "PUBLISH"), ["x-wr-calname", {}, "unknown", name]] if name else []
    return ["vcalendar", [*head, *named], [one.event() for one in entries]]


def calendar_file(made: list[object]) -> bytes:
    """A calendar as a file (RFC 5545).

    Raises:
        Misuse: icalendar is not installed.
    """
    try:
        from icalendar import Calendar
    except ImportError as error:
        raise Misuse("no-bulk", given="icalendar", extra="calendar") from error
    written: bytes = Calendar.from_jcal(made).to_ical()
    return written


def _text(name: str, value: str) -> list[object]:
    return [name, {}, "text", value]
