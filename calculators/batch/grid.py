"""What every file of a table comes down to: sheets, rows, and cells that are read or say why they cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from calculators.errors import Problem

type Cell = str | Problem
"""What a cell holds, as it would be typed (`100`, `2026-01-15`, `true`, `100万元`), or why it holds nothing that can be read."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row by its number, counted as a spreadsheet counts; `cells` by column, counted from 1, those that are not blank.

    `width` is how many cells a text file has written in it, blank ones counted; 0 for a workbook.
    """

    number: int
    cells: Mapping[int, Cell]
    hidden: bool = False
    width: int = 0

    @property
    def texts(self) -> dict[int, str]:
        """The cells that hold something that can be read."""
        return {column: cell for column, cell in self.cells.items() if isinstance(cell, str)}


@dataclass(frozen=True, slots=True)
class Span:
    """Merged cells, from the first row and column to the last, all counted in."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Grid:
    """A sheet of a workbook, or a text file, which has no name; `rows` can be gone through again and again."""

    name: str = ""
    hidden: bool = False
    hidden_columns: Sequence[range] = ()
    merged: Sequence[Span] = ()
    count: int = 0
    """How many rows there are, about: for telling how far one is."""
    separator: str = ""
    """What parts the cells of a text file."""

    def rows(self) -> Iterator[Row]:
        """The rows in which something stands, from the top."""
        raise NotImplementedError


def letters(column: int) -> str:
    """A column as a spreadsheet names it: `C`, `AA`."""
    name = ""
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(ord("A") + digit) + name
    return name
