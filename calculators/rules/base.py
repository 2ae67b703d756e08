"""What every rule form has in common: what it answers, and how it shows its work."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from calculators.facts import Facts
from calculators.figures import Figure, Quote
from calculators.rules.curve import Curve

type LoadRule = Callable[[Any], Rule]
"""Builds a rule of any form from what the catalogue holds of it."""

type Token = str | Figure | Named | Decimal
"""A piece of a formula: a sign, a figure of the law, a visitor's answer, or an amount in yuan."""


@dataclass(frozen=True, slots=True)
class Named:
    """A visitor's answer inside a formula, a number or a level; `value` is None where it is unknown."""

    name: str
    value: Decimal | str | None


type Bill = tuple[str, ...]
"""The inputs whose product is a bill: `("compute_spend",)`, `("monthly_rent", "rent_free_months")`."""


class StepKind(StrEnum):
    """What a line of the working does, whatever form it comes from."""

    GATE = "gate"
    """A statement that is ticked or not."""
    CONDITION = "condition"
    """A comparison of answers with figures, met or not: a threshold, a bracket, a ratio."""
    LIMIT = "limit"
    """An answer counts in full, or up to a figure."""
    STATED = "stated"
    """What the text says in place of a sum."""
    RATE = "rate"
    """A payment in proportion, its rate the last figure."""
    SUM = "sum"
    """A payment of a printed sum, its first figure, once or several times."""
    CAP = "cap"
    """The lesser of a payment and its cap."""
    TOTAL = "total"
    """Payments added up."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the working, in no language yet.

    `label` names what it is called in the wording, `formula` is what was done,
    `result` the amount in yuan that came of it or whether the condition is met.
    """

    kind: StepKind
    label: str
    formula: tuple[Token, ...]
    result: Decimal | bool
    quote: Quote

    @property
    def pays(self) -> bool:
        """Whether the line is what one term pays, before its cap."""
        return self.kind in (StepKind.RATE, StepKind.SUM)

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(token for token in self.formula if isinstance(token, Figure))


@dataclass(frozen=True, slots=True)
class Shortfall:
    """How much more of `name` would meet the threshold `figure`."""

    name: str
    by: Decimal
    figure: Figure


@dataclass(frozen=True, slots=True)
class Stated:
    """What a text gives instead of a formula, in yuan; `words` where it gives no amount at all."""

    at_least: Figure | None = None
    at_most: Figure | None = None
    pool: Figure | None = None
    words: str | None = None


class Condition(ABC):
    """A condition for a benefit or for a limb of it."""

    __slots__ = ()

    @abstractmethod
    def met(self, facts: Facts) -> bool:
        """Whether it holds; an unknown answer does not meet it, except a gate where gates are open."""

    @abstractmethod
    def relevant(self, facts: Facts) -> bool:
        """Whether it is asked at all."""

    @abstractmethod
    def step(self, facts: Facts) -> Step:
        """The line of the working that shows it."""

    @abstractmethod
    def curve(self, axis: Axis) -> Curve:
        """1 where it holds over the axis, else 0."""

    @abstractmethod
    def inputs(self) -> tuple[str, ...]:
        """The inputs it looks at."""

    def shortfalls(self, facts: Facts) -> tuple[Shortfall, ...]:
        """How much is missing to it, by input."""
        return ()

    def thresholds(self) -> tuple[tuple[str, Figure], ...]:
        """The figures that an answer has to reach."""
        return ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule comes to.

    `amount` is in yuan and not rounded yet; it is None where the text gives no
    formula, and `stated` says what it gives instead. `met` is false where a
    threshold or bracket is not reached; `unknown` names the answers that were
    looked at and not there; `asked` are the conditions of the limbs that were
    chosen, met or not.
    """

    amount: Decimal | None
    met: bool
    steps: tuple[Step, ...] = ()
    shortfalls: tuple[Shortfall, ...] = ()
    unknown: tuple[str, ...] = ()
    stated: Stated | None = None
    asked: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Axis:
    """The input a curve is drawn over; every other answer comes from `facts`."""

    name: str
    step: Decimal
    facts: Facts

    def number(self, name: str) -> Curve:
        """The input as a curve: the line itself for the axis, else a constant; unknown answers count as nothing."""
        if name == self.name:
            return Curve.line(self.step)
        return Curve.constant(self.facts.number(name) or Decimal(0))

    def known(self, name: str) -> bool:
        return name == self.name or self.facts.number(name) is not None


class Rule(ABC):
    """A node of a rule tree."""

    __slots__ = ()

    @classmethod
    @abstractmethod
    def load(cls, data: Any, load_rule: LoadRule) -> Rule:
        """Build the node from what the catalogue holds of its form; `load_rule` builds its children."""

    @abstractmethod
    def applies(self, facts: Facts) -> bool:
        """Whether the condition of this node (its `when`) holds."""

    @abstractmethod
    def applies_over(self, axis: Axis) -> Curve:
        """The same over the axis: 1 where the condition holds, else 0."""

    @abstractmethod
    def undecided(self, facts: Facts) -> tuple[str, ...]:
        """The inputs that the condition looks at and that have no answer."""

    @abstractmethod
    def outcome(self, facts: Facts) -> Outcome:
        """Work it out, the condition being taken as met."""

    @abstractmethod
    def curve(self, axis: Axis) -> Curve:
        """The amount in yuan over the axis, zero where the condition or a threshold is not met.

        Raises:
            NotLinear: it is no piecewise linear function, or the text gives no formula.
        """

    @abstractmethod
    def thresholds(self) -> tuple[tuple[str, Figure], ...]:
        """The figures at which the answer to an input chooses a bracket or opens the rule."""

    def bill(self) -> Bill | None:
        """The one bill that all of it is a share of; None where there is no such bill."""
        return None

    def paid_on(self) -> frozenset[str]:
        """The inputs that the amount is in proportion to, as against those that only open or choose a rule."""
        return frozenset()

    def limb(self) -> str | None:
        """The yes/no question whose yes chooses it, where that is all its condition."""
        return None

    def asks(self) -> Iterator[Condition]:
        """The conditions inside it, each with the limb that has it."""
        yield from ()
