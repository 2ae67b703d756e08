"""What cannot be read of a table, a line a cell, in a file of its own: there may be more of it than memory holds."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from calculators.batch.no_firms import LeftOut
from calculators.csv_file import harmless
from calculators.errors import Problem
from calculators.wording import say

COLUMNS = ("row", "column", "value", "reason")
LONGEST = 200


class Unread:
    """Collects cells that cannot be read, in the language of whoever asked; the first `SHOWN` are kept to be shown."""

    SHOWN = 1000

    def __init__(self, file: TextIO, lang: str) -> None:
        self._writer, self._lang = csv.writer(file), lang
        self._writer.writerow(say(f"bulk.unread-{one}", lang) for one in COLUMNS)
        self.first: list[tuple[int, str, str, str]] = []
        self.no_firms: list[LeftOut] = []
        self.rows = 0
        self._last = -1

    @classmethod
    @contextmanager
    def at(cls, path: Path, lang: str) -> Iterator[Unread]:
        """Collect into a file."""
        with path.open("w", encoding="utf-8", newline="") as file:
            yield cls(file, lang)

    def add(self, row: int, column: str, value: str, problem: Problem) -> None:
        """Add a cell; those of one row follow one another."""
        line = (row, column, value[:LONGEST], problem.message(self._lang))
        self._writer.writerow([harmless(cell) for cell in line])
        self.rows += row != self._last
        self._last = row
        if len(self.first) < self.SHOWN:
            self.first.append(line)

    def no_firm(self, row: LeftOut) -> None:
        """Note a row that is no firm, a total or a note; the first are kept to be shown."""
        if len(self.no_firms) < self.SHOWN:
            self.no_firms.append(row)
