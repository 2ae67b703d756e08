"""The quantities of a text, in Chinese and in English, as values that can be compared.

Both readers turn prose into `Quantity` values of the same kinds and units, so
that a translation can be checked against the law figure by figure. A numeral
that is part of a name is no quantity; the glossary lists those names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import assert_never

from calculators.vocabulary import Unit

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_CHINESE = "[一二三四五六七八九两十百千]"
_NUMBER = r"\d+(?:\.\d+)?"


@dataclass(frozen=True)
class Quantity:
    """A quantity and where it stands: `text[start:end]`.

    `value` is in the unit that `kind` names: yuan, a share of one (40% is 0.4),
    months, square meters, a day as 20250131 or a year as 2025, or a plain count.
    """

    text: str
    kind: Unit
    value: Decimal
    start: int
    end: int

    @property
    def key(self) -> tuple[Unit, Decimal]:
        """What has to be equal in both languages."""
        return self.kind, self.value.normalize()


def chinese_number(text: str) -> Decimal:
    """Read a Chinese numeral of the sort that laws print: 三, 十二, 千亿, 百亿.

    Raises:
        ValueError: a character is no numeral.
    """
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char not in _SCALES:
            raise ValueError(f"{char!r} is no numeral")
        elif _SCALES[char] >= 10_000:
            total += (section + digit or 1) * _SCALES[char]
            section = digit = 0
        else:
            section += (digit or 1) * _SCALES[char]
            digit = 0
    return Decimal(total + section + digit)


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "")) if text[0].isdigit() else chinese_number(text)


_ZH = re.compile(
    rf"""
      (?P<date>\d{{4}}年\d{{1,2}}月\d{{1,2}}日)
    | (?P<year>\d{{4}})(?:年(?!\d)|(?=[—–-]\d{{4}}年))
    | (?P<money>{_NUMBER})(?P<scale>[百千]万|[千万亿]?)元(?:/[\u4e00-\u9fff]{{1,2}}席位|/平方米|/月|/年|/人)?
    | (?P<sum>{_CHINESE}+[万亿]?)元
    | (?P<percent>{_NUMBER})%
    | (?P<thousandths>{_NUMBER})‰
    | 百分之(?P<hundredths>{_CHINESE}+)
    | (?P<one>[1-9]\d*):(?P<other>\d+)
    | (?P<years>\d+|{_CHINESE}+)年(?!代|级)
    | (?P<months>\d+|{_CHINESE}+)个月
    | (?P<area>{_NUMBER})平方米
    | (?P<low>\d+)-(?P<high>\d+)[个家项人名]
    | (?P<large>{_CHINESE}+[万亿]|{_NUMBER}[万亿])(?!元)
    | (?P<count>\d+)[个家项人名件次条种款]?
    """,
    re.VERBOSE,
)

_GROUPED = r"\d(?:[\d,]*\d)?"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_EN = re.compile(
    rf"""
      (?P<month>{_MONTHS})\s(?P<day>\d{{1,2}}),\s(?P<dyear>\d{{4}})
    | RMB\s?(?P<money>{_GROUPED}(?:\.\d+)?)(?:\s(?P<scale>million|billion))?
    | (?P<percent>{_GROUPED}(?:\.\d+)?)%
    | (?P<one>[1-9]\d*):(?P<other>\d+)
    | (?P<years>{_GROUPED})[\s-]years?
    | (?P<months>{_GROUPED})[\s-]months?
    | (?P<area>{_GROUPED}(?:\.\d+)?)\ssquare\smeters?
    | (?P<large>{_GROUPED}(?:\.\d+)?)\s(?P<largescale>million|billion)
    | (?P<year>(?:19|20)\d\d)(?!\d)
    | (?P<low>\d+)-(?P<high>\d+)
    | (?P<count>{_GROUPED})
    """,
    re.VERBOSE,
)
_ZH_SCALE: dict[str | None, int] = {"": 1, "千": 1000, "万": 10_000, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_EN_SCALE: dict[str | None, int] = {None: 1, "million": 1_000_000, "billion": 1_000_000_000}
_LIST_NUMBER = r"[(（]\d{1,2}[)）]"


def _masked(text: str, names: tuple[str, ...]) -> str:
    """Blank out list numbers and the names that hold numerals, keeping every position."""
    return _names_and_numbers(names).sub(lambda match: "\0" * len(match.group()), text)


@cache
def _names_and_numbers(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile("|".join([_LIST_NUMBER, *map(re.escape, longest_first)]), re.IGNORECASE)


def chinese_quantities(text: str, names: Iterable[str] = ()) -> list[Quantity]:
    """Find the quantities of a Chinese text in order; `names` are no quantities."""
    return [one for match in _ZH.finditer(_masked(text, tuple(names))) for one in _quantity(match, _ZH_SCALE)]


def english_quantities(text: str, names: Iterable[str] = ()) -> list[Quantity]:
    """Find the quantities of an English text in order; `names` are no quantities."""
    numbered = tuple(name for name in names if any(map(str.isdigit, name)))  # words alone are never taken for quantities
    return [one for match in _EN.finditer(_masked(text, numbered)) for one in _quantity(match, _EN_SCALE)]


def _quantity(match: re.Match[str], scales: dict[str | None, int]) -> Iterator[Quantity]:
    groups = {name: value for name, value in match.groupdict().items() if value is not None}

    def quantity(kind: Unit, value: Decimal) -> Quantity:
        return Quantity(match.group(), kind, value, match.start(), match.end())

    if "low" in groups:
        yield quantity(Unit.COUNT, Decimal(groups["low"]))
        yield quantity(Unit.COUNT, Decimal(groups["high"]))
    elif "date" in groups or "month" in groups:
        yield quantity(Unit.DATE, _day(groups))
    elif "year" in groups:
        yield quantity(Unit.DATE, Decimal(groups["year"]))
    elif "money" in groups:
        scale = scales[match["scale"]]
        yield quantity(Unit.YUAN, _number(groups["money"]) * scale)
    elif "sum" in groups:
        yield quantity(Unit.YUAN, chinese_number(groups["sum"]))
    elif "hundredths" in groups:
        yield quantity(Unit.SHARE, chinese_number(groups["hundredths"]) / 100)
    elif "thousandths" in groups:
        yield quantity(Unit.SHARE, _number(groups["thousandths"]) / 1000)
    elif "percent" in groups:
        yield quantity(Unit.SHARE, _number(groups["percent"]) / 100)
    elif "one" in groups:
        yield quantity(Unit.SHARE, Decimal(groups["other"]) / Decimal(groups["one"]))
    elif "years" in groups:
        yield quantity(Unit.MONTHS, _number(groups["years"]) * 12)
    elif "months" in groups:
        yield quantity(Unit.MONTHS, _number(groups["months"]))
    elif "area" in groups:
        yield quantity(Unit.AREA, _number(groups["area"]))
    elif "large" in groups:
        yield quantity(Unit.COUNT, _large(groups))
    else:
        yield quantity(Unit.COUNT, _number(groups["count"]))


def _large(groups: dict[str, str]) -> Decimal:
    text = groups["large"]
    if "largescale" in groups:
        return _number(text) * _EN_SCALE[groups["largescale"]]
    return Decimal(text[:-1]) * _SCALES[text[-1]] if text[0].isdigit() else chinese_number(text)


def _day(groups: dict[str, str]) -> Decimal:
    if "date" in groups:
        year, month, day = map(int, re.findall(r"\d+", groups["date"]))
    else:
        month = _MONTHS.split("|").index(groups["month"]) + 1
        year, day = int(groups["dyear"]), int(groups["day"])
    return Decimal(year * 10_000 + month * 100 + day)


def day_of(quantity: Quantity) -> date | None:
    """The day that a date names; None where the calendar has no such day."""
    year, rest = divmod(int(quantity.value), 10_000)
    try:
        return date(year, rest // 100, rest % 100)
    except ValueError:
        return None


def last_day(first: date, months: int) -> date:
    """The last day of a term: three years from 2026-01-01 end on 2028-12-31."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    try:
        after = date(year, month + 1, first.day)
    except ValueError:  # the month has no such day
        after = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date.fromordinal(after.toordinal() - 1)


def english_form(quantity: Quantity) -> str:
    """A quantity as the translations print it: `RMB 5 million`, `40%`, `3 years`, `January 1, 2025`."""
    value = quantity.value
    match quantity.kind:
        case Unit.YUAN:
            scales = ((1_000_000_000, " billion"), (1_000_000, " million"), (1, ""))
            scale, name = next((scale, name) for scale, name in scales if value >= scale or scale == 1)
            return f"RMB {_plain(value / scale)}{name}"
        case Unit.SHARE:
            return quantity.text if ":" in quantity.text else f"{_plain(value * 100)}%"
        case Unit.MONTHS:
            years, rest = divmod(value, 12)
            return _plural(value, "month") if rest else _plural(years, "year")
        case Unit.DATE:
            day = day_of(quantity)
            return f"{_MONTHS.split('|')[day.month - 1]} {day.day}, {day.year}" if day else str(value)
        case Unit.AREA:
            return f"{_plain(value)} square meters"
        case Unit.COUNT:
            return _plain(value)
        case _:
            assert_never(quantity.kind)


def _plain(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _plural(value: Decimal, unit: str) -> str:
    return f"{_plain(value)} {unit}{'' if value == 1 else 's'}"


def read_figure(text: str) -> Quantity | None:
    """Read a figure of a rule: one quantity and nothing else, else None."""
    match = _ZH.fullmatch(text.strip())
    if match is None or match["low"]:
        return None
    return next(_quantity(match, _ZH_SCALE))
