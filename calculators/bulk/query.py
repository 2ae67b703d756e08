"""One query for a table of firms: what each benefit pays each firm, and the three totals.

The query is built as expressions and printed for one dialect at the very end.
It reads a table `firms` with a column an input, money in yuan; a column that
the table lacks is a question that nobody has answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from sqlglot import Dialect, exp
from sqlglot.optimizer.simplify import simplify

from calculators.bulk.columns import TROUBLE, column, is_false, number, read, trouble
from calculators.bulk.combining import best_total
from calculators.bulk.exact import Exact, Expr, TooWide
from calculators.bulk.rules import Sayer
from calculators.catalogue import Benefit
from calculators.errors import Misuse, UnknownName
from calculators.inputs import Input
from calculators.law import Law
from calculators.money import FEN
from calculators.places import find_place
from calculators.plan.offers import Offer
from calculators.plan.totals import COUNTS, TOTALS

FIRMS = "firms"
ID = "id"
HUNDRED = int(1 / FEN)
DIALECTS = sorted(name for name in Dialect.classes if name)
"""What sqlglot can print."""


@dataclass(frozen=True, slots=True)
class Query:
    """The query, the inputs it looks at, and the columns it gives besides `id` and `trouble`."""

    tree: Expr
    inputs: tuple[str, ...]
    columns: tuple[str, ...]

    def sql(self, dialect: str, *, pretty: bool = True) -> str:
        """Print it for a dialect of sqlglot's.

        Raises:
            UnknownName: there is no such dialect.
        """
        if dialect not in DIALECTS:
            raise UnknownName("dialect", dialect, DIALECTS)
        return self.tree.sql(dialect=dialect, pretty=pretty)


def sql_of_place(
    law: Law, place: str, on: date, columns: Iterable[str] | None = None, table: str = FIRMS, key: str = ID
) -> Query:
    """Everything on offer at a place on a day, with the totals `firm`, `cautious` and `widest`.

    `columns` are those that the table has; None stands for all that could be
    asked. `key` is the column that names a firm.

    Raises:
        UnknownName: there is no such place, or no input of the name of a column.
        Misuse: a rule cannot be said, or too many payments exclude one another.
    """
    offer = Offer.at(law, find_place(law.places, place), on)
    return _query(law, offer.benefits, _known(law, columns, key), table, offer, key)


def sql_of_benefits(law: Law, benefits: Sequence[str], columns: Iterable[str] | None = None, table: str = FIRMS) -> Query:
    """What these benefits pay each firm, whatever the day: no totals.

    Raises:
        UnknownName: there is no such benefit, or no input of the name of a column.
        Misuse: a rule cannot be said.
    """
    return _query(law, [law.benefit(one) for one in benefits], _known(law, columns, ID), table, None, ID)


def _known(law: Law, columns: Iterable[str] | None, key: str) -> set[str] | None:
    if columns is None:
        return None
    named = set(columns)
    for name in sorted(named - {*law.inputs, key}):
        raise UnknownName("input", name, law.inputs)
    return named


def _query(law: Law, benefits: Sequence[Benefit], columns: set[str] | None, table: str, offer: Offer | None, key: str) -> Query:
    names = [name for name in law.inputs if any(name in benefit.inputs for benefit in benefits)]
    there = {*names, key} if columns is None else columns
    sayer = Sayer(law.inputs)
    asked = _asked([law.inputs[name] for name in names], there, table, key)
    paid: dict[str, Exact] = {}
    items: list[Expr] = []
    for benefit in benefits:
        amount, nothing = _amount(benefit, sayer)
        paid[benefit.id] = Exact.column(benefit.id, amount.most)
        value: Expr = amount.whole
        if not is_false(nothing):
            value = exp.Case(ifs=[exp.If(this=nothing, true=exp.Null())], default=value)
        items.append(exp.alias_(value, benefit.id, quoted=True))
    worked = exp.select(exp.Star(), *items).from_("asked")
    totals = _totals(offer, benefits, paid, law.inputs) if offer is not None else {}
    given = [column(key)] if key in there else []
    results = [*((benefit.id, column(benefit.id)) for benefit in benefits), *((name, one.whole) for name, one in totals.items())]
    shown = [exp.alias_(_yuan(value), name, quoted=True) for name, value in results]
    tree = exp.select(*given, *shown, column(TROUBLE)).from_("worked").with_("asked", as_=asked).with_("worked", as_=worked)
    return Query(tree, tuple(name for name in names if name in there), tuple(name for name, _ in results))


def _asked(inputs: Sequence[Input], there: set[str], table: str, key: str) -> exp.Select:
    """The first step: the answers, each read once, and what is wrong with a row."""
    given = [(one, column(one.name)) for one in inputs if one.name in there]
    reads = [exp.alias_(read(one, raw), one.name, quoted=True) for one, raw in given]
    absent = [exp.alias_(_absent(one), one.name, quoted=True) for one in inputs if one.name not in there]
    ids = [column(key)] if key in there else []
    return exp.select(*ids, *reads, *absent, exp.alias_(trouble(given), TROUBLE, quoted=True)).from_(
        exp.to_table(table, quoted=True)
    )


def _absent(asked: Input) -> Expr:
    kind = {"yes-no": "BOOLEAN", "choice": "VARCHAR"}.get(asked.kind, "BIGINT")
    return exp.cast(exp.Null(), exp.DataType.build(kind))


def _amount(benefit: Benefit, sayer: Sayer) -> tuple[Exact, Expr]:
    """What a benefit pays in fen, and where the text gives no sum."""
    try:
        open_ = exp.and_(sayer.asks(benefit.asks), sayer.applies(benefit.rule))
        paid = sayer.rule(benefit.rule)
        fen = paid.amount.times(Exact.constant(HUNDRED))
        rounded = fen.half_up() if benefit.is_fixed else fen.down()
    except TooWide as error:
        raise Misuse("too-wide", given=benefit.id) from error
    unstated = exp.false() if is_false(paid.unstated) else exp.and_(open_.copy(), paid.unstated)
    return rounded.when(_simple(open_)), _simple(unstated)


def _simple(condition: Expr) -> Expr:
    return cast(Expr, simplify(condition))


def _totals(
    offer: Offer, benefits: Sequence[Benefit], paid: Mapping[str, Exact], inputs: Mapping[str, Input]
) -> dict[str, Exact]:
    bills = {bill: _bill(bill, inputs) for bill in offer.bills.values()}
    totals = {}
    for name in TOTALS:
        counted = {
            one.id: Exact(exp.Coalesce(this=paid[one.id].whole, expressions=[exp.Literal.number(0)]), 1, paid[one.id].most)
            for one in benefits
            if one.certainty in COUNTS[name] and paid[one.id].most
        }
        excluded = offer.clear if name == "widest" else offer.strict
        totals[name] = best_total(counted, excluded, offer.bills, bills)
    return totals


def _bill(bill: tuple[str, ...], inputs: Mapping[str, Input]) -> Exact:
    """What a bill comes to in fen; where a part of it is not known nothing is paid on it anyway."""
    amount = Exact.constant(HUNDRED)
    for name in bill:
        amount = amount.times(number(inputs[name]))
    return amount.half_up()


def _yuan(fen: Expr) -> Expr:
    """Fen as yuan with two places; NULL where something is wrong with the row."""
    whole = exp.cast(fen.copy(), exp.DataType.build("DECIMAL(20, 0)"))
    yuan = exp.Mul(this=whole, expression=exp.cast(exp.Literal.number("0.01"), exp.DataType.build("DECIMAL(3, 2)")))
    wrong = exp.Not(this=exp.Is(this=column(TROUBLE), expression=exp.Null()))
    return exp.Case(ifs=[exp.If(this=wrong, true=exp.Null())], default=yuan)
