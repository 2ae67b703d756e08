"""Text in a face of even width: columns and lines counted as they are seen, a Chinese character being two wide."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

WIDEST = 100
"""Longer lines are hard to read, however much room there is."""

_NARROWEST = 20
"""No text is broken into less, however deep it stands."""

_LOOSE = re.compile(r"(?<=[。；，、！？：])|(?<=[\u3400-\u9fff])(?=[\u3400-\u9fff“（《])")
"""Where a line of Chinese may break: after punctuation and between characters."""


@dataclass(frozen=True, slots=True)
class Line:
    """A text that is broken where it is too long; `mark` stands before it, and what follows is set in as far."""

    text: str
    mark: str = ""


type Block = Sequence[str | Line]
"""Lines that belong together; a string is a line as it is."""


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


def headed(heading: str, lines: Iterable[str | Line]) -> Block:
    """A heading with what stands below it; nothing where nothing does."""
    found = list(lines)
    return [heading, *found] if found else []


def listed(heading: str, texts: Iterable[str]) -> Block:
    """A heading with a list below it; nothing where there is nothing to list."""
    return headed(heading, (Line(text, "  - ") for text in texts))


def laid_out(blocks: Iterable[Block], room: int = WIDEST) -> str:
    """Set parts below one another with a blank line between them, in lines of at most `room` columns.

    An empty part is left out; text that stands in columns is not broken.
    """
    return "\n\n".join("\n".join(_lines(block, min(room, WIDEST))) for block in blocks if block)


def _lines(block: Block, room: int) -> Iterator[str]:
    for one in block:
        if isinstance(one, Line):
            yield from _broken(one, room)
        else:
            yield one


def _broken(line: Line, room: int) -> Iterator[str]:
    """Break a text where it has to be, the mark before its first line and as many spaces before the others."""
    indent = width(line.mark)
    lines: list[str] = []
    for piece in _pieces(line.text):
        if lines and width(lines[-1]) + width(piece.rstrip()) <= max(room - indent, _NARROWEST):
            lines[-1] += piece
        else:
            lines.append(piece.lstrip())
    for number, text in enumerate(lines):
        yield (" " * indent if number else line.mark) + text.rstrip()


def _pieces(text: str) -> list[str]:
    """The parts of a text that stay together."""
    words = [part for word in re.split(r"(?<=\s)", text) for part in _LOOSE.split(word) if part]
    return [part for word in words for part in (textwrap.wrap(word, WIDEST) if width(word) > WIDEST else [word])]
