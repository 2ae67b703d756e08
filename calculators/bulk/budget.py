"""A table of firms worked out: a row a firm, within the memory that is given, and summed up from there.

Firms for whom the same is on offer are worked out by one query, whatever place
and day each of them names.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

import duckdb

from calculators.batch.headings import PLACE
from calculators.bulk.columns import TROUBLE
from calculators.bulk.engines import DuckDB, Engine, Progress, line
from calculators.bulk.query import Query, sql_of_place
from calculators.bulk.rows import DAY, FIRMS, ROW, Desk, Table
from calculators.bulk.statements import quoted, text
from calculators.bulk.sums import AGAINST, RESULT, Budget, summed_up
from calculators.bulk.tables import open_table
from calculators.bulk.unread import Unread
from calculators.catalogue import Catalogue
from calculators.errors import BadValue, Misuse, Problem
from calculators.money import exact
from calculators.places import find_place
from calculators.plan.offers import Offer
from calculators.plan.totals import TOTALS


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be worked out.

    `place` and `on` are those of firms that name none; `out` is where their
    rows go, `unread` where a line for each cell that cannot be read goes.
    `master` is that of Spark, where Spark is to do it.
    """

    file: Path
    place: str | None
    on: date
    lang: str
    out: Path | None = None
    unread: Path | None = None
    memory: str = ""
    threads: int = 0
    master: str = ""


BOTH = "beside"
AT_ONCE = 5000
"""Rows that are looked at together."""


def budget(law: Catalogue, order: Order, against: Catalogue | None = None, progress: Progress | None = None) -> Budget:
    """Work out the table.

    Raises:
        Problem: the file, a place or a setting is wrong, or there is no room for the result.
    """
    _writable(order)
    place = find_place(law.places, order.place) if order.place is not None else None
    with TemporaryDirectory(prefix="huice-") as folder:
        cells = Path(folder) / "unread.csv"
        with Unread.at(cells, order.lang) as unread:
            found = _done(law, order, Desk(law, place, order.on, Path(folder), unread), against, progress)
        with _in_place(order.unread) as part:
            if part is not None:
                part.write_bytes(cells.read_bytes())
    return found


def _done(law: Catalogue, order: Order, desk: Desk, against: Catalogue | None, progress: Progress | None) -> Budget:
    with _opened(order, desk) as (engine, table):
        parts = [(law, RESULT), *([(against, AGAINST)] if against is not None else [])]
        for at, (which, name) in enumerate(parts):
            told = None if progress is None else _part_of(progress, at, len(parts))
            _work_out(engine, which, table, desk, name, told)
        _explain_troubles(engine, law, desk.unread)
        found = summed_up(engine, law, against, table, desk.unread)
        with _in_place(order.out) as part:
            if part is not None:
                if against is not None:
                    engine.keep(BOTH, _beside(), None)
                engine.write(RESULT if against is None else BOTH, part, table.kept)
    return found


@contextmanager
def _opened(order: Order, desk: Desk) -> Iterator[tuple[Engine, Table]]:
    """The engine with its table."""
    if order.master:
        from calculators.bulk.spark import Spark

        with Spark.at(order.master, order.memory) as spark:
            yield spark, spark.open_table(desk, str(order.file))
        return
    with DuckDB.at(desk.scratch, order.memory, order.threads) as engine:
        yield engine, open_table(engine.con, desk, order.file)


def _writable(order: Order) -> None:
    """See that results can be written before anything is worked out.

    Raises:
        Misuse: a file has a name that says nothing of its form, lies in no folder, or is the table itself.
    """
    tables = (".parquet",) if order.master else (".csv", ".parquet")
    for out, endings in ((order.out, tables), (order.unread, (".csv",))):
        if out is None:
            continue
        if out.suffix.lower() not in endings:
            raise Misuse("out-ending", given=out.name, allowed=" / ".join(endings))
        if not out.parent.is_dir():
            raise Misuse("no-folder", given=str(out.parent))
        with suppress(OSError):
            if out.samefile(order.file):
                raise Misuse("same-file", given=out.name)


def _work_out(engine: Engine, law: Catalogue, table: Table, desk: Desk, name: str, progress: Progress | None) -> None:
    """Make the results, a row a firm: what each benefit pays it, NULL where it is not on offer, and the totals."""
    queries = _queries(engine, law, table, desk, name)
    benefits = list(dict.fromkeys(column for query in queries for column in query.columns if column not in TOTALS))
    parts = []
    for at, query in enumerate(queries):
        shown = [quoted(one) if one in query.columns else f"CAST(NULL AS DECIMAL(18, 2)) AS {quoted(one)}" for one in benefits]
        columns = ", ".join([*map(quoted, (*table.kept, PLACE)), *shown, *TOTALS, TROUBLE])
        parts.append(f"SELECT {columns} FROM ({engine.said(query)}) AS offer_{at}")
    everything = " UNION ALL ".join(parts)
    if len(parts) > 1 or not table.in_order:
        everything = f"SELECT * FROM ({everything}) AS everything ORDER BY {quoted(ROW)}"
    engine.keep(name, everything, progress)


def _queries(engine: Engine, law: Catalogue, table: Table, desk: Desk, name: str) -> list[Query]:
    """A query for the firms of each offer, over a view of them that has their place."""
    place = f"coalesce({PLACE}, {text(desk.place)})" if table.has_place else text(desk.place)
    day = f"coalesce({DAY}, {text(desk.on.isoformat())})" if table.has_day else text(desk.on.isoformat())
    kept = (*table.kept, PLACE)
    columns = {*(set(table.columns) & law.inputs.keys()), *kept}
    sure = table.sure & law.inputs.keys()
    groups: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    offers: dict[tuple[str, ...], tuple[str, date]] = {}
    for code, on in sorted(engine.rows(f"SELECT DISTINCT {place}, {day} FROM {FIRMS}"), key=str):
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
        engine.view(view, f"SELECT {shown} FROM {FIRMS}{which}")
        found.append(sql_of_place(law, *offers[key], columns, view, kept=kept, sure=sure))
    if not found:  # a table without a firm
        engine.view(f"{name}_firms", f"SELECT {shown} FROM {FIRMS} WHERE false")
        nowhere = desk.place or next(iter(law.places))
        found.append(sql_of_place(law, nowhere, desk.on, columns, f"{name}_firms", kept=kept, sure=sure))
    return found


def _explain_troubles(engine: Engine, law: Catalogue, unread: Unread) -> None:
    """Say of each value that the query could not take what is wrong with it."""
    troubled = f"SELECT {quoted(ROW)}, {TROUBLE} FROM {RESULT} WHERE {TROUBLE} IS NOT NULL"
    names = sorted(
        {name for (found,) in engine.rows(f"SELECT DISTINCT {TROUBLE} FROM ({troubled}) AS t") for name in found.split(", ")}
    )
    if not names:
        return
    values = ", ".join(f"CAST(f.{quoted(name)} AS VARCHAR)" for name in names)
    last = -1
    while rows := engine.rows(
        f"SELECT t.{ROW}, t.{TROUBLE}, {values} FROM ({troubled}) AS t JOIN {FIRMS} AS f ON f.{ROW} = t.{ROW} "
        f"WHERE t.{ROW} > {last} ORDER BY t.{ROW} LIMIT {AT_ONCE}"
    ):
        for row, trouble, *texts in rows:
            given = dict(zip(names, texts, strict=True))
            for name in trouble.split(", "):
                unread.add(row, name, given[name], _problem(law, name, given[name]))
        last = rows[-1][0]


def _problem(law: Catalogue, name: str, given: str) -> Problem:
    try:
        law.inputs[name].parse(given)
    except BadValue as problem:
        return problem
    return BadValue("too-large", name, given=given[:40], limit=exact(law.inputs[name].at_most))


def _beside() -> str:
    """The rows with the totals under the other law beside them."""
    others = ", ".join(f"o.{total} AS {total}_{AGAINST}" for total in TOTALS)
    return f"SELECT r.*, {others} FROM {RESULT} AS r JOIN {AGAINST} AS o ON o.{ROW} = r.{ROW} ORDER BY r.{ROW}"


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
        raise Misuse("not-written", reason=line(error)) from error
    finally:
        if part.is_dir():  # as Spark writes
            rmtree(part)
        part.unlink(missing_ok=True)


def _part_of(progress: Progress, at: int, parts: int) -> Progress:
    return lambda done: progress((at + done) / parts)
