"""The glossary: every term in the page's language first, with the articles it stands in, and an index from the other language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publisher.compile.policy import article_label
from publisher.pages.site import Page, Site, View
from publisher.pages.terms import concordance
from publisher.records.shared import Term


def pages(site: Site, lang: str) -> Iterator[Page]:
    """Yield the glossary of one language."""
    view = View.at(site, lang, "glossary")
    terms, places = site.corpus.glossary.terms, concordance(site)
    other = "en" if lang == "zh" else "zh"
    yield site.page(
        lang,
        "glossary",
        "glossary.md.j2",
        title=view.say("glossary.title"),
        description=view.say("glossary.description"),
        tab="glossary",
        terms=[
            (term, _others(term), _places(view, places.get(term.id, [])))
            for term in sorted(terms, key=lambda term: _order(term, lang))
        ],
        reverse=sorted(terms, key=lambda term: _order(term, other)),
    )


def _order(term: Term, lang: str) -> Any:
    """Alphabetical in English; in Chinese by the code of GB 2312, whose common characters stand in the order of pinyin."""
    return term.en.lower() if lang == "en" else term.zh.encode("gb18030")


def _others(term: Term) -> list[str]:
    """The other renderings that a reader would take for other words: a hyphen or an ending makes none."""
    found = {_folded(term.en): term.en}
    for rendering in term.also:
        found.setdefault(_folded(rendering), rendering)
    return list(found.values())[1:]


def _folded(rendering: str) -> str:
    return " ".join(word.removesuffix("s") for word in rendering.lower().replace("-", " ").replace("labell", "label").split())


def _places(view: View, places: list[tuple[str, int]]) -> list[tuple[str, str]]:
    """The articles as links, named `思明第二条`, `Siming, Article 2`."""
    found = []
    for policy, number in places:
        record = view.site.corpus.record(policy)
        label = article_label(record, record.articles[number])[view.lang]
        found.append(
            (view.article_href(policy, number), view.say("glossary.place", policy=view.pick(record.policy.short), label=label))
        )
    return found
