"""Spark as the engine, for tables that one machine does not hold: it reads and writes Parquet, wherever Spark can.

`pip install "huice-calculators[spark]"` brings it; it needs a Java runtime. The
statements are the same, printed for Spark.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlglot import transpile

from calculators.batch.headings import NAME, ON, PLACE, Headings
from calculators.bulk.engines import TENTHS, Progress, line
from calculators.bulk.query import Query
from calculators.bulk.rows import DAY, FIRMS, ID, ROW, Desk, Table, meant
from calculators.bulk.statements import quoted, text
from calculators.bulk.unread import Unread
from calculators.errors import Misuse, UnknownName

GIVEN = "given"


class Spark:
    """A session of Spark's."""

    def __init__(self, session: Any) -> None:
        self.session, self._said = session, 0

    @classmethod
    @contextmanager
    def at(cls, master: str, memory: str) -> Iterator[Spark]:
        """Start a session at this master.

        Raises:
            Misuse: there is no Java runtime, no such master, or a job fails.
        """
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession

        if "JAVA_HOME" not in os.environ and shutil.which("java") is None:
            raise Misuse("no-java")
        settings = {"spark.ui.enabled": "false", "spark.sql.ansi.enabled": "true", "spark.ui.showConsoleProgress": "false"}
        if master.startswith("local"):
            settings |= {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
            settings["spark.sql.shuffle.partitions"] = "8"  # else two hundred, each a task of its own
        if memory:
            settings |= {"spark.driver.memory": memory, "spark.executor.memory": memory}
        try:
            session = SparkSession.builder.master(master).appName("huice").config(map=settings).getOrCreate()
        except Exception as error:
            raise Misuse("bad-setting", given=f"{master} {memory}".strip(), reason=line(error)) from error
        session.sparkContext.setLogLevel("OFF")
        try:
            yield cls(session)
        except PySparkException as error:
            raise Misuse("spark-failed", reason=line(error)) from error
        finally:
            session.stop()

    def said(self, query: Query) -> str:
        self._said += 1
        self.session.sql(query.sql("spark", pretty=False)).createOrReplaceTempView(f"law_{self._said}")
        return f"SELECT * FROM law_{self._said}"

    def _frame(self, sql: str) -> Any:
        return self.session.sql(transpile(sql, read="duckdb", write="spark")[0])

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self._frame(sql).collect()]

    def names(self, table: str) -> list[str]:
        return list(self.session.table(table).columns)

    def view(self, name: str, sql: str) -> None:
        self._frame(sql).createOrReplaceTempView(name)

    def keep(self, name: str, sql: str, progress: Progress | None) -> None:
        self.view(name, sql)
        self.session.table(name).persist()

    def deciles(self, table: str, column: str) -> tuple[Decimal, ...]:
        asked = ", ".join(f"percentile_disc({tenth}) WITHIN GROUP (ORDER BY {column})" for tenth in TENTHS)
        found = self.session.sql(f"SELECT {asked} FROM {table} WHERE {column} > 0").collect()[0]
        return () if found[0] is None else tuple(Decimal(str(one)) for one in found)

    def write(self, name: str, out: Path, texts: Sequence[str]) -> None:
        self.session.table(name).write.parquet(str(out))

    def open_table(self, desk: Desk, file: str) -> Table:
        """Make `firms` of Parquet files, as `open_table` of `calculators.bulk.tables` does.

        Raises:
            Misuse: no heading is a question, or the files cannot be read.
        """
        frame = self.session.read.parquet(file)
        headings = Headings(desk.law)
        columns = {name: headings.column(name) for name in frame.columns}
        found: dict[str, str] = {}
        for heading, one in columns.items():
            name = None if one is None else DAY if one.name == ON else one.name
            if name is None:
                name = ID if heading.casefold() == ID else None
            if name is None:
                continue
            if name in found or (one is not None and (one.odd or one.power)):
                raise Misuse("spark-column", given=heading)
            found[name] = heading
        if not desk.law.inputs.keys() & found.keys():
            raise Misuse("no-columns")
        if PLACE not in found and desk.place is None:
            raise Misuse("no-place")
        frame.createOrReplaceTempView(GIVEN)
        values = {name: quoted(heading) for name, heading in found.items()}
        for name in (PLACE, DAY):
            if name in found:
                values[name] = self._looked_up(desk, name, f"CAST({quoted(found[name])} AS VARCHAR)")
        selected = ", ".join(f"{value} AS {quoted(name)}" for name, value in values.items())
        self.session.sql(f"SELECT monotonically_increasing_id() + 1 AS {ROW}, * FROM {GIVEN}").createOrReplaceTempView("numbered")
        self.view(FIRMS, f"SELECT {quoted(ROW)}, {selected} FROM numbered")
        if PLACE in found:
            self._refuse_places(desk, found[PLACE])
        return Table(
            columns=tuple(name for name in desk.law.inputs if name in found),
            kept=tuple(name for name in (ROW, ID, NAME) if name in {ROW, *found}),
            has_place=PLACE in found,
            has_day=DAY in found,
            left_out=tuple(
                (heading, UnknownName("column", heading, headings.names))
                for heading in frame.columns
                if heading not in found.values()
            ),
            in_order=True,
        )

    def _looked_up(self, desk: Desk, name: str, written: str) -> str:
        """The place or day that a column names, as SQL; NULL where it names none."""
        distinct = self.rows(f"SELECT DISTINCT {written} FROM {GIVEN} WHERE {written} IS NOT NULL")
        known = [(given, found) for (given,) in distinct if (found := meant(desk.law, name, given))]
        cases = " ".join(f"WHEN {text(given)} THEN {text(found)}" for given, found in known)
        other = text(None) if desk.place is None or name != PLACE else f"CASE WHEN {written} IS NULL THEN {text(desk.place)} END"
        return f"CASE {written} {cases} ELSE {other} END" if cases else other

    def _refuse_places(self, desk: Desk, heading: str) -> None:
        """Say of the first firms whose place is none that it is not."""
        joined = f"SELECT f.{ROW}, CAST(n.{quoted(heading)} AS VARCHAR) FROM {FIRMS} f JOIN numbered n USING ({ROW})"
        for row, given in self.rows(f"{joined} WHERE f.{PLACE} IS NULL LIMIT {Unread.SHOWN}"):
            known = desk.law.places
            desk.unread.add(row, heading, given or "", UnknownName("place", given, known) if given else Misuse("no-place"))
