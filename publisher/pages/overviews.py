"""The overview page of a policy."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.pages.benefits import summary
from publisher.pages.site import Page, Site, View
from publisher.pages.status import status_view, timeline


def pages(site: Site, lang: str) -> Iterator[Page]:
    """Yield one overview for every policy."""
    for record in site.corpus.records:
        policy = record.policy
        path = f"policies/{policy.id}"
        view = View(site, lang, path, "../../", "../../" + ("../" if lang != "zh" else ""))
        benefits = {
            article.number: [
                (site.catalogue.benefits[f"{policy.id}/{one.id}"], summary(site, site.catalogue.benefits[f"{policy.id}/{one.id}"], lang))
                for one in article.benefits
            ]
            for article in policy.articles
        }
        title = view.pick(policy.title)
        yield site.page(
            lang,
            path,
            "overview.md.j2",
            title=title,
            description=view.say("overview.description", title=title, articles=len(policy.articles)),
            tab="policies",
            record=record,
            policy=policy,
            status=status_view(view, record),
            timeline=timeline(record),
            benefits=benefits,
        )
