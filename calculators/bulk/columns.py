"""The columns of the table of firms: one an input, by its name, read into whole numbers of its smallest unit.

A column that is NULL is a question not answered, and counts as nothing, as no,
or as no level. A value that its question would not take (negative, beyond its
bounds, finer than a fen, a level that is none) is no answer either: it is named
in the row's `trouble`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import reduce

from sqlglot import exp

from calculators.bulk.conditions import any_of
from calculators.bulk.exact import BIGINT, Exact, Expr, grouped, integer
from calculators.inputs import Input
from calculators.vocabulary import InputKind

TROUBLE = "trouble"
FINER = 4
"""Places behind the point that are read, to see what is finer than the unit that counts."""

UNREAD = -1
"""Stands for a number that cannot be read: it is out of bounds, whatever is asked."""

NO_LEVEL = ""


class Answers:
    """The answers of a firm as expressions over the columns that a table has; one it lacks nobody has answered.

    What has to be told apart from nothing, because it matters whether a number
    was answered at all, is remembered, and gets a column of its own. What is
    `sure` has a type that holds nothing else than true and false, levels that have
    been read already, or numbers no finer than counts: of these only the bounds
    are looked at.
    """

    def __init__(self, inputs: Mapping[str, Input], there: AbstractSet[str], sure: AbstractSet[str] = frozenset()) -> None:
        self.inputs = inputs
        self.there = there
        self.sure = sure
        self._told_apart: set[str] = set()

    def number(self, name: str) -> Exact:
        """The answer in its own unit, 0 where there is none."""
        asked = self.inputs[name]
        return Exact.column(name, _bound(asked), _steps_in_one(asked)) if name in self.there else Exact.constant(0)

    def known(self, name: str) -> Expr:
        """Whether a number has been answered."""
        if name not in self.there:
            return exp.false()
        self._told_apart.add(name)
        return exp.column(_known(name), quoted=True)

    def is_yes(self, name: str) -> Expr:
        """Whether a yes/no question has been answered with yes."""
        return column(name) if name in self.there else exp.false()

    def is_level(self, name: str, levels: Sequence[str], assumed: str | None = None) -> Expr:
        """Whether a choice has been answered with one of the levels; left out, it counts as answered with `assumed`."""
        wanted = [*levels, *([NO_LEVEL] if assumed in levels else [])]
        if name not in self.there:
            return exp.true() if NO_LEVEL in wanted else exp.false()
        texts = [exp.Literal.string(level) for level in wanted]
        if len(texts) == 1:
            return exp.EQ(this=column(name), expression=texts[0])
        return exp.In(this=column(name), expressions=texts)

    def given(self, name: str) -> Iterator[exp.Alias]:
        """The first reading of a column: what it holds in a type of ours, a number that cannot be read as `UNREAD`."""
        asked, there = self.inputs[name], exp.Not(this=exp.Is(this=column(name), expression=exp.Null()))
        if name in self.sure:
            yield named(column(name), name)
        elif asked.kind == InputKind.YES_NO:
            yield named(exp.TryCast(this=column(name), to=exp.DataType.build("BOOLEAN")), name)
            yield named(there, _there(name))
        elif asked.kind == InputKind.CHOICE:
            yield named(exp.cast(column(name), exp.DataType.build("VARCHAR")), name)
        else:
            number = exp.TryCast(this=column(name), to=_decimal(asked, FINER))
            read = exp.Coalesce(this=number, expressions=[integer(UNREAD)])
            yield named(exp.Case(ifs=[exp.If(this=there, true=read)]), name)

    def checked(self, name: str) -> Iterator[exp.Alias]:
        """The second: the answer in units that count, and whether it is none; of no value at all both are NULL."""
        asked = self.inputs[name]
        if name in self.sure and not asked.kind.is_number:
            yield named(column(name), name)
        elif asked.kind == InputKind.YES_NO:
            yield named(column(name), name)
            unread = exp.Is(this=column(name), expression=exp.Null())
            yield named(exp.and_(column(_there(name)), unread), _wrong(name))
        elif asked.kind == InputKind.CHOICE:
            levels = [exp.Literal.string(level) for level in asked.options]
            yield named(column(name), name)
            yield named(exp.Not(this=exp.In(this=column(name), expressions=levels)), _wrong(name))
        else:
            coarse = exp.TryCast(this=column(name), to=_decimal(asked, _places(asked)))
            most = exp.Literal.number(f"{asked.at_most:f}")
            yield named(coarse, name)
            # What is compared first an engine works out once with the column above.
            finer = exp.NEQ(this=column(name), expression=coarse.copy())
            below = exp.LT(this=column(name), expression=integer(0))
            outside = [below, exp.GT(this=column(name), expression=most)]
            yield named(exp.or_(*([] if name in self.sure else [finer]), *outside), _wrong(name))

    def read(self, name: str) -> Iterator[exp.Alias]:
        """The third: whole steps, true or false, or a level, none of them ever NULL."""
        asked = self.inputs[name]
        if asked.kind == InputKind.YES_NO:
            yield named(exp.Coalesce(this=column(name), expressions=[exp.false()]), name)
        elif asked.kind == InputKind.CHOICE:
            yield named(exp.Coalesce(this=column(name), expressions=[exp.Literal.string(NO_LEVEL)]), name)
        else:
            steps: Expr = column(name)
            if _places(asked):
                one = exp.cast(integer(_steps_in_one(asked)), exp.DataType.build(f"DECIMAL({_places(asked) + 1}, 0)"))
                steps = exp.Mul(this=steps, expression=one)
            steps = exp.cast(steps, exp.DataType.build("BIGINT" if _bound(asked) <= BIGINT else "DECIMAL(38, 0)"))
            yield named(exp.Coalesce(this=steps, expressions=[integer(0)]), name)
            if name in self._told_apart:
                yield named(exp.Not(this=exp.Is(this=column(name), expression=exp.Null())), _known(name))

    def trouble(self, names: Sequence[str]) -> Expr:
        """The names of the columns whose values are no answers, with commas between them; NULL where there are none."""
        wrong = {name: column(_wrong(name)) for name in names if name not in self.sure or self.inputs[name].kind.is_number}
        if not wrong:
            return exp.cast(exp.Null(), exp.DataType.build("VARCHAR"))
        marks: list[Expr] = [
            exp.Case(ifs=[exp.If(this=one, true=exp.Literal.string(f", {name}"))], default=exp.Literal.string(""))
            for name, one in wrong.items()
        ]
        joined = reduce(lambda one, two: exp.DPipe(this=one, expression=two), marks)
        listed = exp.Substring(this=grouped(joined), start=integer(len(", ") + 1))
        return exp.Case(ifs=[exp.If(this=any_of(wrong.values()), true=listed)])


def column(name: str) -> exp.Column:
    return exp.column(name, quoted=True)


def named(value: Expr, name: str) -> exp.Alias:
    """A value as a column."""
    return exp.Alias(this=value, alias=exp.to_identifier(name, quoted=True))


def _known(name: str) -> str:
    return f"{name} known"


def _there(name: str) -> str:
    return f"{name} there"


def _wrong(name: str) -> str:
    return f"{name} wrong"


def _bound(asked: Input) -> int:
    """The largest number that is read, in steps: it has as many digits as the largest answer."""
    return int("9" * len(f"{int(asked.at_most)}") + "9" * _places(asked))


def _steps_in_one(asked: Input) -> int:
    return int(1 / asked.step)


def _places(asked: Input) -> int:
    return max(0, -int(asked.step.as_tuple().exponent))


def _decimal(asked: Input, places: int) -> exp.DataType:
    """Wide enough for every answer to the question; what does not fit in is no answer."""
    return exp.DataType.build(f"DECIMAL({len(f'{int(asked.at_most)}') + places}, {places})")
