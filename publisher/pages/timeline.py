"""The validity of a text on a line of whole years, laid out so that no two labels meet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from calculators.status import Validity
from publisher.records.corpus import Record

LABEL = 17.0
"""How wide a label may be, as a percentage of the line at its narrowest; narrower, the line is shown as a list."""


@dataclass(frozen=True, slots=True)
class Point:
    """A day on the line and what happened (keys of `[timeline]` in the wording).

    `at` is its place in per cent, `row` the row its label stands in, `anchor`
    whether the label begins at, is centred on, or ends at the point.
    """

    day: date
    kinds: tuple[str, ...]
    at: float
    row: int
    anchor: Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Whole years from `first` on; `valid` and `lost` are the stretches of validity, kept and cut short, in per cent."""

    first: date
    last: date
    years: tuple[tuple[int, float, float], ...]
    points: tuple[Point, ...]
    valid: tuple[float, float] | None
    lost: tuple[float, float] | None

    @property
    def rows(self) -> int:
        return 1 + max(point.row for point in self.points)


def timeline(record: Record, validity: Validity) -> Timeline | None:
    """The dates of a policy on a line; None where it has none but the day it was checked."""
    days = dict(_days(record))
    if set().union(*days.values()) <= {"checked"}:
        return None
    first, last = date(min(days).year, 1, 1), date(max(days).year + 1, 1, 1)
    span = (last - first).days

    def at(day: date) -> float:
        return round(100 * (day - first).days / span, 2)

    years = range(first.year, last.year)
    begin, end, cut = validity.first, validity.last, validity.superseded
    valid = lost = None
    if begin and end:
        kept = min(end, cut) if cut else end
        valid = (at(begin), at(kept))
        lost = (at(kept), at(end)) if kept < end else None
    return Timeline(
        first=first,
        last=last,
        years=tuple((year, at(date(year, 1, 1)), at(date(year + 1, 1, 1))) for year in years),
        points=tuple(_placed([(day, tuple(days[day]), at(day)) for day in sorted(days)])),
        valid=valid,
        lost=lost,
    )


def _days(record: Record) -> Iterator[tuple[date, list[str]]]:
    """Every day of the text with what happened on it."""
    dates = record.policy.dates
    found: dict[date, list[str]] = {}
    for kind, entry in (("issued", dates.issued), ("from", dates.from_), ("to", dates.to)):
        if entry and entry.date:
            found.setdefault(entry.date, []).append(kind)
    for event in record.policy.status:
        if event.date and event.event not in found.get(event.date, ()):
            found.setdefault(event.date, []).append("issued-by" if event.event == "issued" else event.event)
    checked = max((event.checked for event in record.policy.status), default=record.policy.source.retrieved)
    found.setdefault(checked, []).append("checked")
    yield from found.items()


def _placed(days: list[tuple[date, tuple[str, ...], float]]) -> Iterator[Point]:
    """Give each label the first row in which it meets no other."""
    ends: list[float] = []
    for day, kinds, at in days:
        anchor: Literal["start", "middle", "end"] = "start" if at < LABEL / 2 else "end" if at > 100 - LABEL / 2 else "middle"
        begin = {"start": at, "middle": at - LABEL / 2, "end": at - LABEL}[anchor]
        row = next((number for number, end in enumerate(ends) if end <= begin), len(ends))
        ends[row : row + 1] = [begin + LABEL]
        yield Point(day, kinds, at, row, anchor)
