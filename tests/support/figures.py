"""The figures of a record and how each could be got wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from publisher.records.quantities import read_figure
from publisher.records.yaml_source import Path_, walk

KEYS = (
    "rate",
    "rate_up_to",
    "amount",
    "amount_up_to",
    "at_least",
    "cap",
    "at_most",
    "from",
    "to",
    "pool",
    "per",
    "below",
    "share",
)
"""The keys under which a figure stands."""

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?|[一二三四五六七八九十]+")

OTHER_UNITS = {
    "万元": ("元", "亿元", "万", ""),
    "亿元": ("万元", "元", "亿"),
    "元": ("万元", "角", ""),
    "%": ("‰", "个百分点", "", "万元"),
    "年": ("个月", "日", ""),
    "个月": ("年", "日", ""),
    "家": ("个", "万家", ""),
    "平方米": ("亩", "米", ""),
    "元/平方米": ("元/月", "元", "万元/平方米"),
    "元/有效席位": ("元/平方米", "元", "万元/有效席位"),
    "元/月": ("元/年", "元", "万元/月"),
}
"""Units in whose place another one could be written."""


def figures(value: Any) -> Iterator[tuple[Path_, str]]:
    """The figures of all rules and asks with their paths; factors of a product too."""
    for path, one in walk(value):
        inside = "rule" in path or "asks" in path or "otherwise" in path
        if not inside or not isinstance(one, str | int) or isinstance(one, bool):
            continue
        text = str(one).partition(",")[0].strip()
        factor = "times" in path or "share_of" in path or "sum" in path[-3:]
        if (path[-1] in KEYS or (factor and not text.isascii())) and read_figure(text):
            yield path, str(one)


def moved(figure: str) -> Iterator[str]:
    """The figure a little up and a little down, and with a digit more or less."""
    match = NUMBER.search(figure)
    assert match
    number, head, tail = match.group(), figure[: match.start()], figure[match.end() :]
    if not number[0].isdigit():
        numerals = "一二三四五六七八九"
        yield from (head + numerals[numerals.index(number) + step] + tail for step in (-1, 1))
        return
    value = Decimal(number)
    others = {value + 1, value - 1, value * 10, value / 10} - {value}
    if ":" in tail:  # 1:1
        yield from (f"{number}:2", f"2:{number}")
        return
    yield from (f"{head}{other.normalize():f}{tail}" for other in sorted(others) if other >= 0)


def in_other_units(figure: str) -> Iterator[str]:
    """The figure with another unit, or without one."""
    block, comma, mode = figure.partition(",")
    match = NUMBER.match(block)
    assert match
    unit = block[match.end() :]
    for other in OTHER_UNITS.get(unit, ()):
        yield f"{match.group()}{other}{comma}{mode}"
