"""The page of what others have made and this site publishes, with the licence of each."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.pages.shipped import shipped
from publisher.pages.site import Page, Site
from publisher.wording import say


def pages(site: Site, lang: str) -> Iterator[Page]:
    """Yield the page of one language."""
    yield site.page(
        lang,
        "licences",
        "licences.md.j2",
        title=say("licences.title", lang),
        description=say("licences.description", lang),
        tab="about",
        works=shipped(),
    )
