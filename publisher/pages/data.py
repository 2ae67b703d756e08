"""The page about the data: what can be downloaded, in what shape, how to cite it, under which licence."""

from __future__ import annotations

from collections.abc import Iterator

import calculators
from calculators.catalogue import FORMAT
from calculators.estimate.days import has_days
from publisher import published
from publisher.engine.hatch_hooks import version_of
from publisher.engine.wheel import distribution
from publisher.pages.site import Page, Site, View
from publisher.project import NODE_MODULES


def pages(site: Site, lang: str) -> Iterator[Page]:
    """Yield the page of one language."""
    view, place = View.at(site, lang, "data"), site.corpus.examples.plan.place
    example = next(one for one in site.catalogue.benefits.values() if one.main and one.policy.place == place)
    version = version_of(calculators.__version__, site.compiled.catalogue)
    files = {
        "policies": published.POLICIES,
        "benefits": published.BENEFITS,
        "table": published.BENEFITS_TABLE,
        "glossary": published.GLOSSARY_TABLE,
        "schema": published.SCHEMA,
        "wheel": published.wheel(version),
        "lock": published.LOCK,
        "feed": published.feed(lang),
        "calendar": published.calendar(lang),
        **({"place-calendar": published.place_calendar(place, lang)} if has_days(example) else {}),
        **({"benefit-calendar": published.benefit_calendar(example.id, lang)} if has_days(example) else {}),
        "sitemap": published.SITEMAP,
        "llms": published.LLMS,
    }
    yield site.page(
        lang,
        "data",
        "data.md.j2",
        title=view.say("data.title"),
        description=view.say("data.description"),
        tab="data",
        files=files,
        policies=[(record.policy, published.policy_files(record.policy.id)) for record in site.corpus.records],
        example=example,
        address=site.address,
        version=version,
        format=FORMAT,
        place=place,
        pyodide=distribution(NODE_MODULES / "pyodide"),
    )
