"""What a rule is made of: figures as the law prints them and the words they stand in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypedDict

from calculators.vocabulary import InputKind, Unit

type Json = Mapping[str, Any]
type Place = int | str
"""Where words stand: the number of an article, or `preamble` or `closing`."""

MONTHS_IN_A_YEAR = Decimal(12)

_words: dict[str, str] = {}
"""Words that are quoted, each kept once however many rules stand on them: the browser's snapshot holds them all."""


class QuoteData(TypedDict):
    """A quote in the catalogue."""

    text: str
    place: Place
    start: int


class FigureData(TypedDict):
    """A figure in the catalogue: its value as a decimal string, `at` its place, start and end."""

    text: str
    value: str
    unit: Unit
    at: tuple[Place, int, int]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the law, verbatim, with the place they stand at.

    `start` counts characters from the beginning of that place's text.
    """

    text: str
    place: Place
    start: int

    @classmethod
    def load(cls, data: QuoteData) -> Quote:
        return cls(_words.setdefault(data["text"], data["text"]), data["place"], data["start"])


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as the law prints it (`30万元`) with its value and its span in the text.

    A share of 40% has the value 0.4. `place`, `start` and `end` find the
    printed figure in its article.
    """

    text: str
    value: Decimal
    unit: Unit
    place: Place
    start: int
    end: int

    @classmethod
    def load(cls, data: FigureData) -> Figure:
        place, start, end = data["at"]
        return cls(data["text"], Decimal(data["value"]), Unit(data["unit"]), place, start, end)

    @classmethod
    def maybe(cls, data: FigureData | None) -> Figure | None:
        return cls.load(data) if data else None

    def in_unit_of(self, kind: InputKind) -> Decimal:
        """Return the value in the unit an input of this `kind` is asked in."""
        return self.value / MONTHS_IN_A_YEAR if self.unit == Unit.MONTHS and kind == InputKind.YEARS else self.value
