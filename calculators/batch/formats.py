"""How a workbook shows a number, as far as that says what the number is: a day, a share, a currency, a unit.

Source: ECMA-376 part 1, 18.8.30 and 18.8.31 (number formats).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from calculators.batch.grid import Cell
from calculators.errors import Misuse

SIGNIFICANT = 15
"""Digits of a number that a spreadsheet keeps and shows; what stands behind them is noise of binary fractions."""

EPOCHS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
"""The day of number 0, by whether a workbook counts from 1904."""

_BUILT_IN = {
    **dict.fromkeys((9, 10), "0%"),
    **dict.fromkeys((14, 15, 16, 22, *range(27, 32), 36, 50, 51, 52, 53, 54, 57, 58), "yyyy-mm-dd"),
    **dict.fromkeys((17,), "mmm-yy"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56), "h:mm"),
}
"""Formats that have a number and no text in the file; those of 27 to 36 and 50 to 58 are East Asian days and times."""

_TOKEN = re.compile(r'"(?P<quoted>[^"]*)"|\[(?P<bracket>[^\]]*)\]|[\\!](?P<escaped>.)|[_*].|(?P<other>.)', re.DOTALL)
_CURRENCY = re.compile(r"\$(?P<symbol>[^-]*)(?:-(?P<locale>[0-9a-f]+))?", re.IGNORECASE)
_CONDITION = re.compile(r"[<>=]")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_DIGITS = "0#?"
_MAGNITUDE = re.compile(r"[十百千万亿]|\b(?:k|w|m|mn|bn|thousand|million|billion)\b", re.IGNORECASE)
_JAPANESE = ("411", "0411")
_YEN = ("¥", "￥")


@dataclass(frozen=True, slots=True)
class Format:
    """What a format says: the number is a `day`, a `month` or a time of a day, a `share`, or has a text around it."""

    kind: str = ""
    before: str = ""
    after: str = ""
    unclear: bool = False
    """Whether what is shown has another magnitude than what the file holds, and nothing says which."""

    def shown(self, number: str, since_1904: bool) -> Cell:
        """A number, as the file has it, as it would be typed."""
        text = digits(number)
        if text is None:
            return Misuse("cell-unread", given=number[:40])
        if self.kind in ("day", "month", "time"):
            return self._day(Decimal(text), since_1904, text)
        if self.kind == "share":
            return f"{(Decimal(text) * 100).normalize():f}%"
        if self.unclear:
            return Misuse("cell-shown-otherwise", given=text[:40])
        return f"{self.before}{text}{self.after}"

    def _day(self, number: Decimal, since_1904: bool, text: str) -> Cell:
        try:
            day = EPOCHS[since_1904] + timedelta(days=int(number))
        except OverflowError:
            return Misuse("cell-unread", given=text[:40])
        shown = day.isoformat()
        return {"day": shown, "month": shown[:7], "time": f"{int(number % 1 * 24):02}:{int(number * 1440 % 60):02}"}[self.kind]


PLAIN = Format()
WHOLE = Format(after="元")
"""A number shown in 万 of which the file holds every yuan."""


def digits(number: str) -> str | None:
    """A number as a workbook has it (`99.899999999999991`, `1E+06`) with the digits that count; None if it is none."""
    if number.isdecimal() and number.isascii() and len(number) <= SIGNIFICANT:
        return number
    try:
        rounded = f"{float(number):.{SIGNIFICANT}g}"
        return f"{Decimal(rounded):f}" if Decimal(rounded).is_finite() else None
    except (ValueError, InvalidOperation):
        return None


def built_in(number: int) -> Format:
    """The format that has this number in every workbook."""
    return format_of(_BUILT_IN.get(number, ""))


@lru_cache(maxsize=512)
def format_of(code: str) -> Format:
    """What a format's code says of a positive number; `PLAIN` itself where that is nothing."""
    found = _format_of(code)
    return PLAIN if found == PLAIN else found


def _format_of(code: str) -> Format:
    sections = _sections(code)
    first = _read(sections[0])
    if not any(_CONDITION.search(bracket) for section in sections for bracket in section.brackets):
        return first
    found = {_read(section) for section in sections}
    scaled = [section for section in sections if section.scaled]
    if len(found) == 1 or not any(one.before or one.after or one.unclear for one in found):
        return first
    whole = all(section.scaled or not _magnitude(section) for section in sections) and all(map(_magnitude, scaled))
    return WHOLE if whole else Format(unclear=True)


@dataclass
class _Section:
    """A part of a format between semicolons, taken apart."""

    before: str = ""
    after: str = ""
    symbols: str = ""
    brackets: tuple[str, ...] = ()
    scaled: bool = False


def _sections(code: str) -> list[_Section]:
    found = [_Section()]
    for token in _TOKEN.finditer(code):
        section = found[-1]
        if token["other"] == ";":
            found.append(_Section())
        elif token["bracket"] is not None:
            section.brackets += (token["bracket"],)
            if match := _CURRENCY.fullmatch(token["bracket"]):
                _add(section, "JPY" if match["symbol"] in _YEN and match["locale"] in _JAPANESE else match["symbol"])
        elif token["quoted"] is not None or token["escaped"] is not None:
            literal = token["quoted"] if token["quoted"] is not None else token["escaped"]
            # A full stop between digits that is no decimal point: 0!.0, shows ten-thousandths of 123456 as 12.3
            section.scaled = section.scaled or (literal == "." and bool(section.symbols))
            _add(section, "" if literal == "." else literal)
        elif token["other"] is not None:
            if token["other"] in "$€£¥￥":
                _add(section, token["other"])
            else:
                section.symbols += token["other"]
    for section in found:
        # A comma behind the last digit divides by a thousand.
        section.scaled = section.scaled or bool(re.search(r"[0#?],+(?![0#?,.])", section.symbols))
    return found


def _add(section: _Section, literal: str) -> None:
    if any(sign in section.symbols for sign in _DIGITS) or "general" in section.symbols.lower():
        section.after += literal
    else:
        section.before += literal


def _read(section: _Section) -> Format:
    symbols = re.sub(r"general|e[+-]0+", "", section.symbols.lower())
    if "%" in symbols:
        return Format("share")
    if any(_ELAPSED.fullmatch(one) for one in section.brackets) or (
        re.search("[hs]", symbols) and not re.search("[yde]", symbols)
    ):
        return Format("time")
    if re.search("[ymde]", symbols):
        return Format("day" if "d" in symbols else "month")
    if section.scaled:
        return WHOLE if _magnitude(section) else Format(unclear=True)
    return Format(before=_apart(section.before), after=_apart(section.after))


def _apart(literal: str) -> str:
    """A text around the number, without what only sets it out and without the name of the yuan, which is known."""
    return re.sub(r"人民币|RMB|CNY|[\s()¥￥\-]", "", literal)


def _magnitude(section: _Section) -> bool:
    return bool(_MAGNITUDE.search(section.before + section.after))
