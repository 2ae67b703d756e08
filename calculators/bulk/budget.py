"""A table of firms worked out: a row a firm into a file, within the memory that is given, and summed up from there.

The work is DuckDB's, which spills to disk what does not fit into its memory.
Firms for whom the same is on offer are worked out by one query, whatever place
and day each of them names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

import duckdb

from calculators.batch.headings import NAME, PLACE
from calculators.bulk.columns import TROUBLE
from calculators.bulk.query import Query, sql_of_place
from calculators.bulk.rows import DAY, FIRMS, ID, ROW, Desk, Table
from calculators.bulk.statements import quoted, text
from calculators.bulk.sums import AGAINST, RESULT, Budget, summed_up
from calculators.bulk.tables import open_table
from calculators.bulk.unread import Unread
from calculators.csv_file import FORMULA
from calculators.errors import BadValue, Misuse, Problem
from calculators.law import Law
from calculators.money import exact
from calculators.places import find_place
from calculators.plan.offers import Offer
from calculators.plan.totals import TOTALS

TICK = 0.2
"""Seconds between two looks at how far the work is."""

type Progress = Callable[[float], None]
"""Is told how far the work is, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be worked out.

    `place` and `on` are those of firms that name none; `out` is where their
    rows go, `unread` where a line for each cell that cannot be read goes.
    """

    file: Path
    place: str | None
    on: date
    lang: str
    out: Path | None = None
    unread: Path | None = None
    memory: str = ""
    threads: int = 0


def budget(law: Law, order: Order, against: Law | None = None, progress: Progress | None = None) -> Budget:
    """Work out the table.

    Raises:
        Problem: the file, a place or a setting is wrong, or there is no room for the result.
    """
    _writable(order)
    place = find_place(law.places, order.place) if order.place is not None else None
    with TemporaryDirectory(prefix="huice-") as folder, _connected(order, Path(folder)) as con:
        scratch = Path(folder)
        with Unread.at(scratch / "unread.csv", order.lang) as unread:
            table = open_table(Desk(con, law, place, order.on, scratch, unread), order.file)
            parts = [(law, RESULT), *([(against, AGAINST)] if against is not None else [])]
            for at, (which, name) in enumerate(parts):
                told = None if progress is None else _part_of(progress, at, len(parts))
                _work_out(con, which, table, _Where(place, order.on), scratch / f"{name}.parquet", name, told)
            _explain_troubles(con, law, unread)
            found = summed_up(con, law, against, table, unread)
        with _in_place(order.unread) as target:
            if target is not None:
                target.write_bytes((scratch / "unread.csv").read_bytes())
            with _in_place(order.out) as out:
                if out is not None:
                    _write(con, out, compared=against is not None)
        return found


@dataclass(frozen=True, slots=True)
class _Where:
    """The place and the day of firms that name none."""

    place: str | None
    on: date


def _writable(order: Order) -> None:
    """See that results can be written before anything is worked out.

    Raises:
        Misuse: a file has a name that says nothing of its form, lies in no folder, or is the table itself.
    """
    for out, endings in ((order.out, (".csv", ".parquet")), (order.unread, (".csv",))):
        if out is None:
            continue
        if out.suffix.lower() not in endings:
            raise Misuse("out-ending", given=out.name, allowed=" / ".join(endings))
        if not out.parent.is_dir():
            raise Misuse("no-folder", given=str(out.parent))
        with suppress(OSError):
            if out.samefile(order.file):
                raise Misuse("same-file", given=out.name)


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
        raise Misuse("bad-setting", given=order.memory or order.threads, reason=_line(error)) from error
    try:
        yield con
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise Misuse("no-room", reason=_line(error)) from error
    finally:
        con.close()


def _work_out(
    con: duckdb.DuckDBPyConnection, law: Law, table: Table, where: _Where, file: Path, name: str, progress: Progress | None
) -> None:
    """Write the results, a row a firm: what each benefit pays it, NULL where it is not on offer, and the totals."""
    queries = _queries(con, law, table, where, name)
    benefits = list(dict.fromkeys(column for query in queries for column in query.columns if column not in TOTALS))
    parts = []
    for at, query in enumerate(queries):
        shown = [quoted(one) if one in query.columns else f"CAST(NULL AS DECIMAL(18, 2)) AS {quoted(one)}" for one in benefits]
        columns = ", ".join([*map(quoted, (*table.kept, PLACE)), *shown, *TOTALS, TROUBLE])
        parts.append(f"SELECT {columns} FROM ({query.sql('duckdb', pretty=False)}) AS offer_{at}")
    everything = " UNION ALL ".join(parts)
    if len(parts) > 1 or not table.in_order:
        everything = f"SELECT * FROM ({everything}) ORDER BY {quoted(ROW)}"
    with _watched(con, progress):
        con.execute(f"COPY ({everything}) TO {text(str(file))} (FORMAT PARQUET)")
    con.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet({text(str(file))})")


def _queries(con: duckdb.DuckDBPyConnection, law: Law, table: Table, where: _Where, name: str) -> list[Query]:
    """A query for the firms of each offer, over a view of them that has their place."""
    place = f"coalesce({PLACE}, {text(where.place)})" if table.has_place else text(where.place)
    day = f"coalesce({DAY}, {text(where.on.isoformat())})" if table.has_day else text(where.on.isoformat())
    kept = (*table.kept, PLACE)
    columns = {*(set(table.columns) & law.inputs.keys()), *kept}
    groups: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    offers: dict[tuple[str, ...], tuple[str, date]] = {}
    for code, on in con.execute(f"SELECT DISTINCT {place}, {day} FROM {FIRMS} ORDER BY ALL").fetchall():
        if code is not None:
            offer = Offer.at(law, find_place(law.places, code), date.fromisoformat(on))
            key = tuple(one.id for one in offer.benefits)
            groups.setdefault(key, []).append((code, on))
            offers.setdefault(key, (offer.place, offer.on))
    shown = ", ".join([*(quoted(one) for one in (*table.kept, *table.columns)), f"{place} AS {PLACE}"])
    found = []
    for at, (key, members) in enumerate(groups.items()):
        view = f"{name}_firms_{at}"
        those = ", ".join(f"({text(code)}, {text(on)})" for code, on in members)
        which = "" if len(groups) == 1 else f" WHERE ({place}, {day}) IN ({those})"
        con.execute(f"CREATE VIEW {view} AS SELECT {shown} FROM {FIRMS}{which}")
        found.append(sql_of_place(law, *offers[key], columns, view, kept))
    if not found:  # a table without a firm
        con.execute(f"CREATE VIEW {name}_firms AS SELECT {shown} FROM {FIRMS} WHERE false")
        nowhere = where.place or next(iter(law.places))
        found.append(sql_of_place(law, nowhere, where.on, columns, f"{name}_firms", kept))
    return found


def _explain_troubles(con: duckdb.DuckDBPyConnection, law: Law, unread: Unread) -> None:
    """Say of each value that the query could not take what is wrong with it."""
    reader = con.cursor().execute(
        f"SELECT {quoted(ROW)}, {TROUBLE} FROM {RESULT} WHERE {TROUBLE} IS NOT NULL ORDER BY {quoted(ROW)}"
    )
    while rows := reader.fetchmany(Unread.SHOWN):
        numbers = ", ".join(str(row) for row, _ in rows)
        names = sorted({name for _, trouble in rows for name in trouble.split(", ")})
        values = con.execute(
            f"SELECT {quoted(ROW)}, {', '.join(f'CAST({quoted(name)} AS VARCHAR)' for name in names)} FROM {FIRMS} "
            f"WHERE {quoted(ROW)} IN ({numbers})"
        ).fetchall()
        by_row = {row: dict(zip(names, texts, strict=True)) for row, *texts in values}
        for row, trouble in rows:
            for name in trouble.split(", "):
                given = by_row[row][name]
                unread.add(row, name, given, _problem(law, name, given))


def _problem(law: Law, name: str, given: str) -> Problem:
    try:
        law.inputs[name].parse(given)
    except BadValue as problem:
        return problem
    return BadValue("too-large", name, given=given[:40], limit=exact(law.inputs[name].at_most))


def _write(con: duckdb.DuckDBPyConnection, out: Path, *, compared: bool) -> None:
    """Write the rows, with the totals under the other law beside them where there is one."""
    others = ", ".join(f"o.{total} AS {total}_{AGAINST}" for total in TOTALS)
    rows = f"SELECT r.*, {others} FROM {RESULT} r JOIN {AGAINST} o USING ({quoted(ROW)}) ORDER BY {quoted(ROW)}"
    if not compared:
        rows = f"SELECT * FROM {RESULT}"
    if out.suffix.lower() == ".parquet":
        con.execute(f"COPY ({rows}) TO {text(str(out))} (FORMAT PARQUET)")
        return
    texts = [name for name, kind, *_ in con.execute(f"DESCRIBE {rows}").fetchall() if name in (ID, NAME) and kind == "VARCHAR"]
    marks = ", ".join(text(mark) for mark in FORMULA)
    harmless = [
        f"CASE WHEN left({name}, 1) IN ({marks}) THEN '''' || {name} ELSE {name} END AS {name}" for name in map(quoted, texts)
    ]
    everything = f"* REPLACE ({', '.join(harmless)})" if harmless else "*"
    con.execute(f"COPY (SELECT {everything} FROM ({rows})) TO {text(str(out))} (FORMAT CSV, HEADER)")


@contextmanager
def _in_place(target: Path | None) -> Iterator[Path | None]:
    """A file beside the target that is moved there when it is whole: nothing is left half written.

    Raises:
        Misuse: it cannot be written.
    """
    if target is None:
        yield None
        return
    part = target.with_name(f".{target.stem}.part{target.suffix}")
    try:
        yield part
        part.replace(target)
    except (duckdb.Error, OSError) as error:
        raise Misuse("not-written", reason=_line(error)) from error
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _watched(con: duckdb.DuckDBPyConnection, progress: Progress | None) -> Iterator[None]:
    """Tell how far the query is that runs meanwhile."""
    if progress is None:
        yield
        return
    over = Event()
    con.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")

    def watch() -> None:
        while not over.wait(TICK):
            progress(max(0.0, con.query_progress() / 100))

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()
    progress(1.0)


def _part_of(progress: Progress, at: int, parts: int) -> Progress:
    return lambda done: progress((at + done) / parts)


def _line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
