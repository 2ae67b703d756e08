"""Values written as YAML, as the records write it: figures as the law prints them, prose in blocks, guesses marked as such."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from publisher.checks.unfinished import TO_CONFIRM

LINE = 60
"""Chinese characters on a line of a block, where a sign allows a break."""

_PLAIN = re.compile(r"[\w（“《〔【][^:#{}\[\]\n\"\\]*(?<! )")
_OTHERWISE_READ = re.compile(r"(?:~|null|true|false|yes|no|on|off|\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Guess:
    """A value that somebody has to confirm."""

    value: object


@dataclass(frozen=True, slots=True)
class Noted:
    """A value with comments above it."""

    value: object
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs, written as a block with a blank line between them."""

    paragraphs: tuple[str, ...]


def yaml_text(value: Mapping[str, object]) -> str:
    """The mapping as the text of a file."""
    return "\n".join(_mapping(value, "")) + "\n"


def _mapping(value: Mapping[str, object], pad: str) -> Iterator[str]:
    for key, entry in value.items():
        yield from _entry(key, entry, pad)


def _entry(key: str, entry: object, pad: str) -> Iterator[str]:
    mark = ""
    while isinstance(entry, Guess | Noted):
        if isinstance(entry, Noted):
            yield from (f"{pad}# {note}" for note in entry.notes)
        else:
            mark = f"  {TO_CONFIRM}"
        entry = entry.value
    if isinstance(entry, Prose):
        yield f"{pad}{key}: |-{mark}"
        yield from _block(entry, pad + "  ")
    elif isinstance(entry, Mapping) and entry:
        yield f"{pad}{key}:{mark}"
        yield from _mapping(entry, pad + "  ")
    elif isinstance(entry, Sequence) and not isinstance(entry, str) and entry:
        yield f"{pad}{key}:{mark}"
        for item in entry:
            yield from _item(item, pad + "  ")
    else:
        yield f"{pad}{key}: {_scalar(entry)}{mark}"


def _item(item: object, pad: str) -> Iterator[str]:
    mark = ""
    if isinstance(item, Guess):
        item, mark = item.value, f"  {TO_CONFIRM}"
    if isinstance(item, Mapping):
        first, *rest = _mapping(item, pad + "  ")
        yield f"{pad}- {first.strip()}{'' if first.endswith(TO_CONFIRM) else mark}"
        yield from rest
    else:
        yield f"{pad}- {_scalar(item)}{mark}"


def _scalar(value: object) -> str:
    if value == {}:
        return "{}"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if _PLAIN.fullmatch(text) and not _OTHERWISE_READ.fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=False)


def _block(prose: Prose, pad: str) -> Iterator[str]:
    for number, paragraph in enumerate(prose.paragraphs):
        if number:
            yield ""
        yield from (pad + line for line in _broken(paragraph))


def _broken(paragraph: str) -> Iterator[str]:
    """The lines of a paragraph, broken behind signs, where joining them gives the same words again."""
    line = ""
    for clause in re.split(r"(?<=[，。；：])", paragraph):
        if line and len(line) + len(clause) > LINE and not line.endswith(" ") and not clause.startswith(" "):
            yield line
            line = ""
        line += clause
    yield line
