"""The page of one calculator: form, answer for the example, corners for the visitor's own figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from calculators import Case
from calculators.catalogue import Benefit
from calculators.estimate.days import has_days
from calculators.estimate.html import answer_html
from calculators.estimate.quoting import shown_figures
from calculators.facts import Answer
from calculators.law import UNDATED
from calculators.money import yuan
from publisher import published
from publisher.compile.telling import rule_summary, tiers
from publisher.pages import forms
from publisher.pages.case_data import page_case
from publisher.pages.descriptions import MOST, described
from publisher.pages.site import Page, Site, View
from publisher.pages.status import status_view


def pages(site: Site, lang: str) -> Iterator[Page]:
    """Yield a page for every benefit."""
    for benefit in site.catalogue.benefits.values():
        yield _page(site, benefit, lang)


def example(site: Site, benefit: Benefit) -> Case:
    """The answer that is prerendered: for the record's example, every gate open. It has no date, so it carries no status."""
    open_gates = dict.fromkeys(forms.gates(benefit), True)
    return site.catalogue.estimate(benefit.id, {**open_gates, **benefit.example}, on=UNDATED)


def example_answers(site: Site, benefit: Benefit) -> Mapping[str, Answer]:
    """What that page is filled in with."""
    return example(site, benefit).facts.answers


def summary(site: Site, benefit: Benefit, lang: str) -> str:
    """What a benefit gives in a phrase: its stated ceiling, or its rates and caps as the law prints them."""
    return rule_summary(site.speaker(lang), benefit)


def _description(view: View, title: str, given: str) -> str:
    """What the page computes and what comes of it, where that is not too long to be shown."""
    whole = view.say("calculator.description", title=title, summary=given)
    lead = whole if len(whole) <= MOST else view.say("calculator.description-short", title=title)
    return described(view.lang, lead, view.say("calculator.description-how"))


def _page(site: Site, benefit: Benefit, lang: str) -> Page:
    record = site.corpus.record(benefit.policy.id)
    article = record.articles[benefit.article]
    path = f"calculators/{benefit.id}"
    view = View.at(site, lang, path)
    found = example(site, benefit)
    answers = found.facts.answers
    key = "calculator.title" if found.amount is not None else "calculator.title-stated"
    title = view.say(key, policy=view.pick(record.policy.short), benefit=benefit.title[lang])
    return site.page(
        lang,
        path,
        "calculator.md.j2",
        title=title,
        description=_description(view, title, summary(site, benefit, lang)),
        tab="calculators",
        picture="calculator",
        engine=True,
        benefit=benefit,
        record=record,
        policy=record.policy,
        article=article,
        label=view.article_label(record, article),
        calendar=published.benefit_calendar(benefit.id, lang) if has_days(benefit) else "",
        summary=summary(site, benefit, lang),
        tiers=tiers(site.speaker(lang), benefit),
        shown=shown_figures(found.steps),
        status=status_view(view, record, [benefit.id.partition("/")[2]]),
        fields=forms.fields(view, benefit, answers),
        folded=forms.folded(view, benefit),
        conditions=forms.conditions(view, benefit, answers),
        typed=forms.has_numbers(benefit, site.catalogue.inputs),
        agencies=forms.together(forms.agencies(record, article, benefit)),
        amount=yuan(found.amount) if found.amount is not None else "",
        answer=answer_html(found, site.speaker(lang), view.root),
        case=page_case(site.speaker(lang), benefit, answers),
    )
