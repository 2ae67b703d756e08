"""A spreadsheet of firms from a file, for the command line: XLSX or CSV in, CSV or data out."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from itertools import chain
from pathlib import Path

from calculators.batch.changes import Changes
from calculators.batch.earlier import Earlier
from calculators.batch.lines import Lines
from calculators.batch.together import File, open_sheet
from calculators.batch.words import reading_json, remarks, trouble_json
from calculators.csv_file import csv_text
from calculators.errors import Misuse
from calculators.estimate.speaker import Speaker
from calculators.facts import Answer

STANDARD_INPUT = "-"


class Worked:
    """All rows of a file, worked out."""

    def __init__(
        self,
        file: str,
        speaker: Speaker,
        place: str | None,
        on: date,
        answers: Mapping[str, Answer],
        before: str | None = None,
    ) -> None:
        """Read `file` and work it out; `place`, `on` and `answers` stand in where a row says nothing.

        Args:
            before: an earlier result of this tool, with which it is compared.

        Raises:
            Misuse: a file cannot be opened, is no sheet of firms, or is no result.
        """
        self.speaker = speaker
        earlier = Earlier.open(*_opened(before), speaker.catalogue) if before is not None else None
        self._reading = open_sheet(_opened(file), speaker.catalogue, place, on, answers)
        sheet = self._reading.sheet
        self._lines = Lines(speaker, Changes.since(earlier, sheet, speaker) if earlier else None)
        chunk = self._reading.run()
        self.results, self.troubles = chunk.results, [*sheet.troubles, *chunk.troubles]
        self._lines.note(self.results)

    def said(self) -> list[str]:
        """What was read, left out and compared; how many rows and columns could not be used, where some could not."""
        lines = [*remarks(self._reading, self.speaker), *self._lines.remarks()]
        if self.troubles:
            aside = len(self._reading.sheet.troubles)
            lines.append(self.speaker.say("batch.summary", done=len(self.results), bad=self._reading.bad, columns=aside))
        return lines

    def data(self) -> dict[str, object]:
        """Everything, as data."""
        return {
            "version": self.speaker.catalogue.version,
            "read": reading_json(self._reading, self.speaker),
            "results": [self._lines.data(one) for one in self.results],
            "problems": [trouble_json(one, self.speaker) for one in self.troubles],
        }

    def csv(self) -> str:
        """A line for each firm and for each row that could not be used, in the order of the file."""
        return csv_text(chain([self._lines.headings()], self._lines.of(self.results, self.troubles)))


def _opened(file: str) -> File:
    """The bytes of a file and its name, by which a format that tells itself by nothing else is known."""
    try:
        return File(sys.stdin.buffer.read(), "") if file == STANDARD_INPUT else File(Path(file).read_bytes(), Path(file).name)
    except (OSError, ValueError) as error:
        raise Misuse("no-file", given=file[:200], reason=getattr(error, "strerror", None) or str(error)) from error
