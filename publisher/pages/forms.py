"""The form of a calculator: its questions as a visitor meets them, its conditions with the clause they stand on."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from calculators.catalogue import Benefit
from calculators.estimate.quoting import Quoted, quoted
from calculators.facts import Answer
from calculators.figures import Quote
from calculators.inputs import Input
from calculators.rules.asks import Gate
from publisher.compile.agencies import reaches
from publisher.pages.questions import Question, question, written
from publisher.pages.site import View
from publisher.records.corpus import Record
from publisher.records.policy import Agency, Article

SUMMARY = {"zh": 26, "en": 36}
"""As many characters of a quote stand in the line that opens it."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A gate: the statement to tick, and the words of the clause it stands on."""

    field: Question
    words: Quoted
    opening: str
    lang: str
    place: str


def gates(benefit: Benefit) -> dict[str, Quote]:
    """The yes/no conditions of a benefit with their words."""
    return {ask.name: ask.quote for ask in benefit.conditions if isinstance(ask, Gate)}


def has_numbers(benefit: Benefit, inputs: Mapping[str, Input]) -> bool:
    """Whether there is anything to be typed."""
    return any(inputs[name].kind.is_number for name in benefit.inputs)


def fields(view: View, benefit: Benefit, answers: Mapping[str, Answer]) -> list[Question]:
    """The questions of the sums, the main one first: it is what visitors come to type."""
    shut = gates(benefit)
    names = sorted((name for name in benefit.inputs if name not in shut), key=lambda name: name != benefit.main)
    return [_field(view, benefit, name, answers.get(name)) for name in names]


def folded(view: View, benefit: Benefit) -> list[Question]:
    """What is asked beside the sums, with the answer that is assumed: a form shows it folded."""
    inputs, names = view.site.catalogue.inputs, set(benefit.questions) - set(benefit.inputs)
    return [_field(view, benefit, name, inputs[name].assumed) for name in benefit.questions if name in names]


def conditions(view: View, benefit: Benefit, answers: Mapping[str, Answer]) -> list[Condition]:
    """The gates, each with its clause."""
    found = []
    for name, quote in gates(benefit).items():
        field = _field(view, benefit, name, answers.get(name))
        words = quoted(quote, benefit.policy, view.lang, view.root)
        opening = shortened(quote.words(view.lang), view.lang)
        place = benefit.policy.labels[quote.place][view.lang]
        found.append(Condition(field, words, opening, "en" if words.english else "zh-Hans", place))
    return found


def shortened(words: str, lang: str) -> str:
    """The beginning of a quote, for the line that opens it."""
    if lang == "en":
        return textwrap.shorten(words, SUMMARY["en"], placeholder=" …")
    return words if len(words) <= SUMMARY["zh"] else words[: SUMMARY["zh"]] + "……"


def _field(view: View, benefit: Benefit, name: str, answer: Answer | None) -> Question:
    """A question that starts with the example's answer, in the way the page's readers write it."""
    asked = view.site.catalogue.inputs[name]
    return question(view, asked, written(asked, answer, view.lang), checked=answer is True, policy=benefit.policy.id)


@dataclass(frozen=True, slots=True)
class Responsible:
    """Agencies that are named together: their role, and the paragraph behind which they stand where it is not the article."""

    role: str
    paragraph: int | None
    agencies: tuple[Agency, ...]


def together(agencies: Sequence[Agency]) -> list[Responsible]:
    """Agencies by what their line calls them, in the order of the text."""
    groups = groupby(agencies, lambda one: (one.role, one.paragraph))
    return [Responsible(role, paragraph, tuple(found)) for (role, paragraph), found in groups]


def agencies(record: Record, article: Article, benefit: Benefit) -> list[Agency]:
    """Who is responsible: those of the whole article, and those printed after the paragraphs of the benefit."""
    spans = reaches(article, record.texts[article.number]["zh"], benefit.quote)
    return [one for one in article.agencies if one.paragraph in spans]
