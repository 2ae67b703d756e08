"""A sheet of firms, and with it perhaps an earlier result: which is which is told by their headings, not by their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from calculators.batch.earlier import Earlier, result_head
from calculators.batch.headings import Headings
from calculators.batch.reading import Reading
from calculators.catalogue import Catalogue
from calculators.errors import Misuse
from calculators.facts import Answer


class File(NamedTuple):
    """What is in a file, and what it is called."""

    data: bytes
    name: str


def open_sheet(
    file: File, catalogue: Catalogue, place: str | None, on: date, answers: Mapping[str, Answer] | None = None
) -> Reading:
    """Open a sheet of firms as `Reading.open` does.

    Raises:
        Misuse: it is none; a result of this tool, which names firms and says nothing of them, is told so.
    """
    try:
        reading = Reading.open(*file, catalogue, place, on, answers)
    except Misuse as problem:
        if _result(file, catalogue):
            raise Misuse("is-result") from problem
        raise
    head = result_head(reading.sheet.grid)
    if head and head.row not in reading.sheet.head.rows:  # something in a cell looked like a question
        raise Misuse("is-result")
    return reading


def told_apart(one: File, other: File, catalogue: Catalogue) -> tuple[File, Earlier]:
    """Of two files the sheet of firms, and the earlier result.

    Raises:
        Misuse: one cannot be read, or not exactly one of them is a result.
    """
    files: Sequence[File] = (one, other)
    results = [_result(file, catalogue) for file in files]
    # A sheet into which somebody has copied the columns of a result is still a sheet.
    sheets = [file for file, result in zip(files, results, strict=True) if result is None or _asks(result, catalogue)]
    earlier = [result for file, result in zip(files, results, strict=True) if result is not None and file not in sheets]
    if not sheets or not earlier:
        raise Misuse("two-sheets" if sheets else "two-results")
    return sheets[0], earlier[0]


def _asks(result: Earlier, catalogue: Catalogue) -> bool:
    """Whether columns that answer questions stand beside those of the result."""
    headings = Headings(catalogue)
    columns = filter(None, map(headings.column, result.titles))
    return any(headings.kind(one.name) for one in columns)


def _result(file: File, catalogue: Catalogue) -> Earlier | None:
    try:
        return Earlier.open(*file, catalogue)
    except Misuse as problem:
        if problem.key != "no-result":
            raise
        return None
