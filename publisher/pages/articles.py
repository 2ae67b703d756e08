"""The page of one article."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.catalogue import Benefit
from publisher.corpus import Record
from publisher.model import Article
from publisher.pages.benefits import summary
from publisher.pages.site import Page, Site, View
from publisher.pages.status import status_view


def pages(site: Site, lang: str) -> Iterator[Page]:
    """Yield a page for every article of every policy."""
    for record in site.corpus.records:
        for index in range(len(record.policy.articles)):
            yield _page(site, lang, record, index)


def _page(site: Site, lang: str, record: Record, index: int) -> Page:
    policy = record.policy
    article = policy.articles[index]
    path = f"policies/{policy.id}/{article.number}"
    view = View(site, lang, path, "../../../", "../../../" + ("../" if lang != "zh" else ""))
    label, heading = view.article_label(record, article), view.pick(article.heading)
    own = [site.catalogue.benefits[f"{policy.id}/{one.id}"] for one in article.benefits]
    return site.page(
        lang,
        path,
        "article.md.j2",
        title=view.say("article.title", policy=view.pick(policy.short), label=label, heading=heading),
        description=" ".join(view.prose(article.text)),
        tab="policies",
        record=record,
        policy=policy,
        article=article,
        label=label,
        heading=heading,
        status=status_view(view, record),
        pairs=list(zip(view.law(record, article.number, "zh"), view.law(record, article.number, "en"), strict=True)),
        benefits=[(benefit, summary(site, benefit, lang)) for benefit in own],
        readings=[reading for one in article.benefits for reading in one.readings],
        elsewhere=[(benefit, summary(site, benefit, lang)) for benefit in _elsewhere(site, own)],
        previous=_neighbour(view, record, index - 1),
        following=_neighbour(view, record, index + 1),
    )


def _elsewhere(site: Site, own: list[Benefit]) -> list[Benefit]:
    """Benefits of the same purposes in other policies."""
    purposes, policies = {one.purpose for one in own}, {one.policy.id for one in own}
    return [one for one in site.catalogue.benefits.values() if one.purpose in purposes and one.policy.id not in policies]


def _neighbour(view: View, record: Record, index: int) -> tuple[str, str] | None:
    if not 0 <= index < len(record.policy.articles):
        return None
    article: Article = record.policy.articles[index]
    return view.article_href(record.policy.id, article.number), f"{view.article_label(record, article)} {view.pick(article.heading)}"
