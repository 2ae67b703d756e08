"""Which script a Chinese text is set in, and the same in Simplified characters."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

_TELLING = frozenset("業創務與產經發為術國對給補獎資關應會規條項總額達時據實現際點種數據團隊")
"""Traditional characters that a text of this kind cannot do without, and that no Simplified text has."""

_ENOUGH = 5
"""So many of them are no quotation."""


def is_traditional(text: str) -> bool:
    """Whether a text is set in Traditional characters."""
    return sum(char in _TELLING for char in text) >= _ENOUGH


def simplified(text: str) -> str:
    """The text in Simplified characters."""
    return _converter()(text)


@cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC  # only a Traditional text needs its dictionaries

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert
