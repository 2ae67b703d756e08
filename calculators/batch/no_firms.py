"""Rows of a sheet of firms that are no firms: totals, notes, headings again, names about which nothing is said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from calculators.batch.grid import Cell
from calculators.numerals import plainly

TOTAL = re.compile(
    r".{0,12}(?:合计|总计|小计|共计|累计|总和|汇总|平均值?|均值)(?:数|额|金额)?(?:\(.*\)|:?共?\d+[家户个].*)?:?"
    r"|共\d+[家户个].{0,4}|(?:grand |sub-? ?)?totals?(?: \d+)?(?: ?\(.*\))?:?|sum:?|average:?|avg\.?:?|mean:?"
)
"""What stands in front of a sum or an average. A firm whose name holds one of these words has more behind it."""

NOTE = re.compile(
    r"(?:备注|附?注释?|说明|填[表报写]说明|(?:数据|资料)?来源|[填制]表(?:人|单位|日期|时间)?|填报(?:人|单位|日期|时间)"
    r"|审[核批]人?|负责人|联系(?:人|电话)|notes?|remarks?|source|prepared by|contact) ?\d*[:.、].*"
    r"|备注|说明|注|notes?|remarks?|※.*",
    re.DOTALL,
)
"""What a note under a table begins with."""

NOTHING = re.compile(r"[-—–―_]+|/|\\|n/?a|不适用|暂无|未填|空|nil|none|null")
"""What people write into a cell that they leave blank."""

NO_NUMBER = ("无", "没有")
"""The same where a number is asked for; to a question of yes or no these are answers."""

_SPOKEN_UNIT = re.compile(r"单位[为是:： ]*(?:人民币)?[十百千]?[万亿千]元|in RMB (?:million|10,000|thousand)", re.IGNORECASE)


WHY = ("total", "note", "headings", "name")
"""Why a row is no firm: a sum or an average; a title or a note; the headings again; a name about which nothing is said."""


class LeftOut(NamedTuple):
    """A row that is no firm, with the words it begins with; `why` is one of `WHY`."""

    row: int
    text: str
    why: str


def says_nothing(text: str, *, number: bool = False) -> bool:
    """Whether a cell is filled in with a sign that nothing is given."""
    plain = plainly(text)
    return bool(NOTHING.fullmatch(plain)) or (number and plain in NO_NUMBER) or not plain


def why_no_firm(cells: Mapping[int, Cell], name: str, said: bool, titles: Mapping[int, str]) -> str:
    """Why a row is no firm; empty where it is one.

    Args:
        cells: what stands in it, by column.
        name: what stands in the column of names.
        said: whether it says anything in any other column that is known.
        titles: the headings, by column.
    """
    first = first_text(cells)[1]
    if any(TOTAL.fullmatch(_tight(label)) for label in {first, name}):
        return "total"
    if NOTE.fullmatch(plainly(first)):
        return "note"
    if len(cells) > 1 and all(titles.get(at) == cell for at, cell in cells.items()):
        return "headings"
    if not said:
        return "name" if name and not re.search("[。；：:;!?！？]", name) and len(name) <= 40 else "note"
    return ""


def speaks_of_units(text: str) -> bool:
    """Whether a note says what sums are in, which stands behind them and cannot be minded any more."""
    return bool(_SPOKEN_UNIT.search(text))


def _tight(label: str) -> str:
    """A label in plain letters, without the spaces that people set 合　计 apart with."""
    plain = plainly(label)
    return plain if plain.isascii() else plain.replace(" ", "")


def first_text(cells: Mapping[int, Cell]) -> tuple[int, str]:
    """The leftmost cell that can be read, with its column."""
    return next(((at, cell) for at in sorted(cells) if isinstance(cell := cells[at], str)), (1, ""))
