"""Prose of a record as paragraphs, and words found in it."""

from __future__ import annotations

import re
import unicodedata

PARAGRAPH = "\n"
"""What stands between two paragraphs once the lines of the file are joined."""


def join_lines(prose: str, lang: str) -> str:
    """Join the lines of a block: with nothing in Chinese, with a space in English; a blank line parts paragraphs."""
    glue = "" if lang == "zh" else " "
    paragraphs = re.split(r"\n\s*\n", prose.strip())
    return PARAGRAPH.join(glue.join(line.strip() for line in paragraph.splitlines()) for paragraph in paragraphs)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of joined prose."""
    return text.split(PARAGRAPH)


_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-"})


def fold(text: str) -> str:
    """What two settings of the same Chinese text have in common: half-width signs, straight quotes, no space."""
    folded = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    return re.sub(r"[\s。]+", lambda match: "。" if "。" in match.group() else "", folded)
