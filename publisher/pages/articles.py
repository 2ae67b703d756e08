"""The page of one article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from calculators.catalogue import Benefit
from publisher.compile.policy import article_label
from publisher.compile.telling import tiers
from publisher.pages import forms
from publisher.pages.benefits import summary
from publisher.pages.citation import Cited, apa, bibtex, gbt7714
from publisher.pages.descriptions import described
from publisher.pages.placeholders import ACCESSED, ADDRESS, filled
from publisher.pages.reports import report_view
from publisher.pages.site import Page, Site, View
from publisher.pages.status import status_view
from publisher.pages.terms import explained
from publisher.records.corpus import Record
from publisher.records.policy import Article
from publisher.records.text import in_both

STYLES = (("gbt7714", gbt7714, "iso"), ("apa", apa, "long"), ("bibtex", bibtex, "iso"))
"""The forms of a citation, and how each writes the day of access."""


def pages(site: Site, lang: str) -> Iterator[Page]:
    """Yield a page for every article of every policy."""
    for record in site.corpus.records:
        for index in range(len(record.policy.articles)):
            yield _page(site, lang, record, index)


def _page(site: Site, lang: str, record: Record, index: int) -> Page:
    policy = record.policy
    article = policy.articles[index]
    path = f"policies/{policy.id}/{article.number}"
    view = View.at(site, lang, path)
    label, heading = view.article_label(record, article), view.pick(article.heading)
    own = [site.catalogue.benefits[f"{policy.id}/{one.id}"] for one in article.benefits]
    pairs = view.pairs(record, article.number)
    return site.page(
        lang,
        path,
        "article.md.j2",
        title=view.say("article.title", policy=view.pick(policy.short), label=label, heading=heading),
        description=described(
            lang,
            view.say("article.description", policy=view.pick(policy.short), label=label, heading=heading),
            *view.prose(article.text),
        ),
        tab="policies",
        picture="article",
        record=record,
        policy=policy,
        article=article,
        agencies=forms.together(article.agencies),
        label=label,
        heading_words=heading,
        status=status_view(view, record, [one.id for one in article.benefits]),
        pairs=pairs,
        terms=explained(view, pairs),
        benefits=[(benefit, summary(site, benefit, lang), tiers(site.speaker(lang), benefit)) for benefit in own],
        readings=[reading for one in article.benefits for reading in one.readings],
        elsewhere=[(benefit, summary(site, benefit, lang)) for benefit in _elsewhere(site, own)],
        previous=_neighbour(view, record, index - 1),
        following=_neighbour(view, record, index + 1),
        citations=list(_citations(view, record, article)),
        report=report_view(view, record, article),
    )


def _elsewhere(site: Site, own: list[Benefit]) -> list[Benefit]:
    """Benefits of the same purposes in other policies."""
    purposes, policies = {one.purpose for one in own}, {one.policy.id for one in own}
    return [one for one in site.catalogue.benefits.values() if one.purpose in purposes and one.policy.id not in policies]


def _neighbour(view: View, record: Record, index: int) -> tuple[str, str] | None:
    if not 0 <= index < len(record.policy.articles):
        return None
    article: Article = record.policy.articles[index]
    return view.article_href(
        record.policy.id, article.number
    ), f"{view.article_label(record, article)} {view.pick(article.heading)}"


def _citations(view: View, record: Record, article: Article) -> Iterator[dict[str, Any]]:
    """The citations in every style; a placeholder stands for the day of access, which only the visitor's browser knows."""
    policy = record.policy
    cited = Cited(
        key=f"{policy.id}-{article.number}",
        title=in_both(policy.title),
        part=article_label(record, article),
        issuer=policy.issuer.model_dump() if policy.issuer else None,
        number=policy.document_number,
        issued=policy.dates.issued.date if policy.dates.issued else None,
    )
    for name, style, day in STYLES:
        yield {"name": name, "text": filled(view, style(cited, ADDRESS, ACCESSED), day)}
