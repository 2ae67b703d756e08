"""Prose of a record as paragraphs, and words found in it."""

from __future__ import annotations

import re
import unicodedata
from typing import Protocol

from calculators.vocabulary import LANGUAGES

PARAGRAPH = "\n"
"""What stands between two paragraphs once the lines of the file are joined."""


class Bilingual(Protocol):
    """Prose in both languages, as a record writes it."""

    zh: str
    en: str


def in_both(text: Bilingual) -> dict[str, str]:
    """Prose by language, its lines joined."""
    return {lang: join_lines(getattr(text, lang), lang) for lang in LANGUAGES}


def join_lines(prose: str, lang: str) -> str:
    """Join the lines of a block: with nothing in Chinese, with a space in English; a blank line parts paragraphs."""
    glue = "" if lang == "zh" else " "
    paragraphs = re.split(r"\n\s*\n", prose.strip())
    return PARAGRAPH.join(glue.join(line.strip() for line in paragraph.splitlines()) for paragraph in paragraphs)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of joined prose."""
    return text.split(PARAGRAPH)


def line_at(prose: str, lang: str, offset: int) -> int:
    """The line of a block, counted from 0, that holds the character at `offset` of its joined form."""
    glue, position, found, parted = 0 if lang == "zh" else 1, 0, 0, False
    for number, line in enumerate(prose.splitlines()):
        if not line.strip():
            parted = position > 0
            continue
        position += 1 - glue if parted else 0
        if position > offset:
            break
        found, parted = number, False
        position += len(line.strip()) + glue
    return found


_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-"})


def fold(text: str) -> str:
    """What two settings of the same Chinese text have in common: half-width signs, straight quotes, no space."""
    folded = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    return re.sub(r"[\s。]+", lambda match: "。" if "。" in match.group() else "", folded)
