"""A file of firms from its bytes to the results: opened, its sheet and headings found, its rows worked out one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from calculators.batch.grid import Grid, Row
from calculators.batch.headings import Head, Headings
from calculators.batch.no_firms import LeftOut
from calculators.batch.opening import grids
from calculators.batch.sheet import Firm, Sheet, Trouble
from calculators.batch.work import Batch, Result
from calculators.catalogue import Catalogue
from calculators.errors import Misuse
from calculators.facts import Answer


@dataclass(frozen=True)
class Chunk:
    """Some rows, worked out."""

    results: list[Result]
    troubles: list[Trouble]


@dataclass
class Reading:
    """A file that is being read; `left_out` and `hidden` (row numbers) grow with the rows."""

    sheet: Sheet
    also: list[Grid]
    """Other sheets of the workbook that have such columns too, and are not read."""
    left_out: list[LeftOut] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    rows: int = 0
    """How many rows below the headings have been gone through."""
    firms: int = 0
    bad: int = 0
    ended: bool = False

    @classmethod
    def open(
        cls,
        data: bytes,
        name: str,
        catalogue: Catalogue,
        place: str | None,
        on: date,
        answers: Mapping[str, Answer] | None = None,
    ) -> Reading:
        """Open a file that is called `name`; `place`, `on` and `answers` stand in where a row says nothing.

        Raises:
            Misuse: it is no sheet of firms; says what it is, what is missing, or what is not understood.
        """
        headings = Headings(catalogue)
        found: list[tuple[Grid, Head]] = []
        for grid in grids(data, name, lambda rows: headings.rating(headings.find(rows))):
            head = headings.find(grid.rows())
            if head is not None:
                found.append((grid, head))
        if not found:
            raise Misuse("no-columns")
        # The one with most columns; of those that have as many, one that can be seen, and the first.
        grid, head = max(found, key=lambda one: (headings.rating(one[1]), not one[0].hidden))
        also = [other for other, at in found if other is not grid and headings.rating(at) == headings.rating(head)]
        return cls(Sheet(headings, grid, head, place, on, answers or {}), also)

    def __post_init__(self) -> None:
        self._batch = Batch(self.sheet.catalogue)
        self._rows: Iterator[Row] = (row for row in self.sheet.grid.rows() if row.number > self.sheet.head.last)

    @property
    def count(self) -> int:
        """How many rows there are below the headings, about."""
        return max(self.sheet.grid.count - self.sheet.head.last, self.rows, 1)

    def run(self, most: int | None = None) -> Chunk:
        """Work out the next rows, at most so many, or all.

        Raises:
            Misuse: the file breaks off.
        """
        chunk, before = Chunk([], []), self.rows
        for row in islice(self._rows, most):
            self.rows += 1
            outcome = self.sheet.firm(row)
            if isinstance(outcome, Firm):
                chunk.results.append(self._batch.result(outcome))
            elif isinstance(outcome, LeftOut):
                self.left_out.append(outcome)
                continue
            elif outcome:
                chunk.troubles.extend(outcome)
            if row.hidden and outcome:
                self.hidden.append(row.number)
        self.firms += len(chunk.results)
        self.bad += len({one.row for one in chunk.troubles})
        self.ended = most is None or self.rows - before < most
        return chunk
