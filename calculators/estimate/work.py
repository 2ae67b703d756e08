"""What one benefit comes to for one firm, with the working and everything it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from calculators.catalogue import Benefit, Reading
from calculators.facts import Answer, Facts
from calculators.figures import Figure
from calculators.money import ZERO, round_to_fen
from calculators.rules import Outcome, Rule, Stated, Step
from calculators.rules.asks import Applicants, Ask, Gate
from calculators.rules.base import Condition
from calculators.status import Status
from calculators.vocabulary import InputKind

NOTHING = round_to_fen(ZERO)


@dataclass(frozen=True, slots=True)
class Missing:
    """An answer that is not there or not enough: `by` how much, in the input's unit, to reach `figure`.

    Of who applies, `only` says who may.
    """

    name: str
    by: Decimal | None = None
    figure: Figure | None = None
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A reading that was not taken, and the amount it would give where it gives one of its own."""

    reading: Reading
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Estimate:
    """The answer; amounts in yuan, rounded to the fen, in the steps too.

    `amount` is None where the text gives only what `stated` holds; it is zero
    where a gate or threshold is not met. For a benefit that is "up to" it is
    the most that can come of it. `status` is None where no date was asked for.
    """

    benefit: Benefit
    facts: Facts
    amount: Decimal | None
    stated: Stated
    eligible: bool
    steps: tuple[Step, ...]
    assumed: tuple[str, ...]
    missing: tuple[Missing, ...]
    otherwise: tuple[Otherwise, ...]
    on: date | None
    status: Status | None


def estimate(
    benefit: Benefit,
    answers: Mapping[str, Answer],
    kinds: Mapping[str, InputKind],
    *,
    on: date | None = None,
    gates_open: bool = True,
) -> Estimate:
    """Work out `benefit` for a firm that has given `answers`.

    `kinds` is the kind of every input (`Catalogue.kinds`). Where `gates_open`,
    a yes/no condition without an answer counts as met and is listed under
    `assumed`; otherwise it counts as not met and is listed under `missing`.
    An answer that the benefit assumes is listed under `assumed` in either case.
    """
    facts = Facts(answers, kinds, gates_open)
    asks = [ask for ask in benefit.asks if ask.relevant(facts)]
    gates_met = all(ask.met(facts) for ask in asks)
    outcome = _outcome(benefit.rule, facts)
    eligible = gates_met and outcome.met
    return Estimate(
        benefit=benefit,
        facts=facts,
        amount=_amount(benefit, outcome, eligible),
        stated=outcome.stated if eligible and outcome.stated else Stated(),
        eligible=eligible,
        steps=(*_ask_steps(asks, facts), *(_rounded(step, benefit) for step in outcome.steps)),
        assumed=_assumed(benefit, (*asks, *outcome.asked), facts),
        missing=_missing(benefit, outcome, facts),
        otherwise=tuple(
            Otherwise(reading, _amount(benefit, _outcome(reading.otherwise, facts), gates_met) if reading.otherwise else None)
            for reading in benefit.readings
        ),
        on=on,
        status=benefit.policy.validity.on(on) if on else None,
    )


@dataclass(frozen=True, slots=True)
class Bare:
    """An estimate without the working; `stated` and `missing` as there."""

    amount: Decimal | None
    stated: Stated
    missing: tuple[Missing, ...]


def bare(benefit: Benefit, facts: Facts) -> Bare:
    """Work out what `estimate` gives and what it lacks, and nothing to be shown: for a thousand firms at once."""
    outcome = _outcome(benefit.rule, facts)
    eligible = outcome.met and all(ask.met(facts) for ask in benefit.asks if ask.relevant(facts))
    stated = outcome.stated if eligible and outcome.stated else Stated()
    return Bare(_amount(benefit, outcome, eligible), stated, _missing(benefit, outcome, facts))


def worth(benefit: Benefit, facts: Facts) -> Decimal | None:
    """Return the amount that `estimate` gives (yuan), without the working: for a thousand firms at once."""
    if not all(ask.met(facts) for ask in benefit.asks if ask.relevant(facts)):
        return NOTHING
    outcome = _outcome(benefit.rule, facts)
    return _amount(benefit, outcome, outcome.met)


def _outcome(rule: Rule, facts: Facts) -> Outcome:
    """Work out a rule whose own condition may fail."""
    return rule.outcome(facts) if rule.applies(facts) else Outcome(ZERO, False, unknown=rule.undecided(facts))


def _amount(benefit: Benefit, outcome: Outcome, eligible: bool) -> Decimal | None:
    if not eligible or (outcome.amount is not None and not outcome.met):
        return NOTHING
    return None if outcome.amount is None else benefit.rounded(outcome.amount)


def _rounded(step: Step, benefit: Benefit) -> Step:
    """A step with its sums as they are shown, so that the last of them is the amount."""
    formula = tuple(benefit.rounded(token) if isinstance(token, Decimal) else token for token in step.formula)
    result = benefit.rounded(step.result) if isinstance(step.result, Decimal) else step.result
    return replace(step, formula=formula, result=result)


def _ask_steps(asks: list[Ask], facts: Facts) -> Iterator[Step]:
    """The conditions in the working; who may apply is said where it decides."""
    return (ask.step(facts) for ask in asks if not isinstance(ask, Applicants) or not ask.met(facts))


def _assumed(benefit: Benefit, asks: tuple[Condition, ...], facts: Facts) -> tuple[str, ...]:
    """What counts as answered without an answer: open gates, and who applies."""
    gates = [ask.name for ask in asks if isinstance(ask, Gate)] if facts.gates_open else []
    return tuple(name for name in (*gates, *benefit.assumed) if not facts.given(name))


def _missing(benefit: Benefit, outcome: Outcome, facts: Facts) -> tuple[Missing, ...]:
    """Closed gates, unknown answers, and thresholds with what is missing to them, each input once."""
    found: dict[str, Missing] = {}
    for ask in (*benefit.asks, *outcome.asked):
        if not ask.relevant(facts) or ask.met(facts):
            continue
        if isinstance(ask, Applicants):
            found.setdefault(ask.name, Missing(ask.name, only=ask.may_apply))
            continue
        for name in ask.inputs():
            if isinstance(ask, Gate) or not facts.given(name):
                found.setdefault(name, Missing(name))
        for short in ask.shortfalls(facts):
            found.setdefault(short.name, Missing(short.name, short.by, short.figure))
    for name in outcome.unknown:
        found.setdefault(name, Missing(name))
    for short in outcome.shortfalls:
        found.setdefault(short.name, Missing(short.name, short.by, short.figure))
    return tuple(found.values())
