"""Chinese words within English: marked with their language, so that a screen reader says them and a browser sets them as Chinese.

Source: WCAG 2.2, 3.1.2 Language of Parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

HAN = "\u3400-\u9fff\uf900-\ufaff"
_WORDS = rf"(?:\d[\d.,]*)?[{HAN}](?:[\d.%{HAN}，。、；：？！（）《》〔〕【】“”·—…]*[{HAN}》〔〕】）])?"
"""A stretch of Chinese with the figures and signs in it: `100万`, `武政规〔2025〕3号`."""
_HAS_HAN = re.compile(f"[{HAN}]")
_ATTRIBUTES = r"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*"
_TAG = rf"<!--.*?-->|</?[a-zA-Z][\w-]*{_ATTRIBUTES}>"
_WORDS_OR_TAG = re.compile(rf"(?P<tag>{_TAG})|{_WORDS}", re.DOTALL)
_SAYS_LANG = re.compile(r"lang=[\"']?(en)?")
_NAME = re.compile(r"[a-zA-Z][\w-]*")
_LANG = re.compile(r"""(?:^|\s)lang=["']?([\w-]+)""")
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_TEXT_ONLY = frozenset({"option", "script", "style", "textarea", "title"})
"""Elements that hold text and no elements."""


def mark_chinese(html: str, lang: str) -> str:
    """The HTML, well-formed and in the language `lang`; Chinese words within English stand in elements of their own."""
    if not _HAS_HAN.search(html):
        return html
    said = list(_SAYS_LANG.finditer(html))
    if not lang.startswith("en") and not any(one[1] for one in said):
        return html
    names = (_NAME.match(html, html.rfind("<", 0, one.start()) + 1) for one in said)
    return "".join(_marked(html, lang, frozenset(name[0].lower() for name in names if name)))


def _marked(html: str, lang: str, said: frozenset[str]) -> Iterator[str]:
    """Follow the elements that hold text alone and those of a name that says a language somewhere; others change nothing."""
    opened: list[tuple[str, str]] = [("", lang)]
    done = 0
    for piece in _pieces(said | _TEXT_ONLY).finditer(html):
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


@lru_cache(maxsize=32)
def _pieces(names: frozenset[str]) -> re.Pattern[str]:
    """Comments, and the tags of these elements."""
    named = "|".join(sorted(names, key=len, reverse=True))
    tag = rf"<(?:!--.*?--|(?P<end>/?)(?P<name>{named})(?![\w-])(?P<attributes>{_ATTRIBUTES}))>"
    return re.compile(tag, re.DOTALL | re.IGNORECASE)


def _text(text: str, element: str, lang: str) -> str:
    if not lang.startswith("en") or element in _TEXT_ONLY or not _HAS_HAN.search(text):
        return text
    return _WORDS_OR_TAG.sub(lambda one: one[0] if one["tag"] else f'<span lang="zh-Hans">{one[0]}</span>', text)
