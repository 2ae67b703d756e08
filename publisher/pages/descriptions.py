"""What a page says of itself to search engines and messengers: whole sentences, and no more than they show."""

from __future__ import annotations

import re
from collections.abc import Iterator

MOST = 160
"""Characters."""

_BETWEEN = {"zh": re.compile(r"(?<=[。！？])"), "en": re.compile(r"(?<=[.!?])\s+(?=[“(A-Z])")}
"""Where a sentence ends and the next begins."""


def described(lang: str, *texts: str) -> str:
    """The first sentence of the texts and as many of those after it as fit."""
    found = ""
    for sentence in _sentences(lang, texts):
        longer = f"{found}{' ' if found and lang == 'en' else ''}{sentence}"
        if found and len(longer) > MOST:
            break
        found = longer
    return found


def _sentences(lang: str, texts: tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        yield from filter(None, _BETWEEN[lang].split(" ".join(text.split())))
