"""The glossary beside a text: what the terms that a page marks mean, and where each term stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from publisher.pages.site import Site, View

_MARKED = re.compile(r'data-term="([a-z0-9-]+)"')


def explained(view: View, pairs: Iterable[tuple[Markup, Markup]]) -> dict[str, Any]:
    """The terms marked in these paragraphs: each in both languages, explained in the page's.

    They go with the page because that is lighter than the whole glossary: a
    page marks a handful of its hundred terms, and no request is made.
    """
    marked = dict.fromkeys(ident for pair in pairs for text in pair for ident in _MARKED.findall(text))
    known = {term.id: term for term in view.site.corpus.glossary.terms}
    return {ident: [known[ident].zh, known[ident].en, view.pick(known[ident].explain)] for ident in marked}


def concordance(site: Site) -> dict[str, list[tuple[str, int]]]:
    """By term: the articles whose Chinese has it, as policy and number, in the order of the records."""
    found: dict[str, list[tuple[str, int]]] = {}
    for record in site.corpus.records:
        for article in record.policy.articles:
            for ident in site.law.terms(record.texts[article.number]["zh"], "zh"):
                found.setdefault(ident, []).append((record.policy.id, article.number))
    return found
