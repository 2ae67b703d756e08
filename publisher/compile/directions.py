"""Direction words: whether the law says "at most", "at least" or neither beside a figure.

以上 and 以下 include the number unless a neighbouring （含） decides otherwise,
超过 excludes it. A record that reads a ceiling as a fixed sum, or a threshold
as a cap, is refused here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

from calculators.figures import FigureData
from calculators.vocabulary import Unit
from publisher.compile.binding import CEILING, Binder
from publisher.records.yaml_source import Path_

THRESHOLD_AFTER = re.compile(r"^(（含）)?(及)?以上|^（含）[—-]|^（含）以上")
THRESHOLD_BEFORE = re.compile(r"不低于$|不少于$|达到?$|满$")
BELOW_AFTER = re.compile(r"^(（不含）)?以下")
RANGE_BEFORE = re.compile(r"[—-]$|至$")
POOL = re.compile(r"总额|规模|资金池|安排|设立")
EXCLUSIVE = re.compile(r"(?<!不)超过$")

CEILING_WORDS = "最高, 不超过, 最长, 最大"


class Role(StrEnum):
    """What a figure does in a rule."""

    CEILING = "ceiling"
    FIXED = "fixed"
    THRESHOLD = "threshold"
    BELOW = "below"
    LIMIT = "limit"
    POOL = "pool"
    LOW = "low"
    HIGH = "high"


def check_direction(binder: Binder, role: Role, figure: FigureData, path: Path_) -> None:
    """Report a figure whose neighbours in the text do not fit its role in the rule."""
    before, after = binder.clause_before(figure), binder.clause_after(figure)
    problem = _PROBLEMS[role](binder, figure, before, after)
    if problem:
        expected, mend = problem
        binder.report(path, figure["text"], expected, mend)


type Problem = tuple[str, str] | None


def _ceiling(binder: Binder, figure: FigureData, before: str, after: str) -> Problem:
    if CEILING.search(before):
        return None
    return f"one of {CEILING_WORDS} before it in its clause", "use `rate` or `amount` for a fixed figure, or correct the figure"


def _fixed(binder: Binder, figure: FigureData, before: str, after: str) -> Problem:
    if CEILING.search(before):
        return f"no {CEILING_WORDS} before it in its clause", "use `rate_up_to`, `amount_up_to` or `cap`: the law says “up to”"
    if THRESHOLD_AFTER.search(after) or THRESHOLD_BEFORE.search(before):
        return "a sum or rate, not a threshold", "use `at_least`"
    return None


def _threshold(binder: Binder, figure: FigureData, before: str, after: str) -> Problem:
    if EXCLUSIVE.search(before):
        return (
            "a threshold that includes its figure; 超过 excludes it",
            "the form has no exclusive threshold: ask for it with a gate",
        )
    if THRESHOLD_AFTER.search(after) or THRESHOLD_BEFORE.search(before):
        return None
    return "以上 or 不低于 beside it", "use the key that fits the words (`cap`, `rate`, `below`), or correct the figure"


def _below(binder: Binder, figure: FigureData, before: str, after: str) -> Problem:
    if RANGE_BEFORE.search(before):
        return None
    if not BELOW_AFTER.search(after):
        return "以下 after it, or a dash before it", "use the key that fits the words, or correct the figure"
    # 以下 includes its figure unless another bracket of the article claims the figure with （含）
    text = binder.text(figure["at"][0])
    if f"{figure['text']}（含）" in text or after.startswith("（不含）"):
        return None
    return "以下 with a neighbouring （含） that excludes the figure", "以下 alone includes its figure: `below` would be wrong"


def _limit(binder: Binder, figure: FigureData, before: str, after: str) -> Problem:
    # 给予3年, 连续奖励3年: a printed duration limits by itself
    return None if figure["unit"] == Unit.MONTHS or CEILING.search(before) else _ceiling(binder, figure, before, after)


def _pool(binder: Binder, figure: FigureData, before: str, after: str) -> Problem:
    return (
        None if POOL.search(before) else ("总额, 规模, 安排 or 设立 before it in its clause", "use the key that fits the words")
    )


def _low(binder: Binder, figure: FigureData, before: str, after: str) -> Problem:
    return None if re.match(r"[至—-]", after) else ("至 after it", "use the key that fits the words")


def _high(binder: Binder, figure: FigureData, before: str, after: str) -> Problem:
    return None if RANGE_BEFORE.search(before) else ("至 before it", "use the key that fits the words")


_PROBLEMS: dict[Role, Callable[[Binder, FigureData, str, str], Problem]] = {
    Role.CEILING: _ceiling,
    Role.FIXED: _fixed,
    Role.THRESHOLD: _threshold,
    Role.BELOW: _below,
    Role.LIMIT: _limit,
    Role.POOL: _pool,
    Role.LOW: _low,
    Role.HIGH: _high,
}
