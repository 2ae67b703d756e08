"""What a rule is made of: figures as the law prints them and the words they stand in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NotRequired, TypedDict

from calculators.vocabulary import BETWEEN, InputKind, Provision, Unit

type Json = Mapping[str, Any]
MONTHS_IN_A_YEAR = Decimal(12)

_words: dict[str, str] = {}
"""Words that are quoted, each kept once however many rules stand on them: the browser's snapshot holds them all."""


def _kept(words: str) -> str:
    return _words.setdefault(words, words)


class QuoteData(TypedDict):
    """A quote in the catalogue; `en` holds the words of the translation, each span with its start."""

    text: str
    place: Provision
    start: int
    en: NotRequired[list[tuple[str, int]]]


class FigureData(TypedDict):
    """A figure in the catalogue: its value as a decimal string, `at` its place, start and end, `en` those of its translation."""

    text: str
    value: str
    unit: Unit
    at: tuple[Provision, int, int]
    en: NotRequired[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a text; `start` counts characters from the beginning of their place's text."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the law, verbatim, with the place they stand at, and the words of the translation that stand for them.

    `start` counts characters from the beginning of that place's text. There
    are several passages of English where the translation has other words in
    between, and none where the record quotes the law alone.
    """

    text: str
    place: Provision
    start: int
    passages: tuple[Passage, ...] = ()

    @classmethod
    def load(cls, data: QuoteData) -> Quote:
        passages = tuple(Passage(_kept(text), start) for text, start in data.get("en", ()))
        return cls(_kept(data["text"]), data["place"], data["start"], passages)

    @property
    def english(self) -> str | None:
        """The English in one line; None where the record quotes the law alone."""
        return BETWEEN.join(one.text for one in self.passages) or None

    def words(self, lang: str) -> str:
        """What a reader of `lang` reads first."""
        return (self.english if lang == "en" else None) or self.text

    def as_json(self) -> dict[str, object]:
        """The quote as data, for whoever reads which language ever."""
        return {"quote": self.text, "quote_en": self.english, "article": self.place}


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as the law prints it (`30万元`) with its value and its span in the text.

    A share of 40% has the value 0.4. `place`, `start` and `end` find the
    printed figure in its article, `english` finds it in the translation where
    its quote is in both languages.
    """

    text: str
    value: Decimal
    unit: Unit
    place: Provision
    start: int
    end: int
    english: tuple[int, int] | None = None

    @classmethod
    def load(cls, data: FigureData) -> Figure:
        place, start, end = data["at"]
        english = data.get("en")
        there = (english[0], english[1]) if english else None
        return cls(data["text"], Decimal(data["value"]), Unit(data["unit"]), place, start, end, there)

    @classmethod
    def maybe(cls, data: FigureData | None) -> Figure | None:
        return cls.load(data) if data else None

    def in_unit_of(self, kind: InputKind) -> Decimal:
        """Return the value in the unit an input of this `kind` is asked in."""
        return self.value / MONTHS_IN_A_YEAR if self.unit == Unit.MONTHS and kind == InputKind.YEARS else self.value
