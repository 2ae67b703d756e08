"""The page of one calculator: form, answer for the example, corners for the visitor's own figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from calculators.answer import answer_html
from calculators.asks import Gate
from calculators.catalogue import Benefit
from calculators.corners import Table, tables
from calculators.estimate import Estimate, estimate
from calculators.facts import Answer
from calculators.inputs import Input, parse_answers
from calculators.money import yuan
from publisher.pages.rule_words import rule_summary
from publisher.pages.site import Page, Site, View
from publisher.pages.status import status_view


def pages(site: Site, lang: str) -> Iterator[Page]:
    """Yield a page for every benefit."""
    for benefit in site.catalogue.benefits.values():
        yield _page(site, benefit, lang)


def example(site: Site, benefit: Benefit) -> dict[str, Answer]:
    """The answers the page is built with: the record's example, and every gate open."""
    gates = {ask.name: "true" for ask in benefit.asks if isinstance(ask, Gate)}
    answers, problems = parse_answers(site.catalogue.inputs, {**gates, **benefit.example})
    assert not problems, problems
    return answers


def example_estimate(site: Site, benefit: Benefit) -> Estimate:
    """The answer that is prerendered; it has no date, so it carries no status."""
    return estimate(benefit, example(site, benefit), site.catalogue.kinds)


def summary(site: Site, benefit: Benefit, lang: str) -> str:
    """What a benefit gives in a phrase: its stated ceiling, or its rates and caps as the law prints them."""
    return rule_summary(site.speaker(lang), benefit)


def _page(site: Site, benefit: Benefit, lang: str) -> Page:
    record = site.corpus.record(benefit.policy.id)
    article = record.articles[benefit.article]
    path = f"calculators/{benefit.id}"
    view = View(site, lang, path, "../../../", "../../../" + ("../" if lang != "zh" else ""))
    found = example_estimate(site, benefit)
    title = view.say("calculator.title", policy=view.pick(record.policy.short), benefit=benefit.title[lang])
    return site.page(
        lang,
        path,
        "calculator.md.j2",
        title=title,
        description=view.say("calculator.description", title=title, summary=summary(site, benefit, lang)),
        tab="calculators",
        engine=True,
        benefit=benefit,
        record=record,
        policy=record.policy,
        article=article,
        label=view.article_label(record, article),
        status=status_view(view, record),
        fields=[field(view, benefit, site.catalogue.inputs[name]) for name in _asked_order(benefit)],
        amount=yuan(found.amount) if found.amount is not None else "",
        answer=Markup(answer_html(found, site.speaker(lang), view.root)),  # escaped by the template it comes from
        case=page_case(site, benefit),
    )


def _asked_order(benefit: Benefit) -> list[str]:
    """The main input first: it is what visitors come to type; then the others in the order a firm is asked, gates last."""
    gates = _gates(benefit)
    return sorted(benefit.inputs, key=lambda name: (name in gates, name != benefit.main))


def field(view: View, benefit: Benefit, asked: Input) -> dict[str, Any]:
    """A form field: its question, how it is typed, and the clause a gate stands on."""
    gate = next((ask for ask in benefit.asks if isinstance(ask, Gate) and ask.name == asked.name), None)
    return {
        "name": asked.name,
        "kind": asked.kind,
        "label": asked.label[view.lang],
        "help": asked.help[view.lang],
        "value": benefit.example.get(asked.name, ""),
        "options": [(key, text[view.lang]) for key, text in asked.options.items()],
        "unit": view.say(f"form.unit-{asked.kind}") if asked.kind not in ("choice", "yes-no") else "",
        "gate": gate is not None,
        "quote": gate.quote.text if gate else "",
        "checked": gate is not None or benefit.example.get(asked.name) == "true",
    }


def page_case(site: Site, benefit: Benefit) -> dict[str, Any]:
    """What the page's script needs: the corners for its choices, and how its fields are read. No law, only sums."""
    inputs = site.catalogue.inputs
    found = tables(benefit, example(site, benefit), inputs)
    return {
        "benefit": benefit.id,
        "version": site.catalogue.version,
        "certainty": benefit.certainty,
        "main": benefit.main,
        "fields": {
            name: {"kind": inputs[name].kind, "atMost": str(inputs[name].at_most), "gate": name in _gates(benefit)} for name in benefit.inputs
        },
        "tables": [_table_data(table) for table in found],
    }


def _gates(benefit: Benefit) -> set[str]:
    return {ask.name for ask in benefit.asks if isinstance(ask, Gate)}


def _table_data(table: Table) -> dict[str, Any]:
    return {
        "where": {name: _region_data(region) for name, region in table.where.items()},
        "corners": [[one.start, _exact(one.at), _exact(one.slope)] for one in table.corners],
    }


def _region_data(region: Answer | tuple[Decimal, Decimal | None]) -> Any:
    if isinstance(region, tuple):
        low, high = region
        return [str(low), str(high) if high is not None else None]
    return region if isinstance(region, bool | str) else {"is": str(region)}


def _exact(value: Decimal) -> str:
    """A decimal without exponent or needless zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def as_form(answers: Mapping[str, Answer]) -> dict[str, str]:
    """Answers as a form or an address carries them."""
    return {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in answers.items()}
