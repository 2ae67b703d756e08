"""A spreadsheet of firms from a file, for the command line: CSV in, CSV or data out."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from itertools import chain
from pathlib import Path

from calculators.batch.sheet import HEADING_ROW, Sheet
from calculators.batch.words import heading_row, result_json, result_row, trouble_json, trouble_rows
from calculators.batch.work import Batch
from calculators.csv_file import csv_rows, csv_text, decode
from calculators.errors import Misuse
from calculators.estimate.speaker import Speaker
from calculators.facts import Answer

STANDARD_INPUT = "-"


class Worked:
    """All rows of a file, worked out."""

    def __init__(self, file: str, speaker: Speaker, place: str | None, on: date, answers: Mapping[str, Answer]) -> None:
        """Read `file` and work it out; `place`, `on` and `answers` stand in where a row says nothing.

        Raises:
            Misuse: the file cannot be opened, or is no sheet of firms.
        """
        headings, *rows = _rows(file) or [[]]
        sheet = Sheet.read(speaker.catalogue, headings, on, place, answers)
        self.speaker = speaker
        self.results, troubles = Batch(sheet).run(rows, HEADING_ROW + 1)
        self.troubles = [*sheet.troubles, *troubles]

    def summary(self) -> str:
        """How many rows and columns could not be used; empty where all could."""
        bad = len({one.row for one in self.troubles if one.row > HEADING_ROW})
        aside = sum(one.row == HEADING_ROW for one in self.troubles)
        return self.speaker.say("batch.summary", done=len(self.results), bad=bad, columns=aside) if self.troubles else ""

    def data(self) -> dict[str, object]:
        """Everything, as data."""
        return {
            "version": self.speaker.catalogue.version,
            "results": [result_json(one, self.speaker) for one in self.results],
            "problems": [trouble_json(one, self.speaker) for one in self.troubles],
        }

    def csv(self) -> str:
        """A line for each row, in the order of the file."""
        lines = [(one.firm.row, result_row(one, self.speaker)) for one in self.results]
        lines += trouble_rows(self.troubles, self.speaker)
        return csv_text(chain([heading_row(self.speaker)], (line for _, line in sorted(lines, key=lambda one: one[0]))))


def _rows(file: str) -> list[list[str]]:
    try:
        data = sys.stdin.buffer.read() if file == STANDARD_INPUT else Path(file).read_bytes()
    except (OSError, ValueError) as error:
        raise Misuse("no-file", given=file[:200], reason=getattr(error, "strerror", None) or str(error)) from error
    return list(csv_rows(decode(data)))
