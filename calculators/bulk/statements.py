"""Names, texts and single rows, as DuckDB's statements have them."""

from __future__ import annotations

from typing import Any

import duckdb


def one(con: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    """The only row of a result."""
    row: tuple[Any, ...] | None = con.execute(sql).fetchone()
    assert row is not None
    return row


def quoted(name: str) -> str:
    """A name."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str | None) -> str:
    """A text, or none."""
    return "CAST(NULL AS VARCHAR)" if value is None else "'" + value.replace("'", "''") + "'"
