"""Conditions for the whole benefit: yes/no gates, least numbers, least ratios, earliest dates."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from decimal import Decimal
from typing import NotRequired, TypedDict, final

from calculators.facts import Facts
from calculators.figures import Figure, FigureData, Quote, QuoteData
from calculators.rules.base import Axis, Named, Shortfall, Step, StepKind
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


type AskData = GateData | LeastData | LeastRatioData


@dataclass(frozen=True, slots=True)
class BaseAsk(ABC):
    """A condition with the words it stands on; `when` restricts it to a limb of the rule."""

    quote: Quote
    when: When

    @abstractmethod
    def met(self, facts: Facts) -> bool:
        """Whether it holds; an unknown answer does not meet it, except a gate where gates are open."""

    @abstractmethod
    def step(self, facts: Facts) -> Step:
        """The line of the working that shows it."""

    @abstractmethod
    def curve(self, axis: Axis) -> Curve:
        """1 where it holds over the axis, else 0."""

    @abstractmethod
    def inputs(self) -> tuple[str, ...]:
        """The inputs it looks at."""

    def relevant(self, facts: Facts) -> bool:
        return self.when.holds(facts)

    def shortfalls(self, facts: Facts) -> tuple[Shortfall, ...]:
        return ()

    def thresholds(self) -> tuple[tuple[str, Figure], ...]:
        return ()


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


type Ask = Gate | Least | LeastRatio
"""The closed list of conditions."""


def load_ask(data: AskData) -> Ask:
    """Build a condition from the catalogue."""
    quote, when = Quote.load(data["quote"]), When.load(data.get("when"))
    if "gate" in data:
        return Gate(quote, when, data["gate"])
    figure = Figure.load(data["at_least"])
    if "ratio" in data:
        return LeastRatio(quote, when, data["ratio"], data["of"], figure)
    return Least(quote, when, data["input"], figure)
