"""Who is responsible for a benefit, with the printed line that says so; limb by limb where the text names them so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby, pairwise

from calculators.catalogue_form import AgencyData
from calculators.figures import Quote
from calculators.vocabulary import Role
from publisher.compile.binding import BoundQuote
from publisher.records.corpus import Record
from publisher.records.pairs import quoted_at
from publisher.records.policy import Article, Benefit
from publisher.records.rule import Rule
from publisher.records.shared import Question
from publisher.records.text import PARAGRAPH, in_both, join_lines
from publisher.wording import say

type Span = tuple[int, int]


def compile_agencies(
    benefit: Benefit, article: Article, quote: BoundQuote, record: Record, questions: Mapping[str, Question]
) -> list[AgencyData]:
    """Those named for the paragraphs of a benefit's words, the lead first; all of the article's where none is named for them."""
    text = record.texts[article.number]["zh"]
    spans = reaches(article, text, quote)
    order = list(Role)
    named = sorted((one for one in article.agencies if one.paragraph in spans), key=lambda one: order.index(Role(one.role)))
    found: list[AgencyData] = []
    for one in named:
        data: AgencyData = {"role": Role(one.role), "name": {"zh": one.zh, "en": one.en}}
        first, last = spans[one.paragraph]
        if line := next((line for line in article.agency_lines if line.paragraph == one.paragraph), None):
            data["line"] = {"text": line.zh, "place": article.number, "start": last, "en": [_english(article, one.paragraph)]}
        if len(spans) > 1:
            data["reach"] = (first, last)
            data["limbs"] = [
                in_both(questions[name].options[value])
                for limb, start in _limbs(benefit.rule, article.number, text)
                for name, value in _levels(limb)
                if first <= start < last and name in questions and value in questions[name].options
            ]
        found.append(data)
    return found


def reaches(article: Article, text: str, quote: BoundQuote | Quote) -> dict[int | None, Span]:
    """What of the text each line of agencies speaks for, by its paragraph: from the line before to where it stands itself.

    Only the lines that speak for a word of the quote, where any does.
    """
    ends = [0]
    for paragraph in text.split(PARAGRAPH):
        ends.append(ends[-1] + len(paragraph) + len(PARAGRAPH))
    after = sorted({one.paragraph for one in article.agencies if one.paragraph is not None and one.paragraph < len(ends)})
    found: dict[int | None, Span] = {last: (ends[first], ends[last] - len(PARAGRAPH)) for first, last in pairwise([0, *after])}
    if any(one.paragraph is None for one in article.agencies):
        found[None] = (0, len(text))
    if quote.place != article.number:
        return found
    end = quote.start + len(quote.text)
    return {key: (first, last) for key, (first, last) in found.items() if first < end and quote.start < last} or found


def _english(article: Article, paragraph: int | None) -> tuple[str, int]:
    """A line of agencies in English, which stands behind the text."""
    groups = groupby((one for one in article.agencies if one.paragraph == paragraph), key=lambda one: one.role)
    said = (f"{say(f'agency.{role}', 'en')}: {', '.join(one.en for one in group)}" for role, group in groups)
    return "; ".join(said), len(join_lines(article.text.en, "en"))


def _limbs(rule: Rule, article: int, text: str) -> Iterator[tuple[Rule, int]]:
    """The limbs that quote the article, and where they do."""
    for limb in (*(rule.one_of or ()), *(rule.sum or ())):
        if limb.quote is not None:
            place, words = quoted_at(limb.quote, article)
            if place == article and words in text:
                yield limb, text.index(words)
        yield from _limbs(limb, article, text)


def _levels(limb: Rule) -> Iterator[tuple[str, str]]:
    """The levels that choose a limb."""
    for group in limb.when if isinstance(limb.when, list) else [limb.when or {}]:
        yield from ((name, value) for name, value in group.items() if isinstance(value, str))
