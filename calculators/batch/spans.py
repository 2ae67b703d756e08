"""Merged cells: what one of them says holds for every row it covers, but a number is not said once for each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from calculators.batch.grid import Cell, Grid, Row


class Spans:
    """The merged cells of a grid in the columns that are known; rows come from the top.

    A place, a day or a choice merged over several rows is that of each. A
    number merged over several firms is not: it may be that of all together.
    """

    def __init__(self, grid: Grid, last: int, repeated: set[int], numbers: set[int]) -> None:
        below = [span for span in grid.merged if span.bottom > last]
        self._wide = {span.top: (span.left, span.right) for span in below if span.right > span.left}
        tall = {
            at: sorted((span.top, span.bottom) for span in below if span.left <= at <= span.right and span.bottom > span.top)
            for at in repeated | numbers
        }
        self._tall = {at: spans for at, spans in tall.items() if spans}
        self._repeated = repeated & self._tall.keys()
        self._above: dict[int, tuple[int, Cell]] = {}
        self._shared = self._find_shared(grid, numbers)

    def filled(self, row: Row) -> Mapping[int, Cell]:
        """The cells of a row, with those that are merged with the row above it."""
        if not self._tall:
            return row.cells
        found: dict[int, Cell] | None = None
        for at in self._repeated:
            top = self._top(at, row.number)
            if top == row.number and at in row.cells:
                self._above[at] = top, row.cells[at]
            elif top and self._above.get(at, (0, ""))[0] == top:
                found = found or dict(row.cells)
                found.setdefault(at, self._above[at][1])
        return found if found is not None else row.cells

    def shared(self, row: Row) -> list[int]:
        """The columns in which the row shares a number with others."""
        return [at for at, rows in self._shared.items() if row.number in rows]

    def is_title(self, row: Row) -> bool:
        """Whether all that stands in a row is one cell merged over several columns."""
        left, right = self._wide.get(row.number, (0, 0))
        return left < right and len(row.cells) == 1 and left in row.cells

    def _top(self, at: int, number: int) -> int:
        """The first row of the merged cell that covers a row in this column; 0 where none does."""
        tall = self._tall[at]
        where = bisect_right(tall, (number, 1 << 30)) - 1
        return tall[where][0] if where >= 0 and tall[where][1] >= number else 0

    def _find_shared(self, grid: Grid, numbers: set[int]) -> dict[int, set[int]]:
        """By column, the rows that share a number with another row in which something stands."""
        numbers = numbers & self._tall.keys()
        if not numbers:
            return {}
        filled: dict[tuple[int, int], set[int]] = {}
        said: set[tuple[int, int]] = set()
        for row in grid.rows():
            for at in numbers:
                if top := self._top(at, row.number):
                    filled.setdefault((at, top), set()).add(row.number)
                    if row.number == top and at in row.cells:
                        said.add((at, top))
        found: dict[int, set[int]] = {}
        for (at, top), rows in filled.items():
            if len(rows) > 1 and (at, top) in said:
                found.setdefault(at, set()).update(rows)
        return found
