"""CSV as spreadsheet programs write it and read it: the one place where it is read, written and made harmless."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from calculators.errors import Misuse

BYTE_ORDER_MARK = "\ufeff"
"""By this Excel knows that a CSV file is UTF-8."""

ENCODINGS = ("utf-8-sig", "gb18030")
"""What a spreadsheet program writes: UTF-8, or on a Chinese machine GB 18030."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet program takes for a formula when a text begins with it (OWASP, "CSV Injection")."""


def harmless(cell: object) -> object:
    """The cell; a text that a spreadsheet would run as a formula is marked as text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def csv_text(rows: Iterable[Iterable[object]], line_end: str = "\n") -> str:
    """The rows as CSV, every cell harmless."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=line_end).writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def csv_file(rows: Iterable[Iterable[object]]) -> str:
    """The rows as the text of a file that Excel opens as it is: in UTF-8, with its mark and its line ends."""
    return BYTE_ORDER_MARK + csv_text(rows, "\r\n")


def decode(data: bytes) -> str:
    """The text of a CSV file.

    Raises:
        Misuse: it is in no encoding a spreadsheet program writes.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Misuse("not-a-sheet")


def csv_rows(text: str, separator: str = ",") -> Iterator[list[str]]:
    """The rows of a CSV text.

    Raises:
        Misuse: it is no CSV.
    """
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error as error:
        raise Misuse("not-a-sheet") from error
