"""The words by which a text limits a figure, in both languages: “at most”, “at least”, “more than”, “below”."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from publisher.records.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Bound:
    """A kind of limit, the words for it in both languages, and how a translation puts it."""

    zh: re.Pattern[str]
    en: re.Pattern[str]
    usual: str


BOUNDS = (
    # 最高不超过 is one ceiling; 最高比例 without a figure is none
    Bound(
        re.compile(r"(?:(?:最高|最多|最长|最大|不超过|不超|不高于)(?:可获得|分别|一次性|奖励)*)+(?=[^，。；]*\d)"),
        re.compile(
            r"(?:(?:up to|capped at|no more than|not exceeding|maximum)\b(?=[^;.]*\d)(?: (?:an?|of|the)\b)*\s*)+", re.IGNORECASE
        ),
        "up to, capped at, no more than",
    ),
    Bound(
        re.compile(r"不低于|不少于|(?<=[元年月%家个人项米）])(?:（含）)?及?以上"),
        re.compile(r"\bor more\b|\bno less than\b|\bat least\b", re.IGNORECASE),
        "or more, no less than",
    ),
    Bound(
        re.compile(r"(?<!不)超过(?=[\d十百千万])"),
        re.compile(r"(?<!no )\bmore than(?= \d| RMB)", re.IGNORECASE),
        "more than",
    ),
    Bound(
        re.compile(r"(?<=[元年月%家个人项米）])以下"),
        re.compile(r"\bbelow(?= \d| RMB)|\bless than(?= \d| RMB)(?<!no less than)|\bor less\b", re.IGNORECASE),
        "below, or less",
    ),
)

_AFTER_ITS_FIGURE = re.compile(r"以上|以下|or more|or less", re.IGNORECASE)


def limits(text: str, quantities: Iterable[Quantity], lang: Literal["zh", "en"]) -> dict[Quantity, str]:
    """What limits each of the quantities of a text: the `usual` words of its bound, or nothing."""
    found = dict.fromkeys(quantities, "")
    for bound in BOUNDS:
        for words in (bound.zh if lang == "zh" else bound.en).finditer(text):
            if _AFTER_ITS_FIGURE.search(words.group()):
                beside = next((one for one in reversed(found) if one.end <= words.start()), None)
            else:
                beside = next((one for one in found if one.start >= words.end()), None)
            if beside is not None:
                found[beside] = bound.usual
    return found


def limited(figure: str, limit: str) -> str:
    """A figure with the words that limit it, where something does: `up to 10%`, `RMB 50,000 or more`."""
    first = limit.partition(",")[0]
    return " ".join([figure, first] if _AFTER_ITS_FIGURE.search(first) else [first, figure]).strip()
