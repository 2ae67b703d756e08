"""What an amount is multiplied by: answers, printed quantities, and sums of products of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from functools import reduce
from operator import mul
from typing import NotRequired, TypedDict, final

from calculators.facts import Facts
from calculators.figures import Figure, FigureData, Quote, QuoteData
from calculators.rules.base import Axis, Named, Step, StepKind, Token
from calculators.rules.curve import Curve


@final
class PrintedData(TypedDict):
    """A printed quantity in the catalogue."""

    figure: FigureData


@final
class AskedData(TypedDict):
    """An answer in the catalogue; one that counts up to a limit has the limit and its quote."""

    input: str
    quote: NotRequired[QuoteData]
    at_most: NotRequired[FigureData]
    of: NotRequired[str]


@final
class SumOfProductsData(TypedDict):
    """A sum of products in the catalogue."""

    sum: list[list[FactorData]]


type FactorData = PrintedData | AskedData | SumOfProductsData


class BaseFactor(ABC):
    """One factor of a product."""

    __slots__ = ()

    @abstractmethod
    def value(self, facts: Facts) -> Decimal | None:
        """The number it stands for; None where an answer is unknown."""

    @abstractmethod
    def curve(self, axis: Axis) -> Curve:
        """The number over the axis; an unknown answer counts as nothing."""

    @abstractmethod
    def tokens(self, facts: Facts) -> tuple[Token, ...]:
        """How it is written in a formula."""

    @abstractmethod
    def inputs(self) -> tuple[str, ...]:
        """The inputs it looks at."""

    def steps(self, facts: Facts) -> tuple[Step, ...]:
        """The working that comes before it can be used: limits that bind."""
        return ()


@dataclass(frozen=True, slots=True)
class Printed(BaseFactor):
    """A quantity that the law prints (20平方米)."""

    figure: Figure

    def value(self, facts: Facts) -> Decimal | None:
        return self.figure.value

    def curve(self, axis: Axis) -> Curve:
        return Curve.constant(self.figure.value)

    def tokens(self, facts: Facts) -> tuple[Token, ...]:
        return (self.figure,)

    def inputs(self) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True, slots=True)
class Asked(BaseFactor):
    """An answer, perhaps counted only up to a limit: a figure, or whole parts of a share of another answer."""

    name: str
    at_most: Figure | None
    of: str | None
    quote: Quote | None

    def value(self, facts: Facts) -> Decimal | None:
        number, limit = facts.number(self.name), self._limit(facts)
        if number is None or (self.of and limit is None):
            return None
        return number if limit is None else min(number, limit)

    def _limit(self, facts: Facts) -> Decimal | None:
        if self.at_most is None:
            return None
        if self.of is None:
            return self.at_most.in_unit_of(facts.kind(self.name))
        whole = facts.number(self.of)
        return None if whole is None else (whole * self.at_most.value).to_integral_value(ROUND_FLOOR)

    def curve(self, axis: Axis) -> Curve:
        number = axis.number(self.name)
        if self.at_most is None:
            return number
        if self.of is None:
            return number.minimum(Curve.constant(self.at_most.in_unit_of(axis.facts.kind(self.name))))
        share = axis.number(self.of) * Curve.constant(self.at_most.value)
        return number.minimum(share.whole_parts(Decimal(1), axis.facts.number(self.name)))

    def tokens(self, facts: Facts) -> tuple[Token, ...]:
        return (Named(self.name, self.value(facts)),)

    def inputs(self) -> tuple[str, ...]:
        return (self.name, self.of) if self.of else (self.name,)

    def steps(self, facts: Facts) -> tuple[Step, ...]:
        number, value = facts.number(self.name), self.value(facts)
        if self.at_most is None or self.quote is None or number is None or value is None:
            return ()
        limit: tuple[Token, ...] = (self.at_most,)
        if self.of:
            limit = (Named(self.of, facts.number(self.of)), "×", self.at_most)
        formula = (Named(self.name, number), "≤" if number == value else ">", *limit)
        return (Step(StepKind.LIMIT, "limit", formula, number == value, self.quote),)


@dataclass(frozen=True, slots=True)
class SumOfProducts(BaseFactor):
    """Products that are added before they are used: two groups under one printed standard."""

    products: tuple[tuple[Factor, ...], ...]

    def value(self, facts: Facts) -> Decimal | None:
        known = [value for value in (product(factors, facts) for factors in self.products) if value is not None]
        return sum(known, Decimal(0)) if known else None

    def curve(self, axis: Axis) -> Curve:
        return reduce(Curve.__add__, (product_curve(factors, axis) for factors in self.products))

    def tokens(self, facts: Facts) -> tuple[Token, ...]:
        groups = [product_tokens(factors, facts) for factors in self.products]
        return ("(", *reduce(lambda one, two: (*one, "+", *two), groups), ")")

    def inputs(self) -> tuple[str, ...]:
        return tuple(name for factors in self.products for factor in factors for name in factor.inputs())

    def steps(self, facts: Facts) -> tuple[Step, ...]:
        return tuple(step for factors in self.products for factor in factors for step in factor.steps(facts))


type Factor = Printed | Asked | SumOfProducts
"""The closed list of factors."""


def load_factor(data: FactorData) -> Factor:
    """Build a factor from the catalogue."""
    if "figure" in data:
        return Printed(Figure.load(data["figure"]))
    if "sum" in data:
        return SumOfProducts(tuple(load_factors(product) for product in data["sum"]))
    quote = data.get("quote")
    return Asked(data["input"], Figure.maybe(data.get("at_most")), data.get("of"), Quote.load(quote) if quote else None)


def load_factors(data: list[FactorData]) -> tuple[Factor, ...]:
    return tuple(load_factor(one) for one in data)


def product(factors: tuple[Factor, ...], facts: Facts) -> Decimal | None:
    """Multiply; None where a factor is unknown."""
    values = [factor.value(facts) for factor in factors]
    known = [value for value in values if value is not None]
    return reduce(mul, known, Decimal(1)) if len(known) == len(values) else None


def product_curve(factors: tuple[Factor, ...], axis: Axis) -> Curve:
    return reduce(mul, (factor.curve(axis) for factor in factors), Curve.constant(Decimal(1)))


def product_tokens(factors: tuple[Factor, ...], facts: Facts) -> tuple[Token, ...]:
    written = [factor.tokens(facts) for factor in factors]
    return reduce(lambda one, two: (*one, "×", *two), written) if written else ()


def unknown_inputs(factors: tuple[Factor, ...], facts: Facts) -> tuple[str, ...]:
    names = dict.fromkeys(name for factor in factors for name in factor.inputs())
    return tuple(name for name in names if facts.number(name) is None)
