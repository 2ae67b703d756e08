"""Every page of the site as Markdown: a pure function of the records.

Nothing here knows of MkDocs: `all_pages` gives paths and text, which a thin
hook hands to MkDocs, and which a command can write to a folder for any other
engine.
"""

from __future__ import annotations

from collections.abc import Iterator

from calculators.vocabulary import LANGUAGES
from publisher.pages import (
    articles,
    benefits,
    compares,
    data,
    desks,
    glossaries,
    homes,
    indexes,
    licences,
    overviews,
    plans,
    reviews,
)
from publisher.pages.site import Page, Site

__all__ = ["Page", "Site", "all_pages", "pages_in"]

MAKERS = (
    homes.pages,
    indexes.pages,
    plans.pages,
    compares.pages,
    overviews.pages,
    articles.pages,
    reviews.pages,
    benefits.pages,
    glossaries.pages,
    data.pages,
    desks.pages,
    licences.pages,
)


def all_pages(site: Site) -> Iterator[Page]:
    """Yield every generated page in both languages."""
    for lang in LANGUAGES:
        yield from pages_in(site, lang)


def pages_in(site: Site, lang: str) -> Iterator[Page]:
    """Yield every generated page of one language."""
    for maker in MAKERS:
        yield from maker(site, lang)
