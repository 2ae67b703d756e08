"""One query for a table of firms: what each benefit pays each firm, and the three totals.

The query is built as expressions and printed for one dialect at the very end.
It reads a table `firms` with a column an input, money in yuan; a column that
the table lacks is a question that nobody has answered. Each step of it works
out once what the next ones name: the columns as they are given, what of them is
right, the answers in whole steps, what each benefit pays in fen, the totals, and all that in yuan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from sqlglot import Dialect, exp

from calculators.bulk.columns import TROUBLE, Answers, column, named
from calculators.bulk.combining import best_total
from calculators.bulk.conditions import all_of, is_false, none_of
from calculators.bulk.exact import Exact, Expr, TooWide
from calculators.bulk.rules import Paid, Sayer
from calculators.catalogue import Benefit, Catalogue
from calculators.errors import Misuse, UnknownName
from calculators.money import FEN
from calculators.places import find_place
from calculators.plan.offers import Offer
from calculators.plan.totals import COUNTS, TOTALS

FIRMS = "firms"
ID = "id"
NARROW = 16
"""Digits of a sum in fen that engines keep, with two more for the yuan, in 64 bits."""
FEN_IN_A_YUAN = int(1 / FEN)


def _divides_whole_numbers(dialect: str) -> bool:
    """Whether what is printed for a division of whole numbers is one, and no division of binary fractions."""
    printed = exp.IntDiv(this=exp.column("a"), expression=exp.column("b")).sql(dialect)
    return "/" not in printed.replace("//", "")


DIALECTS = sorted(name for name in Dialect.classes if name and _divides_whole_numbers(name))
"""What can be printed without losing a fen."""


@dataclass(frozen=True, slots=True)
class Query:
    """The query, the inputs it looks at, and the columns it gives besides `id` and `trouble`."""

    tree: Expr
    inputs: tuple[str, ...]
    columns: tuple[str, ...]

    def sql(self, dialect: str, *, pretty: bool = True) -> str:
        """Print it for a dialect of sqlglot's.

        Raises:
            UnknownName: there is no such dialect, or none whose whole numbers can be divided exactly.
        """
        if dialect not in DIALECTS:
            raise UnknownName("dialect", dialect, DIALECTS)
        return self.tree.sql(dialect=dialect, pretty=pretty)


def sql_of_place(
    law: Catalogue,
    place: str,
    on: date,
    columns: Iterable[str] | None = None,
    table: str = FIRMS,
    *,
    kept: Sequence[str] = (ID,),
    sure: AbstractSet[str] = frozenset(),
) -> Query:
    """Everything on offer at a place on a day, with the totals `firm`, `cautious` and `widest`.

    `columns` are those that the table has; None stands for all that could be
    asked. `kept` are those that name a firm, and stand in the result as they are;
    `sure` are columns of whose values only the bounds have to be looked at.

    Raises:
        UnknownName: there is no such place, or no input of the name of a column.
        Misuse: a rule cannot be said, or too many payments exclude one another.
    """
    offer = Offer.at(law, find_place(law.places, place), on)
    return _query(law, offer.benefits, _known(law, columns, kept), table, offer, kept, sure)


def sql_of_benefits(law: Catalogue, benefits: Sequence[str], columns: Iterable[str] | None = None, table: str = FIRMS) -> Query:
    """What these benefits pay each firm, whatever the day: no totals.

    Raises:
        UnknownName: there is no such benefit, or no input of the name of a column.
        Misuse: a rule cannot be said.
    """
    return _query(law, [law.benefit(one) for one in benefits], _known(law, columns, (ID,)), table, None, (ID,), frozenset())


def _known(law: Catalogue, columns: Iterable[str] | None, kept: Sequence[str]) -> set[str] | None:
    if columns is None:
        return None
    named = set(columns)
    for name in sorted(named - {*law.inputs, *kept}):
        raise UnknownName("input", name, law.inputs)
    return named


def _query(
    law: Catalogue,
    benefits: Sequence[Benefit],
    columns: set[str] | None,
    table: str,
    offer: Offer | None,
    kept: Sequence[str],
    sure: AbstractSet[str],
) -> Query:
    looked_at = {name for benefit in benefits for name in benefit.questions}
    names = [name for name in law.inputs if name in looked_at and (columns is None or name in columns)]
    ids = [column(one) for one in kept if columns is None or one in columns]
    answers = Answers(law.inputs, set(names), sure)
    paid = {one.id: _paid(one, Sayer(answers)) for one in benefits}
    totals = _totals(offer, paid, answers) if offer is not None else {}
    given, checked, read = (
        [one for name in names for one in step(name)] for step in (answers.given, answers.checked, answers.read)
    )
    asked = exp.select(*ids, *read, named(answers.trouble(names), TROUBLE)).from_("checked")
    worked = exp.select(exp.Star(), *_worked(paid)).from_("asked")
    summed = exp.select(exp.Star(), *(named(one.whole, name) for name, one in totals.items())).from_("worked")
    shown = [_shown(name, one.amount.most, one.unstated) for name, one in paid.items()]
    shown += [_shown(name, one.most, exp.false()) for name, one in totals.items()]
    tree = exp.select(*ids, *shown, column(TROUBLE)).from_("summed")
    steps = {
        "given": exp.select(*ids, *given).from_(_table(table)),
        "checked": exp.select(*ids, *checked).from_("given"),
        "asked": asked,
        "worked": worked,
        "summed": summed,
    }
    for name, step in steps.items():
        tree = tree.with_(name, as_=step, copy=False)
    return Query(tree, tuple(names), (*paid, *totals))


def _table(name: str) -> exp.Table:
    """A table by its name, perhaps with those of its schema and catalog before it."""
    catalog, schema, last = ["", "", *name.rsplit(".", 2)][-3:]
    return exp.table_(last, db=schema or None, catalog=catalog or None, quoted=True)


def _paid(benefit: Benefit, sayer: Sayer) -> Paid:
    """What a benefit pays in fen, and where the text gives no sum."""
    try:
        paid = sayer.paid(benefit.rule).when(sayer.asks(benefit.asks))
        fen = paid.amount.times(Exact.constant(FEN_IN_A_YUAN))
        return Paid(fen.half_up() if benefit.is_fixed else fen.down(), paid.unstated)
    except TooWide as error:
        raise Misuse("too-wide", given=benefit.id) from error


def _worked(paid: Mapping[str, Paid]) -> Iterable[exp.Alias]:
    for name, one in paid.items():
        yield named(one.amount.whole, name)
        if not is_false(one.unstated):
            yield named(one.unstated, _unstated(name))


def _unstated(name: str) -> str:
    return f"{name} unstated"


def _totals(offer: Offer, paid: Mapping[str, Paid], answers: Answers) -> dict[str, Exact]:
    bills = {bill: _bill(bill, answers) for bill in offer.bills.values()}
    totals = {}
    for name in TOTALS:
        counted = {
            one.id: Exact.column(one.id, paid[one.id].amount.most)
            for one in offer.benefits
            if one.certainty in COUNTS[name] and paid[one.id].amount.most
        }
        totals[name] = best_total(counted, offer.clear if name == "widest" else offer.strict, offer.bills, bills)
    return totals


def _bill(bill: tuple[str, ...], answers: Answers) -> Exact:
    """What a bill comes to in fen; where a part of it is not known nothing is paid on it anyway."""
    amount = Exact.constant(FEN_IN_A_YUAN)
    for name in bill:
        amount = amount.times(answers.number(name))
    return amount.half_up()


def _shown(name: str, most: int, unstated: Expr) -> exp.Alias:
    """Fen as yuan with two places; NULL where something is wrong with the row, or the text gives no sum."""
    fen = exp.cast(column(name), exp.DataType.build(f"DECIMAL({max(NARROW, len(str(most)))}, 0)"))
    yuan = exp.Mul(this=fen, expression=exp.cast(exp.Literal.number("0.01"), exp.DataType.build("DECIMAL(2, 2)")))
    right: Expr = exp.Is(this=column(TROUBLE), expression=exp.Null())
    if not is_false(unstated):
        right = all_of([right, none_of(column(_unstated(name)))])
    return named(exp.Case(ifs=[exp.If(this=right, true=yuan)]), name)
