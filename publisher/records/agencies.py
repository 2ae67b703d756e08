"""Who is responsible: the lines and brackets that name it, taken out of the text, one entry an agency."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

ROLES = {
    "lead": ("牵头单位", "牵头部门", "责任牵头单位", "主管单位", "主管部门", "牵头"),
    "responsible": ("责任单位", "责任部门", "实施单位", "落实单位", "承办单位", "负责单位", "责任主体"),
    "supporting": ("配合单位", "配合部门", "协办单位", "参与单位", "协同单位", "支持单位"),
}
"""What the lines are called, by the role they give."""

_ROLE_OF = {name: role for role, names in ROLES.items() for name in names}
_NAME = "|".join(sorted(_ROLE_OF, key=len, reverse=True))
_LINE = re.compile(rf"^[（(【\[]?(?:{_NAME})[：:]")
_BRACKET = re.compile(rf"[（(【\[](?:{_NAME})[：:].*[）)】\]][。；]?$")
_PART = re.compile(rf"(?:^|[；;。，,])\s*(?P<name>{_NAME})[：:]")


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency as printed; `paragraph` counts from 1 where the line stood behind one paragraph only."""

    role: str
    name: str
    paragraph: int | None = None

    def below(self, paragraph: int | None) -> Agency:
        return replace(self, paragraph=paragraph)


def take_agencies(text: str, paragraph: int) -> tuple[str, list[Agency], str]:
    """Part a line of the law from the agencies named at its end; returns words, agencies, and a remark of their line."""
    if _LINE.match(text):
        inside = text.rstrip("。；")[1:-1] if text[0] in "（(【[" and text.rstrip("。；")[-1] in "）)】]" else text
        return "", *_read(inside, paragraph)
    found = _BRACKET.search(text)
    if not found:
        return text, [], ""
    start = _opening(text, found.start())
    inside = text[start:].rstrip("。；")[1:-1]
    return text[:start].rstrip(), *_read(inside, paragraph)


def _opening(text: str, start: int) -> int:
    """The last bracket that opens an agency's line: an earlier one may belong to another paragraph run together."""
    return max((match.start() for match in re.finditer(rf"[（(【\[](?:{_NAME})[：:]", text)), default=start)


def _read(line: str, paragraph: int) -> tuple[list[Agency], str]:
    parts = list(_PART.finditer(line))
    agencies: list[Agency] = []
    note = ""
    for index, part in enumerate(parts):
        end = parts[index + 1].start() if index + 1 < len(parts) else len(line)
        names, _, rest = line[part.end() : end].partition("。")
        note = note or rest.strip("。； ")
        agencies += [Agency(_ROLE_OF[part["name"]], name, paragraph or None) for name in split_names(names)]
    return agencies, note


def split_names(names: str) -> list[str]:
    """Part `市工信局、财政局，各区人民政府` at its signs, but not inside brackets."""
    return [name for name in _split(names.strip("。；; ")) if name]


def _split(names: str) -> Iterator[str]:
    depth, start = 0, 0
    for at, char in enumerate(names):
        depth += (char in "（(<〈") - (char in "）)>〉")
        if depth == 0 and char in "、，,；;":
            yield names[start:at].strip()
            start = at + 1
    yield names[start:].strip()
