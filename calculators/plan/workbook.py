"""A plan as the sheets of a workbook: what was answered, what comes of it, and the words it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from calculators.estimate import funding
from calculators.estimate.speaker import Speaker
from calculators.estimate.work import Estimate
from calculators.facts import Answer
from calculators.money import yuan
from calculators.plan import words
from calculators.plan.totals import TOTALS
from calculators.plan.work import Gap, Plan
from calculators.plan.years import Years, years

type Cell = str | Decimal | None
"""A text, or an amount in yuan."""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: its name, and its rows, of which the first are headings where `headed`."""

    name: str
    rows: tuple[Sequence[Cell], ...]
    headed: bool = True


def plan_tables(plan: Plan, answers: Mapping[str, Answer], speaker: Speaker) -> list[Table]:
    """Everything about a plan that is worth keeping: to be filed, or worked on in a spreadsheet."""

    def table(name: str, headings: Sequence[str], rows: Iterator[Sequence[Cell]]) -> Table:
        return Table(speaker.say(f"sheet.{name}"), (_said(speaker, headings), *rows))

    quote = speaker.columns("quote", "original")
    return [
        Table(speaker.say("sheet.summary"), tuple(_summary(plan, speaker)), headed=False),
        table(
            "benefits",
            ("purpose", "policy", "benefit", "id", "amount", "certainty", "medium", "period", "counted", "place", *quote),
            _benefits(plan, speaker),
        ),
        table("binding", ("text", "why", "place", *quote), _bindings(plan, speaker)),
        table(
            "missing",
            ("benefit", "missing", "brings", "cautious-rises", "widest-rises"),
            (_missing(gap, speaker) for gap in plan.missing),
        ),
        table("apart", ("policy", "benefit", "id", "headline", "reason", "place", *quote), _apart(plan, speaker)),
        *(
            Table(speaker.say("sheet.years"), tuple(_years(found, speaker)))
            for found in [years(plan, speaker.catalogue)]
            if found
        ),
        table("answers", ("question", "answer", "name"), _answers(answers, speaker)),
    ]


def table_json(table: Table) -> dict[str, object]:
    """A sheet as data; an amount is `{"yuan": "500000.00"}`, so that it becomes a number and nothing else does."""
    return {"name": table.name, "headed": table.headed, "rows": [[_cell_json(cell) for cell in row] for row in table.rows]}


def table_texts(tables: Sequence[Table]) -> Iterator[Sequence[str]]:
    """All sheets one below the other, as a CSV file has them."""
    for index, table in enumerate(tables):
        if index:
            yield ()
        yield (table.name,)
        for row in table.rows:
            yield [_cell_text(cell) for cell in row]


def _cell_json(cell: Cell) -> object:
    return {"yuan": yuan(cell)} if isinstance(cell, Decimal) else cell or ""


def _cell_text(cell: Cell) -> str:
    return yuan(cell) if isinstance(cell, Decimal) else cell or ""


def _said(speaker: Speaker, headings: Sequence[str]) -> list[str]:
    return [speaker.say(f"sheet.{name}") for name in headings]


def _summary(plan: Plan, speaker: Speaker) -> Iterator[Sequence[Cell]]:
    offer = plan.offer
    yield speaker.say("sheet.place-name"), words.place_name(speaker, offer.place), offer.place
    yield speaker.say("sheet.on"), offer.on.isoformat()
    yield speaker.say("sheet.version"), speaker.catalogue.version
    for total in TOTALS:
        yield (
            speaker.say(f"sheet.{total}"),
            plan.total(total),
            words.help_of(plan, speaker, total),
            *words.shares(speaker, plan, total),
        )
    for policy in offer.policies:
        yield speaker.say("sheet.policy"), words.validity(speaker, policy, offer.on)
    for policy, funds in words.funds(plan):
        for clause in funding.clauses(policy, funds, speaker):
            where = words.cited(speaker, policy, clause.place)
            told = words.named(speaker, policy.short[speaker.lang], clause.text)
            yield speaker.say("sheet.funds"), told, *speaker.words(clause.quote), where
    for one in words.vouchers(plan):
        yield speaker.say("sheet.voucher"), words.lapse(speaker, one, offer.on)
    for note in ("plan.periods-note", "plan.bill-note", "answer.estimate-note"):
        yield speaker.say("sheet.note"), speaker.say(note)


def _benefits(plan: Plan, speaker: Speaker) -> Iterator[Sequence[Cell]]:
    for one in plan.estimates:
        if one.eligible:
            benefit = one.benefit
            yield (
                speaker.catalogue.purposes[benefit.purpose][speaker.lang],
                benefit.policy.short[speaker.lang],
                benefit.title[speaker.lang],
                benefit.id,
                one.amount if one.amount is not None else speaker.headline(one),
                speaker.certainty(one),
                speaker.say(f"medium.{benefit.medium}"),
                speaker.say(f"period.{benefit.period}"),
                words.counted(speaker, plan, one),
                *_words_of(one, speaker),
            )


def _words_of(estimate: Estimate, speaker: Speaker) -> tuple[str, ...]:
    """Where the rule stands, and its words."""
    quote = estimate.benefit.quote
    return speaker.place(estimate, quote), *speaker.words(quote)


def _bindings(plan: Plan, speaker: Speaker) -> Iterator[Sequence[Cell]]:
    for one in plan.bindings:
        policy, clause = one.tie.policy, one.tie.clause
        place = words.cited(speaker, policy, policy.labels[clause.quote.place][speaker.lang]) if policy and clause else ""
        told = words.binds(speaker, one, words.amounts(plan)), words.why(speaker, one)
        yield *told, place, *speaker.words(clause.quote if clause else None)
    for cut in plan.cuts:
        yield (words.cut(speaker, cut),)
    for policy, rule in words.rules(plan):
        where = words.cited(speaker, policy, policy.labels[rule.quote.place][speaker.lang])
        yield words.rule(speaker, rule), rule.reading[speaker.lang] if rule.reading else "", where, *speaker.words(rule.quote)


def _missing(gap: Gap, speaker: Speaker) -> Sequence[Cell]:
    return (
        speaker.say("list.and").join(speaker.benefit_name(one) for one in gap.benefits),
        speaker.say("plan.then").join(speaker.missing(one) for one in gap.missing),
        gap.brings if gap.brings is not None else words.brings(speaker, gap),
        gap.cautious,
        gap.widest,
    )


def _years(found: Years, speaker: Speaker) -> Iterator[Sequence[Cell]]:
    """The plan over time, its totals and the costs it is paid on below it, and how it was counted."""
    yield speaker.say("plan.benefit"), speaker.say("plan.once"), *map(str, found.years), speaker.say("plan.later")
    rows = [(speaker.benefit_name(one.benefit), its) for one, its in found.rows]
    rows += [(speaker.say(f"plan.{name}"), its) for name, its in found.totals.items()]
    for name, its in [*rows, (speaker.say("plan.costs"), found.costs)]:
        yield name, its.once, *its.years, its.later
    yield (speaker.say("plan.years-note", date=found.months_from.isoformat()),)


def _apart(plan: Plan, speaker: Speaker) -> Iterator[Sequence[Cell]]:
    for one in plan.closed:
        benefit = one.benefit
        names = benefit.policy.short[speaker.lang], benefit.title[speaker.lang], benefit.id
        yield *names, "", words.open_to(speaker, one), *_words_of(one, speaker)
    for one, reason in plan.apart:
        if one.eligible:
            benefit = one.benefit
            names = benefit.policy.short[speaker.lang], benefit.title[speaker.lang], benefit.id
            yield *names, speaker.headline(one), words.apart_because(speaker, one, reason), *_words_of(one, speaker)


def _answers(answers: Mapping[str, Answer], speaker: Speaker) -> Iterator[Sequence[Cell]]:
    for name in speaker.catalogue.inputs:
        if name in answers:
            yield speaker.label(name), speaker.given(name, answers[name]), name
