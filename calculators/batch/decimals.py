"""Numbers as text files have them: decimal commas beside decimal points, and the noise of binary fractions."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from calculators.batch.formats import SIGNIFICANT, digits
from calculators.batch.grid import Grid
from calculators.errors import Misuse

WHERE_COMMAS_MAY_BE_DECIMAL = (";", "\t")
"""What parts the cells where a comma is kept for decimals; between commas it cannot be."""

_CORE = re.compile(r"\d[\d.,]*", re.ASCII)
_THREE = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_GROUPS = {sign: re.compile(rf"\d{{1,3}}(?:\{sign}\d{{3}})+", re.ASCII) for sign in ".,"}
_FRACTION = re.compile(r"[-+]?\d*\.\d+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Decimals:
    """What a comma and a full stop in a number of this file mean: `decimal` is the one before decimals, empty where unclear."""

    decimal: str = "."

    @classmethod
    def of(cls, grid: Grid, last: int, columns: Container[int]) -> Decimals:
        """Find it out from all the numbers in these columns below row `last`: `99,9` shows it, `1,234` does not."""
        if grid.separator not in WHERE_COMMAS_MAY_BE_DECIMAL:
            return cls()
        cells = (text for row in grid.rows() if row.number > last for at, text in row.texts.items() if at in columns)
        found = {sign for sign in map(_decimal_of, cells) if sign}
        if len(found) == 1:
            return cls(found.pop())
        return cls("" if found or grid.separator == ";" else ".")

    def with_point(self, text: str) -> str:
        """The text of a cell with its number as it is written with a decimal point.

        Raises:
            Misuse: it can be read as two numbers, one a thousand times the other.
        """
        match = _CORE.search(text) if self.decimal != "." else None
        if match is None or not re.search("[.,]", match[0]):
            return text
        decimal = _decimal_of(match[0]) or self.decimal
        if not decimal:
            raise Misuse("two-numbers", given=text[:40])
        grouping = "," if decimal == "." else "."
        whole, point, part = match[0].partition(decimal)
        if grouping in part or (grouping in whole and not _GROUPS[grouping].fullmatch(whole)):
            return text  # no number, which is said where it is read
        return f"{text[: match.start()]}{whole.replace(grouping, '')}{point and '.'}{part}{text[match.end() :]}"


def _decimal_of(text: str) -> str:
    """The sign before the decimals of a number, where the number itself shows it; else empty."""
    match = _CORE.search(text)
    signs: list[str] = re.findall("[.,]", match[0]) if match else []
    if match is None or not signs or _THREE.fullmatch(match[0]):
        return ""
    if len(signs) == 1:
        return signs[0]
    if len({*signs}) == 1:
        return {".": ",", ",": "."}[signs[0]] if _GROUPS[signs[0]].fullmatch(match[0]) else ""
    return signs[-1] if signs.count(signs[-1]) == 1 else ""


def as_kept(text: str) -> str:
    """A plain number with more digits than a spreadsheet keeps (`99.89999999999999`), as a spreadsheet shows it."""
    if len(text) > SIGNIFICANT and _FRACTION.fullmatch(text) and len(text.strip("+-0.").replace(".", "")) > SIGNIFICANT:
        return digits(text) or text
    return text
