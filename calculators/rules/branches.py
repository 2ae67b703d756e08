"""Several terms: all that apply, added up (`sum`), or the first that applies (`one_of`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import reduce
from itertools import chain
from operator import add
from typing import Any, Literal, TypedDict

from calculators.facts import Facts
from calculators.figures import Figure
from calculators.rules.base import Axis, Bill, Condition, LoadRule, Outcome, Rule, Step, StepKind, Token
from calculators.rules.curve import Curve

NOTHING = Curve.constant(Decimal(0))
ALWAYS = Curve.constant(Decimal(1))


class BranchData[Part](TypedDict):
    """A node with parts in the catalogue."""

    form: Literal["sum", "one_of"]
    parts: list[Part]


@dataclass(frozen=True, slots=True)
class Branch(Rule):
    """A node with parts."""

    parts: tuple[Rule, ...]

    @classmethod
    def load(cls, data: BranchData[Any], load_rule: LoadRule) -> Branch:
        return cls(tuple(load_rule(part) for part in data["parts"]))

    def applies(self, facts: Facts) -> bool:
        return any(part.applies(facts) for part in self.parts)

    def applies_over(self, axis: Axis) -> Curve:
        none_applies = ALWAYS
        for part in self.parts:
            none_applies *= part.applies_over(axis).negated()
        return none_applies.negated()

    def undecided(self, facts: Facts) -> tuple[str, ...]:
        return _distinct(part.undecided(facts) for part in self.parts)

    def thresholds(self) -> tuple[tuple[str, Figure], ...]:
        return _distinct(part.thresholds() for part in self.parts)

    def bill(self) -> Bill | None:
        bills = {part.bill() for part in self.parts}
        return bills.pop() if len(bills) == 1 else None

    def paid_on(self) -> frozenset[str]:
        return frozenset().union(*(part.paid_on() for part in self.parts))

    def asks(self) -> Iterator[Condition]:
        for part in self.parts:
            yield from part.asks()


class Sum(Branch):
    """Every part whose condition holds is paid."""

    __slots__ = ()

    def outcome(self, facts: Facts) -> Outcome:
        outcomes = [part.outcome(facts) for part in self.parts if part.applies(facts)]
        amounts = [one.amount for one in outcomes if one.met and one.amount is not None]
        total = sum(amounts, Decimal(0))
        steps = tuple(chain.from_iterable(one.steps for one in outcomes))
        if len(amounts) > 1:
            formula: list[Token] = [token for amount in amounts for token in ("+", amount)]
            steps += (Step(StepKind.TOTAL, "sum", tuple(formula[1:]), total, steps[-1].quote),)
        return Outcome(
            total,
            any(one.met for one in outcomes),
            steps,
            _distinct(one.shortfalls for one in outcomes),
            _distinct([*(one.unknown for one in outcomes), self.undecided(facts) if not outcomes else ()]),
            asked=_distinct(one.asked for one in outcomes),
        )

    def curve(self, axis: Axis) -> Curve:
        return reduce(add, (part.curve(axis) for part in self.parts))


class OneOf(Branch):
    """The first part whose condition holds is paid; nothing is paid where none does."""

    __slots__ = ()

    def outcome(self, facts: Facts) -> Outcome:
        undecided: list[tuple[str, ...]] = []
        for part in self.parts:
            undecided.append(part.undecided(facts))
            if part.applies(facts):
                outcome = part.outcome(facts)
                return replace(outcome, unknown=_distinct([*undecided, outcome.unknown]))
        return Outcome(Decimal(0), False, (), (), _distinct(undecided))

    def curve(self, axis: Axis) -> Curve:
        total, still_open = NOTHING, ALWAYS
        for part in self.parts:
            total += part.curve(axis) * still_open
            still_open *= part.applies_over(axis).negated()
        return total


def _distinct[Item](groups: Iterable[Iterable[Item]]) -> tuple[Item, ...]:
    """All items, each once, in the order in which they first come."""
    return tuple(dict.fromkeys(chain.from_iterable(groups)))
