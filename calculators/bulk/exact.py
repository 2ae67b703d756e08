"""Exact arithmetic in SQL: every number is an integer expression over a constant denominator.

Nothing is divided before the very end and nothing is ever a binary fraction:
money comes in as whole fen, a rate of 12.5 % multiplies by 125 and owes a
denominator of 1000, and the one division there is, at the rounding, is between
integers. Each expression knows the largest value it can take, from the bounds
of the questions, and is given a type that holds it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from math import lcm

from sqlglot import exp

type Expr = exp.Expr
"""A piece of SQL."""

BIGINT = 2**63 - 1
WIDE = 10**38 - 1
"""What `DECIMAL(38, 0)` holds; DuckDB's HUGEINT holds more."""


class TooWide(Exception):
    """A number that no engine's integers hold."""


@dataclass(frozen=True, slots=True)
class Exact:
    """A number that is not negative: `whole` divided by `per`; `whole` is never above `most`."""

    whole: Expr
    per: int
    most: int

    @classmethod
    def constant(cls, value: Fraction | Decimal | int) -> Exact:
        value = Fraction(value)
        return cls(_integer(value.numerator), value.denominator, value.numerator)

    @classmethod
    def column(cls, name: str, most: int) -> Exact:
        """An integer column of the query."""
        return cls(exp.column(name, quoted=True), 1, most)

    def times(self, other: Exact) -> Exact:
        per, most = self.per * other.per, self.most * other.most
        if self.whole.is_int and other.whole.is_int:
            return Exact(_integer(most), per, most)
        for one, rest in ((self, other), (other, self)):
            if one.whole.is_int and one.most == 1:
                return Exact(rest.whole, per, most)
        left, right = _held(most, self.whole, other.whole)
        return Exact(exp.Mul(this=_grouped(left), expression=_grouped(right)), per, most)

    def plus(self, other: Exact) -> Exact:
        per = lcm(self.per, other.per)
        left, right = self._over(per), other._over(per)
        most = left.most + right.most
        one, two = _held(most, left.whole, right.whole)
        return Exact(exp.Add(this=one, expression=_grouped(two)), per, most)

    def least(self, other: Exact) -> Exact:
        """The smaller of two."""
        per = lcm(self.per, other.per)
        left, right = self._over(per), other._over(per)
        if left.most <= right.most and right.whole.is_int:
            return left
        one, two = _held(max(left.most, right.most), left.whole, right.whole)
        return Exact(exp.Least(this=one, expressions=[two]), per, min(left.most, right.most))

    def reaches(self, other: Exact) -> Expr:
        """Whether this is not under the other."""
        per = lcm(self.per, other.per)
        left, right = self._over(per), other._over(per)
        one, two = _held(max(left.most, right.most), left.whole, right.whole)
        return exp.GTE(this=_grouped(one), expression=_grouped(two))

    def when(self, condition: Expr) -> Exact:
        """This where the condition holds, else nothing."""
        if isinstance(condition, exp.Boolean) and condition.this:
            return self
        return Exact(_case(condition, self.whole), self.per, self.most)

    def blocks(self, size: Fraction) -> Exact:
        """How many whole blocks of a size there are."""
        per = Fraction(self.per) * size
        whole = self if per.denominator == 1 else self.times(Exact(_integer(per.denominator), 1, per.denominator))
        return whole._divided(per.numerator)

    def down(self) -> Exact:
        """Rounded down to the whole."""
        return self._divided(self.per)

    def half_up(self) -> Exact:
        """Rounded half up to the whole."""
        if self.per == 1:
            return self
        if self.per % 2 == 0:
            half = self.plus(Exact(_integer(self.per // 2), self.per, self.per // 2))
            return half._divided(self.per)
        twice = self.times(Exact(_integer(2), 1, 2))
        return twice.plus(Exact(_integer(self.per), self.per, self.per))._divided(2 * self.per)

    def _divided(self, by: int) -> Exact:
        """The integer part of `whole` over `by`."""
        if by == 1:
            return Exact(self.whole, 1, self.most)
        (whole,) = _held(max(self.most, by), self.whole)
        return Exact(exp.IntDiv(this=_grouped(whole), expression=_integer(by)), 1, self.most // by)

    def _over(self, per: int) -> Exact:
        factor = per // self.per
        if factor == 1:
            return self
        if self.whole.is_int:
            return Exact(_integer(self.most * factor), per, self.most * factor)
        scaled = self.times(Exact(_integer(factor), 1, factor))
        return Exact(scaled.whole, per, scaled.most)


def greatest(options: Sequence[Exact]) -> Exact:
    """The largest of several."""
    if len(options) == 1:
        return options[0]
    per = reduce(lcm, (one.per for one in options))
    scaled = [one._over(per) for one in options]
    most = max(one.most for one in scaled)
    first, *others = _held(most, *(one.whole for one in scaled))
    return Exact(exp.Greatest(this=first, expressions=others), per, most)


def total(parts: Sequence[Exact]) -> Exact:
    """The sum of several; nothing where there are none."""
    return reduce(Exact.plus, parts) if parts else Exact.constant(0)


def _integer(value: int) -> Expr:
    return exp.Literal.number(value)


def _case(condition: Expr, value: Expr) -> Expr:
    return exp.Case(ifs=[exp.If(this=condition, true=value)], default=_integer(0))


def _held(most: int, *parts: Expr) -> list[Expr]:
    """The parts in a type that holds results up to `most`."""
    if most > WIDE:
        raise TooWide
    if most <= BIGINT:
        return [part.copy() for part in parts]
    return [part.copy() if part.is_int else exp.cast(part.copy(), exp.DataType.build("DECIMAL(38, 0)")) for part in parts]


def _grouped(part: Expr) -> Expr:
    return exp.paren(part, copy=False) if isinstance(part, exp.Binary) else part
