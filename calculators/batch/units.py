"""Units of money beside the figures: behind a heading, in a row below it, or in a line above the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from calculators.batch.grid import Row
from calculators.inputs import PER, UNIT_WORDS
from calculators.money import parse_money
from calculators.numerals import plainly, scaled
from calculators.vocabulary import InputKind

_QUOTES = str.maketrans(dict.fromkeys("“”„«»「」『』", '"') | dict.fromkeys("【〔", "[") | dict.fromkeys("】〕", "]"))
_LOOSE = re.compile(r" ?([\u2e80-\u9fff(){}\[\]<>,.:;/\"*_-]) ?")
_PARTS = re.compile(r"[,;:/、()\[\]]+")
_NO_MAGNITUDE = re.compile(r"人民币|rmb|cny|renminbi|yuan|¥|[元圆]|\b(?:in|of|单位|unit|金额)\b|单位|金额|[: ]")
_FOREIGN = re.compile(r"[$€£]|usd|hkd|eur|jpy|gbp|美|港|日[元圆]|欧|英镑|外币|台币")
_WORDS = {
    "'000": 3, "000": 3, "000s": 3, "'000s": 3, "thousands": 3, "tenthousand": 4, "tenthousands": 4, "millions": 6, "mio": 6,
    "hundredmillion": 8, "billions": 9, "十": 1, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "十亿": 9,
    "百亿": 10, "k": 3, "thousand": 3, "w": 4, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9,
}  # fmt: skip
_UNIT_LINE = re.compile(r"(?:(?:^|[( ])(?:金额|计量)?(?:单位|units?) ?: ?(?P<said>[^()]+)|\((?P<unit>[^()]+)\)$)")
"""单位：万元, above the table; or (万元) behind its title."""


class UnitLine(NamedTuple):
    """What a line above the headings says that sums are in; `power` is None where it is not understood."""

    row: int
    text: str
    power: int | None


def unit_line(rows: Sequence[Row]) -> UnitLine | None:
    """What a line above the headings says that sums are in: 单位：万元."""
    for row in reversed(rows):
        for text in (part for cell in row.texts.values() for part in re.split(r"\s{2,}", cell)):
            match = _UNIT_LINE.search(plain_heading(text))
            said = [*pieces(match["said"] or match["unit"], InputKind.MONEY)] if match else []
            money = [one for one in said if re.search("[元圆¥$€£]|^[十百千]?[万亿]$|rmb|cny|yuan|usd|hkd", one)]
            if money and all(one in money or is_count(one) for one in said):
                powers = {unit_power(one) for one in money}
                return UnitLine(row.number, text, powers.pop() if len(powers) == 1 else None)
    return None


def unit_power(unit: str) -> int | None:
    """The power of ten that a unit of money stands for: 4 for 万元, `RMB 10,000` and `10k yuan`; None where it is none."""
    if _FOREIGN.search(unit):
        return None
    rest = _NO_MAGNITUDE.sub("", unit)
    if not rest:
        return 0 if rest != unit and re.search(r"[元圆¥]|人民币|rmb|cny|yuan|renminbi", unit) else None
    if rest in _WORDS:
        return _WORDS[rest]
    number = scaled(rest, western=True)
    if number is None or number[1] < 0 or str(number[0]).rstrip("0") != "1" or (rest == unit and rest.isdecimal()):
        return None
    return len(str(number[0])) - 1 + number[1]


def plain_heading(heading: str) -> str:
    """A heading without what makes no difference: width and case, spaces beside Chinese and punctuation, kinds of quotes."""
    return _LOOSE.sub(r"\1", plainly(heading).translate(_QUOTES)).strip()


def pieces(tail: str, kind: InputKind) -> Iterator[str]:
    """What stands behind a label, taken apart; whole where a unit has a stroke or a comma in it: `万元/年`, `RMB 10,000`."""
    if kind == InputKind.MONEY and (
        unit_power(tail) is not None or any(unit_power(one.sub("", tail)) is not None for one in PER.values())
    ):
        yield tail
        return
    yield from (part for part in _PARTS.split(tail) if part)


def is_unit(text: str) -> bool:
    """Whether a cell below a heading says nothing but a unit, and is no sum."""
    plain = re.sub(r"^[(\[]|[)\]]$", "", plain_heading(text))
    foreign = len(plain) < 6 and _FOREIGN.search(plain) and not re.search(r"\d", plain)
    return (unit_power(plain) is not None and parse_money(plain) is None) or is_count(plain) or bool(foreign)


def is_count(text: str) -> bool:
    return any(re.fullmatch(words, text) for words in UNIT_WORDS.values()) or text in ("%", "是/否", "户", "亩")
