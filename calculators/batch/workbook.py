"""Workbooks (XLSX, XLSM): the sheets with their rows, hidden parts and merged cells.

No cell takes room that holds nothing. Source: ECMA-376 part 1, 18
(SpreadsheetML), transitional and strict.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import IO

from calculators.batch.formats import PLAIN, Format, built_in, digits, format_of
from calculators.batch.grid import Cell, Grid, Row, Span
from calculators.batch.parts import YES, Parts, local, parser, told
from calculators.errors import Misuse

_ROW = re.compile(rb"<(?:\w+:)?row[\s>/]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*[\"']([A-Z]+)(\d+):([A-Z]+)(\d+)[\"']")
_LONGEST_TAG = 4096
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def open_workbook(file: IO[bytes]) -> list[Grid]:
    """The sheets of a workbook in their order.

    Raises:
        Misuse: it is broken, locked, or far larger than it looks.
    """
    with told():
        return _Workbook(Parts(zipfile.ZipFile(file))).grids()


@dataclass
class _Sheet(Grid):
    """A sheet in its workbook."""

    book: _Workbook | None = field(default=None, repr=False)
    part: str = ""

    def rows(self) -> Iterator[Row]:
        assert self.book is not None
        with told():
            yield from _rows(self.book, self)


class _Workbook:
    """What the sheets of a workbook share."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.strings: dict[str, str] = {}
        """The texts that cells name by their place in a list, which is a number as cells write it."""
        self.formats: list[Format] = []
        self.since_1904 = False

    def grids(self) -> list[Grid]:
        """The sheets. What they share is read first."""
        book = next(iter(self.parts.related("", "/officeDocument").values()), "xl/workbook.xml")
        sheets: list[Mapping[str, str]] = []

        def start(name: str, said: Mapping[str, str]) -> None:
            if name == "sheet":
                sheets.append(said)
            elif name == "workbookPr":
                self.since_1904 = said.get("date1904", "").lower() in YES

        self.parts.walk(book, start)
        for kind, read in (("/styles", self._read_formats), ("/sharedStrings", self._read_strings)):
            for shared in self.parts.related(book, kind).values():
                if shared in self.parts:
                    read(shared)
        targets = self.parts.related(book, "/worksheet")
        found: list[Grid] = []
        for said in sheets:
            part = targets.get(next((value for key, value in said.items() if local(key) == "id"), ""))
            if part is not None:  # else it is a chart, or a sheet of macros
                count, merged = self._glance(part)
                hidden = said.get("state", "visible") != "visible"
                found.append(_Sheet(said.get("name", ""), hidden, merged=merged, count=count, book=self, part=part))
        return found

    def _glance(self, part: str) -> tuple[int, list[Span]]:
        """How many rows a sheet has, and what is merged, which stands behind the rows and has to be known before."""
        count, spans, rest = 0, [], b""
        for piece in chain(self.parts.pieces(part), (b"<",)):
            text = rest + piece
            cut = text.rfind(b"<")  # what begins before it is whole
            if len(text) - cut > _LONGEST_TAG:
                cut = len(text)  # this is text, however long
            count += len(_ROW.findall(text, 0, cut))
            spans += _MERGED.findall(text, 0, cut)
            rest = text[cut:]
        return count, [
            Span(int(top), _number(left.decode()), int(bottom), _number(right.decode())) for left, top, right, bottom in spans
        ]

    def cell(self, said: Mapping[str, str], text: str, formula: bool, stored: bool) -> Cell:
        """What a cell holds, by what it says of itself and the text in it; `stored` is whether there is a value at all."""
        kind = said.get("t", "n")
        if kind == "s":
            return self.strings.get(text.strip(), Misuse("cell-unread", given=text[:40]) if text.strip() else "")
        if kind == "n":
            return self._number(said.get("s"), text.strip(), formula)
        if kind == "e":
            return Misuse("cell-error", given=text[:40])
        if kind == "b":
            return {"1": "true", "0": "false"}.get(text) or Misuse("cell-unread", given=text[:40])
        if formula and not stored:
            return Misuse("cell-not-worked-out")
        return text[:10] if kind == "d" and text else _unescaped(text).strip()

    def _number(self, style: str | None, text: str, formula: bool) -> Cell:
        if not text:
            return Misuse("cell-not-worked-out") if formula else ""
        form = self.formats[int(style)] if style else PLAIN
        if form is not PLAIN:
            return form.shown(text, self.since_1904)
        found = digits(text)
        return found if found is not None else Misuse("cell-unread", given=text[:40])

    def _read_formats(self, part: str) -> None:
        """The formats that cells name by their place in the list."""
        codes: dict[str, str] = {}
        numbers: list[str] = []
        inside = ""  # which list: others have formats of the same names that are not those of cells

        def start(name: str, said: Mapping[str, str]) -> None:
            nonlocal inside
            if name in ("numFmts", "cellXfs"):
                inside = name
            elif name == "numFmt" and inside == "numFmts":
                codes[said.get("numFmtId", "")] = said.get("formatCode", "")
            elif name == "xf" and inside == "cellXfs":
                numbers.append(said.get("numFmtId", "0"))

        def end(name: str) -> None:
            nonlocal inside
            inside = "" if name == inside else inside

        self.parts.walk(part, start, end)
        self.formats = [format_of(codes[one]) if one in codes else built_in(int(one)) for one in numbers]

    def _read_strings(self, part: str) -> None:
        """The texts that cells name by their place in the list; how they are to be pronounced is left out."""
        pieces: list[str] = []
        collecting, aside = False, False

        def start(name: str, _: Mapping[str, str]) -> None:
            nonlocal collecting, aside
            if name == "si":
                pieces.clear()
            elif name == "rPh":
                aside = True
            collecting = name == "t" and not aside

        def end(name: str) -> None:
            nonlocal collecting, aside
            collecting = False
            if name == "rPh":
                aside = False
            elif name == "si":
                self.strings[str(len(self.strings))] = _unescaped("".join(pieces)).strip()

        self.parts.walk(part, start, end, lambda text: pieces.append(text) if collecting else None)


def _rows(book: _Workbook, sheet: _Sheet) -> Iterator[Row]:
    """The rows of a sheet that have cells; where rows and cells do not say where they stand, they follow one another."""
    finished: list[Row] = []
    cells: dict[int, Cell] = {}
    number, column, hidden = 0, 0, False
    said: Mapping[str, str] = {}  # of the cell that is being read
    formula, stored, aside = False, False, ""
    pieces: list[str] = []
    columns: dict[str, int] = {}
    names: dict[str, str] = {}
    strings = book.strings
    reader = parser()

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal number, column, hidden, cells, said, formula, stored, aside
        element = names.get(name) or names.setdefault(name, local(name))
        if element == "c":
            said, formula, stored = attributes, False, False
            pieces.clear()
            reader.CharacterDataHandler = pieces.append
            where = attributes.get("r", "").rstrip("0123456789")
            column = columns.get(where) or columns.setdefault(where, _number(where)) if where else column + 1
        elif element == "v" or element == "t":
            stored = True
        elif element == "row":
            number, column, cells = int(attributes.get("r", number + 1)), 0, {}
            hidden = attributes.get("hidden", "").lower() in YES or attributes.get("ht") == "0"
        elif element == "f" or element == "rPh":
            formula = formula or element == "f"
            aside = "".join(pieces)  # what stands inside is no part of the value
        elif element == "col" and attributes.get("hidden", "").lower() in YES:
            hidden_columns = range(int(attributes["min"]), int(attributes["max"]) + 1)
            sheet.hidden_columns = [*sheet.hidden_columns, hidden_columns]

    def end(name: str) -> None:
        element = names[name]
        if element == "c":
            reader.CharacterDataHandler = None
            text = "".join(pieces)
            cell = strings[text] if said.get("t") == "s" and text in strings else book.cell(said, text, formula, stored)
            if cell:
                cells[column] = cell
        elif element == "row":
            if cells:
                finished.append(Row(number, cells, hidden))
        elif element == "f" or element == "rPh":
            pieces[:] = [aside]

    reader.StartElementHandler, reader.EndElementHandler = start, end
    sheet.hidden_columns = ()
    for piece in book.parts.pieces(sheet.part):
        reader.Parse(piece)
        yield from finished
        finished.clear()
    reader.Parse(b"", True)
    yield from finished


def _number(name: str) -> int:
    """A column's number: 3 for `C`."""
    number = 0
    for letter in name:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def _unescaped(text: str) -> str:
    """A text with the characters that XML has no place for (`_x000D_`) put back (ECMA-376 part 1, 22.9.2.19)."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
