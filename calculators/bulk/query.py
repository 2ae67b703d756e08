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

from sqlglot import exp

from calculators.bulk.columns import TROUBLE, column, is_false, number, read, trouble
from calculators.bulk.combining import best_total
from calculators.bulk.exact import Exact, TooWide
from calculators.bulk.rules import Sayer
from calculators.catalogue import Benefit, Catalogue
from calculators.errors import Misuse
from calculators.inputs import Input
from calculators.money import FEN
from calculators.plan.offers import Offer
from calculators.plan.totals import COUNTS, TOTALS

FIRMS = "firms"
ID = "id"
HUNDRED = int(1 / FEN)


@dataclass(frozen=True, slots=True)
class Query:
    """The query, the inputs it looks at, and the columns it gives besides `id` and `trouble`."""

    tree: exp.Expression
    inputs: tuple[str, ...]
    columns: tuple[str, ...]

    def sql(self, dialect: str, *, pretty: bool = True) -> str:
        """Print it for a dialect of sqlglot's."""
        return cast(str, self.tree.sql(dialect=dialect, pretty=pretty))


def plan_query(catalogue: Catalogue, place: str, on: date, columns: Iterable[str] | None = None, table: str = FIRMS) -> Query:
    """Everything on offer at a place on a day, with the totals `firm`, `cautious` and `widest`.

    `columns` are those that the table has; None stands for all that could be asked.

    Raises:
        UnknownName: there is no such place.
        Misuse: a rule cannot be said, or too many payments exclude one another.
    """
    offer = Offer.at(catalogue, place, on)
    return _query(catalogue, offer.benefits, columns, table, offer)


def benefits_query(
    catalogue: Catalogue, benefits: Sequence[Benefit], columns: Iterable[str] | None = None, table: str = FIRMS
) -> Query:
    """What these benefits pay each firm, whatever the day: no totals.

    Raises:
        Misuse: a rule cannot be said.
    """
    return _query(catalogue, benefits, columns, table, None)


def _query(
    catalogue: Catalogue, benefits: Sequence[Benefit], columns: Iterable[str] | None, table: str, offer: Offer | None
) -> Query:
    names = [name for name in catalogue.inputs if any(name in benefit.inputs for benefit in benefits)]
    there = set(columns) if columns is not None else {*names, ID}
    sayer = Sayer(catalogue.inputs)
    asked = _asked([catalogue.inputs[name] for name in names], there, table)
    paid: dict[str, Exact] = {}
    items: list[exp.Expression] = []
    for benefit in benefits:
        amount, nothing = _amount(benefit, sayer)
        paid[benefit.id] = Exact.column(benefit.id, amount.most)
        value: exp.Expression = amount.whole
        if not is_false(nothing):
            value = exp.Case(ifs=[exp.If(this=nothing, true=exp.Null())], default=value)
        items.append(exp.alias_(value, benefit.id, quoted=True))
    worked = exp.select(exp.Star(), *items).from_("asked")
    totals = _totals(offer, benefits, paid, catalogue.inputs) if offer is not None else {}
    given = [column(ID)] if ID in there else []
    results = [*((benefit.id, column(benefit.id)) for benefit in benefits), *((name, one.whole) for name, one in totals.items())]
    shown = [exp.alias_(_yuan(value), name, quoted=True) for name, value in results]
    tree = exp.select(*given, *shown, column(TROUBLE)).from_("worked").with_("asked", as_=asked).with_("worked", as_=worked)
    return Query(tree, tuple(name for name in names if name in there), tuple(name for name, _ in results))


def _asked(inputs: Sequence[Input], there: set[str], table: str) -> exp.Select:
    """The first step: the answers, each read once, and what is wrong with a row."""
    given = [(one, column(one.name)) for one in inputs if one.name in there]
    reads = [exp.alias_(read(one, raw), one.name, quoted=True) for one, raw in given]
    absent = [exp.alias_(_absent(one), one.name, quoted=True) for one in inputs if one.name not in there]
    ids = [column(ID)] if ID in there else []
    return exp.select(*ids, *reads, *absent, exp.alias_(trouble(given), TROUBLE, quoted=True)).from_(exp.to_table(table, quoted=True))


def _absent(asked: Input) -> exp.Expression:
    kind = {"yes-no": "BOOLEAN", "choice": "VARCHAR"}.get(asked.kind, "BIGINT")
    return exp.cast(exp.Null(), exp.DataType.build(kind))


def _amount(benefit: Benefit, sayer: Sayer) -> tuple[Exact, exp.Expression]:
    """What a benefit pays in fen, and where the text gives no sum."""
    try:
        open_ = exp.and_(sayer.asks(benefit.asks), sayer.applies(benefit.rule))
        paid = sayer.rule(benefit.rule)
        fen = paid.amount.times(Exact.constant(HUNDRED))
        rounded = fen.half_up()
    except TooWide as error:
        raise Misuse("too-wide", given=benefit.id) from error
    unstated = exp.false() if is_false(paid.unstated) else exp.and_(open_.copy(), paid.unstated)
    return rounded.when(_simple(open_)), _simple(unstated)


def _simple(condition: exp.Expression) -> exp.Expression:
    from sqlglot.optimizer.simplify import simplify

    return cast(exp.Expression, simplify(condition))


def _totals(offer: Offer, benefits: Sequence[Benefit], paid: Mapping[str, Exact], inputs: Mapping[str, Input]) -> dict[str, Exact]:
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


def _yuan(fen: exp.Expression) -> exp.Expression:
    """Fen as yuan with two places; NULL where something is wrong with the row."""
    whole = exp.cast(fen.copy(), exp.DataType.build("DECIMAL(20, 0)"))
    yuan = exp.Mul(this=whole, expression=exp.cast(exp.Literal.number("0.01"), exp.DataType.build("DECIMAL(3, 2)")))
    wrong = exp.Not(this=exp.Is(this=column(TROUBLE), expression=exp.Null()))
    return exp.Case(ifs=[exp.If(this=wrong, true=exp.Null())], default=yuan)
