"""Numbers as people write them: `1,000,000`, `1 000 000`, `100万`, `1亿2000万`, `一百万`, `10 million`, `100w`.

What has one meaning is read, every digit of it; what has two (`1,00,000`,
`1万2`, `一二百万`) or is no exact number (`约100万`, `1.2E+06`, of which a
spreadsheet shows the first digits only) is not read at all.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

LONGEST = 100
"""Characters; nobody writes more for a number."""

Scaled = tuple[int, int]
"""Digits and the power of ten they are multiplied by: exact, whatever the context of `decimal` rounds to."""

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufe0e\ufe0f\ufeff]")
"""Characters that nobody sees and that come along when text is copied."""

_ALIKE = str.maketrans(
    {
        **dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千", strict=True)),
        **dict(zip("貳參陸萬億兩两〇", "二三六万亿二二零", strict=True)),
        **dict(zip("，’‘′−", ",'''-", strict=True)),
    }
)
"""Characters that stand for another here: those of cheques, traditional ones, and signs of other keyboards."""

_GROUPED = re.compile(r"(?P<whole>\d{1,3}(?P<by>[, '])\d{3}(?:(?P=by)\d{3})*|\d+)(?:\.(?P<part>\d*))?", re.ASCII)
_SPELLED = re.compile(
    r"(?:(?P<thousands>\d)千)?0?(?:(?P<hundreds>\d)百)?0?(?:(?P<tens>\d?)(?P<ten>十))?0?(?P<ones>\d?)", re.ASCII
)
_ONE_UNIT = re.compile(r"(.+)([千百十])")
_OPEN = re.compile(r"[千百]\d$", re.ASCII)
"""三千五 is 3,005 by its words; who says it means 3,500."""
_AROUND_CHINESE = re.compile(r" *([零一二三四五六七八九点十百千万亿]) *")
_RUN = re.compile(r"[一二三四五六七八九]{2}")
_WESTERN = re.compile(r"(.*[\d.]) ?(thousand|million|billion|mn|bn|[kwmb])")

_DIGITS = str.maketrans("零一二三四五六七八九点", "0123456789.")
_SCALES = (("亿", 8), ("万", 4))
_UNITS = {"千": 3, "百": 2, "十": 1}
_WORDS = {"k": 3, "thousand": 3, "w": 4, "m": 6, "mn": 6, "million": 6, "b": 9, "bn": 9, "billion": 9}


def fold(text: str) -> str:
    """Return `text` with full-width characters made half-width and outer space removed."""
    return unicodedata.normalize("NFKC", text).strip()


@lru_cache(maxsize=1024)  # a cell is looked at for several things, one after the other
def plainly(text: str) -> str:
    """Return `text` folded, in small letters, without what nobody sees, its spaces and its signs that look alike made one."""
    return " ".join(fold(INVISIBLE.sub("", text)).casefold().translate(_ALIKE).split())


def scaled(text: str, *, western: bool = False) -> Scaled | None:
    """Read a number without sign that `plainly` has gone over, with its 万, 亿 or spelled in Chinese; None if it is none.

    `western` allows what money is written with besides: `k`, `w`, `m`, `million`, `bn`.
    """
    if len(text) > LONGEST:
        return None
    if western and (match := _WESTERN.fullmatch(text)):
        number = _decimal(match[1])
        return number and (number[0], number[1] + _WORDS[match[2]])
    text = _AROUND_CHINESE.sub(r"\1", text)
    spelled, _, fraction = text.partition("点")
    if _RUN.search(spelled) or "点" in fraction or ("点" in text and not fraction):
        return None
    return _large(text)


def as_decimal(number: Scaled, *, negative: bool = False) -> Decimal:
    """The number itself, exactly."""
    digits, power = number
    found = Decimal(f"{Decimal((int(negative), tuple(map(int, str(digits))), power)):f}")
    return found if digits else Decimal(0)  # no minus before a zero


def _large(text: str) -> Scaled | None:
    """A number with 亿 and 万, the larger first; a rest that leaves open what it counts (`1万2`) makes it none."""
    for sign, power in _SCALES:
        head, found, rest = text.rpartition(sign)
        if found:
            front, back = _large(head), _large(rest.lstrip("零")) if rest else (0, 0)
            if front is None or back is None or front[0] == 0 or sign in head:
                return None
            if rest and (front[1] < 0 or not _settled(rest, power) or as_decimal(back) >= 10**power):
                return None
            return _sum((front[0], front[1] + power), back)
    return _small(text)


def _settled(rest: str, power: int) -> bool:
    """Whether what follows 万 or 亿 says itself what it counts: by a unit, by 零, or by all its digits."""
    return bool(re.search("[万千百十]$|^零", rest) or re.fullmatch(rf"\d{{{power}}}(\.\d+)?", rest, re.ASCII))


def _small(text: str) -> Scaled | None:
    """A number below 万: in digits, with one unit (`2千`, `1.5百`), or spelled."""
    digits = text.translate(_DIGITS)
    if (number := _decimal(digits if len(text) == 1 or "点" in text else text)) is not None:
        return number
    if (match := _ONE_UNIT.fullmatch(digits)) and (number := _decimal(match[1])) is not None:
        return number[0], number[1] + _UNITS[match[2]]
    match = _SPELLED.fullmatch(digits)
    if match is None or not text or _OPEN.search(digits):
        return None
    thousands, hundreds, tens, ones = (int(match[name] or 0) for name in ("thousands", "hundreds", "tens", "ones"))
    return 1000 * thousands + 100 * hundreds + 10 * (tens or int(bool(match["ten"]))) + ones, 0


def _decimal(text: str) -> Scaled | None:
    """Digits, in groups of three or not, with a decimal point or not."""
    match = _GROUPED.fullmatch(text)
    if match is None:
        return None
    part = match["part"] or ""
    return int(re.sub(r"\D", "", match["whole"]) + part), -len(part)


def _sum(one: Scaled, other: Scaled) -> Scaled:
    power = min(one[1], other[1])
    return one[0] * 10 ** (one[1] - power) + other[0] * 10 ** (other[1] - power), power
