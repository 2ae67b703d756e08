"""A ceiling, a range or a pool that the text states without a formula, or no amount at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypedDict

from calculators.facts import Facts
from calculators.figures import Figure, FigureData, Quote
from calculators.rules.base import Axis, LoadRule, Outcome, Rule, Stated, Step, StepKind, Token
from calculators.rules.conditions import When
from calculators.rules.curve import Curve, NotLinear
from calculators.rules.leaf import TermData

StatementData = TypedDict(
    "StatementData",
    {"at_most": FigureData, "from": FigureData, "to": FigureData, "pool": FigureData, "undetermined": str},
    total=False,
)
"""What is stated, in the catalogue: some of these."""


class StatedData(TermData, StatementData):
    """A term that states, in the catalogue."""

    form: Literal["stated"]


@dataclass(frozen=True, slots=True)
class StatedOnly(Rule):
    """What the text says instead of a formula."""

    when: When
    quote: Quote
    stated: Stated

    @classmethod
    def load(cls, data: StatedData, load_rule: LoadRule) -> StatedOnly:
        stated = Stated(
            at_least=Figure.maybe(data.get("from")),
            at_most=Figure.maybe(data.get("to") or data.get("at_most")),
            pool=Figure.maybe(data.get("pool")),
            words=data.get("undetermined"),
        )
        return cls(When.load(data.get("when")), Quote.load(data["quote"]), stated)

    def applies(self, facts: Facts) -> bool:
        return self.when.holds(facts)

    def applies_over(self, axis: Axis) -> Curve:
        return self.when.curve(axis)

    def undecided(self, facts: Facts) -> tuple[str, ...]:
        return self.when.unknown(facts)

    def outcome(self, facts: Facts) -> Outcome:
        return Outcome(None, True, (self._step(),), (), (), self.stated)

    def _step(self) -> Step:
        stated = self.stated
        formula: tuple[Token, ...] = (stated.words or "",)
        label = "undetermined"
        if stated.pool:
            label, formula = "pool", (stated.pool,)
        elif stated.at_least and stated.at_most:
            label, formula = "range", (stated.at_least, "–", stated.at_most)
        elif stated.at_most:
            label, formula = "ceiling", (stated.at_most,)
        return Step(StepKind.STATED, label, formula, True, self.quote)

    def curve(self, axis: Axis) -> Curve:
        raise NotLinear("the text gives no formula")

    def thresholds(self) -> tuple[tuple[str, Figure], ...]:
        return self.when.thresholds()
