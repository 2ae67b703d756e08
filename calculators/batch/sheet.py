"""A sheet of firms: what a row answers, what of it cannot be used, and which rows are no firms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from calculators.batch.days import read_day
from calculators.batch.decimals import Decimals, as_kept
from calculators.batch.grid import Cell, Grid, Row, letters
from calculators.batch.headings import NAME, ON, PLACE, SPECIAL, Column, Head, Headings
from calculators.batch.no_firms import LeftOut, first_text, says_nothing, speaks_of_units, why_no_firm
from calculators.batch.spans import Spans
from calculators.catalogue import Catalogue
from calculators.errors import Misuse, Problem, UnknownName
from calculators.facts import Answer
from calculators.numerals import INVISIBLE, plainly
from calculators.places import find_place
from calculators.vocabulary import InputKind, Recipient
from calculators.wording import say

_ERROR = re.compile(r"#(?:N/A|[A-Z]+(?:/0)?[!?]|GETTING_DATA|#+)|Err:\d+")
"""What programs write into a text file for a cell that holds an error, or that was too narrow."""
_KEPT_AS_TEXT = re.compile(r'="(?P<quoted>.*)"|\'(?P<marked>.*)', re.DOTALL)
"""How programs write what a spreadsheet must not take for a number: `="350203"`, or with an apostrophe in front."""
_BARE = re.compile(r"[-+]?[\d,.' ]+", re.ASCII)
_SIGNED = re.compile(r"(?:¥|rmb|cny|人民币) ?[-+]?[\d,.' ]+", re.ASCII)
_POWERS = ("元", "十元", "百元", "千元", "万元", "十万元", "百万元", "千万元", "亿元", "十亿元", "百亿元")


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
        return f"{letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class Firm:
    """What a row says."""

    row: int
    name: str
    place: str
    on: date
    answers: Mapping[str, Answer]


UNUSABLE: Final = "unusable"
"""Stands for what a cell says that cannot be used."""

type Known = Answer | date | None
"""What a cell says, `UNUSABLE`, or nothing."""


@dataclass
class Sheet:
    """How the rows below the headings are read; `place`, `on` and `answers` stand in where a row says nothing."""

    headings: Headings
    grid: Grid
    head: Head
    place: str | None
    on: date
    answers: Mapping[str, Answer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make ready to read.

        Raises:
            Misuse: a column stands there twice, its unit is not understood, or nothing says where the firms are.
        """
        columns = _one_each(self.head.columns)
        aside = {at: one.heading for at, one in self.head.columns.items() if at not in columns}
        self.head = replace(self.head, columns=columns, unknown=dict(sorted({**self.head.unknown, **aside}.items())))
        self.catalogue: Catalogue = self.headings.catalogue
        self._kinds = {at: self.headings.kind(one.name) for at, one in columns.items()}
        self._refuse_odd_units()
        if self.place is None and not self.column_of(PLACE):
            raise Misuse("no-place")
        numbers = {at for at, kind in self._kinds.items() if kind is not None and kind.is_number}
        repeated = columns.keys() - numbers - {self.column_of(NAME)}
        self._decimals = Decimals.of(self.grid, self.head.last, numbers)
        self._spans = Spans(self.grid, self.head.last, repeated, numbers)
        self._columns: list[tuple[int, Column, dict[Cell, Known]]] = [(at, one, {}) for at, one in columns.items()]
        self._problems: dict[tuple[int, Cell], Problem] = {}
        self._titles = {at: one.heading for at, one in columns.items()} | dict(self.head.unknown)

    def _refuse_odd_units(self) -> None:
        for at, one in self.head.columns.items():
            if one.odd:
                raise Misuse("unknown-unit", cell=f"{letters(at)}{self.head.last}", given=one.heading, unit=one.odd)
        line, sums = self.head.unit, [one for at, one in self.head.columns.items() if self._kinds[at] == InputKind.MONEY]
        if line and line.power is None and any(one.power is None for one in sums):
            raise Misuse("unknown-unit", cell=line.row, given=line.text, unit=line.text)

    @property
    def troubles(self) -> list[Trouble]:
        """Columns that are not known, and left aside."""
        unknown = self.head.unknown.items()
        return [Trouble(self.head.last, at, text, UnknownName("column", text, self.headings.names)) for at, text in unknown]

    @property
    def commas_are_decimal(self) -> bool:
        """Whether a comma in a number of this file stands before its decimals."""
        return self._decimals.decimal == ","

    def is_money(self, at: int) -> bool:
        """Whether a column holds sums."""
        return self._kinds[at] == InputKind.MONEY

    def column_of(self, name: str) -> int:
        """Where a column stands, counted from 1; 0 where there is none."""
        return next((at for at, one in self.head.columns.items() if one.name == name), 0)

    def firm(self, row: Row) -> Firm | list[Trouble] | LeftOut | None:
        """Read a row: what it says, every cell in it that cannot be used, why it is no firm, or None where it is blank."""
        cells = self._spans.filled(row)
        answers, troubles, said = dict(self.answers), [], bool(self.answers)
        name, place, on = "", self.place, self.on
        for at, column, known in self._columns:
            cell = cells.get(at)
            if cell is None:
                continue
            answer = known[cell] if cell in known else self._answer(at, column, cell, known)
            if answer is None:
                continue
            if answer is UNUSABLE:
                troubles.append(Trouble(row.number, at, column.heading, self._problems[at, cell]))
            elif column.name == NAME:
                name = str(answer)
                continue
            elif column.name == PLACE:
                place = str(answer)
            elif column.name == ON:
                on = answer  # type: ignore[assignment]
            else:
                answers[column.name] = answer  # type: ignore[assignment]
                for name_now in column.also:
                    answers.setdefault(name_now, answer)  # type: ignore[arg-type]
            said = True
        if why := "note" if self._spans.is_title(row) else why_no_firm(row.cells, name, said, self._titles):
            return self._left_out(row, why)
        troubles += self._of_the_row(row)
        if place is None and all(one.column != self.column_of(PLACE) for one in troubles):
            troubles.append(Trouble(row.number, self.column_of(PLACE), PLACE, Misuse("no-place")))
        if troubles or place is None:
            return troubles
        return Firm(row.number, name, place, on, answers)

    def _of_the_row(self, row: Row) -> list[Trouble]:
        """What is wrong with a row though each of its cells can be read."""
        shared = [(at, self.head.columns[at].heading, Misuse("cell-merged")) for at in self._spans.shared(row)]
        # Where cells are parted by commas, a number with commas has come apart.
        beyond = [at for at in row.cells if at > self.head.width] if row.width > self.head.width > 0 else []
        wide = [(at, "", Misuse("too-many-cells", cells=row.width, headings=self.head.width)) for at in beyond[:1]]
        return [Trouble(row.number, *one) for one in (*shared, *wide)]

    def _left_out(self, row: Row, why: str) -> LeftOut | list[Trouble]:
        """A row that is no firm; a note that tells what sums are in, when all have been read, is said as a trouble."""
        at, text = first_text(row.cells)
        unsaid = any(one.power is None for at, one in self.head.columns.items() if self._kinds[at] == InputKind.MONEY)
        if why == "note" and unsaid and not self.head.unit and speaks_of_units(text):
            return [Trouble(row.number, at, "", Misuse("unit-in-note", given=text[:80]))]
        return LeftOut(row.number, text[:80], why)

    def _answer(self, at: int, column: Column, cell: Cell, known: dict[Cell, Known]) -> Known:
        """What a cell says, read once for all cells of the column that hold the same; None where it says nothing."""
        try:
            if not isinstance(cell, str):
                raise cell
            known[cell] = self._parsed(at, column, cell)
        except Problem as problem:
            known[cell], self._problems[at, cell] = UNUSABLE, problem
        return known[cell]

    def _parsed(self, at: int, column: Column, cell: str) -> Answer | date | None:
        if column.name == NAME:
            return INVISIBLE.sub("", cell).strip() or None
        kept = _KEPT_AS_TEXT.fullmatch(cell)
        text, kind = (kept["quoted"] or kept["marked"] or "" if kept else cell), self._kinds[at]
        number = kind is not None and kind.is_number
        if _ERROR.fullmatch(text):
            raise Misuse("cell-error", given=text[:40])
        if says_nothing(text, number=number):
            return None
        if column.name == PLACE:
            return find_place(self.catalogue.places, text)
        if column.name == ON:
            return read_day(text)
        if number:
            text = as_kept(self._decimals.with_point(text))
        if kind == InputKind.MONEY:
            text = self._with_unit(text, column)
        return self.catalogue.inputs[column.name].parse(text)

    def _with_unit(self, text: str, column: Column) -> str:
        """A plain sum gets the unit of its column or of the sheet; one that has its own keeps it."""
        power = column.power if column.power is not None else self.head.unit.power if self.head.unit else None
        plain = plainly(text)
        if power and _SIGNED.fullmatch(plain):
            raise Misuse("two-units", given=text[:40], unit=_POWERS[power])
        return text + _POWERS[power] if power and _BARE.fullmatch(plain) else text


def _one_each(columns: Mapping[int, Column]) -> dict[int, Column]:
    """The columns, one for each name: of several that are no numbers, the one whose heading is the label itself.

    Raises:
        Misuse: two have the same claim.
    """
    found: dict[int, Column] = {}
    for name in dict.fromkeys(one.name for one in columns.values()):
        same = {at: one for at, one in columns.items() if one.name == name}
        exact = {at: one for at, one in same.items() if one.exact}
        if len(same) > 1 and (len(exact) != 1 or any(one.power is not None or one.odd for one in same.values())):
            raise Misuse("twice", given=" / ".join(one.heading for one in same.values()))
        found |= exact if len(same) > 1 else same
    return dict(sorted(found.items()))


def template(catalogue: Catalogue, lang: str) -> list[list[str]]:
    """A sheet to fill in: the headings of every question a firm may be asked, and one row as an example."""
    asked = {name for one in catalogue.benefits.values() if one.recipient == Recipient.FIRM for name in one.inputs}
    inputs = [one for name, one in catalogue.inputs.items() if name in asked]
    special = [say(f"batch.column-{name}", lang) for name in SPECIAL]
    example = [say("batch.example-name", lang), next(reversed(list(catalogue.places))), ""]
    return [[*special, *(one.label[lang] for one in inputs)], [*example, *(one.example or "" for one in inputs)]]
