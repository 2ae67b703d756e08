"""Days as people write them in a sheet, read where that has one meaning."""

from __future__ import annotations

import re
from datetime import date

from calculators.errors import BadValue
from calculators.inputs import FIRST_YEAR, LAST_YEAR, parse_day
from calculators.numerals import plainly

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
_FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        r"(?P<year>\d{4}) ?(?P<by>[-/.]) ?(?P<month>\d{1,2}) ?(?P=by) ?(?P<day>\d{1,2})",
        r"(?P<year>\d{4}) ?年 ?(?P<month>\d{1,2}) ?月 ?(?P<day>\d{1,2}) ?[日号]?",
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)",
        r"(?P<one>\d{1,2})(?P<by>[-/.])(?P<other>\d{1,2})(?P=by)(?P<year>\d{4})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -]{_MONTH}[ ,-]+(?P<year>\d{{4}})",
        rf"{_MONTH} ?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})",
    )
)
_TIME = re.compile(r"[t ]? ?\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[ap]\.?m\.?)?(?: ?(?:z|[-+]\d\d:?\d\d))?", re.ASCII)
_SPELLED = re.compile(r"([零一二三四五六七八九]{4})年(.{1,2})月([^日号]{1,3})[日号]?")
_DIGITS = {character: str(digit) for digit, character in enumerate("零一二三四五六七八九")}


def read_day(text: str) -> date:
    """Read `2026/1/15`, 2026年1月15日, `20260115`, `15/01/2026`, `Jan 15, 2026`; of a point in time, the day it shows.

    Raises:
        BadValue: it is none, could be two (`01/02/2026`), or something else stands behind it.
    """
    day = _in_digits(plainly(text))
    for form in _FORMS:
        match = form.match(day)
        if match and (match.end() == len(day) or _TIME.fullmatch(day, match.end())):
            try:
                return parse_day(_written(match.groupdict(), text))
            except BadValue as problem:
                raise _wrong(problem.key, text) from None
    raise _wrong("not-a-date", text)


def _written(parts: dict[str, str | None], text: str) -> str:
    """The parts of a date in the one form that is read."""
    month, day = parts.get("month"), parts.get("day")
    if name := parts.get("name"):
        month = str(_MONTHS.index(name[:3]) + 1)
    if (one := parts.get("one")) and (other := parts.get("other")):
        if int(one) > 12 or one == other:
            day, month = one, other
        elif int(other) > 12:
            month, day = one, other
        else:
            raise _wrong("two-days", text)
    return f"{parts['year']}-{month:0>2}-{day:0>2}"


def _in_digits(day: str) -> str:
    """A day spelled in Chinese, 二零二六年一月十五日, with digits."""
    match = _SPELLED.fullmatch(day)
    if match is None:
        return day
    year = "".join(_DIGITS[one] for one in match[1])
    return f"{year}年{_below_hundred(match[2])}月{_below_hundred(match[3])}日"


def _below_hundred(text: str) -> str:
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS.get(tens, "" if tens else "1") if ten else "") + _DIGITS.get(ones, "0" if ten and not ones else "?")


def _wrong(key: str, text: str) -> BadValue:
    return BadValue(key, "on", given=text[:40], first=FIRST_YEAR, last=LAST_YEAR)
