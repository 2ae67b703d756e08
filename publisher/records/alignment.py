"""Which sentences of a translation stand for which of the law.

Both run in the same order, but a translation parts a long Chinese sentence in
two or joins two short ones. So the cheapest way through both at once is
looked for, as Gale and Church did it (A Program for Aligning Sentences in
Bilingual Corpora, 1993): sentences belong together where they hold the same
quantities, are as long as each other and end alike.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from publisher.records.quantities import Quantity
from publisher.records.text import PARAGRAPH

_END = {"zh": re.compile(r"[。；\n]+[”’）]?"), "en": re.compile(r"[.;][”’)]?(?=\s|$)\s*|\n")}
_MOST = 8
"""As many sentences of English can stand for one of Chinese."""

type Span = tuple[int, int]
type Read = Callable[[str, Literal["zh", "en"]], Sequence[Quantity]]


@dataclass(frozen=True, slots=True)
class Match:
    """Sentences that stand for each other, as spans of both texts."""

    zh: Span
    en: Span


def sentences(text: str, lang: Literal["zh", "en"]) -> list[Span]:
    """Where the sentences of a text start and end; a semicolon ends one too."""
    starts = [0, *(match.end() for match in _END[lang].finditer(text))]
    spans = zip(starts, [*starts[1:], len(text)], strict=True)
    return [(start, end) for start, end in spans if text[start:end].strip()]


def _ends(text: str, span: Span) -> bool:
    """Whether a sentence ends with a semicolon, after which another follows."""
    return text[slice(*span)].rstrip("”’） ").endswith((";", "；"))


def align(zh: str, en: str, read: Read) -> list[Match]:
    """Match the sentences of a text and of its translation, paragraph by paragraph where both are divided alike.

    `read` finds the quantities of a text. Spans count from the beginning of the texts.
    """
    parts = (zh.split(PARAGRAPH), en.split(PARAGRAPH))
    if len(parts[0]) != len(parts[1]):
        parts = ([zh], [en])
    found, law, translation = list[Match](), 0, 0
    for one, other in zip(*parts, strict=True):
        for match in _paragraph(one, other, read):
            found.append(
                Match(
                    (match.zh[0] + law, match.zh[1] + law),
                    (match.en[0] + translation, match.en[1] + translation),
                )
            )
        law += len(one) + len(PARAGRAPH)
        translation += len(other) + len(PARAGRAPH)
    return found


def _paragraph(zh: str, en: str, read: Read) -> list[Match]:
    law, translation = sentences(zh, "zh"), sentences(en, "en")
    if not law or not translation:
        return [Match((0, len(zh)), (0, len(en)))]
    held = [Counter(one.key for one in read(zh[slice(*span)], "zh")) for span in law]
    told = [Counter(one.key for one in read(en[slice(*span)], "en")) for span in translation]
    ratio = len(en) / len(zh)

    def cost(first: int, last: int, start: int, end: int) -> float:
        """What it costs to let these sentences of the law stand for those of the translation."""
        some, others = sum(held[first:last], Counter()), sum(told[start:end], Counter())
        apart = ((some - others) + (others - some)).total()
        length = (law[last - 1][1] - law[first][0]) * ratio / (translation[end - 1][1] - translation[start][0])
        unlike = _ends(zh, law[last - 1]) != _ends(en, translation[end - 1])
        return 4 * apart + abs(math.log(length)) + unlike + (last - first - 1)

    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for last in range(1, len(law) + 1):
        for end in range(1, len(translation) + 1):
            before = [(last - 1, end - many) for many in range(1, _MOST + 1)] + [(last - many, end - 1) for many in (2, 3)]
            ways = [(best[one][0] + cost(one[0], last, one[1], end), one) for one in before if one in best]
            if ways:
                best[last, end] = min(ways)
    here, found = (len(law), len(translation)), list[Match]()
    if here not in best:
        return [Match((0, len(zh)), (0, len(en)))]
    while here != (0, 0):
        _, (first, start) = best[here]
        some, others = law[first : here[0]], translation[start : here[1]]
        found.append(Match((some[0][0], some[-1][1]), (others[0][0], others[-1][1])))
        here = first, start
    return found[::-1]
