"""A spreadsheet of firms from a file, for the command line: XLSX or CSV in, CSV or data out."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from itertools import chain
from pathlib import Path

from calculators.batch.reading import Reading
from calculators.batch.words import heading_row, reading_json, remarks, result_json, result_row, trouble_json, trouble_rows
from calculators.csv_file import csv_text
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
        self.speaker = speaker
        self._reading = Reading.open(*_opened(file), speaker.catalogue, place, on, answers)
        chunk = self._reading.run()
        self.results, self.troubles = chunk.results, [*self._reading.sheet.troubles, *chunk.troubles]

    def said(self) -> list[str]:
        """What was read and what was left out; how many rows and columns could not be used, where some could not."""
        lines = remarks(self._reading, self.speaker)
        if self.troubles:
            aside = len(self._reading.sheet.troubles)
            lines.append(self.speaker.say("batch.summary", done=len(self.results), bad=self._reading.bad, columns=aside))
        return lines

    def data(self) -> dict[str, object]:
        """Everything, as data."""
        return {
            "version": self.speaker.catalogue.version,
            "read": reading_json(self._reading, self.speaker),
            "results": [result_json(one, self.speaker) for one in self.results],
            "problems": [trouble_json(one, self.speaker) for one in self.troubles],
        }

    def csv(self) -> str:
        """A line for each firm and for each row that could not be used, in the order of the file."""
        lines = [(one.firm.row, result_row(one, self.speaker)) for one in self.results]
        lines += trouble_rows(self.troubles, self.speaker)
        return csv_text(chain([heading_row(self.speaker)], (line for _, line in sorted(lines, key=lambda one: one[0]))))


def _opened(file: str) -> tuple[bytes, str]:
    """The bytes of a file and its name, by which a format that tells itself by nothing else is known."""
    try:
        return (sys.stdin.buffer.read(), "") if file == STANDARD_INPUT else (Path(file).read_bytes(), Path(file).name)
    except (OSError, ValueError) as error:
        raise Misuse("no-file", given=file[:200], reason=getattr(error, "strerror", None) or str(error)) from error
