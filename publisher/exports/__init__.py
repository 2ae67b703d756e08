"""Everything the site publishes that is neither a page nor the runtime: a pure function of the records.

The same records give the same bytes, on any day and any machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from calculators.vocabulary import LANGUAGES
from publisher import published as names
from publisher.exports import data, feeds, finding
from publisher.exports.calendars import calendars
from publisher.pages.site import Site, View
from publisher.records.schema import policy_schema

__all__ = ["exports"]


def exports(site: Site, pages: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of each file; `pages` are the paths of all pages below the site's address."""
    yield names.POLICIES, data.json_bytes(data.policies(site))
    yield names.BENEFITS, data.json_bytes(data.benefits(site))
    yield names.BENEFITS_TABLE, data.benefits_table(site)
    yield names.GLOSSARY_TABLE, data.glossary_table(site)
    yield names.SCHEMA, data.json_bytes(policy_schema())
    for record in site.corpus.records:
        files = names.policy_files(record.policy.id)
        yield files["json"], data.json_bytes(data.policy(site, record))
        yield files["csv"], data.benefits_table(site, record.policy.id)
        yield files["yaml"], record.file.read_bytes()
    for lang in LANGUAGES:
        view = View.at(site, lang, "")
        yield names.feed(lang), feeds.atom(view)
        yield from calendars(view)
    yield names.SITEMAP, finding.sitemap(site, pages)
    yield names.ROBOTS, finding.robots(site.address)
    yield names.LLMS, finding.llms(site)
