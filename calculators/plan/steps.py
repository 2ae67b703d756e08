"""What a firm is to do next: the steps of every benefit that its answers touch."""

from __future__ import annotations

from decimal import Decimal

from calculators.catalogue import Catalogue
from calculators.estimate.steps import NextKind, NextStep, deadlines, next_steps
from calculators.estimate.work import Estimate
from calculators.money import ZERO
from calculators.plan.work import Plan
from calculators.status import Status
from calculators.vocabulary import Recipient


def steps(plan: Plan, catalogue: Catalogue) -> list[NextStep]:
    """All steps by kind, and within a kind those of the benefit that is worth most first.

    A text that ran out or was superseded has one step left: to know it.
    """
    found = [step for one in concerned(plan) for step in next_steps(one, catalogue)]
    found += [next(deadlines(one, catalogue)) for one in _gone(plan)]
    order = list(NextKind)
    return sorted(found, key=lambda one: order.index(one.kind))


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
        most = one.stated.at_most.value if one.stated.at_most else ZERO
        return max(one.amount or ZERO, most, brings.get(one.benefit.id) or ZERO)

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
