"""Where the headings of a sheet stand, which column is which question, and what its plain numbers are in.

A heading is an input's name, or its label in either language, with or without
what people add: a unit (`（万元）`, `/万元`, `(RMB million)`), a number in front, a
star. A unit that is not understood refuses the sheet: read as another, every
sum would be wrong, and look right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from calculators.batch.grid import Row
from calculators.batch.units import UnitLine, is_unit, pieces, plain_heading, unit_line, unit_power
from calculators.catalogue import Catalogue
from calculators.inputs import PER, UNIT_WORDS
from calculators.vocabulary import LANGUAGES, InputKind
from calculators.wording import say

NAME, PLACE, ON = SPECIAL = ("name", "place", "on")
"""The columns that are no questions."""

SEARCHED = 60
"""Rows with something in them, from the top, among which the headings are looked for."""

_MARKED = re.compile(r"^(?:[*#•·]+|\(?\d{1,2}[.)、]|[一二三四五六七八九十]{1,3}[、.])+|[*:?]+$")
_TAIL = re.compile(r"[(\[{<:,;/_|-]+(.+?)[)\]}>]*")
_HARMLESS = re.compile(
    r"\*|必[填须]|[选可]填|可选|(?:fy|cy)?(?:19|20)\d\d年?度?|required|optional|不?含税|税[前后]|单位|unit|amount|金额"
)
_LAYOUT = re.compile(r"[yY年/.\-月日md格式如例:\d ]+")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the input or special column it holds, and the power of ten that its plain numbers are in, where it says one.

    `odd` is what stands behind the label and is not understood; `exact` whether
    the heading is the name or the label itself. `also` are the other questions
    that one of before has become.
    """

    heading: str
    name: str
    power: int | None = None
    odd: str = ""
    exact: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Head:
    """The headings of a sheet: the rows they stand in, the columns that are known, and the texts of those that are not."""

    rows: tuple[int, ...]
    columns: Mapping[int, Column]
    unknown: Mapping[int, str]
    width: int
    """How many cells the last of the rows has, as a text file writes it; 0 in a workbook."""
    unit: UnitLine | None = None
    """What sums are in where their column does not say so."""

    @property
    def last(self) -> int:
        return self.rows[-1]


class Headings:
    """Every heading that is understood."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._seen: dict[str, Column | None] = {}

    @cached_property
    def names(self) -> dict[str, tuple[str, ...]]:
        """What each heading, made plain, means; those of before, where none of now is called so."""
        before: dict[str, tuple[str, ...]] = {}
        for name, asked in self.catalogue.inputs.items():
            for heading in map(plain_heading, asked.formerly):
                before[heading] = (*before.get(heading, ()), name)
        also = {
            plain_heading(label): (name,)
            for name in SPECIAL
            for lang in LANGUAGES
            for label in say(f"batch.also-{name}", lang).split(" / ")
        }
        return before | also | {heading: (name,) for heading, name in self._own.items()}

    @cached_property
    def retired(self) -> frozenset[str]:
        """Headings of questions that are asked no more: their columns are left aside without a word."""
        return frozenset(map(plain_heading, self.catalogue.retired))

    @cached_property
    def _own(self) -> dict[str, str]:
        found = {name: name for name in SPECIAL}
        found |= {plain_heading(say(f"batch.column-{name}", lang)): name for name in SPECIAL for lang in LANGUAGES}
        for name, asked in self.catalogue.inputs.items():
            found |= {name: name, **{plain_heading(label): name for label in asked.label.values()}}
        return found

    @cached_property
    def _longest_first(self) -> list[str]:
        return sorted(self.names, key=len, reverse=True)

    def column(self, heading: str) -> Column | None:
        """The column that a heading names; None where it names none."""
        if heading not in self._seen:
            self._seen[heading] = self._column(heading)
        return self._seen[heading]

    def _column(self, heading: str) -> Column | None:
        plain = plain_heading(heading)
        for one in dict.fromkeys((plain, _MARKED.sub("", plain))):
            if one in self.names:
                name, *also = self.names[one]
                return Column(heading, name, exact=one in self._own, also=tuple(also))
            for label in self._longest_first:
                name, *also = self.names[label]
                if one.startswith(label) and (found := self._with_tail(heading, name, one[len(label) :].strip(), label)):
                    return replace(found, also=tuple(also))
        return None

    def _with_tail(self, heading: str, name: str, tail: str, label: str) -> Column | None:
        """The column of a label with something behind it, where that may be."""
        kind = self.kind(name)
        match = _TAIL.fullmatch(tail)
        if match is None:
            power = unit_power(tail) if kind == InputKind.MONEY else None
            return Column(heading, name, power) if power is not None else None
        if label == name and tail.startswith("_"):
            return None  # compute_spend_old is another name
        if kind is None or not kind.is_number:
            return Column(heading, name) if name != ON or _LAYOUT.fullmatch(match[1]) or _HARMLESS.fullmatch(match[1]) else None
        power, odd = None, ""
        for part in pieces(match[1], kind):
            found = self._power(name, part)
            if found is not None and (not power or found in (0, power)):
                power = found or power or 0
            elif found is not None or not _HARMLESS.fullmatch(part):
                odd = part
        return Column(heading, name, power, odd)

    def _power(self, name: str, unit: str) -> int | None:
        """The power of ten that a unit says for this question; None where it is no unit of it."""
        kind, per = self.catalogue.inputs[name].kind, self.catalogue.inputs[name].per
        if kind != InputKind.MONEY:
            return 0 if re.fullmatch(UNIT_WORDS[kind], unit) else None
        return unit_power(PER[per].sub("", unit) if per else unit)

    def kind(self, name: str) -> InputKind | None:
        """What kind of question a column answers; None for a special one."""
        return self.catalogue.inputs[name].kind if name in self.catalogue.inputs else None

    def find(self, rows: Iterable[Row]) -> Head | None:
        """The headings among the first rows of a sheet: those that name most columns; None where no row names a question."""
        window = [row for row, _ in zip(_filled(rows), range(SEARCHED), strict=False)]
        named = [self._named(row) for row in window]
        best: list[int] = []
        most = 0
        for start in range(len(window)):
            block, count = self._block(window, named, start)
            if count > most and any(self.kind(one.name) for at in block for one in named[at].values()):
                best, most = block, count
        return self._head(window, named, best) if best else None

    def rating(self, head: Head | None) -> int:
        """How many columns it names."""
        return len({one.name for one in head.columns.values()}) if head else 0

    def _named(self, row: Row) -> dict[int, Column]:
        found = {at: self.column(text) for at, text in row.texts.items() if len(text) < 200}
        return {at: column for at, column in found.items() if column is not None}

    def _block(self, window: Sequence[Row], named: Sequence[Mapping[int, Column]], start: int) -> tuple[list[int], int]:
        """The rows of headings from `start` on, by their place in the window, and how many columns they name."""
        columns = dict(named[start])
        block = [start]
        if not columns:
            return [], 0
        for at in range(start + 1, len(window)):
            here, before = named[at], {one.name: where for where, one in columns.items()}
            only_headings = all(where in here or is_unit(text) for where, text in window[at].texts.items())
            adds = any(where not in columns for where in here)
            fits = all(
                columns.get(where, one).name == one.name and before.get(one.name, where) == where for where, one in here.items()
            )
            if (
                window[at].number != window[at - 1].number + 1
                or not fits
                or not (only_headings or adds)
                or not (here or only_headings)
            ):
                break
            columns |= here
            block.append(at)
        return block, len(columns)

    def _head(self, window: Sequence[Row], named: Sequence[Mapping[int, Column]], block: Sequence[int]) -> Head:
        columns: dict[int, Column] = {}
        texts: dict[int, str] = {}
        for at in block:
            columns |= {where: one for where, one in named[at].items() if where not in columns or one.power is not None}
            for where, text in window[at].texts.items():
                if where in columns and where not in named[at] and is_unit(text):
                    columns[where] = self._with_unit(columns[where], text)
                else:
                    texts[where] = text
        aside = {where for where, text in texts.items() if plain_heading(text) in self.retired}
        unknown = {where: text for where, text in texts.items() if where not in columns and where not in aside}
        numbers = tuple(window[at].number for at in block)
        return Head(numbers, columns, unknown, window[block[-1]].width, unit_line(window[: block[0]]))

    def _with_unit(self, column: Column, text: str) -> Column:
        """A column whose unit stands in a row of its own."""
        kind = self.kind(column.name)
        if kind is None or not kind.is_number or column.power is not None:
            return column
        unit = re.sub(r"^[(\[]|[)\]]$", "", plain_heading(text))
        power = self._power(column.name, unit)
        return Column(column.heading, column.name, power, "" if power is not None else unit)


def _filled(rows: Iterable[Row]) -> Iterator[Row]:
    return (row for row in rows if row.cells)
