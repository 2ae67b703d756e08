"""Chinese set as Chinese: the full-width punctuation that re-posted texts have lost, every other character kept."""

from __future__ import annotations

import re

_CJK = r"\u3400-\u9fff"
_AROUND = rf"[{_CJK}“”‘’《》〈〉「」（）【】〔〕、，。；：？！…—%％]"
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_MARK = re.compile(r"[,;:?!]")
_STOP = re.compile(rf"(?<=[{_CJK}）”’》%])\.(?=\s*(?:[{_CJK}“（《]|$))", re.MULTILINE)
_SPACE = re.compile(rf"(?<=[{_CJK}，。；：、（）“”《》])[^\S\n]+(?=[{_CJK}，。；：、（）“”《》\w])")
_SPACE_BEFORE = re.compile(rf"(?<=\w)[^\S\n]+(?=[{_CJK}，。；：、（）“”《》])")
_BRACKET = re.compile(r"\(([^()\n]*)\)")
_LABEL = re.compile(rf"^\s*(第[{_CJK}\d]{{1,5}}[章节编条])[^\S\n]+")
"""A number that a space parts from its heading."""
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")


def set_chinese(text: str) -> str:
    """Return the text with full-width punctuation wherever its neighbours are Chinese.

    A comma between digits (`1,000`), the sign of a ratio (`1:1`), a time and an
    address of the web keep what they have. Brackets are full-width wherever
    they stand in a line of Chinese. Spaces between Chinese characters go,
    but for the one behind a printed number (`第一条 总则`).
    """
    lines = [_line(line) for line in _INVISIBLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return "\n".join(lines)


def _line(line: str) -> str:
    if not re.search(rf"[{_CJK}]", line):
        return line.strip()
    previous = None
    while previous != line:  # brackets within brackets
        previous = line
        line = _BRACKET.sub(r"（\1）", line)
    line = _MARK.sub(lambda match: _mark(match, line), line)
    line = _STOP.sub("。", line)
    label = _LABEL.match(line)
    head, rest = (f"{label[1]} ", line[label.end() :]) if label else ("", line)
    rest = _SPACE.sub("", rest)
    return head + _SPACE_BEFORE.sub("", rest).strip()


def _mark(match: re.Match[str], line: str) -> str:
    sign, start, end = match.group(), match.start(), match.end()
    before, after = line[:start].rstrip()[-1:], line[end:].lstrip()[:1]
    if before.isascii() and before.isalnum() and after.isascii() and after.isalnum():
        return sign
    if line[end : end + 2] == "//":
        return sign
    return _WIDE[sign] if re.match(_AROUND, before or " ") or re.match(_AROUND, after or " ") else sign
