"""The pages that lead to the others: policies, calculators."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.catalogue import Benefit
from calculators.vocabulary import Certainty, Recipient
from publisher import published
from publisher.pages.benefits import summary
from publisher.pages.plans import place_groups, reaching
from publisher.pages.site import Page, Site, View
from publisher.pages.status import status_view
from publisher.wording import say


def pages(site: Site, lang: str) -> Iterator[Page]:
    """Yield the index pages of one language."""
    yield from (_policies(site, lang), _calculators(site, lang))


def _view(site: Site, lang: str, path: str) -> View:
    depth = path.count("/") + 1 if path else 0
    return View(site, lang, path, "../" * depth, "../" * (depth + (lang != "zh")))


def _policies(site: Site, lang: str) -> Page:
    view = _view(site, lang, "policies")
    return site.page(
        lang,
        "policies",
        "policies.md.j2",
        title=say("policies.title", lang),
        description=say("policies.description", lang),
        tab="policies",
        policies=[status_view(view, record) for record in site.corpus.records],
        counts={policy.id: len(policy.benefits) for policy in site.catalogue.policies},
        feed=published.feed(lang),
        calendar=published.calendar(lang),
    )


def _calculators(site: Site, lang: str) -> Page:
    benefits = list(site.catalogue.benefits.values())
    by_purpose: dict[str, list[tuple[Benefit, str]]] = {}
    for benefit in benefits:
        by_purpose.setdefault(benefit.purpose, []).append((benefit, summary(site, benefit, lang)))
    view = _view(site, lang, "calculators")
    return site.page(
        lang,
        "calculators",
        "calculators.md.j2",
        title=say("calculators.title", lang),
        description=say("calculators.description", lang),
        tab="calculators",
        purposes=[(name, text[lang], by_purpose[name]) for name, text in site.corpus.purposes.items() if name in by_purpose],
        statuses={record.policy.id: status_view(view, record) for record in site.corpus.records},
        places=[
            (name, [(code, text, " ".join(reaching(site.catalogue, code))) for code, text in found])
            for name, found in place_groups(site.catalogue, lang)
        ],
        choices=_choices(view, benefits),
    )


def _choices(view: View, benefits: list[Benefit]) -> list[tuple[str, list[tuple[str, str]]]]:
    """What the list can be narrowed by, besides the place, each with its options in the order of their closed lists."""
    named = {
        "purpose": {name: text[view.lang] for name, text in view.site.corpus.purposes.items()},
        "recipient": {one.value: view.say(f"recipient.{one}") for one in Recipient},
        "certainty": {one.value: view.say(f"certainty-short.{one}") for one in Certainty},
    }
    return [
        (facet, [(key, text) for key, text in options.items() if any(getattr(one, facet) == key for one in benefits)])
        for facet, options in named.items()
    ]
