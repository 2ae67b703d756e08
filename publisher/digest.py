"""SHA-256 sums in the forms that are asked for: as text, as browsers want them, over many files, as part of a name."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

NAME_LENGTH = 12
"""Hexadecimal digits that a file or a build carries in its name: long enough that two never share one, short enough to read."""


def sha256(content: bytes) -> str:
    """The sum in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def short(content: bytes) -> str:
    """What a name carries of the sum of its content."""
    return sha256(content)[:NAME_LENGTH]


def integrity(content: bytes) -> str:
    """The sum as browsers want it: `integrity` of a fetch or an element, a source in a policy."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content).digest()).decode()


def sum_of_files(files: Iterable[tuple[str, bytes]], *values: str) -> str:
    """One sum, in hexadecimal digits, over named contents and further values; they cannot run into one another."""
    total = hashlib.sha256()
    for name, content in [*((value, b"") for value in values), *files]:
        total.update(f"{len(name)} {len(content)} {name}".encode())
        total.update(content)
    return total.hexdigest()


def named_files(places: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """All files at and below the places with their contents, in an order that depends on nothing else."""
    for place in places:
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.is_file() and "__pycache__" not in file.parts and not file.name.startswith("."):
                yield file.relative_to(place.parent).as_posix(), file.read_bytes()
