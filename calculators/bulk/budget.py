"""A table of firms worked out and summed up: what a place's law costs over all of them, and over whom it spreads.

The work is DuckDB's: within the memory it is given, spilling to disk where a
table is larger. The sums by benefit, purpose and place, the spread, and the
rows that could not be read come back as plain data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from calculators.bulk.query import Query, sql_of_place
from calculators.bulk.tables import FIRMS, PLACE, Table, open_table
from calculators.errors import BadValue, Misuse, Problem, UnknownName
from calculators.inputs import Input
from calculators.law import Law
from calculators.money import ZERO
from calculators.places import find_place
from calculators.plan.totals import TOTALS

RESULT, OTHER, ROW = "result", "other", "row"
DECILES = tuple(Decimal(one) / 10 for one in range(1, 10))
SHOWN_TROUBLES = 1000
"""Rows that could not be read are counted all and told one by one up to this many."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a benefit, a purpose or a place comes to (yuan), over how many firms."""

    name: str
    firms: int
    total: Decimal


@dataclass(frozen=True, slots=True)
class Trouble:
    """A value that could not be read: its row (from 1), its column, and the sentence that says why."""

    row: int
    column: str
    value: str
    problem: Problem


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
    """The answer."""

    firms: int
    benefits: tuple[Line, ...]
    purposes: tuple[Line, ...]
    places: tuple[Line, ...]
    spreads: tuple[Spread, ...]
    troubles: tuple[Trouble, ...]
    troubled: int
    left_out: tuple[str, ...]
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be worked out: a file, the place of firms that name none, the day, and where the rows go."""

    file: Path
    place: str | None
    on: date
    out: Path | None = None
    memory: str = ""
    threads: int = 0


def budget(law: Law, order: Order, against: Law | None = None) -> Budget:
    """Work out the table.

    Raises:
        Problem: the file, a place or a setting is wrong, or there is no room for the result.
    """
    with TemporaryDirectory(prefix="huice-") as folder, _connected(order, Path(folder)) as con:
        table = open_table(con, order.file, law, Path(folder))
        _places(con, law, table, order)
        queries = _work_out(con, law, table, order.on, RESULT)
        changes: tuple[Change, ...] = ()
        if against is not None:
            _work_out(con, against, table, order.on, OTHER)
            changes = tuple(_change(con, name) for name in TOTALS)
        answer = _summed_up(con, law, queries, table, changes)
        if order.out is not None:
            _write(con, order.out)
        return answer


@contextmanager
def _connected(order: Order, scratch: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    settings: dict[str, str | bool | int | float | list[str]] = {"temp_directory": str(scratch / "spill")}
    if order.memory:
        settings["memory_limit"] = order.memory
    if order.threads:
        settings["threads"] = order.threads
    try:
        con = duckdb.connect(str(scratch / "work.db"), config=settings)
    except duckdb.Error as error:
        raise Misuse("bad-setting", given=order.memory, reason=str(error).splitlines()[0]) from error
    try:
        yield con
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise Misuse("no-room", reason=str(error).splitlines()[0]) from error
    finally:
        con.close()


def _places(con: duckdb.DuckDBPyConnection, law: Law, table: Table, order: Order) -> None:
    """Make `placed`: the firms with the code of their place, NULL where it cannot be told.

    Raises:
        UnknownName: there is no such place as the order names.
        Misuse: neither the order nor the table names a place.
    """
    usual = find_place(law.places, order.place) if order.place is not None else None
    if usual is None and not table.has_place:
        raise Misuse("no-place")
    con.execute("CREATE TABLE places (given VARCHAR PRIMARY KEY, code VARCHAR)")
    if table.has_place:
        written = con.execute(f"SELECT DISTINCT trim(CAST({PLACE} AS VARCHAR)) FROM {FIRMS} WHERE {PLACE} IS NOT NULL").fetchall()
        known = [(given, code) for (given,) in written if given and (code := _code(law, given))]
        if known:
            con.executemany("INSERT INTO places VALUES (?, ?)", known)
    given = f"nullif(trim(CAST({PLACE} AS VARCHAR)), '')" if table.has_place else "CAST(NULL AS VARCHAR)"
    con.execute(
        f"CREATE VIEW placed AS SELECT {FIRMS}.*, CASE WHEN {given} IS NULL THEN $usual ELSE places.code END AS code "
        f"FROM {FIRMS} LEFT JOIN places ON places.given = {given}".replace("$usual", f"'{usual}'" if usual else "NULL")
    )


def _code(law: Law, given: str) -> str | None:
    try:
        return find_place(law.places, given)
    except UnknownName:
        return None


def _work_out(con: duckdb.DuckDBPyConnection, law: Law, table: Table, on: date, into: str) -> dict[str, Query]:
    """Make the table of results, a row a firm: what each benefit pays it, NULL where it is not on offer, and the totals."""
    codes = [code for (code,) in con.execute("SELECT DISTINCT code FROM placed WHERE code IS NOT NULL ORDER BY code").fetchall()]
    queries = {
        code: sql_of_place(law, code, on, {*(set(table.columns) & law.inputs.keys()), ROW}, f"firms_{code}", ROW)
        for code in codes
    }
    columns = list(dict.fromkeys(column for query in queries.values() for column in query.columns if column not in TOTALS))
    parts = []
    for code, query in queries.items():
        con.execute(f"CREATE OR REPLACE VIEW firms_{code} AS SELECT * FROM placed WHERE code = '{code}'")
        shown = [_q(one) if one in query.columns else f"CAST(NULL AS DECIMAL(23, 2)) AS {_q(one)}" for one in (*columns, *TOTALS)]
        parts.append(f"SELECT row, '{code}' AS place, {', '.join(shown)}, trouble FROM ({query.sql('duckdb', pretty=False)})")
    zeros = ", ".join(f"0::DECIMAL(23, 2) AS {one}" for one in TOTALS)
    none = f"SELECT 0::BIGINT AS row, '' AS place, {zeros}, NULL::VARCHAR AS trouble WHERE false"
    con.execute(f"CREATE TABLE {into} AS {' UNION ALL '.join(parts) or none}")
    return queries


def _summed_up(
    con: duckdb.DuckDBPyConnection, law: Law, queries: Mapping[str, Query], table: Table, changes: tuple[Change, ...]
) -> Budget:
    on_offer = list(dict.fromkeys(column for query in queries.values() for column in query.columns if column in law.benefits))
    benefits = tuple(_line(con, one, one, "") for one in on_offer)
    purposes = []
    for purpose in law.purposes:
        those = [one for one in on_offer if law.benefits[one].purpose == purpose]
        if those:
            together = " + ".join(f"coalesce({_q(one)}, 0)" for one in those)
            purposes.append(_line(con, purpose, None, together))
    places = tuple(
        Line(code, firms, amount or ZERO)
        for code, firms, amount in con.execute(
            f"SELECT place, count(*), sum(cautious) FROM {RESULT} WHERE trouble IS NULL GROUP BY place ORDER BY place"
        ).fetchall()
    )
    (firms,) = _one(con, f"SELECT count(*) FROM {FIRMS}")
    (troubled,) = _one(
        con,
        f"SELECT (SELECT count(*) FROM {RESULT} WHERE trouble IS NOT NULL) + (SELECT count(*) FROM placed WHERE code IS NULL)",
    )
    return Budget(
        firms=firms,
        benefits=benefits,
        purposes=tuple(purposes),
        places=places,
        spreads=tuple(_spread(con, name) for name in TOTALS),
        troubles=tuple(_troubles(con, law, table)),
        troubled=troubled,
        left_out=table.left_out,
        changes=changes,
    )


def _line(con: duckdb.DuckDBPyConnection, name: str, column: str | None, expression: str) -> Line:
    value = _q(column) if column is not None else f"({expression})"
    firms, amount = _one(con, f"SELECT count(*) FILTER ({value} > 0), sum({value}) FROM {RESULT} WHERE trouble IS NULL")
    return Line(name, firms, amount or ZERO)


def _spread(con: duckdb.DuckDBPyConnection, name: str) -> Spread:
    points = ", ".join(str(one) for one in DECILES)
    firms, amount, deciles, most = _one(
        con, f"SELECT count(*), sum({name}), quantile_disc({name}, [{points}]), max({name}) FROM {RESULT} WHERE {name} > 0"
    )
    return Spread(name, firms, amount or ZERO, tuple(deciles or ()), most or ZERO)


def _change(con: duckdb.DuckDBPyConnection, name: str) -> Change:
    """Both laws side by side; a firm that either could not work out is in neither sum."""
    before, after, gain, gained, lose, lost = _one(
        con,
        f"""
        SELECT sum(one), sum(two), count(*) FILTER (two > one), sum(two - one) FILTER (two > one),
               count(*) FILTER (two < one), sum(one - two) FILTER (two < one)
        FROM (
            SELECT a.{name} AS one, b.{name} AS two FROM {RESULT} a JOIN {OTHER} b USING (row)
            WHERE a.trouble IS NULL AND b.trouble IS NULL
        )
        """,
    )
    return Change(name, before or ZERO, after or ZERO, gain, gained or ZERO, lose, lost or ZERO)


def _troubles(con: duckdb.DuckDBPyConnection, law: Law, table: Table) -> Iterator[Trouble]:
    """Each value that could not be read, in the order of the rows."""
    if table.has_place:
        for row, given in con.execute(
            f"SELECT row, {PLACE} FROM placed WHERE code IS NULL ORDER BY row LIMIT {SHOWN_TROUBLES}"
        ).fetchall():
            yield Trouble(row, PLACE, str(given or ""), _place_problem(law, str(given or "")))
    found = con.execute(
        f"SELECT row, unnest(string_split(trouble, ', ')) FROM {RESULT} "
        f"WHERE trouble IS NOT NULL ORDER BY row LIMIT {SHOWN_TROUBLES}"
    ).fetchall()
    for row, name in found:
        (value,) = _one(con, f"SELECT CAST({_q(name)} AS VARCHAR) FROM {FIRMS} WHERE row = {row}")
        yield Trouble(row, name, value, _problem(law.inputs[name], value))


def _problem(asked: Input, value: str) -> Problem:
    try:
        asked.parse(value)
    except BadValue as problem:
        return problem
    return BadValue("not-a-number", asked.name, given=value[:40])


def _place_problem(law: Law, given: str) -> Problem:
    try:
        find_place(law.places, given)
    except UnknownName as problem:
        return problem
    return Misuse("no-place")


def _write(con: duckdb.DuckDBPyConnection, out: Path) -> None:
    """Write the rows beside their place and move them there when they are whole: nothing is left half written."""
    part = out.with_name(f".{out.name}.part")
    form = "PARQUET" if out.suffix.lower() == ".parquet" else "CSV, HEADER"
    try:
        con.execute(f"COPY (SELECT * FROM {RESULT} ORDER BY row) TO '{str(part).replace(chr(39), chr(39) * 2)}' (FORMAT {form})")
        part.replace(out)
    except (duckdb.Error, OSError) as error:
        part.unlink(missing_ok=True)
        raise Misuse("not-written", reason=str(error).splitlines()[0]) from error


def _one(con: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    row = con.execute(sql).fetchone()
    assert row is not None
    return row


def _q(name: str) -> str:
    return f'"{name}"'
