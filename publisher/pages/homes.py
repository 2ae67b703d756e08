"""The home page: one question answered at once, and the ways from there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from calculators import Case
from calculators.catalogue import Benefit
from calculators.estimate.corners import corners
from calculators.estimate.quoting import Quoted, quoted
from calculators.inputs import Input
from calculators.money import yuan
from calculators.vocabulary import InputKind
from publisher.pages.benefits import example
from publisher.pages.case_data import page_case
from publisher.pages.plans import place_groups, reaching
from publisher.pages.questions import fields_data
from publisher.pages.site import Page, Site, View
from publisher.pages.status import status_view

SPENDING = ("_spend", "_spend_3y", "_investment", "_cost")
"""How the names of inputs end that are money spent; what a firm sells, earns or raises is no answer to "will spend"."""


@dataclass(frozen=True, slots=True)
class Row:
    """A benefit that may be the answer: what it comes to for the example, in words, and the law's words beside it."""

    benefit: Benefit
    estimate: Case
    headline: str
    amount: str
    words: Quoted
    place: str
    status: dict[str, Any]
    assumed: str
    hidden: bool


def pages(site: Site, lang: str) -> Iterator[Page]:
    """Yield the home page of one language."""
    view, start = View.at(site, lang, ""), site.corpus.examples.home
    benefits = quick_benefits(site)
    rows = [_row(view, one) for one in benefits]
    purposes = {one.purpose for one in benefits}
    yield site.page(
        lang,
        "",
        "home.md.j2",
        title=view.say("home.title"),
        description=view.say("home.description"),
        tab="home",
        engine=True,
        places=place_groups(site.catalogue, lang),
        place=start.place,
        purposes=[(key, text[lang]) for key, text in site.corpus.purposes.items() if key in purposes],
        purpose=start.purpose,
        spend=_first(site, start.purpose),
        rows=rows,
        policies=[status_view(view, record) for record in site.corpus.records],
        line=_line(site),
        counts={policy.id: len(policy.benefits) for policy in site.catalogue.policies},
        count=len(site.catalogue.benefits),
        articles=sum(len(record.policy.articles) for record in site.corpus.records),
        data=_data(site, lang, benefits),
    )


def quick_benefits(site: Site) -> list[Benefit]:
    """The benefits that are a function of what is spent."""
    inputs = site.catalogue.inputs
    return [one for one in site.catalogue.benefits.values() if one.main and is_spending(inputs[one.main])]


def is_spending(asked: Input) -> bool:
    """Whether an input is money that a firm spends."""
    return asked.kind == InputKind.MONEY and asked.name.endswith(SPENDING)


def _first(site: Site, purpose: str) -> str:
    """The sum that the question starts with: the example of what is asked."""
    return site.catalogue.inputs[_main(site, purpose)].example or ""


def _main(site: Site, purpose: str) -> str:
    """What the sum is for most: where a benefit takes it for something else, its row says so."""
    return next(one.main for one in quick_benefits(site) if one.purpose == purpose and one.main)


def _row(view: View, benefit: Benefit) -> Row:
    site = view.site
    start, speaker = site.corpus.examples.home, site.speaker(view.lang)
    found = example(site, benefit)
    figures = [figure for step in found.steps for figure in step.figures]
    others = [
        name
        for name in benefit.inputs
        if name != benefit.main and name in benefit.example and site.catalogue.inputs[name].kind != InputKind.YES_NO
    ]
    answers = found.facts.answers
    given = [view.say("home.given", label=speaker.label(name), value=speaker.given(name, answers.get(name))) for name in others]
    if benefit.main and benefit.main != _main(site, benefit.purpose):
        given.insert(0, view.say("home.taken-as", label=speaker.label(benefit.main)))
    return Row(
        benefit=benefit,
        estimate=found,
        headline=speaker.headline(found),
        amount=yuan(found.amount) if found.amount is not None else "",
        words=quoted(benefit.quote, benefit.policy, view.lang, view.root, figures),
        place=benefit.policy.labels[benefit.quote.place][view.lang],
        status=status_view(view, site.corpus.record(benefit.policy.id)),
        assumed=view.say("home.and").join([*given, *([view.say("home.conditions")] if benefit.asks else [])]),
        hidden=benefit.purpose != start.purpose or benefit.policy.id not in reaching(site.catalogue, start.place),
    )


def _data(site: Site, lang: str, benefits: list[Benefit]) -> dict[str, Any]:
    """What the page's script needs: which texts reach which place, the sum each purpose starts with, a curve for each benefit."""
    catalogue, speaker = site.catalogue, site.speaker(lang)
    mains = dict.fromkeys(one.main for one in benefits if one.main)
    return {
        "places": {code: policies for code in catalogue.places if (policies := reaching(catalogue, code))},
        "names": {policy.id: policy.short[lang] for policy in catalogue.policies},
        "spends": {one.purpose: _first(site, one.purpose) for one in benefits},
        "fields": fields_data(catalogue, mains),
        "rows": {one.id: _curve(site, speaker, one) for one in benefits},
    }


def _curve(site: Site, speaker: Any, benefit: Benefit) -> dict[str, Any]:
    """The amount over what is spent, the other answers being those of the example."""
    assert benefit.main is not None
    catalogue, answers = site.catalogue, example(site, benefit).facts.answers
    segments = corners(benefit, answers, catalogue.inputs[benefit.main], catalogue.kinds)
    others = {name: value for name, value in benefit.example.items() if name != benefit.main}
    case = page_case(speaker, benefit, answers)
    return {
        "policy": benefit.policy.id,
        "purpose": benefit.purpose,
        "main": benefit.main,
        "headline": case["headline"],
        "rounding": case["rounding"],
        "others": others,
        "corners": [[one.start, f"{one.at:f}", f"{one.slope:f}"] for one in segments],
    }


@dataclass(frozen=True, slots=True)
class Stretch:
    """A policy on the common line: where its validity begins and ends and where another text took over, in per cent."""

    start: float | None
    end: float | None
    cut: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """Whole years for all policies together."""

    first: date
    last: date
    years: tuple[tuple[int, float], ...]
    stretches: dict[str, Stretch]


def _line(site: Site) -> Line:
    """The validity of all texts on one line."""
    known = {policy.id: policy.validity for policy in site.catalogue.policies}
    days = [day for one in known.values() for day in (one.first, one.last, one.superseded) if day]
    first, last = date(min(days).year, 1, 1), date(max(days).year + 1, 1, 1)

    def at(day: date | None) -> float | None:
        return round(100 * (day - first).days / (last - first).days, 2) if day else None

    years = tuple((year, at(date(year, 1, 1)) or 0.0) for year in range(first.year, last.year))
    stretches = {
        name: Stretch(None if one.draft else at(one.first) or 0.0, None if one.draft else at(one.last), at(one.superseded))
        for name, one in known.items()
    }
    return Line(first, last, years, stretches)
