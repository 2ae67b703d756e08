"""A printed sum: once, or times people, seats, years, or for each whole block of a bill."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Literal, NotRequired

from calculators.facts import Facts
from calculators.figures import Figure, FigureData
from calculators.rules.base import Axis, LoadRule, Outcome, Step, StepKind
from calculators.rules.curve import Curve
from calculators.rules.factors import FactorData, load_factors, product, product_curve, product_tokens
from calculators.rules.leaf import Leaf, Term, TermData


class AmountData(TermData):
    """A printed sum in the catalogue."""

    form: Literal["amount"]
    amount: FigureData
    up_to: bool
    times: list[FactorData]
    per: NotRequired[FigureData | None]
    whole: NotRequired[bool]


@dataclass(frozen=True, slots=True)
class Amount(Leaf):
    """`amount` times the product of the term's factors; with `per`, one amount for each `per` of that product.

    `whole` counts only full blocks, so that 25 million of sales hold two blocks
    of ten; otherwise a part of a block is paid in proportion.
    """

    term: Term
    amount: Figure
    up_to: bool
    per: Figure | None
    whole: bool

    @classmethod
    def load(cls, data: AmountData, load_rule: LoadRule) -> Amount:
        term = Term.load(data, load_factors(data["times"]))
        return cls(term, Figure.load(data["amount"]), data["up_to"], Figure.maybe(data.get("per")), data.get("whole", False))

    def outcome(self, facts: Facts) -> Outcome:
        times = product(self.term.base, facts)
        if times is None:
            return self.term.outcome(facts, None)
        formula = (self.amount, *(("×", *product_tokens(self.term.base, facts)) if self.term.base else ()))
        paid = self.amount.value * times
        if self.per:
            blocks = times / self.per.value
            if self.whole:
                blocks = blocks.to_integral_value(ROUND_FLOOR)
            formula = (
                self.amount,
                "×",
                *(("floor",) if self.whole else ()),
                "(",
                *product_tokens(self.term.base, facts),
                "÷",
                self.per,
                ")",
            )
            paid = self.amount.value * blocks
        label = "amount_up_to" if self.up_to else "blocks" if self.per and self.whole else "amount"
        return self.term.outcome(facts, (paid, Step(StepKind.SUM, label, formula, paid, self.term.quote)))

    def curve(self, axis: Axis) -> Curve:
        times = product_curve(self.term.base, axis)
        if self.per and self.whole:
            times = times.whole_parts(self.per.value, self._blocks_to_the_cap())
        elif self.per:
            times *= Curve.constant(1 / self.per.value)
        return self.term.curve(axis, times * Curve.constant(self.amount.value))

    def _blocks_to_the_cap(self) -> Decimal | None:
        """The staircase need not be climbed further than the cap."""
        return (self.term.cap.value / self.amount.value).to_integral_value(ROUND_CEILING) if self.term.cap else None
