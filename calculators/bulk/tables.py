"""A file as the table `firms`: CSV, Parquet or XLSX, its columns found by the names and labels of the questions.

A column of text may hold sums as people write them (`100万元`, `1.2亿`): every
distinct value that is no plain number is read once, as the forms read it. What
cannot be read stays as it is, and the query calls it trouble.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import duckdb

from calculators.csv_file import decode
from calculators.errors import BadValue, Misuse, UnknownName
from calculators.inputs import Input
from calculators.law import Law

RAW, FIRMS = "given", "firms"
ID, PLACE = "id", "place"
NUMBERS = (
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "HUGEINT",
    "UTINYINT",
    "USMALLINT",
    "UINTEGER",
    "UBIGINT",
    "FLOAT",
    "DOUBLE",
    "DECIMAL",
)
BOOLEAN, TEXT = "BOOLEAN", "VARCHAR"
MOST_WRITINGS = 200_000
"""Distinct ways of writing answers in one column: more are no table of firms."""


@dataclass(frozen=True, slots=True)
class Table:
    """The firms: `columns` are the inputs that the file has, `left_out` its columns that are none."""

    columns: tuple[str, ...]
    has_id: bool
    has_place: bool
    left_out: tuple[str, ...]


def open_table(con: duckdb.DuckDBPyConnection, file: Path, law: Law, scratch: Path) -> Table:
    """Make the view `firms` of a file: the inputs by name, `id` and `place` where there are such columns, and `row` from 1.

    Raises:
        Misuse: the file is not there, is no table, has no column that is an input, or has one of the wrong type.
    """
    _open(con, file, scratch)
    types = {str(name): str(kind).partition("(")[0] for name, kind, *_ in con.execute(f"DESCRIBE {RAW}").fetchall()}
    names = _names(types, law)
    if not any(name in law.inputs for name in names.values()):
        raise Misuse("no-columns")
    selected = []
    for heading, name in names.items():
        if name in law.inputs:
            selected.append(f"{_column(con, heading, types[heading], law.inputs[name])} AS {_quoted(name)}")
        else:
            selected.append(f"{_quoted(heading)} AS {_quoted(name)}")
    con.execute(f"CREATE VIEW {FIRMS} AS SELECT row_number() OVER () AS row, {', '.join(selected)} FROM {RAW}")
    known = set(names.values())
    inputs = tuple(name for name in law.inputs if name in known)
    return Table(inputs, ID in known, PLACE in known, tuple(heading for heading in types if heading not in names))


def _open(con: duckdb.DuckDBPyConnection, file: Path, scratch: Path) -> None:
    try:
        with file.open("rb") as opened:
            head = opened.read(8)
    except OSError as error:
        raise Misuse("no-file", given=str(file), reason=error.strerror) from error
    if not head:
        raise Misuse("empty-table", given=file.name)
    source = f"read_parquet({_text(file)})" if head[:4] == b"PAR1" else _delimited(file, head, scratch)
    try:
        con.execute(f"CREATE VIEW {RAW} AS SELECT * FROM {source}")
        con.execute(f"SELECT * FROM {RAW} LIMIT 1")
    except duckdb.Error as error:
        raise Misuse("not-a-table", given=file.name, reason=str(error).splitlines()[0]) from error


def _delimited(file: Path, head: bytes, scratch: Path) -> str:
    """A text file as UTF-8, every column as text: what a value means is decided by its question."""
    if head[:4] == b"PK\x03\x04":
        raise Misuse("workbook-table", given=file.name)
    with file.open("rb") as opened:
        sample = opened.read(1_000_000)
    try:
        sample[: sample.rfind(b"\n") + 1 or None].decode("utf-8")
    except UnicodeDecodeError:
        copy = scratch / "utf-8.csv"
        copy.write_text(decode(file.read_bytes()), "utf-8")
        file = copy
    return f"read_csv({_text(file)}, header = true, all_varchar = true, null_padding = true, strict_mode = false)"


def _names(types: Iterable[str], law: Law) -> dict[str, str]:
    """Which heading is which column.

    Raises:
        Misuse: two headings mean one column.
    """
    labels = {label.casefold(): name for name, asked in law.inputs.items() for label in asked.label.values()}
    found: dict[str, str] = {}
    for heading in types:
        bare = heading.strip().strip("\ufeff").casefold()
        name = bare if bare in law.inputs or bare in (ID, PLACE) else labels.get(bare)
        if name is None:
            continue
        if name in found.values():
            raise Misuse("column-twice", given=heading, name=name)
        found[heading] = name
    return found


def unknown(table: Table, law: Law) -> list[UnknownName]:
    """A remark for each column that is none, with the names that come close."""
    return [UnknownName("column", heading, law.inputs) for heading in table.left_out]


def _column(con: duckdb.DuckDBPyConnection, heading: str, kind: str, asked: Input) -> str:
    """A column as the query takes it.

    Raises:
        Misuse: its type is none that answers the question.
    """
    column = _quoted(heading)
    if kind != TEXT:
        wanted = {"yes-no": (BOOLEAN, *NUMBERS), "choice": ()}.get(asked.kind, NUMBERS)
        if kind not in wanted:
            raise Misuse("column-type", given=heading, kind=kind, wanted=asked.kind)
        return column
    canonical = _writings(con, column, asked)
    bare = f"nullif(trim({column}), '')"
    if not canonical:
        return bare
    name = f"writings_{asked.name}"
    con.execute(f"CREATE TEMP TABLE {name} (given VARCHAR PRIMARY KEY, meant VARCHAR)")
    con.executemany(f"INSERT INTO {name} VALUES (?, ?)", list(canonical.items()))
    return f"coalesce((SELECT meant FROM {name} WHERE given = trim({column})), {bare})"


def _writings(con: duckdb.DuckDBPyConnection, column: str, asked: Input) -> Mapping[str, str]:
    """How answers are written that the database cannot read by itself, and what each means."""
    plain = {"yes-no": f"try_cast(trim({column}) AS BOOLEAN) IS NULL", "choice": "true"}.get(
        asked.kind, f"try_cast(trim({column}) AS DECIMAL(38, 4)) IS NULL"
    )
    rows = con.execute(
        f"SELECT DISTINCT trim({column}) FROM {RAW} WHERE trim({column}) <> '' AND {plain} LIMIT {MOST_WRITINGS + 1}"
    ).fetchall()
    if len(rows) > MOST_WRITINGS:
        raise Misuse("too-many-writings", given=column.strip('"'), most=MOST_WRITINGS)
    meant: dict[str, str] = {}
    for (given,) in rows:
        try:
            answer = asked.parse(given)
        except BadValue:
            continue
        meant[given] = (
            f"{answer:f}" if isinstance(answer, Decimal) else str(answer).lower() if isinstance(answer, bool) else answer
        )
    return meant


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(file: Path) -> str:
    return "'" + str(file).replace("'", "''") + "'"
