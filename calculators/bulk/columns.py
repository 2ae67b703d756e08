"""The columns of the table of firms: one an input, by its name, as whole numbers of its smallest unit.

A column that is NULL is a question not answered. A value that its question
would not take (negative, beyond its bounds, finer than a fen, a level that is
none) is no answer either: it is named in the row's `trouble`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import reduce

from sqlglot import exp

from calculators.bulk.exact import BIGINT, Exact, Expr
from calculators.inputs import Input

TROUBLE = "trouble"
FINER = 4
"""Places behind the point that are read, to see what is finer than the unit that counts."""


def number(asked: Input) -> Exact:
    """The answer as a whole number of steps (fen, square centimeters … or ones), 0 where there is none, in its own unit."""
    steps = Exact(exp.Coalesce(this=column(asked.name), expressions=[exp.Literal.number(0)]), 1, bound(asked))
    return Exact(steps.whole, int(1 / asked.step), steps.most)


def bound(asked: Input) -> int:
    """The largest answer there is, in steps."""
    return int(asked.at_most / asked.step)


def column(name: str) -> exp.Column:
    return exp.column(name, quoted=True)


def known(name: str) -> Expr:
    return exp.Not(this=exp.Is(this=column(name), expression=exp.Null()))


def is_yes(name: str) -> Expr:
    """Whether a yes/no question has been answered with yes."""
    return exp.Coalesce(this=column(name), expressions=[exp.false()])


def is_level(name: str, level: str) -> Expr:
    return exp.Coalesce(this=exp.EQ(this=column(name), expression=exp.Literal.string(level)), expressions=[exp.false()])


def read(asked: Input, given: Expr) -> Expr:
    """The answer as the query works with it: whole steps, true or false, or a level; `given` is the table's column."""
    if asked.kind == "yes-no":
        return _boolean(given)
    if asked.kind == "choice":
        return exp.Case(ifs=[exp.If(this=_wrong(asked, given), true=exp.Null())], default=given.copy())
    width = "BIGINT" if bound(asked) <= BIGINT else "DECIMAL(38, 0)"
    steps = exp.cast(
        exp.Mul(this=_decimal(asked, given, _places(asked)), expression=_steps_in_one(asked)), exp.DataType.build(width)
    )
    return exp.Case(ifs=[exp.If(this=_wrong(asked, given), true=exp.Null())], default=steps)


def trouble(asked: Sequence[tuple[Input, Expr]]) -> Expr:
    """The names of the columns whose values are no answers, with commas between them; NULL where there are none."""
    if not asked:
        return exp.cast(exp.Null(), exp.DataType.build("VARCHAR"))
    marks: list[Expr] = [
        exp.Case(ifs=[exp.If(this=_wrong(one, given), true=exp.Literal.string(f", {one.name}"))], default=exp.Literal.string(""))
        for one, given in asked
    ]
    joined = reduce(lambda one, two: exp.DPipe(this=one, expression=two), marks)
    return exp.Nullif(this=exp.Substring(this=exp.paren(joined), start=exp.Literal.number(3)), expression=exp.Literal.string(""))


def _wrong(asked: Input, given: Expr) -> Expr:
    """Whether a value is there and is no answer to the question."""
    there = exp.Not(this=exp.Is(this=given.copy(), expression=exp.Null()))
    if asked.kind == "yes-no":
        return exp.and_(there, exp.Is(this=_boolean(given), expression=exp.Null()))
    if asked.kind == "choice":
        levels = [exp.Literal.string(level) for level in asked.options]
        return exp.and_(there, exp.Not(this=exp.In(this=given.copy(), expressions=levels)))
    fine, coarse = _decimal(asked, given, FINER), _decimal(asked, given, _places(asked))
    outside = exp.or_(
        exp.Is(this=fine, expression=exp.Null()),
        exp.LT(this=fine.copy(), expression=exp.Literal.number(0)),
        exp.GT(this=fine.copy(), expression=exp.Literal.number(f"{asked.at_most:f}")),
        exp.NEQ(this=fine.copy(), expression=coarse),
    )
    return exp.and_(there, exp.paren(outside))


def _boolean(given: Expr) -> Expr:
    return exp.TryCast(this=given.copy(), to=exp.DataType.build("BOOLEAN"))


def _decimal(asked: Input, given: Expr, places: int) -> Expr:
    """The value as a decimal wide enough for anything the question takes and ten times that; NULL where it is wider still."""
    digits = len(f"{int(asked.at_most)}") + 1 + places
    kind = exp.DataType.build(f"DECIMAL({digits}, {places})")
    return exp.TryCast(this=given.copy(), to=kind)


def _places(asked: Input) -> int:
    return max(0, -int(asked.step.as_tuple().exponent))


def _steps_in_one(asked: Input) -> Expr:
    return exp.Literal.number(int(Decimal(1) / asked.step))


def all_of(conditions: Iterable[Expr]) -> Expr:
    """All conditions; true where there are none."""
    kept = [one for one in conditions if not is_true(one)]
    return exp.and_(*kept) if kept else exp.true()


def any_of(conditions: Iterable[Expr]) -> Expr:
    """Any condition; false where there are none."""
    kept = [one for one in conditions if not is_false(one)]
    return exp.or_(*kept) if kept else exp.false()


def is_true(condition: Expr) -> bool:
    return isinstance(condition, exp.Boolean) and bool(condition.this)


def is_false(condition: Expr) -> bool:
    return isinstance(condition, exp.Boolean) and not condition.this
