"""The results of a table of firms summed up: by benefit, purpose and place, how they spread, and what two laws differ by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from calculators.batch.no_firms import LeftOut
from calculators.bulk.columns import TROUBLE
from calculators.bulk.engines import Engine
from calculators.bulk.rows import Table
from calculators.bulk.statements import quoted
from calculators.bulk.unread import Unread
from calculators.catalogue import Catalogue
from calculators.errors import Problem
from calculators.money import ZERO
from calculators.plan.totals import TOTALS

RESULT, AGAINST = "result", "against"


@dataclass(frozen=True, slots=True)
class Line:
    """What a benefit, a purpose or a place comes to (yuan), over how many firms; `after` under the other law, if there is one."""

    name: str
    firms: int
    total: Decimal
    after: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """How a total lies over the firms that get something: the nine deciles and the most, in yuan."""

    total: str
    firms: int
    amount: Decimal
    deciles: tuple[Decimal, ...]
    most: Decimal


@dataclass(frozen=True, slots=True)
class Change:
    """Two laws over the same firms: both sums, and who gains and who loses by how much in all (yuan)."""

    total: str
    before: Decimal
    after: Decimal
    gain: int
    gained: Decimal
    lose: int
    lost: Decimal


@dataclass(frozen=True, slots=True)
class Budget:
    """The answer: `firms` were worked out, `unread` rows could not be, `first` are the first cells that are why;
    `left_out` are columns that are no questions, `no_firms` rows that are no firms.
    """

    firms: int
    unread: int
    first: Sequence[tuple[int, str, str, str]]
    benefits: tuple[Line, ...]
    purposes: tuple[Line, ...]
    places: tuple[Line, ...]
    spreads: tuple[Spread, ...]
    left_out: tuple[tuple[str, Problem], ...]
    no_firms: Sequence[LeftOut]
    changes: tuple[Change, ...] = ()


def summed_up(engine: Engine, law: Catalogue, against: Catalogue | None, table: Table, unread: Unread) -> Budget:
    """Sum up what stands in `result`, and in `against` where there is another law."""
    before = _by_benefit(engine, law, RESULT)
    after = _by_benefit(engine, against, AGAINST) if against is not None else {}
    names = list(dict.fromkeys([*before, *after]))
    purposes = _by_purpose(engine, law, before, RESULT)
    then = _by_purpose(engine, against, after, AGAINST) if against is not None else {}
    (firms,) = _one(engine, f"SELECT count(*) FROM {RESULT} WHERE {TROUBLE} IS NULL")
    return Budget(
        firms=firms,
        unread=unread.rows,
        first=unread.first,
        benefits=tuple(
            Line(name, *before.get(name, (0, ZERO)), after.get(name, (0, ZERO))[1] if against is not None else None)
            for name in names
        ),
        purposes=tuple(
            Line(one, *purposes.get(one, (0, ZERO)), then.get(one, (0, ZERO))[1] if against is not None else None)
            for one in law.purposes
            if one in purposes or one in then
        ),
        places=_by_place(engine, compared=against is not None),
        spreads=tuple(_spread(engine, name) for name in TOTALS),
        left_out=table.left_out,
        no_firms=unread.no_firms,
        changes=tuple(_change(engine, name) for name in TOTALS) if against is not None else (),
    )


def _by_benefit(engine: Engine, law: Catalogue, result: str) -> Mapping[str, tuple[int, Decimal]]:
    """How many firms each benefit on offer pays, and what it comes to."""
    names = [name for name in engine.names(result) if name in law.benefits]
    if not names:
        return {}
    asked = ", ".join(f"count(*) FILTER (WHERE {quoted(name)} > 0), coalesce(sum({quoted(name)}), 0)" for name in names)
    found = _one(engine, f"SELECT {asked} FROM {result}")
    return {name: (found[2 * at], _sum(found[2 * at + 1])) for at, name in enumerate(names)}


def _by_purpose(engine: Engine, law: Catalogue, benefits: Iterable[str], result: str) -> Mapping[str, tuple[int, Decimal]]:
    """How many firms are paid something for each purpose, and what that comes to before one benefit excludes another."""
    paid: dict[str, list[str]] = {}
    for name in benefits:
        paid.setdefault(law.benefits[name].purpose, []).append(f"coalesce({quoted(name)}, 0)")
    sums = ", ".join(
        f"count(*) FILTER (WHERE {' + '.join(amounts)} > 0), coalesce(sum({' + '.join(amounts)}), 0)" for amounts in paid.values()
    )
    found = _one(engine, f"SELECT {sums} FROM {result} WHERE {TROUBLE} IS NULL") if paid else ()
    return {purpose: (found[2 * at], _sum(found[2 * at + 1])) for at, purpose in enumerate(paid)}


def _by_place(engine: Engine, *, compared: bool) -> tuple[Line, ...]:
    """The cautious totals of each place."""
    asked = "SELECT place, count(*), sum(cautious) FROM {} WHERE trouble IS NULL GROUP BY place ORDER BY place"
    then = {place: total for place, _, total in engine.rows(asked.format(AGAINST))} if compared else {}
    found = engine.rows(asked.format(RESULT))
    return tuple(Line(place, firms, _sum(total), _sum(then.get(place)) if compared else None) for place, firms, total in found)


def _spread(engine: Engine, name: str) -> Spread:
    firms, amount, most = _one(engine, f"SELECT count(*), sum({name}), max({name}) FROM {RESULT} WHERE {name} > 0")
    return Spread(name, firms, _sum(amount), engine.deciles(RESULT, name), _sum(most))


def _change(engine: Engine, name: str) -> Change:
    """Both laws side by side; a firm that either could not work out is in neither sum."""
    before, after, gain, gained, lose, lost = _one(
        engine,
        f"""
        SELECT sum(a), sum(b), count(*) FILTER (WHERE b > a), sum(b - a) FILTER (WHERE b > a),
               count(*) FILTER (WHERE b < a), sum(a - b) FILTER (WHERE b < a)
        FROM (
            SELECT r.{name} AS a, o.{name} AS b FROM {RESULT} r JOIN {AGAINST} o USING (row)
            WHERE r.{TROUBLE} IS NULL AND o.{TROUBLE} IS NULL
        )
        """,
    )
    return Change(name, _sum(before), _sum(after), gain, _sum(gained), lose, _sum(lost))


def _sum(found: Decimal | int | None) -> Decimal:
    return Decimal(found or 0)


def _one(engine: Engine, sql: str) -> tuple[Any, ...]:
    (row,) = engine.rows(sql)
    return row
