"""One purpose across all policies, with one set of answers: table and curves side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from calculators import Case
from calculators.catalogue import Benefit
from calculators.inputs import Input
from calculators.law import UNDATED
from calculators.money import yuan
from calculators.numerals import fold
from publisher.pages.benefits import summary
from publisher.pages.case_data import page_case
from publisher.pages.forms import gates
from publisher.pages.questions import fields_data, formerly_data, groups, written
from publisher.pages.site import Page, Site, View
from publisher.pages.status import status_view

PATH = "compare"


def pages(site: Site, lang: str) -> Iterator[Page]:
    """Yield the index and a page for every purpose."""
    yield _index(site, lang)
    for purpose in by_purpose(site):
        yield _page(site, purpose, lang)


def by_purpose(site: Site) -> dict[str, list[Benefit]]:
    """The benefits by purpose, in the order of the closed list; within a purpose in the order of the records."""
    found: dict[str, list[Benefit]] = {}
    for purpose in site.corpus.purposes:
        ones = [one for one in site.catalogue.benefits.values() if one.purpose == purpose]
        if ones:
            found[purpose] = ones
    return found


def _index(site: Site, lang: str) -> Page:
    view = View.at(site, lang, PATH)
    policies = [record.policy for record in site.corpus.records]
    rows = [
        (
            purpose,
            site.corpus.purposes[purpose][lang],
            [[(one, summary(site, one, lang)) for one in ones if one.policy.id == policy.id] for policy in policies],
        )
        for purpose, ones in by_purpose(site).items()
    ]
    return site.page(
        lang,
        PATH,
        "compares.md.j2",
        title=view.say("compare.index-title"),
        description=view.say("compare.index-description"),
        tab="compare",
        policies=policies,
        statuses={record.policy.id: status_view(view, record) for record in site.corpus.records},
        rows=rows,
    )


def _page(site: Site, purpose: str, lang: str) -> Page:
    path = f"{PATH}/{purpose}"
    view = View.at(site, lang, path)
    name = site.corpus.purposes[purpose][lang]
    benefits = by_purpose(site)[purpose]
    asked = asked_inputs(benefits)
    cases = site.catalogue.compare(purpose, example(site, benefits), on=UNDATED)
    drawn = charts(site, view, benefits)
    policies = list(dict.fromkeys(one.policy.short[lang] for one in benefits))
    return site.page(
        lang,
        path,
        "compare.md.j2",
        title=view.say("compare.title", purpose=name),
        description=view.say(
            "compare.description" if len(policies) > 1 else "compare.description-one",
            purpose=name,
            policies=view.say("compare.and").join(policies),
        ),
        tab="compare",
        engine=True,
        purpose=purpose,
        name=name,
        groups=groups(
            view,
            asked,
            {one: _example_written(site.catalogue.inputs[one], lang) for one in asked},
            policies={one.policy.id for one in benefits},
        ),
        rows=[row(site, view, one) for one in cases],
        conditions=any(gates(one) for one in benefits),
        charts=drawn,
        several=len(drawn) > 1,
        data={
            "purpose": purpose,
            "fields": fields_data(site.catalogue, asked),
            "formerly": formerly_data(site.catalogue, asked),
            "rows": {one.benefit.id: page_case(site.speaker(lang), one.benefit, one.facts.answers) for one in cases},
        },
    )


def _example_written(asked: Input, lang: str) -> str:
    return written(asked, asked.parse(fold(asked.example)), lang) if asked.example else ""


def asked_inputs(benefits: list[Benefit]) -> list[str]:
    """What is asked: everything but the conditions, which a comparison takes as met."""
    shut = {name for one in benefits for name in gates(one)}
    return list(dict.fromkeys(name for one in benefits for name in one.inputs if name not in shut))


def example(site: Site, benefits: list[Benefit]) -> dict[str, str]:
    """The answers that the page is built with: the examples of the questions, every condition met."""
    inputs = site.catalogue.inputs
    names = dict.fromkeys(name for one in benefits for name in one.inputs)
    shut = {name for one in benefits for name in gates(one)}
    return {name: "true" if name in shut else inputs[name].example or "" for name in names}


def row(site: Site, view: View, found: Case) -> dict[str, Any]:
    """A line of the table: without a date, so without a status."""
    benefit, speaker = found.benefit, site.speaker(view.lang)
    return {
        "benefit": benefit,
        "status": status_view(view, site.corpus.record(benefit.policy.id)),
        "amount": yuan(found.amount) if found.amount is not None else "",
        "headline": speaker.headline(found),
        "summary": summary(site, benefit, view.lang),
        "by": site.catalogue.inputs[benefit.main].label[view.lang] if benefit.main else "",
    }


def charts(site: Site, view: View, benefits: list[Benefit]) -> list[tuple[str, str, list[Benefit]]]:
    """The inputs that amounts are drawn over, the one with most curves first: name, label, benefits."""
    mains = [one.main for one in benefits if one.main]
    names = sorted(dict.fromkeys(mains), key=lambda name: -mains.count(name))
    return [(name, site.catalogue.inputs[name].label[view.lang], [one for one in benefits if one.main == name]) for name in names]
