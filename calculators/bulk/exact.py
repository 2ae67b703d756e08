"""Exact arithmetic in SQL: every number is an integer expression over a constant denominator.

Nothing is divided before the very end and nothing is ever a binary fraction:
money comes in as whole fen, a rate of 12.5 % multiplies by 125 and owes a
denominator of 1000, and the one division there is, at the rounding, is between
integers. Each expression knows the largest value it can take, from the bounds
of the questions, and is given the narrowest type that holds it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from math import gcd, lcm

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
        return cls(integer(value.numerator), value.denominator, value.numerator)

    @classmethod
    def column(cls, name: str, most: int, per: int = 1) -> Exact:
        """An integer column of the query."""
        return cls(exp.column(name, quoted=True), per, most)

    @property
    def is_constant(self) -> bool:
        return self.whole.is_int

    def times(self, other: Exact) -> Exact:
        if self.is_constant and not other.is_constant:
            return other.times(self)
        common = gcd(other.most, self.per) if other.is_constant else 1
        per = self.per // common * other.per
        if other.is_constant:
            factor = other.most // common
            if self.is_constant:
                return Exact.constant(Fraction(self.most * factor, per))
            if factor == 0:
                return Exact.constant(0)
            if factor == 1:
                return Exact(self.whole, per, self.most)
            left, right = _held(self.most * factor, self.whole, integer(factor))
            return Exact(exp.Mul(this=grouped(left), expression=right), per, self.most * factor)
        most = self.most * other.most
        left, right = _held(most, self.whole, other.whole)
        return Exact(exp.Mul(this=grouped(left), expression=grouped(right)), per, most)

    def plus(self, other: Exact) -> Exact:
        if 0 in (self.most, other.most):
            return other if self.most == 0 else self
        per = lcm(self.per, other.per)
        left, right = self._over(per), other._over(per)
        most = left.most + right.most
        if left.is_constant and right.is_constant:
            return Exact(integer(most), per, most)
        one, two = _held(most, left.whole, right.whole)
        return Exact(exp.Add(this=one, expression=grouped(two)), per, most)

    def least(self, other: Exact) -> Exact:
        """The smaller of two."""
        per = lcm(self.per, other.per)
        left, right = self._over(per), other._over(per)
        for one, two in ((left, right), (right, left)):
            if two.is_constant and one.most <= two.most:
                return one
        most = max(left.most, right.most)
        return Exact(exp.Least(this=_held(most, left.whole)[0], expressions=_held(most, right.whole), ignore_nulls=True), per,
                     min(left.most, right.most))  # fmt: skip

    def reaches(self, other: Exact) -> Expr:
        """Whether this is not under the other."""
        if other.is_constant and not self.is_constant:
            bound = -(-other.most * self.per // other.per)
            if bound > self.most:
                return exp.false()
            return exp.GTE(this=grouped(self.whole.copy()), expression=integer(bound)) if bound else exp.true()
        per = lcm(self.per, other.per)
        left, right = self._over(per), other._over(per)
        if left.is_constant and right.is_constant:
            return exp.true() if left.most >= right.most else exp.false()
        one, two = _held(max(left.most, right.most), left.whole, right.whole)
        return exp.GTE(this=grouped(one), expression=grouped(two))

    def when(self, condition: Expr) -> Exact:
        """This where the condition holds, else nothing."""
        return first([(condition, self)])

    def blocks(self, size: Fraction) -> Exact:
        """How many whole blocks of a size there are."""
        return self.times(Exact.constant(1 / size)).down()

    def down(self) -> Exact:
        """Rounded down to the whole."""
        return self._divided(self.per)

    def half_up(self) -> Exact:
        """Rounded half up to the whole."""
        if self.per == 1:
            return self
        if self.per % 2 == 0:
            return self.plus(Exact(integer(self.per // 2), self.per, self.per // 2))._divided(self.per)
        twice = self.times(Exact(integer(2), 1, 2))
        return twice.plus(Exact(integer(self.per), self.per, self.per))._divided(2 * self.per)

    def _divided(self, by: int) -> Exact:
        """The integer part of `whole` over `by`."""
        if by == 1:
            return Exact(self.whole, 1, self.most)
        if self.is_constant:
            return Exact.constant(self.most // by)
        (whole,) = _held(max(self.most, by), self.whole)
        return Exact(exp.IntDiv(this=grouped(whole), expression=integer(by)), 1, self.most // by)

    def _over(self, per: int) -> Exact:
        """The same over another denominator, a multiple of its own."""
        factor = per // self.per
        if self.is_constant:
            return Exact(integer(self.most * factor), per, self.most * factor)
        scaled = Exact(self.whole, 1, self.most).times(Exact(integer(factor), 1, factor))
        return Exact(scaled.whole, per, scaled.most)


def first(options: Sequence[tuple[Expr, Exact]]) -> Exact:
    """The first number whose condition holds; nothing where none does."""
    likely = [(condition, one) for condition, one in options if not _is(condition, holds=False)]
    sure = next((at for at, (condition, _) in enumerate(likely) if _is(condition, holds=True)), len(likely))
    default = likely[sure][1] if sure < len(likely) else Exact.constant(0)
    cases = likely[:sure]
    if not any(one.most for _, one in cases):
        cases = [] if default.most == 0 else cases
    if not cases:
        return default
    numbers = _alike([one for _, one in cases] + [default])
    ifs = [exp.If(this=condition.copy(), true=one.whole) for (condition, _), one in zip(cases, numbers, strict=False)]
    last = numbers[-1].whole
    if all(one.is_constant for one in numbers):
        last = exp.cast(last, exp.DataType.build("BIGINT"))  # a small literal alone would make a column of 32 bits
    return Exact(exp.Case(ifs=ifs, default=last), numbers[0].per, max(one.most for one in numbers))


def greatest(options: Sequence[Exact]) -> Exact:
    """The largest of several."""
    if len(options) == 1:
        return options[0]
    start, *others = _alike(options)
    most = max(one.most for one in (start, *others))
    return Exact(exp.Greatest(this=start.whole, expressions=[one.whole for one in others], ignore_nulls=True), start.per, most)


def total(parts: Sequence[Exact]) -> Exact:
    """The sum of several; nothing where there are none."""
    return reduce(Exact.plus, parts) if parts else Exact.constant(0)


def _alike(numbers: Sequence[Exact]) -> list[Exact]:
    """The numbers over one denominator and in one type."""
    per = reduce(lcm, (one.per for one in numbers))
    scaled = [one._over(per) for one in numbers]
    held = _held(max(one.most for one in scaled), *(one.whole for one in scaled))
    return [Exact(whole, per, one.most) for whole, one in zip(held, scaled, strict=True)]


def integer(value: int) -> Expr:
    return exp.Literal.number(value)


def _is(condition: Expr, *, holds: bool) -> bool:
    return isinstance(condition, exp.Boolean) and bool(condition.this) is holds


def _held(most: int, *parts: Expr) -> list[Expr]:
    """The parts in a type that holds results up to `most`."""
    if most > WIDE:
        raise TooWide
    if most <= BIGINT:
        return [part.copy() for part in parts]
    return [part.copy() if part.is_int else exp.cast(part.copy(), exp.DataType.build("DECIMAL(38, 0)")) for part in parts]


def grouped(part: Expr) -> Expr:
    return exp.paren(part, copy=False) if isinstance(part, exp.Binary) else part
