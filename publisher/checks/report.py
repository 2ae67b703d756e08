"""What was proved of each policy, in numbers: for `build_site.py check --report` and for the page on the method."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from publisher.checks.coverage import Use, Used, uses
from publisher.checks.parity import quantities
from publisher.checks.texts import passages
from publisher.compile.policy import Compiled, article_label
from publisher.records.corpus import Corpus, Record
from publisher.records.policy import Article
from publisher.records.text import in_both
from publisher.wording import say


@dataclass(frozen=True, slots=True)
class NotUsed:
    """A quantity that no rule computes with, and why; article and reason in both languages."""

    article: Mapping[str, str]
    quantity: str
    reason: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PolicyReport:
    """The numbers of one policy.

    `figures` counts the figures of rules and conditions that are bound to a
    span of their own, `asked` the quantities inside the words of a yes/no
    condition. `equal` and `unequal` count the quantities of preamble, articles
    and closing notes. `unused` are those that the checks refuse.
    """

    id: str
    title: Mapping[str, str]
    articles: int
    benefits: int
    figures: int
    asked: int
    equal: int
    unequal: int
    not_computed: tuple[NotUsed, ...]
    unused: int


def report(corpus: Corpus, compiled: Compiled) -> list[PolicyReport]:
    """Count what was proved, policy by policy, in the order of the corpus."""
    return [_of_policy(record, corpus, compiled) for record in corpus.records]


def _of_policy(record: Record, corpus: Corpus, compiled: Compiled) -> PolicyReport:
    policy = record.policy
    found = [(article, used) for article in policy.articles for used in uses(record, article, corpus, compiled)]
    count = Counter(used.use for _, used in found)
    equal, unequal = _parity(record, corpus)
    return PolicyReport(
        id=policy.id,
        title=in_both(policy.title),
        articles=len(policy.articles),
        benefits=sum(len(article.benefits) for article in policy.articles),
        figures=len(compiled.bound[policy.id]),
        asked=count[Use.ASKED],
        equal=equal,
        unequal=unequal,
        not_computed=tuple(_not_used(record, article, used) for article, used in found if used.use is Use.LISTED),
        unused=count[Use.NONE],
    )


def _not_used(record: Record, article: Article, used: Used) -> NotUsed:
    assert used.entry is not None
    reason = used.entry.reason
    return NotUsed(
        article_label(record, article),
        used.quantity.text,
        in_both(reason),
    )


def _parity(record: Record, corpus: Corpus) -> tuple[int, int]:
    """How many quantities both languages have, and how many only one has."""
    both = either = 0
    for place in record.texts:
        for passage in passages(record, place):
            zh, en = (Counter(one.key for one in found) for found in quantities(passage, corpus))
            both += (zh & en).total()
            either += (zh | en).total()
    return both, either - both


def report_text(reports: Iterable[PolicyReport], lang: str = "en") -> str:
    """The report for a terminal, one block of lines for each policy."""
    return "\n\n".join("\n".join(_lines(one, lang)) for one in reports)


def _lines(one: PolicyReport, lang: str) -> Iterable[str]:
    yield say("report.policy", lang, id=one.id, title=one.title[lang])
    yield say("report.size", lang, articles=one.articles, benefits=one.benefits)
    yield say("report.figures", lang, figures=one.figures, asked=one.asked)
    yield say("report.equal", lang, equal=one.equal, unequal=one.unequal)
    if one.unused:
        yield say("report.unused", lang, count=one.unused)
    if not one.not_computed:
        yield say("report.computed", lang)
        return
    yield say("report.not-computed", lang, count=len(one.not_computed))
    for entry in one.not_computed:
        yield say("report.entry", lang, article=entry.article[lang], quantity=entry.quantity, reason=entry.reason[lang])
