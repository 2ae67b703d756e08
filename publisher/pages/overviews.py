"""The overview page of a policy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from calculators.catalogue import Benefit
from calculators.estimate import funding
from calculators.estimate.days import has_days
from calculators.estimate.quoting import quoted
from publisher.pages.benefits import summary
from publisher.pages.site import Page, Site, View
from publisher.pages.status import status_view
from publisher.pages.terms import explained
from publisher.pages.timeline import timeline
from publisher.published import place_calendar, policy_files
from publisher.records.base import Text
from publisher.records.corpus import Record
from publisher.records.policy import Article


def pages(site: Site, lang: str) -> Iterator[Page]:
    """Yield one overview for every policy."""
    for record in site.corpus.records:
        yield _page(site, lang, record)


@dataclass(frozen=True, slots=True)
class Row:
    """An article in the table, with what it gives."""

    article: Article
    label: str
    benefits: list[tuple[Benefit, str]]


def _page(site: Site, lang: str, record: Record) -> Page:
    policy = record.policy
    path = f"policies/{policy.id}"
    view = View.at(site, lang, path)
    title = view.pick(policy.title)
    compiled = next(one for one in site.catalogue.policies if one.id == policy.id)
    notes = {place: view.pairs(record, place) for place in ("preamble", "closing") if place in record.texts}
    return site.page(
        lang,
        path,
        "overview.md.j2",
        title=title,
        description=view.say("overview.description", title=title, short=view.pick(policy.short), articles=len(policy.articles)),
        tab="policies",
        record=record,
        policy=policy,
        status=status_view(view, record),
        timeline=timeline(record, compiled.validity),
        sections=_sections(view, record),
        notes=notes,
        terms=explained(view, [pair for pairs in notes.values() for pair in pairs]),
        funds=[
            (clause, quoted(clause.quote, compiled, lang, view.root))
            for clause in funding.clauses(compiled, compiled.funds, site.speaker(lang))
        ],
        certainties=_certainties(site, record),
        proof=site.reports[policy.id],
        downloads=policy_files(policy.id),
        calendar=place_calendar(policy.place, lang) if compiled.validity.last or any(map(has_days, compiled.benefits)) else "",
    )


def _sections(view: View, record: Record) -> list[tuple[Text | None, list[Row]]]:
    """The articles under the headings the text groups them by."""
    groups = groupby(record.policy.articles, key=lambda article: article.section)
    return [(section, [_row(view, record, article) for article in articles]) for section, articles in groups]


def _row(view: View, record: Record, article: Article) -> Row:
    benefits = [view.site.catalogue.benefits[f"{record.policy.id}/{one.id}"] for one in article.benefits]
    return Row(article, view.article_label(record, article), [(one, summary(view.site, one, view.lang)) for one in benefits])


def _certainties(site: Site, record: Record) -> list[Any]:
    """A benefit for each degree of certainty that occurs, so that the table's words can be explained."""
    benefits = (one for one in site.catalogue.benefits.values() if one.policy.id == record.policy.id)
    return list({one.sureness: one for one in benefits}.values())
