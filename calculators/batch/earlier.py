"""The result that this tool gave back before, read again: known by its own headings, in either language, however it was saved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import islice

from calculators.batch.days import read_day
from calculators.batch.decimals import Decimals
from calculators.batch.grid import Grid, Row
from calculators.batch.headings import SEARCHED
from calculators.batch.opening import grids
from calculators.batch.units import plain_heading
from calculators.batch.words import COLUMNS
from calculators.catalogue import Catalogue
from calculators.errors import BadValue, Misuse, UnknownName
from calculators.estimate.speaker import Speaker
from calculators.money import parse_money
from calculators.numerals import INVISIBLE, plainly
from calculators.places import find_place
from calculators.plan.totals import TOTALS
from calculators.vocabulary import LANGUAGES
from calculators.wording import say

NEEDED = {"name", *TOTALS, "counted"}
"""Columns by which a result is known, and without which nothing can be compared."""

_BETWEEN = re.compile("; |；")
_AMOUNT = re.compile(r"(?:RMB ?)?\d[\d,.]*(?:亿元|万元|元)?")


@dataclass(frozen=True, slots=True)
class Was:
    """What a firm's line said; `totals` in yuan, empty where it could not be worked out, `counted` by benefit."""

    row: int
    name: str
    place: str
    on: date | None
    totals: Mapping[str, Decimal]
    counted: Mapping[str, Decimal | None]
    version: str


@dataclass
class Earlier:
    """The firms of an earlier result by their names, as `key` makes them alike; those of one name together."""

    firms: dict[str, list[Was]] = field(default_factory=dict)
    titles: tuple[str, ...] = ()
    """Its headings, ours and others."""

    @classmethod
    def open(cls, data: bytes, name: str, catalogue: Catalogue) -> Earlier:
        """Read a file that is called `name`.

        Raises:
            Misuse: it is no result of this tool, or cannot be read at all.
        """
        for grid in grids(data, name, lambda rows: max(map(len, _heads(rows)), default=0)):
            if head := result_head(grid):
                return cls()._read(grid, head, catalogue)
        raise Misuse("no-result")

    def _read(self, grid: Grid, head: _Head, catalogue: Catalogue) -> Earlier:
        counted, decimals = _Counted(catalogue), Decimals.of(grid, head.row, {head[total] for total in TOTALS})
        for row in grid.rows():
            if row.number == head.row:
                self.titles = tuple(row.texts.values())
            elif row.number > head.row and (was := _was(row, head, counted, decimals, catalogue)):
                self.firms.setdefault(key(was.name), []).append(was)
        return self


class _Head(dict[str, int]):
    """Where each column stands, and the row of the headings."""

    row = 0


def result_head(grid: Grid) -> _Head | None:
    """The headings of a result of this tool; None where a sheet has none."""
    return next((head for head in _heads(grid.rows()) if head.keys() >= NEEDED), None)


def key(name: str) -> str:
    """A name without what makes no difference: width, case, spaces, and the mark that kept it from being run."""
    return plainly(INVISIBLE.sub("", name)).lstrip("'").replace(" ", "")


@cache
def _headings() -> dict[str, str]:
    names = (*COLUMNS, "version")
    return {plain_heading(say(f"batch.{name}", lang)): name for name in names for lang in LANGUAGES}


def _heads(rows: Iterable[Row]) -> Iterator[_Head]:
    """The first rows as headings of a result, as far as they are."""
    known = _headings()
    for row in islice((row for row in rows if row.cells), SEARCHED):
        head = _Head()
        head.row = row.number
        for at, text in row.texts.items():
            if len(text) < 40 and (name := known.get(plain_heading(text))):
                head.setdefault(name, at)
        yield head


def _was(row: Row, head: _Head, counted: _Counted, decimals: Decimals, catalogue: Catalogue) -> Was | None:
    """A firm's line; None where it names none."""
    texts = {name: row.texts[at] for name, at in head.items() if at in row.texts}
    name = texts.get("name", "").lstrip("'")
    if not key(name):
        return None
    sums = {total: parse_money(decimals.with_point(texts[total])) for total in TOTALS if total in texts}
    known = {total: amount for total, amount in sums.items() if amount is not None}
    return Was(
        row.number,
        name,
        _place(texts.get("place", ""), catalogue),
        _day(texts.get("on", "")),
        known if len(known) == len(TOTALS) else {},
        counted.read(texts.get("counted", "")),
        texts.get("version", "").removeprefix("v"),
    )


def _place(text: str, catalogue: Catalogue) -> str:
    try:
        return find_place(catalogue.places, text)
    except UnknownName:
        return ""


def _day(text: str) -> date | None:
    try:
        return read_day(text)
    except BadValue:
        return None


class _Counted:
    """Reads the column of what is counted: benefits by the names that they have in either language."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._ids = {
            Speaker(catalogue, lang).benefit_name(one): one.id for one in catalogue.benefits.values() for lang in LANGUAGES
        }
        names = "|".join(map(re.escape, sorted(self._ids, key=len, reverse=True)))
        self._benefit = re.compile(f"({names}):? (.*)")

    def read(self, text: str) -> dict[str, Decimal | None]:
        """The benefits with their amounts, as far as these can be read; what is no benefit is passed over."""
        found: dict[str, Decimal | None] = {}
        for part in _BETWEEN.split(text):
            if match := self._benefit.match(part.strip()):
                amount = _AMOUNT.search(match[2])
                found[self._ids[match[1]]] = parse_money(amount[0]) if amount else None
        return found
