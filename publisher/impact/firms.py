"""Firms to try a change on: somebody's own sheet, or an invented one.

The invented one is the same for the same questions, of firms small and large,
most of which meet most conditions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from hashlib import sha256

from calculators import Law
from calculators.batch.reading import Reading
from calculators.batch.sheet import Firm as Row
from calculators.facts import Answer
from calculators.inputs import Input
from calculators.vocabulary import InputKind

type Firm = Mapping[str, Answer]
"""The answers of a firm by the names of the questions."""

ANY_DAY = date(2026, 1, 1)
"""What a sheet's rows are read on; a benefit by itself does not hang on it."""

FIRMS = 300

SPREAD = 40
"""A number lies between the question's example divided by this and the example times this, as likely small as large."""

MEETS = 0.8
"""How many firms of one answer a condition with yes, and are what a question assumes."""


def invented_firms(inputs: Mapping[str, Input], names: Iterable[str], count: int = FIRMS) -> list[Firm]:
    """Firms that answer these questions; the answers hang on the number of the firm and the name of the question alone."""
    asked = [name for name in dict.fromkeys(names) if name in inputs]
    return [{name: inputs[name].parse(_answer(inputs[name], _chance(number, name))) for name in asked} for number in range(count)]


def firms_of(data: bytes, name: str, law: Law) -> list[Firm]:
    """The firms of somebody's own sheet, CSV or XLSX, called `name`; rows that cannot be used are none.

    Raises:
        Misuse: it is no sheet of firms.
    """
    reading = Reading.open(data, name, law, next(iter(law.places)), ANY_DAY)
    rows = (reading.sheet.firm(row) for row in reading.sheet.grid.rows() if row.number > reading.sheet.head.last)
    return [row.answers for row in rows if isinstance(row, Row)]


def _chance(number: int, name: str) -> float:
    """A number from 0 to 1 that looks as if it were drawn."""
    return int.from_bytes(sha256(f"{number} {name}".encode()).digest()[:6]) / 2**48


def _answer(asked: Input, chance: float) -> str:
    if asked.kind == InputKind.YES_NO:
        return "true" if chance < MEETS else "false"
    if asked.kind == InputKind.CHOICE:
        options = list(asked.options)
        if asked.assumed is not None and chance < MEETS:
            return asked.assumed
        return options[int(chance * len(options))]
    middle = asked.parse(asked.example) if asked.example else Decimal(1)
    assert isinstance(middle, Decimal)
    drawn = middle * Decimal(repr(SPREAD ** (2 * chance - 1)))
    return f"{min(drawn, asked.at_most).quantize(Decimal(1)):f}"
