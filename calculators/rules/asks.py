"""Conditions for a benefit or a limb of it: who may apply, yes/no gates, least numbers, least ratios."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NotRequired, TypedDict, final

from calculators.facts import Facts
from calculators.figures import Figure, FigureData, Quote, QuoteData
from calculators.rules.base import Axis, Condition, Named, Shortfall, Step, StepKind
from calculators.rules.conditions import When, WhenData
from calculators.rules.curve import Curve


class ConditionData(TypedDict):
    """What every condition has in the catalogue."""

    quote: QuoteData
    when: NotRequired[WhenData]


@final
class GateData(ConditionData):
    """A gate in the catalogue."""

    gate: str


@final
class LeastData(ConditionData):
    """A least number in the catalogue."""

    input: str
    at_least: FigureData


@final
class LeastRatioData(ConditionData):
    """A least ratio in the catalogue."""

    ratio: str
    of: str
    at_least: FigureData


@final
class ApplicantsData(ConditionData):
    """Who may apply, in the catalogue: the levels of `input` that may, and which of them counts where it is left out."""

    applicants: list[str]
    input: str
    assumed: str


type AskData = GateData | LeastData | LeastRatioData | ApplicantsData


@dataclass(frozen=True, slots=True)
class BaseAsk(Condition):
    """A condition with the words it stands on; `when` restricts it to a limb of the rule."""

    quote: Quote
    when: When

    def relevant(self, facts: Facts) -> bool:
        return self.when.holds(facts)


@dataclass(frozen=True, slots=True)
class Gate(BaseAsk):
    """A statement that the visitor ticks."""

    name: str

    def met(self, facts: Facts) -> bool:
        return facts.gate(self.name)

    def step(self, facts: Facts) -> Step:
        return Step(StepKind.GATE, "gate", (Named(self.name, None),), self.met(facts), self.quote)

    def curve(self, axis: Axis) -> Curve:
        return Curve.constant(Decimal(int(self.met(axis.facts))))

    def inputs(self) -> tuple[str, ...]:
        return (self.name,)


@dataclass(frozen=True, slots=True)
class Least(BaseAsk):
    """An answer must not be under a figure."""

    name: str
    at_least: Figure

    def _bound(self, facts: Facts) -> Decimal:
        return self.at_least.in_unit_of(facts.kind(self.name))

    def met(self, facts: Facts) -> bool:
        number = facts.number(self.name)
        return number is not None and number >= self._bound(facts)

    def step(self, facts: Facts) -> Step:
        met = self.met(facts)
        formula = (Named(self.name, facts.number(self.name)), "≥" if met else "<", self.at_least)
        return Step(StepKind.CONDITION, "threshold", formula, met, self.quote)

    def curve(self, axis: Axis) -> Curve:
        bound = Curve.constant(self._bound(axis.facts))
        return axis.number(self.name).at_least(bound) * Curve.constant(Decimal(int(axis.known(self.name))))

    def inputs(self) -> tuple[str, ...]:
        return (self.name,)

    def shortfalls(self, facts: Facts) -> tuple[Shortfall, ...]:
        number = facts.number(self.name)
        if number is None or self.met(facts):
            return ()
        return (Shortfall(self.name, self._bound(facts) - number, self.at_least),)

    def thresholds(self) -> tuple[tuple[str, Figure], ...]:
        return ((self.name, self.at_least),)


@dataclass(frozen=True, slots=True)
class LeastRatio(BaseAsk):
    """One answer must not be under a share of another."""

    name: str
    of: str
    at_least: Figure

    def met(self, facts: Facts) -> bool:
        part, whole = facts.number(self.name), facts.number(self.of)
        return part is not None and whole is not None and whole > 0 and part >= whole * self.at_least.value

    def step(self, facts: Facts) -> Step:
        met, part, whole = self.met(facts), facts.number(self.name), facts.number(self.of)
        formula = (Named(self.name, part), "≥" if met else "<", Named(self.of, whole), "×", self.at_least)
        return Step(StepKind.CONDITION, "ratio", formula, met, self.quote)

    def curve(self, axis: Axis) -> Curve:
        whole = axis.number(self.of)
        known = Decimal(int(axis.known(self.name) and axis.known(self.of)))
        some = whole.at_least(Curve.constant(axis.step)) if axis.name == self.of else Curve.constant(Decimal(int(whole(0) > 0)))
        enough = axis.number(self.name).at_least(whole * Curve.constant(self.at_least.value))
        return enough * some * Curve.constant(known)

    def inputs(self) -> tuple[str, ...]:
        return (self.name, self.of)

    def shortfalls(self, facts: Facts) -> tuple[Shortfall, ...]:
        part, whole = facts.number(self.name), facts.number(self.of)
        if part is None or not whole or self.met(facts):
            return ()
        return (Shortfall(self.name, whole * self.at_least.value - part, self.at_least),)


@dataclass(frozen=True, slots=True)
class Applicants(BaseAsk):
    """The words name who may apply; whoever does not say what they are is taken for `assumed`."""

    name: str
    may_apply: tuple[str, ...]
    assumed: str

    def _who(self, facts: Facts) -> str:
        return str(facts.answers.get(self.name, self.assumed))

    def met(self, facts: Facts) -> bool:
        return self._who(facts) in self.may_apply

    def step(self, facts: Facts) -> Step:
        return Step(StepKind.CONDITION, "applicants", (Named(self.name, self._who(facts)),), self.met(facts), self.quote)

    def curve(self, axis: Axis) -> Curve:
        return Curve.constant(Decimal(int(self.met(axis.facts))))

    def inputs(self) -> tuple[str, ...]:
        return (self.name,)


type Ask = Gate | Least | LeastRatio | Applicants
"""The closed list of conditions."""


def load_ask(data: AskData) -> Ask:
    """Build a condition from the catalogue."""
    quote, when = Quote.load(data["quote"]), When.load(data.get("when"))
    if "gate" in data:
        return Gate(quote, when, data["gate"])
    if "applicants" in data:
        return Applicants(quote, when, data["input"], tuple(data["applicants"]), data["assumed"])
    figure = Figure.load(data["at_least"])
    if "ratio" in data:
        return LeastRatio(quote, when, data["ratio"], data["of"], figure)
    return Least(quote, when, data["input"], figure)
