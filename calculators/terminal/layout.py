"""Text for a terminal: columns and lines counted as they are seen, a Chinese character being two wide."""

from __future__ import annotations

import re
import shutil
import textwrap
import unicodedata
from collections.abc import Sequence

WIDEST = 100
"""Longer lines are hard to read, however wide the terminal."""

_LOOSE = re.compile(r"(?<=[。；，、！？：])|(?<=[\u3400-\u9fff])(?=[\u3400-\u9fff“（《])")
"""Where a line of Chinese may break: after punctuation and between characters."""


def width(text: str) -> int:
    """How many columns a text takes."""
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def pad(text: str, to: int) -> str:
    """Fill a text with spaces on the right."""
    return text + " " * (to - width(text))


def columns(rows: Sequence[Sequence[str]], gap: str = "  ") -> list[str]:
    """Set rows in columns, each as wide as its widest cell."""
    wide = [max(width(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [gap.join(pad(cell, to) for cell, to in zip(row, wide, strict=True)).rstrip() for row in rows]


def wrapped(text: str, first: str = "", rest: str | None = None) -> str:
    """Break a text into lines that fit the terminal, `first` before the first and `rest` before the others."""
    rest = " " * width(first) if rest is None else rest
    room = max(min(shutil.get_terminal_size((WIDEST, 0)).columns, WIDEST) - width(first), 20)
    lines: list[str] = []
    for piece in _pieces(text):
        if lines and width(lines[-1]) + width(piece.rstrip()) <= room:
            lines[-1] += piece
        else:
            lines.append(piece.lstrip())
    return "\n".join((first if index == 0 else rest) + line.rstrip() for index, line in enumerate(lines))


def _pieces(text: str) -> list[str]:
    """The parts of a text that stay together."""
    words = [part for word in re.split(r"(?<=\s)", text) for part in _LOOSE.split(word) if part]
    return [part for word in words for part in (textwrap.wrap(word, WIDEST) if width(word) > WIDEST else [word])]
