"""A plan in words: for a terminal, and for whoever reads one outside of a page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from calculators.estimate import funding
from calculators.estimate.speaker import Speaker
from calculators.estimate.work import Estimate
from calculators.layout import Block, Line, columns, headed, listed
from calculators.plan import words
from calculators.plan.totals import TOTALS
from calculators.plan.work import Gap, Plan
from calculators.plan.years import Spread, years


def explained(found: Plan, speaker: Speaker) -> list[Block]:
    """The totals, what they are made of, what binds, what is missing, and what stands apart."""
    on = found.offer.on
    head = speaker.say("plan.title", place=words.place_name(speaker, found.offer.place), date=on.isoformat())
    totals = [
        (speaker.say(f"plan.{one}"), speaker.amount(found.total(one)), words.help_of(found, speaker, one)) for one in TOTALS
    ]
    inside = {one: words.shares(speaker, found, one) for one in TOTALS}
    return [
        [head, *(f"  {line}" for line in columns(totals))],
        [f"  {words.named(speaker, speaker.say(f'plan.{one}'), ' · '.join(texts))}" for one, texts in inside.items() if texts],
        headed(speaker.say("funds.title"), _funds(found, speaker)),
        list(_paid(found, speaker)),
        headed(speaker.say("plan.binding"), _binding(found, speaker)),
        headed(speaker.say("plan.missing"), _missing(found, speaker)),
        headed(speaker.say("plan.years"), _years(found, speaker)),
        listed(speaker.say("plan.closed"), _closed(found, speaker)),
        listed(speaker.say("plan.vouchers"), (words.lapse(speaker, one, on) for one in words.vouchers(found))),
        listed(speaker.say("plan.policies"), (words.validity(speaker, one, on) for one in found.offer.policies)),
        listed(speaker.say("plan.apart"), _apart(found, speaker)),
        [Line(speaker.say("plan.periods-note")), Line(speaker.say("answer.estimate-note"))],
    ]


def _funds(found: Plan, speaker: Speaker) -> Iterator[Line]:
    for policy, clauses in words.funds(found):
        yield from funding.lines(policy, clauses, speaker)


def _paid(found: Plan, speaker: Speaker) -> Iterator[str]:
    eligible = [one for one in found.estimates if one.eligible]
    if not eligible:
        yield speaker.say("plan.nothing")
        return
    rows = iter(
        columns(
            [(speaker.benefit_name(one.benefit), speaker.headline(one), words.counted(speaker, found, one)) for one in eligible]
        )
    )
    for purpose, ones in groupby(eligible, key=lambda one: one.benefit.purpose):
        yield speaker.catalogue.purposes[purpose][speaker.lang]
        yield from (f"  {next(rows)}" for _ in ones)


def _binding(found: Plan, speaker: Speaker) -> Iterator[Line]:
    amounts = words.amounts(found)
    for one in found.bindings:
        yield Line(words.binds(speaker, one, amounts), "  - ")
        yield Line(words.why(speaker, one), "    ")
        if one.tie.policy and one.tie.clause:
            yield from speaker.quoted(one.tie.policy, one.tie.clause.quote, "    ")
    for cut in found.cuts:
        yield Line(words.cut(speaker, cut), "  - ")


def _missing(found: Plan, speaker: Speaker) -> Iterator[str | Line]:
    for started, key in ((True, "plan.missing-started"), (False, "plan.missing-other")):
        gaps = [one for one in found.missing if one.started is started]
        if gaps:
            yield f"  {speaker.say(key)}"
        for gap in gaps:
            yield from _gap(gap, speaker)


def _gap(gap: Gap, speaker: Speaker) -> Iterator[Line]:
    names = speaker.say("list.and").join(map(speaker.benefit_name, gap.benefits))
    yield Line(words.named(speaker, names, words.effect(speaker, gap)), "  - ")
    for one in gap.missing:
        yield Line(speaker.missing(one), "      ")


def _years(found: Plan, speaker: Speaker) -> Iterator[str | Line]:
    over_time = years(found, speaker.catalogue)
    if over_time is None:
        return
    rows = [(speaker.benefit_name(one.benefit), its) for one, its in over_time.rows]
    rows += [(speaker.say(f"plan.{name}"), its) for name, its in over_time.totals.items()]
    rows += [(speaker.say("plan.costs"), over_time.costs)] if over_time.has_costs else []

    def cells(name: str, spread: Spread) -> tuple[str, ...]:
        amounts = (spread.once, *spread.years, *((spread.later,) if over_time.is_longer else ()))
        return name, *(speaker.amount(one) if one else "–" for one in amounts)

    head = (
        "",
        speaker.say("plan.once"),
        *map(str, over_time.years),
        *((speaker.say("plan.later"),) if over_time.is_longer else ()),
    )
    yield from (f"  {line}" for line in columns([head, *(cells(name, its) for name, its in rows)]))
    yield Line(speaker.say("plan.years-note", date=over_time.months_from.isoformat()), "  ")


def _closed(found: Plan, speaker: Speaker) -> Iterator[str]:
    for one in found.closed:
        yield words.named(speaker, speaker.benefit_name(one.benefit), words.open_to(speaker, one))


def _apart(found: Plan, speaker: Speaker) -> Iterator[str]:
    """What would be paid if it counted; what asks for more than was answered is left to the JSON."""
    for one, reason in found.apart:
        if one.eligible:
            yield words.named(speaker, _worth(one, speaker), words.apart_because(speaker, one, reason))


def _worth(one: Estimate, speaker: Speaker) -> str:
    return f"{speaker.benefit_name(one.benefit)} {speaker.headline(one)}"
