"""The pages that lead to the others: home, policies, calculators, glossary, data."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.catalogue import Benefit
from publisher.pages.benefits import summary
from publisher.pages.site import Page, Site, View
from publisher.pages.status import status_view
from publisher.wording import say


def pages(site: Site, lang: str) -> Iterator[Page]:
    """Yield the index pages of one language."""
    yield from (_home(site, lang), _policies(site, lang), _calculators(site, lang), _glossary(site, lang))


def _view(site: Site, lang: str, path: str) -> View:
    depth = path.count("/") + 1 if path else 0
    return View(site, lang, path, "../" * depth, "../" * (depth + (lang != "zh")))


def _home(site: Site, lang: str) -> Page:
    view = _view(site, lang, "")
    return site.page(
        lang,
        "",
        "home.md.j2",
        title=say("home.title", lang),
        description=say("home.description", lang),
        tab="home",
        policies=[status_view(view, record) for record in site.corpus.records],
        count=len(site.catalogue.benefits),
    )


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
    )


def _calculators(site: Site, lang: str) -> Page:
    by_purpose: dict[str, list[tuple[Benefit, str]]] = {}
    for benefit in site.catalogue.benefits.values():
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
    )


def _glossary(site: Site, lang: str) -> Page:
    terms = site.corpus.glossary.terms
    order = sorted(terms, key=lambda term: term.en.lower()) if lang == "en" else list(terms)
    return site.page(
        lang,
        "glossary",
        "glossary.md.j2",
        title=say("glossary.title", lang),
        description=say("glossary.description", lang),
        tab="glossary",
        terms=order,
    )
