"""A file as the table `firms`: CSV, Parquet or XLSX, its headings and cells read as those of any sheet.

The headings are found, and what is not plain is read, by the one reader of
sheets (`calculators.batch`): 算力支出（万元）, `100万元`, a total below the last firm.
What is plain DuckDB reads by itself, which is what makes a large file quick.
"""

from __future__ import annotations

import codecs
from pathlib import Path

import duckdb

from calculators.batch.grid import Grid
from calculators.batch.headings import Head, Headings
from calculators.batch.reading import Reading
from calculators.batch.sheet import Sheet
from calculators.bulk.cells import bare, is_text
from calculators.bulk.rows import GIVEN, ROW, Desk, Rows, Table
from calculators.bulk.statements import quoted, text
from calculators.csv_file import ENCODINGS
from calculators.errors import Misuse

WORKBOOK, PARQUET = b"PK\x03\x04", b"PAR1"
SAMPLE = 1 << 18
"""Bytes of a text among which the headings and what parts its cells are found."""
MORE_CELLS = 24
"""Cells in a row beyond those of the headings that are looked for, to say that it is too wide."""
LONGEST_LINE = 1 << 24


def open_table(con: duckdb.DuckDBPyConnection, desk: Desk, file: Path) -> Table:
    """Make `firms` of a file: the inputs by name, `place` and `day` where there are such columns, and `row` as the file counts.

    Raises:
        Misuse: the file is not there, is no table of firms, or has a column of the wrong type.
    """
    try:
        with file.open("rb") as opened:
            head = opened.read(8)
    except OSError as error:
        raise Misuse("no-file", given=str(file), reason=error.strerror) from error
    if not head:
        raise Misuse("empty-table", given=file.name)
    opening = _parquet if head.startswith(PARQUET) else _workbook if head.startswith(WORKBOOK) else _text
    try:
        return opening(con, desk, _plainly_named(file, desk.scratch))
    except (duckdb.InvalidInputException, duckdb.ConversionException, duckdb.NotImplementedException) as error:
        raise Misuse("not-a-table", given=file.name, reason=str(error).splitlines()[0]) from error


def _plainly_named(file: Path, scratch: Path) -> Path:
    """The file under a name that DuckDB takes for that of one file: `firms[1].csv` stands for others too."""
    if not set("*?[") & set(str(file)):
        return file
    link = scratch / f"table{file.suffix}"
    link.symlink_to(file.resolve())
    return link


def _parquet(con: duckdb.DuckDBPyConnection, desk: Desk, file: Path) -> Table:
    source = f"read_parquet({text(str(file))}, file_row_number = true)"
    described = [(str(name), str(kind)) for name, kind, *_ in con.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()]
    described = [(name, kind) for name, kind in described if name != "file_row_number"]
    headings = Headings(desk.law)
    named = {at: headings.column(name) for at, (name, _) in enumerate(described, 1)}
    columns = {at: one for at, one in named.items() if one is not None}
    if not any(one.name in desk.law.inputs for one in columns.values()):
        raise Misuse("no-columns")
    unknown = {at: name for at, (name, _) in enumerate(described, 1) if at not in columns}
    sheet = Sheet(headings, Grid(), Head((0,), columns, unknown, 0), desk.place, desk.on)
    trimmed = ", ".join(f"{bare(quoted(name))} AS {quoted(name)}" for name, kind in described if is_text(kind))
    everything = f"* REPLACE ({trimmed})" if trimmed else "*"
    con.execute(f"CREATE VIEW {GIVEN} AS SELECT {everything}, file_row_number + 1 AS {quoted(ROW)} FROM {source}")
    return Rows(con, desk, sheet, {at: (quoted(name), kind) for at, (name, kind) in enumerate(described, 1)}).table()


def _text(con: duckdb.DuckDBPyConnection, desk: Desk, file: Path) -> Table:
    with file.open("rb") as opened:
        sample = opened.read(SAMPLE)
    if len(sample) == SAMPLE:
        sample = sample[: sample.rfind(b"\n") + 1 or None]
        if sample.startswith(codecs.BOM_UTF16_LE):
            sample += b"\0"  # the other half of the line feed
    sheet = Reading.open(sample, file.name, desk.law, desk.place, desk.on).sheet
    width = max([sheet.head.width, *sheet.head.columns, *sheet.head.unknown])
    types = {at: (f"c{at}", "VARCHAR") for at in range(1, width + MORE_CELLS + 1)}
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name, _ in types.values())
    con.execute(
        f"CREATE TABLE cells AS SELECT * FROM read_csv({text(str(_as_utf8(file, desk.scratch)))}, auto_detect = false, "
        f"header = false, delim = {text(sheet.grid.separator)}, quote = '\"', escape = '\"', new_line = '\\n', "
        f"columns = {{{columns}}}, null_padding = true, strict_mode = false, parallel = false, max_line_size = {LONGEST_LINE})"
    )
    trimmed = ", ".join(f"{bare(name)} AS {name}" for name, _ in types.values())
    con.execute(
        f"CREATE VIEW {GIVEN} AS SELECT {trimmed}, rowid + 1 AS {quoted(ROW)} FROM cells WHERE rowid >= {sheet.head.last}"
    )
    return Rows(con, desk, sheet, types, typed=False).table()


def _workbook(con: duckdb.DuckDBPyConnection, desk: Desk, file: Path) -> Table:
    sheet = Reading.open(file.read_bytes(), file.name, desk.law, desk.place, desk.on).sheet
    return Rows(con, desk, sheet, {}).table_of(row for row in sheet.grid.rows() if row.number > sheet.head.last)


def _as_utf8(file: Path, scratch: Path) -> Path:
    """The text in UTF-8 with a space in every blank line, which DuckDB would not count; the file itself where it is that.

    Raises:
        Misuse: it is in no encoding that a spreadsheet program writes.
    """
    with file.open("rb") as opened:
        head = opened.read(4)
    encodings = ("utf-16",) if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else ENCODINGS
    for encoding in encodings:
        try:
            if encoding == ENCODINGS[0] and head[:3] != codecs.BOM_UTF8 and not _needs_mending(file):
                return file
            copy = scratch / "as-utf-8.csv"
            with file.open(encoding=encoding, newline=None) as lines, copy.open("w", encoding="utf-8", newline="\n") as out:
                out.writelines(line if line.strip("\n") else " \n" for line in lines)
            return copy
        except UnicodeDecodeError:
            continue
    raise Misuse("not-a-sheet")


def _needs_mending(file: Path) -> bool:
    """Whether a text in UTF-8 has blank lines, or lines that end otherwise than with a line feed.

    Raises:
        UnicodeDecodeError: it is not in UTF-8.
    """
    decoder, odd, rest = codecs.getincrementaldecoder("utf-8")(), False, b""
    with file.open("rb") as opened:
        while piece := opened.read(1 << 22):
            decoder.decode(piece)
            odd = odd or b"\r" in piece or b"\n\n" in rest + piece
            rest = piece[-1:]
        decoder.decode(b"", True)
    return odd
