"""Every quantity of an article is used by a rule, asked for by a gate, or listed with the reason why not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from publisher.checks.texts import finding_in
from publisher.compile.binding import whole_figure
from publisher.compile.policy import Compiled
from publisher.records.corpus import Corpus, Record
from publisher.records.findings import Finding
from publisher.records.pairs import quoted_at
from publisher.records.policy import Article, NotComputed
from publisher.records.quantities import Quantity, chinese_quantities


class Use(StrEnum):
    """What becomes of a quantity."""

    BOUND = "bound"
    ASKED = "asked"
    LISTED = "listed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Used:
    """A quantity of an article, what becomes of it, and the entry that lists it where one does."""

    quantity: Quantity
    use: Use
    entry: NotComputed | None = None


def uses(record: Record, article: Article, corpus: Corpus, compiled: Compiled) -> list[Used]:
    """What becomes of each quantity of an article, in the order of the text."""
    text = record.texts[article.number]["zh"]
    bound = {(start, end) for place, start, end in compiled.bound[record.policy.id] if place == article.number}
    asked = [(start, end) for place, start, end in compiled.asked[record.policy.id] if place == article.number]
    asked += _dated(record, article, text)
    listed = {span: entry for entry in article.not_computed if (span := _span(entry, text))}
    found = []
    for quantity in chinese_quantities(text, [name.zh for name in corpus.glossary.names]):
        span = (quantity.start, quantity.end)
        if span in bound:
            found.append(Used(quantity, Use.BOUND, listed.get(span)))
        elif any(start <= quantity.start and quantity.end <= end for start, end in asked):
            found.append(Used(quantity, Use.ASKED, listed.get(span)))
        else:
            found.append(Used(quantity, Use.LISTED if span in listed else Use.NONE, listed.get(span)))
    return found


def _dated(record: Record, article: Article, text: str) -> list[tuple[int, int]]:
    """Where an article states from when to when the text holds."""
    dates = record.policy.dates
    quotes = [quoted_at(one.quote, "source") for one in (dates.issued, dates.from_, dates.to, dates.data_from) if one]
    words = [words for place, words in quotes if place == article.number]
    return [(start, start + len(one)) for one in words if (start := text.find(one)) >= 0]


def _words(entry: NotComputed) -> str:
    return quoted_at(entry.quote, "")[1]


def _span(entry: NotComputed, text: str) -> tuple[int, int] | None:
    """Where the quantity of an entry stands in the article; None where it does not."""
    quote = _words(entry)
    start, match = text.find(quote), whole_figure(entry.quantity).search(quote)
    return (start + match.start(), start + match.end()) if start >= 0 and match else None


def check(record: Record, corpus: Corpus, compiled: Compiled) -> list[Finding]:
    """Report quantities that nothing uses, and entries of `not_computed` that are not so."""
    findings: list[Finding] = []
    for index, article in enumerate(record.policy.articles):
        found = uses(record, article, corpus, compiled)
        for one in found:
            if one.use is Use.NONE:
                expected = "a rule that uses it, a gate that asks for it, or an entry in `not_computed`"
                mend = f"bind it, or list it: {{quantity: {one.quantity.text}, quote: …, reason: {{zh: …, en: …}}}}"
                value = one.quantity.text
                findings.append(finding_in(record, article.number, "zh", one.quantity.start, value, expected, mend))
        for position, entry in enumerate(article.not_computed):
            problem = _wrong(entry, article.number, record.texts[article.number]["zh"], found)
            if problem:
                path = ("articles", index, "not_computed", position, problem[0])
                findings.append(record.finding(path, *problem[1:]))
    return findings


def _wrong(entry: NotComputed, number: int, text: str, found: list[Used]) -> tuple[str, str, str, str] | None:
    """What is wrong with an entry: its key, the value, what was expected, the mend."""
    place, quote = quoted_at(entry.quote, number)
    if place != number or quote not in text:
        return "quote", quote, "words of the article, to the letter", "copy them from the text"
    used = next((one for one in found if one.entry is entry), None)
    if used is None:
        return "quantity", entry.quantity, f"a quantity of its quote “{quote}”, whole", "copy the quantity from the text"
    if used.use is not Use.LISTED:
        by = "a rule" if used.use is Use.BOUND else "a gate"
        return "quantity", entry.quantity, "a quantity that nothing uses", f"remove the entry: {by} uses it"
    return None
