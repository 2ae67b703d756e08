"""Words of the law and the words of the translation that stand for them, figure for figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from calculators.vocabulary import BETWEEN, Unit
from publisher.records.alignment import Match, Span, align
from publisher.records.base import Quotation, Quoted
from publisher.records.limits import limits
from publisher.records.quantities import Quantity, chinese_quantities, english_quantities
from publisher.records.shared import Glossary
from publisher.records.text import join_lines

type Lang = Literal["zh", "en"]
type Role = tuple[Unit, str]
"""What a figure is and what limits it: figures of one role stand in the same order in both languages."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names that hold numerals, in each language: none of them is a quantity."""

    zh: tuple[str, ...]
    en: tuple[str, ...]

    @classmethod
    def of(cls, glossary: Glossary) -> Names:
        return cls(tuple(name.zh for name in glossary.names), tuple(name.en for name in glossary.names))

    def quantities(self, text: str, lang: Lang) -> list[Quantity]:
        """The quantities of a text in its order."""
        return chinese_quantities(text, self.zh) if lang == "zh" else english_quantities(text, self.en)


@lru_cache(maxsize=2048)
def sentences_of(zh: str, en: str, names: Names) -> tuple[Match, ...]:
    """Which sentences of a translation stand for which of a text."""
    return tuple(align(zh, en, names.quantities))


@lru_cache(maxsize=8192)
def figures(text: str, lang: Lang, names: Names) -> dict[Role, list[Quantity]]:
    """The quantities of a quote by their role, each in the order of the text."""
    found: dict[Role, list[Quantity]] = {}
    for quantity, limit in limits(text, names.quantities(text, lang), lang).items():
        found.setdefault((quantity.kind, limit), []).append(quantity)
    return found


def quoted_at(quoted: Quoted, here: int | str) -> tuple[int | str, str]:
    """The place that a quote names, else the one it is written at, and its Chinese in one line."""
    if isinstance(quoted, Quotation):
        return (here if quoted.in_ is None else quoted.in_), join_lines(quoted.zh, "zh")
    return here, join_lines(quoted, "zh")


def english_of(quoted: Quoted) -> tuple[str, ...]:
    """The words of a quote in English, span by span; none where it is in Chinese alone."""
    english = quoted.en if isinstance(quoted, Quotation) else None
    if english is None:
        return ()
    return tuple(join_lines(one, "en") for one in (english if isinstance(english, list) else [english]))


def window(start: int, end: int, matches: Iterable[Match], length: int) -> Span:
    """Where the translation of `start` to `end` stands: all of the text, `length`, where that cannot be told."""
    over = [match.en for match in matches if match.zh[0] < end and start < match.zh[1]]
    return (over[0][0], over[-1][1]) if over else (0, length)


def find_spans(words: Iterable[str], text: str, within: Span) -> list[int | None]:
    """Where each of the words stands in a text, one after the other: looked for `within` first, then anywhere."""
    found: list[int | None] = []
    after = within[0]
    for one in words:
        start = text.find(one, after, within[1])
        if start < 0:
            start = text.find(one)
        found.append(None if start < 0 else start)
        after = start + len(one) if start >= 0 else after
    return found


def twins(zh: str, english: tuple[str, ...], names: Names) -> Iterator[tuple[Quantity, int, Quantity]]:
    """Each figure of a quote with its twin in English: the number of the span that holds it, and where in that span."""
    told = figures(BETWEEN.join(english), "en", names)
    for role, quantities in figures(zh, "zh", names).items():
        for one, other in zip(quantities, told.get(role, ()), strict=False):
            if one.key == other.key:
                yield one, *_in_span(other, english)


def _in_span(quantity: Quantity, english: tuple[str, ...]) -> tuple[int, Quantity]:
    before = 0
    for number, words in enumerate(english):
        if quantity.end <= before + len(words):
            start, end = quantity.start - before, quantity.end - before
            return number, Quantity(quantity.text, quantity.kind, quantity.value, start, end)
        before += len(words) + len(BETWEEN)
    raise AssertionError("a quantity lies within a span")
