"""The working that every computed term shares: condition, threshold, limits, cap."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NotRequired, TypedDict

from calculators.facts import Facts
from calculators.figures import Figure, FigureData, Quote, QuoteData
from calculators.rules.base import Axis, Named, Outcome, Rule, Shortfall, Step, StepKind
from calculators.rules.conditions import When, WhenData
from calculators.rules.curve import Curve
from calculators.rules.factors import Factor, product, product_curve, product_tokens, unknown_inputs


class TermData(TypedDict):
    """What every leaf of a rule has in the catalogue."""

    quote: QuoteData
    when: NotRequired[WhenData]
    words: NotRequired[str]
    at_least: NotRequired[FigureData]
    cap: NotRequired[FigureData]


@dataclass(frozen=True, slots=True)
class Term:
    """What `share` and `amount` have in common.

    `base` is the product that is paid on; `at_least` is compared with that
    product for a share and with its first factor for an amount, which is the
    same thing wherever a threshold is printed.
    """

    when: When
    words: str | None
    quote: Quote
    base: tuple[Factor, ...]
    at_least: Figure | None
    cap: Figure | None

    @classmethod
    def load(cls, data: TermData, base: tuple[Factor, ...]) -> Term:
        return cls(
            When.load(data.get("when")),
            data.get("words"),
            Quote.load(data["quote"]),
            base,
            Figure.maybe(data.get("at_least")),
            Figure.maybe(data.get("cap")),
        )

    def unknown(self, facts: Facts) -> tuple[str, ...]:
        return unknown_inputs(self.base, facts)

    def steps(self, facts: Facts) -> tuple[Step, ...]:
        """The bracket that was chosen, the threshold, and the limits that count."""
        chosen = tuple(
            Step(StepKind.CONDITION, "bracket", formula, True, self.quote)
            for one in self.when.brackets()
            if one.holds(facts)
            for formula in [
                (
                    *((one.at_least, "≤") if one.at_least else ()),
                    Named(one.name, facts.number(one.name)),
                    *(("<", one.below) if one.below else ()),
                )
            ]
        )
        limits = tuple(step for factor in self.base for step in factor.steps(facts))
        return chosen + self._threshold_step(facts) + limits

    def _threshold_step(self, facts: Facts) -> tuple[Step, ...]:
        if self.at_least is None:
            return ()
        met = self.reached(facts)
        formula = (*product_tokens(self.base, facts), "≥" if met else "<", self.at_least)
        return (Step(StepKind.CONDITION, "threshold", formula, met, self.quote),)

    def reached(self, facts: Facts) -> bool:
        """Whether the threshold, if there is one, is met; an unknown answer does not meet it."""
        value = product(self.base, facts)
        return self.at_least is None or (value is not None and value >= self.at_least.value)

    def shortfalls(self, facts: Facts) -> tuple[Shortfall, ...]:
        """How much of the one input it stands on is missing to the threshold."""
        value, names = product(self.base, facts), [name for factor in self.base for name in factor.inputs()]
        if self.at_least is None or value is None or value >= self.at_least.value or len(names) != 1:
            return ()
        return (Shortfall(names[0], self.at_least.value - value, self.at_least),)

    def capped(self, amount: Decimal) -> tuple[Decimal, tuple[Step, ...]]:
        """Apply the cap; the step says whether it binds."""
        if self.cap is None:
            return amount, ()
        kept = min(amount, self.cap.value)
        return kept, (Step(StepKind.CAP, "cap", ("min", "(", amount, ",", self.cap, ")"), kept, self.quote),)

    def outcome(self, facts: Facts, paid: tuple[Decimal, Step] | None) -> Outcome:
        """Put the parts together; `paid` is the amount before the cap, None where an answer is unknown."""
        steps, unknown = self.steps(facts), self.unknown(facts)
        if paid is None or not self.reached(facts):
            return Outcome(Decimal(0), False, steps, self.shortfalls(facts), unknown)
        amount, cap = self.capped(paid[0])
        return Outcome(amount, True, (*steps, paid[1], *cap), (), unknown)

    def curve(self, axis: Axis, paid: Curve) -> Curve:
        amount = paid if self.cap is None else paid.minimum(Curve.constant(self.cap.value))
        if self.at_least is not None:
            amount *= product_curve(self.base, axis).at_least(Curve.constant(self.at_least.value))
        return amount * self.when.curve(axis)

    def thresholds(self) -> tuple[tuple[str, Figure], ...]:
        names = [name for factor in self.base for name in factor.inputs()]
        own = ((names[0], self.at_least),) if self.at_least and len(names) == 1 else ()
        return own + self.when.thresholds()


class Leaf(Rule):
    """A rule with a `term`."""

    __slots__ = ()
    term: Term

    def applies(self, facts: Facts) -> bool:
        return self.term.when.holds(facts)

    def applies_over(self, axis: Axis) -> Curve:
        return self.term.when.curve(axis)

    def undecided(self, facts: Facts) -> tuple[str, ...]:
        return self.term.when.unknown(facts)

    def thresholds(self) -> tuple[tuple[str, Figure], ...]:
        return self.term.thresholds()

    def limb(self) -> str | None:
        return self.term.when.limb()

    def paid_on(self) -> frozenset[str]:
        return frozenset(name for factor in self.term.base for name in factor.inputs())
