"""What runs the query: an engine that knows SQL, and DuckDB as the one that is on every machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from shutil import copyfile
from threading import Event, Thread
from typing import Any, Protocol

import duckdb

from calculators.bulk.query import Query
from calculators.bulk.statements import quoted, text
from calculators.csv_file import FORMULA
from calculators.errors import Misuse

TICK = 0.2
"""Seconds between two looks at how far the work is."""

TENTHS = tuple(Decimal(one) / 10 for one in range(1, 10))

type Progress = Callable[[float], None]
"""Is told how far the work is, from 0 to 1."""


class Engine(Protocol):
    """Runs statements that are written for DuckDB, in whatever it speaks itself."""

    def said(self, query: Query) -> str:
        """A query of the law, ready to stand in a statement of this engine."""

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a result."""

    def names(self, table: str) -> list[str]:
        """The columns of a table or view."""

    def view(self, name: str, sql: str) -> None:
        """Give a statement a name."""

    def keep(self, name: str, sql: str, progress: Progress | None) -> None:
        """The same, worked out once."""

    def deciles(self, table: str, column: str) -> tuple[Decimal, ...]:
        """The nine deciles of what is more than nothing; none where there is nothing."""

    def write(self, name: str, out: Path, texts: Sequence[str]) -> None:
        """Write a view to a file; `texts` are columns that hold what people have written."""


class DuckDB:
    """DuckDB on this machine, with its files in a folder that goes away."""

    def __init__(self, con: duckdb.DuckDBPyConnection, scratch: Path) -> None:
        self.con, self.scratch = con, scratch

    @classmethod
    @contextmanager
    def at(cls, scratch: Path, memory: str, threads: int) -> Iterator[DuckDB]:
        """Start it, within this memory and on so many cores where they are given.

        Raises:
            Misuse: that cannot be set, or there is no room, in memory or on the disk.
        """
        settings: dict[str, str | bool | int | float | list[str]] = {
            "temp_directory": str(scratch / "spill"),
            "autoinstall_known_extensions": False,  # nothing is fetched
        }
        if memory:
            settings["memory_limit"] = memory
        if threads:
            settings["threads"] = threads
        try:
            con = duckdb.connect(str(scratch / "work.db"), config=settings)
        except duckdb.Error as error:
            raise Misuse("bad-setting", given=memory or threads, reason=line(error)) from error
        try:
            yield cls(con, scratch)
        except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
            raise Misuse("no-room", reason=line(error)) from error
        finally:
            con.close()

    def said(self, query: Query) -> str:
        return query.sql("duckdb", pretty=False)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self.con.execute(sql).fetchall()

    def names(self, table: str) -> list[str]:
        return [name for name, *_ in self.rows(f"DESCRIBE {table}")]

    def view(self, name: str, sql: str) -> None:
        self.con.execute(f"CREATE VIEW {name} AS {sql}")

    def keep(self, name: str, sql: str, progress: Progress | None) -> None:
        file = text(str(self._file(name)))
        with self._watched(progress):
            self.con.execute(f"COPY ({sql}) TO {file} (FORMAT PARQUET)")
        self.view(name, f"SELECT * FROM read_parquet({file})")

    def _file(self, name: str) -> Path:
        return self.scratch / f"{name}.parquet"

    def deciles(self, table: str, column: str) -> tuple[Decimal, ...]:
        points = ", ".join(map(str, TENTHS))
        ((found,),) = self.rows(f"SELECT quantile_disc({column}, [{points}]) FROM {table} WHERE {column} > 0")
        return tuple(found or ())

    def write(self, name: str, out: Path, texts: Sequence[str]) -> None:
        if out.suffix.lower() == ".parquet":
            copyfile(self._file(name), out)
            return
        marks = ", ".join(map(text, FORMULA))
        written = [column for column, kind, *_ in self.rows(f"DESCRIBE {name}") if column in texts and kind == "VARCHAR"]
        harmless = [
            f"CASE WHEN left({one}, 1) IN ({marks}) THEN '''' || {one} ELSE {one} END AS {one}" for one in map(quoted, written)
        ]
        everything = f"* REPLACE ({', '.join(harmless)})" if harmless else "*"
        self.con.execute(f"COPY (SELECT {everything} FROM {name}) TO {text(str(out))} (FORMAT CSV, HEADER)")

    @contextmanager
    def _watched(self, progress: Progress | None) -> Iterator[None]:
        """Tell how far the statement is that runs meanwhile."""
        if progress is None:
            yield
            return
        over = Event()
        self.con.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")

        def watch() -> None:
            while not over.wait(TICK):
                progress(max(0.0, self.con.query_progress() / 100))

        watcher = Thread(target=watch, daemon=True)
        watcher.start()
        try:
            yield
        finally:
            over.set()
            watcher.join()
        progress(1.0)


def line(error: Exception) -> str:
    """The first line of what an engine complains of."""
    return str(error).splitlines()[0] if str(error) else type(error).__name__
