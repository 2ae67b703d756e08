"""A node of a rule with conditions of its own: a limb that pays only where they are met, whatever becomes of the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, TypedDict

from calculators.facts import Facts
from calculators.figures import Figure
from calculators.rules.asks import Ask, AskData, load_ask
from calculators.rules.base import Axis, Bill, Condition, LoadRule, Outcome, Rule
from calculators.rules.curve import Curve


class AskingData[Part](TypedDict):
    """A node with conditions in the catalogue."""

    form: Literal["asking"]
    asks: list[AskData]
    part: Part


@dataclass(frozen=True, slots=True)
class Asking(Rule):
    """`part`, where it applies, is paid only where all `asks` are met; a limb that is not chosen asks nothing."""

    own: tuple[Ask, ...]
    part: Rule

    @classmethod
    def load(cls, data: AskingData[Any], load_rule: LoadRule) -> Asking:
        return cls(tuple(map(load_ask, data["asks"])), load_rule(data["part"]))

    def applies(self, facts: Facts) -> bool:
        return self.part.applies(facts)

    def applies_over(self, axis: Axis) -> Curve:
        return self.part.applies_over(axis)

    def undecided(self, facts: Facts) -> tuple[str, ...]:
        return self.part.undecided(facts)

    def outcome(self, facts: Facts) -> Outcome:
        asked = tuple(ask for ask in self.own if ask.relevant(facts))
        steps = tuple(ask.step(facts) for ask in asked)
        found = self.part.outcome(facts)
        if all(ask.met(facts) for ask in asked):
            return Outcome(
                found.amount,
                found.met,
                (*steps, *found.steps),
                found.shortfalls,
                found.unknown,
                found.stated,
                (*asked, *found.asked),
            )
        return Outcome(Decimal(0), False, steps, unknown=found.unknown, asked=asked)

    def curve(self, axis: Axis) -> Curve:
        curve = self.part.curve(axis)
        for ask in self.own:
            if ask.relevant(axis.facts):
                curve *= ask.curve(axis)
        return curve

    def thresholds(self) -> tuple[tuple[str, Figure], ...]:
        return (*(bound for ask in self.own for bound in ask.thresholds()), *self.part.thresholds())

    def bill(self) -> Bill | None:
        return self.part.bill()

    def paid_on(self) -> frozenset[str]:
        return self.part.paid_on()

    def limb(self) -> str | None:
        """The yes/no question that chooses it, where it is one question alone."""
        return self.part.limb()

    def asks(self) -> Iterator[Condition]:
        yield from self.own
        yield from self.part.asks()
