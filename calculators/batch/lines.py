"""The table that comes of a sheet of firms: a line for each firm and for each row that could not be used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from calculators.batch import outlook, words
from calculators.batch.changes import CHANGES, Changes
from calculators.batch.outlook import Outlook
from calculators.batch.sheet import Trouble
from calculators.batch.work import Result
from calculators.estimate.speaker import Speaker
from calculators.plan.totals import TOTALS

AMOUNTS = {*TOTALS, "vouchers", *CHANGES[:-1]}
"""Columns that hold yuan."""


def marked(version: str) -> str:
    """The state of the data, so that no spreadsheet takes it for a number."""
    return f"v{version}"


@dataclass
class Lines:
    """Writes the lines in one language; with what has changed where an earlier result is at hand."""

    speaker: Speaker
    changes: Changes | None = None
    outlook: Outlook = field(init=False)

    def __post_init__(self) -> None:
        self.outlook = Outlook(self.speaker)
        self.columns = (*words.COLUMNS, *outlook.COLUMNS, "version", *(CHANGES if self.changes else ()))

    def headings(self) -> list[str]:
        return [self.speaker.say(f"batch.{name}") for name in self.columns]

    def amounts(self) -> list[int]:
        """Which columns hold yuan, counted from 0."""
        return [at for at, name in enumerate(self.columns) if name in AMOUNTS]

    def note(self, results: Iterable[Result]) -> None:
        """Take down what the remarks tell of firms that have been worked out."""
        if self.changes:
            self.changes.note(results)

    def of(self, results: Iterable[Result], troubles: Iterable[Trouble]) -> list[list[str]]:
        """The lines in the order of the sheet."""
        lines = [(one.firm.row, self._line(one)) for one in results]
        lines += [
            (row, line + [""] * (len(self.columns) - len(line))) for row, line in words.trouble_rows(troubles, self.speaker)
        ]
        return [line for _, line in sorted(lines, key=lambda one: one[0])]

    def _line(self, result: Result) -> list[str]:
        ahead = [*self.outlook.row(result), marked(self.speaker.catalogue.version)]
        return words.result_row(result, self.speaker) + ahead + (self.changes.row(result) if self.changes else [])

    def data(self, result: Result) -> dict[str, object]:
        """A firm's line as data."""
        found = words.result_json(result, self.speaker) | self.outlook.data(result)
        return found | ({"changes": self.changes.data(result)} if self.changes else {})

    def remarks(self) -> list[str]:
        """What is to be known of the earlier result."""
        return self.changes.remarks() if self.changes else []
