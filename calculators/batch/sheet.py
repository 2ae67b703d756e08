"""A spreadsheet of firms as a grid of cells: which column is which question, and what a row answers.

The first row names the columns, by the input's name or by its label in either
language; `（万元）` after a label says what its plain numbers are in. Optional
columns give each firm's name, place and date.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from calculators.catalogue import Catalogue
from calculators.errors import Misuse, Problem, UnknownName
from calculators.facts import Answer
from calculators.inputs import parse_day
from calculators.numerals import fold
from calculators.places import find_place
from calculators.vocabulary import Recipient
from calculators.wording import LANGUAGES, say

NAME, PLACE, ON = SPECIAL = ("name", "place", "on")
"""The columns that are no questions."""

HEADING_ROW = 1
"""Rows are counted as a spreadsheet counts them."""

_UNIT = re.compile(r"(.*?)\s*\((元|万元|亿元)\)")
_BARE = re.compile(r"[\d,.]+")
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the input or special column it holds, and the unit its plain numbers are in."""

    heading: str
    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """A cell that cannot be used; `row` and `column` count from 1."""

    row: int
    column: int
    heading: str
    problem: Problem

    @property
    def cell(self) -> str:
        """The cell as a spreadsheet names it: `C7`."""
        letters, rest = "", self.column
        while rest:
            rest, digit = divmod(rest - 1, 26)
            letters = chr(ord("A") + digit) + letters
        return f"{letters}{self.row}"


@dataclass(frozen=True, slots=True)
class Firm:
    """What a row says."""

    row: int
    name: str
    place: str
    on: date
    answers: Mapping[str, Answer]


@dataclass(frozen=True)
class Sheet:
    """How the rows below a heading are read; `place`, `on` and `answers` stand in where a row says nothing."""

    catalogue: Catalogue
    columns: tuple[Column | None, ...]
    troubles: tuple[Trouble, ...]
    place: str | None
    on: date
    answers: Mapping[str, Answer]

    @classmethod
    def read(
        cls,
        catalogue: Catalogue,
        headings: Sequence[object],
        on: date,
        place: str | None = None,
        answers: Mapping[str, Answer] | None = None,
    ) -> Sheet:
        """Make out the columns. One that is not known is a trouble, and its cells are left aside.

        Raises:
            Misuse: a column stands there twice, there is no question at all, or nothing says where the firms are.
        """
        known, columns, troubles = _headings(catalogue), [], []
        for index, cell in enumerate(headings, 1):
            heading = cell_text(cell)
            column = _column(heading, known)
            columns.append(column)
            if heading and column is None:
                troubles.append(Trouble(HEADING_ROW, index, heading, UnknownName("column", heading, known)))
        names = [one.name for one in columns if one]
        for name in names:
            if names.count(name) > 1:
                raise Misuse("twice", given=" / ".join(one.heading for one in columns if one and one.name == name))
        if not set(names) - set(SPECIAL):
            raise Misuse("no-columns")
        if place is None and PLACE not in names:
            raise Misuse("no-place")
        return cls(catalogue, tuple(columns), tuple(troubles), place, on, answers or {})

    @property
    def place_column(self) -> int:
        """The column of the place, counted from 1; 0 where there is none."""
        return next((index for index, one in enumerate(self.columns, 1) if one and one.name == PLACE), 0)

    def firm(self, row: int, cells: Sequence[object]) -> Firm | list[Trouble] | None:
        """Read a row: what it says, or every cell in it that cannot be used; None where it is blank."""
        texts = [cell_text(cell) for cell in cells]
        if not any(texts):
            return None
        troubles: list[Trouble] = []
        given: dict[str, str] = {}
        answers, place, on = dict(self.answers), self.place, self.on
        for index, text in enumerate(texts):
            column = self.columns[index] if index < len(self.columns) else None
            if not text or column is None:
                continue
            try:
                if column.name == NAME:
                    given[NAME] = text
                elif column.name == PLACE:
                    place = find_place(self.catalogue.places, text)
                elif column.name == ON:
                    on = parse_day(_day(text))
                else:
                    answers[column.name] = self.catalogue.inputs[column.name].parse(_with_unit(text, column.unit))
            except Problem as problem:
                troubles.append(Trouble(row, index + 1, column.heading, problem))
        if place is None and all(one.column != self.place_column for one in troubles):
            troubles.append(Trouble(row, self.place_column, PLACE, Misuse("no-place")))
        if troubles or place is None:
            return troubles
        return Firm(row, given.get(NAME, ""), place, on, answers)


def cell_text(cell: object) -> str:
    """A cell as it would be typed: of a number its digits, of a tick `true` or `false`."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        return f"{Decimal(repr(cell)):f}"
    return str(cell).strip()


def _headings(catalogue: Catalogue) -> dict[str, str]:
    """Every heading that is understood, with what it means."""
    found = {name: name for name in SPECIAL}
    for name in SPECIAL:
        found |= {_plain(say(f"batch.column-{name}", lang)): name for lang in LANGUAGES}
    for name, asked in catalogue.inputs.items():
        found |= {name: name, **{_plain(label): name for label in asked.label.values()}}
    return found


def _plain(heading: str) -> str:
    return " ".join(fold(heading).casefold().split())


def _column(heading: str, known: Mapping[str, str]) -> Column | None:
    plain, unit = _plain(heading), ""
    if plain not in known and (match := _UNIT.fullmatch(plain)):
        plain, unit = match.groups()
    return Column(heading, known[plain], unit) if plain in known else None


def _with_unit(text: str, unit: str) -> str:
    """A plain number gets the unit of its column; one that has its own keeps it."""
    return text + unit if unit and _BARE.fullmatch(fold(text)) else text


def _day(text: str) -> str:
    """A date as spreadsheets write it, in the one form that is read."""
    match = _DAY.match(fold(text))
    return f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}" if match else text


def template(catalogue: Catalogue, lang: str) -> list[list[str]]:
    """A sheet to fill in: the headings of every question a firm may be asked, and one row as an example."""
    asked = {name for one in catalogue.benefits.values() if one.recipient == Recipient.FIRM for name in one.inputs}
    inputs = [one for name, one in catalogue.inputs.items() if name in asked]
    special = [say(f"batch.column-{name}", lang) for name in SPECIAL]
    example = [say("batch.example-name", lang), next(reversed(list(catalogue.places))), ""]
    return [[*special, *(one.label[lang] for one in inputs)], [*example, *(one.example or "" for one in inputs)]]
