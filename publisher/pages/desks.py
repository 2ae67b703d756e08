"""The desk: a policy's text in, a draft record out, checked as one types."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.pages.site import Page, Site
from publisher.wording import messages, say

TABS = ("law", "left", "try", "change")

SCRIPTED = "desk-script."
"""The table of the wording that the page's program takes its sentences from."""


def pages(site: Site, lang: str) -> Iterator[Page]:
    """Yield the page of one language."""
    words = {key.removeprefix(SCRIPTED): text[lang] for key, text in messages().items() if key.startswith(SCRIPTED)}
    yield site.page(
        lang,
        "desk",
        "desk.md.j2",
        title=say("desk.title", lang),
        description=say("desk.description", lang),
        tab="about",
        words=words,
        tabs=TABS,
        propose=proposal(site.report_address),
    )


def proposal(report: str) -> str:
    """The repository's page for a new record, told by the address of its form for reports; empty where that is no repository."""
    found = re.match(r"(https://[^/]+/[^/]+/[^/]+)/issues/new\b", report)
    return f"{found[1]}/new/main?filename=policies/{{name}}.yaml" if found else ""
