"""A part of a bill: `share_of` an input or product, at a `rate`, from a threshold on, up to a cap."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from calculators.facts import Facts
from calculators.figures import Figure, FigureData
from calculators.rules.base import Axis, Bill, LoadRule, Outcome, Step, StepKind
from calculators.rules.curve import Curve
from calculators.rules.factors import Asked, FactorData, load_factors, product, product_curve, product_tokens
from calculators.rules.leaf import Leaf, Term, TermData


class ShareData(TermData):
    """A share in the catalogue."""

    form: Literal["share"]
    base: list[FactorData]
    rate: FigureData | None
    up_to: bool


@dataclass(frozen=True, slots=True)
class Share(Leaf):
    """`rate` of the bill, or the whole of it where the law prints no rate; `up_to` where the rate is a maximum."""

    term: Term
    rate: Figure | None
    up_to: bool

    @classmethod
    def load(cls, data: ShareData, load_rule: LoadRule) -> Share:
        return cls(Term.load(data, load_factors(data["base"])), Figure.maybe(data["rate"]), data["up_to"])

    def outcome(self, facts: Facts) -> Outcome:
        bill = product(self.term.base, facts)
        if bill is None:
            return self.term.outcome(facts, None)
        amount = bill * (self.rate.value if self.rate else 1)
        formula = product_tokens(self.term.base, facts)
        if self.rate:
            formula = (*formula, "×", self.rate)
        step = Step(StepKind.RATE, "share_up_to" if self.up_to else "share", formula, amount, self.term.quote)
        return self.term.outcome(facts, (amount, step))

    def curve(self, axis: Axis) -> Curve:
        rate = Curve.constant(self.rate.value if self.rate else Decimal(1))
        return self.term.curve(axis, product_curve(self.term.base, axis) * rate)

    def bill(self) -> Bill | None:
        """The product it is paid on, where that is made of answers alone."""
        names = [factor.name for factor in self.term.base if isinstance(factor, Asked)]
        return tuple(sorted(names)) if len(names) == len(self.term.base) else None
