"""What a firm is to do next: the steps of every benefit that its answers touch, and the moves that are worth most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from calculators.catalogue import Benefit, Catalogue
from calculators.estimate.steps import NextKind, NextStep, deadlines, next_steps
from calculators.estimate.work import Estimate
from calculators.money import ZERO
from calculators.plan.work import Gap, Plan
from calculators.status import Status
from calculators.vocabulary import Recipient


def steps(plan: Plan, catalogue: Catalogue) -> list[NextStep]:
    """All steps by kind, and within a kind those of the benefit that is worth most first."""
    order = list(NextKind)
    return sorted((step for _, found in by_benefit(plan, catalogue) for step in found), key=lambda one: order.index(one.kind))


def by_benefit(plan: Plan, catalogue: Catalogue) -> list[tuple[Estimate, list[NextStep]]]:
    """The benefits that the answers touch, the one that is worth most first, each with its steps.

    A text that ran out or was superseded has one step left: to know it.
    """
    return [
        *((one, next_steps(one, catalogue)) for one in concerned(plan)),
        *((one, [next(deadlines(one, catalogue))]) for one in _gone(plan)),
    ]


@dataclass(frozen=True, slots=True)
class Move:
    """What is worth doing next about a benefit: closing a `gap`, or, of an `estimate` that lacks nothing, its `steps`.

    `worth` is what it secures or would bring, in yuan; where the amount is not known, the most that the text says.
    """

    benefit: Benefit
    worth: Decimal
    gap: Gap | None = None
    estimate: Estimate | None = None
    steps: tuple[NextStep, ...] = ()


def moves(plan: Plan, doing: list[tuple[Estimate, list[NextStep]]], most: int = 3) -> list[Move]:
    """The moves that are worth most: of what the firm has answered something for (`by_benefit`), and only then of the rest."""
    claims = [_claim(one, found) for one, found in doing if one.eligible and one.status and one.status.pays and _worth(one)]
    started = [*claims, *(_closing(gap) for gap in plan.missing if gap.started)]
    started.sort(key=lambda one: one.worth, reverse=True)
    return [*started, *(_closing(gap) for gap in plan.missing if not gap.started)][:most]


def _claim(one: Estimate, found: list[NextStep]) -> Move:
    """What lacks nothing is claimed: from whom, and by the first day that is known."""
    asked = [step for step in found if step.kind is NextKind.AUTHORITY][:1]
    dated = [step for step in found if step.kind is NextKind.DEADLINE and step.on and one.on and step.on >= one.on]
    first = sorted(dated, key=lambda step: step.on or date.max)[:1]
    return Move(one.benefit, _worth(one), estimate=one, steps=(*asked, *first))


def _closing(gap: Gap) -> Move:
    return Move(gap.benefits[0], gap.brings or gap.at_most or ZERO, gap=gap)


def _worth(one: Estimate) -> Decimal:
    return max(one.amount or ZERO, one.stated.at_most.value if one.stated.at_most else ZERO)


def told_once(found: list[NextStep]) -> list[NextStep]:
    """For people: what several benefits share, such as the end of a text, is said with the first of them."""
    seen: dict[tuple[str, str, str], NextStep] = {}
    for one in found:
        seen.setdefault((one.kind, one.text["zh"], one.quote.text if one.quote and one.kind != NextKind.QUESTION else ""), one)
    return list(seen.values())


def concerned(plan: Plan) -> list[Estimate]:
    """The benefits that the firm's answers touch and that it may apply for, the one that is worth most first."""
    brings = {one.id: gap.brings if gap.brings is not None else gap.at_most for gap in plan.missing for one in gap.benefits}

    def worth(one: Estimate) -> Decimal:
        return max(_worth(one), brings.get(one.benefit.id) or ZERO)

    found = [one for one in plan.estimates if _touched(one) and one.benefit.open_to(one.facts)]
    return sorted(found, key=worth, reverse=True)


def _gone(plan: Plan) -> list[Estimate]:
    """What the firm would have had under a text that has run out or was superseded."""
    return [
        one
        for one, reason in plan.apart
        if reason in (Status.EXPIRED, Status.SUPERSEDED)
        and not one.benefit.policy.validity.draft
        and one.benefit.recipient == Recipient.FIRM
        and _touched(one)
    ]


def _touched(one: Estimate) -> bool:
    """Whether the firm has answered something that the benefit asks, and not with no or nothing."""
    return any(_says_something(one, name) for name in one.benefit.own_inputs)


def _says_something(one: Estimate, name: str) -> bool:
    answer = one.facts.answers.get(name)
    return answer is not None and answer is not False and answer != ZERO
