"""What a file is, by what is in it, not by its name: a workbook, a text, or something with a sentence of its own."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from calculators.batch.grid import Grid, Row
from calculators.batch.workbook import open_workbook
from calculators.csv_file import csv_rows, decode
from calculators.errors import Misuse

SEPARATORS = ",;\t|"
"""What may part the cells of a text file."""

LOOKED_AT = 200
"""Rows from which the separator is told: those of the headings and enough below."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"{\\rtf", b"SQLite format")
_SEP = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|table|meta|style|div)\b", re.IGNORECASE | re.DOTALL)
_XML = re.compile(r"\s*<\?xml")
_ENDINGS = {".et": "is-et", ".ett": "is-et", ".numbers": "is-numbers"}

type Rated = Callable[[Iterable[Row]], int]
"""Says how many columns the first rows of a grid name."""


def grids(data: bytes, name: str, rated: Rated) -> list[Grid]:
    """The sheets of a file; `name` is what it is called, where it has a name.

    Raises:
        Misuse: it is none that can be read; says what it is and how to save it.
    """
    ending = re.search(r"\.[a-z0-9]+$", name.lower())
    if ending and ending[0] in _ENDINGS:
        raise Misuse(_ENDINGS[ending[0]])
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if data.startswith(_OLE):
        locked = _ENCRYPTED in data or ((ending and ending[0].startswith(".xlsx")) or (ending and ending[0] == ".xlsm"))
        raise Misuse("locked-workbook" if locked else "is-xls")
    if data.startswith(_OTHERS):
        raise Misuse("not-a-sheet")
    text = decode(data)
    if _HTML.match(text):
        raise Misuse("is-html")
    if _XML.match(text):
        raise Misuse("is-html" if "<table" in text.lower() else "is-xml")
    return [_text_grid(text, rated)]


def _zipped(data: bytes) -> list[Grid]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {name.lower() for name in archive.namelist()}
            kind = archive.read("mimetype")[:80] if "mimetype" in names else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, KeyError, OSError, EOFError) as error:
        raise Misuse("broken-workbook") from error
    if b"opendocument.spreadsheet" in kind:
        raise Misuse("is-ods")
    if any(name.endswith((".iwa", "index.zip")) for name in names):
        raise Misuse("is-numbers")
    if "xl/workbook.bin" in names:
        raise Misuse("is-xlsb")
    if "_rels/.rels" not in names or "word/document.xml" in names:
        raise Misuse("not-a-sheet")
    return open_workbook(io.BytesIO(data))


@dataclass
class _Text(Grid):
    """A text file."""

    text: str = field(default="", repr=False)

    def rows(self) -> Iterator[Row]:
        for number, cells in enumerate(csv_rows(self.text, self.separator), 1):
            filled = {at: text for at, cell in enumerate(cells, 1) if (text := cell.strip())}
            if filled:
                yield Row(number, filled, width=len(cells))


def _text_grid(text: str, rated: Rated) -> Grid:
    """A text with the separator that names most columns; where several do as well, the one that parts its rows most evenly."""
    said = _SEP.match(text)
    if said:
        text = text[said.end() :]
    tried = [_Text(separator=one, text=text) for one in (said[1] if said else SEPARATORS)]
    best = max(tried, key=lambda grid: (rated(grid.rows()), _evenness(grid)))
    best.count = text.count("\n") + (not text.endswith("\n"))
    return best


def _evenness(grid: Grid) -> float:
    """The share of the first rows that have as many cells as most of them, where that is more than one."""
    widths = [row.width for row in islice(grid.rows(), LOOKED_AT)]
    usual = max(widths, key=widths.count, default=0)
    return widths.count(usual) / len(widths) if usual > 1 else 0
