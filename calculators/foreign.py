"""Chinese words within English: marked with their language, so that a screen reader says them and a browser sets them as Chinese.

Source: WCAG 2.2, 3.1.2 Language of Parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

HAN = "\u3400-\u9fff\uf900-\ufaff"
_WORDS = re.compile(rf"(?:\d[\d.,]*)?[{HAN}](?:[\d.%{HAN}，。、；：？！（）《》〔〕【】“”·—…]*[{HAN}》〔〕】）])?")
"""A stretch of Chinese with the figures and signs in it: `100万`, `武政规〔2025〕3号`."""
_HAS_HAN = re.compile(f"[{HAN}]")
_PIECE = re.compile(
    r"<!--.*?-->|<(?P<end>/?)(?P<name>[a-zA-Z][\w-]*)(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.DOTALL
)
_LANG = re.compile(r"""(?:^|\s)lang=["']?([\w-]+)""")
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_TEXT_ONLY = frozenset({"option", "script", "style", "textarea", "title"})
"""Elements that hold text and no elements."""


def mark_chinese(html: str, lang: str) -> str:
    """The HTML, well-formed and in the language `lang`; Chinese words within English stand in elements of their own."""
    return "".join(_marked(html, lang)) if _HAS_HAN.search(html) else html


def _marked(html: str, lang: str) -> Iterator[str]:
    opened: list[tuple[str, str]] = [("", lang)]
    done = 0
    for piece in _PIECE.finditer(html):
        yield _text(html[done : piece.start()], *opened[-1])
        yield piece[0]
        done = piece.end()
        name = (piece["name"] or "").lower()
        if piece["end"]:
            if any(one == name for one, _ in opened):
                while opened.pop()[0] != name:
                    pass
        elif name and name not in _VOID and not piece["attributes"].endswith("/"):
            own = _LANG.search(piece["attributes"])
            opened.append((name, own[1] if own else opened[-1][1]))
    yield _text(html[done:], *opened[-1])


def _text(text: str, element: str, lang: str) -> str:
    if not lang.startswith("en") or element in _TEXT_ONLY or not _HAS_HAN.search(text):
        return text
    return _WORDS.sub(r'<span lang="zh-Hans">\g<0></span>', text)
