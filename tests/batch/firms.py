"""What comes of a file of firms, as the command line and the page have it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from typing import Any

from calculators.batch.reading import Reading
from calculators.batch.words import reading_json, remarks, result_json, trouble_json
from calculators.catalogue import Catalogue
from calculators.estimate.speaker import Speaker
from tests.support.workbooks import Book, Page

DAY = date(2026, 3, 2)
HEADINGS = ("企业名称", "所在地", "年度算力支出（万元）", "所购公共智能算力已在思明区AI产业服务平台上架")
FIRM = ("甲", "思明区", 100, "是")
SPEND, LISTED = HEADINGS[2:]


@dataclass
class Worked:
    """The firms, what could not be used, and what was said."""

    results: list[dict[str, Any]]
    problems: list[dict[str, Any]]
    read: dict[str, Any]
    reading: Reading
    zh: str
    en: str

    @property
    def spends(self) -> list[str]:
        """What each firm gets, of which a tenth is what it spends, up to 100,000."""
        return [one["totals"]["widest"] for one in self.results]

    @property
    def names(self) -> list[str]:
        return [one["name"] for one in self.results]

    @property
    def cells(self) -> list[str]:
        """Where the problems are."""
        return [one["cell"] for one in self.problems]


def worked(catalogue: Catalogue, data: bytes, name: str = "", place: str | None = "350203", **more: Any) -> Worked:
    """Read a file and work it out."""
    zh, en = Speaker(catalogue, "zh"), Speaker(catalogue, "en")
    reading = Reading.open(data, name, catalogue, place, more.pop("on", DAY), **more)
    chunk = reading.run()
    troubles = [*reading.sheet.troubles, *chunk.troubles]
    return Worked(
        [result_json(one, zh) for one in chunk.results],
        [trouble_json(one, zh) for one in troubles],
        reading_json(reading, zh),
        reading,
        "\n".join(remarks(reading, zh)),
        "\n".join(remarks(reading, en)),
    )


def in_text(*rows: Any, separator: str = ",", encoding: str = "utf-8") -> bytes:
    """A text file of these rows."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding)


def in_book(*rows: Any, formats: Any = (), **page: Any) -> bytes:
    """A workbook of these rows."""
    return Book([Page("名单", rows, **page)], formats).file()
