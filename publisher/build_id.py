"""Names a build by everything that goes into it.

Pages carry the name, the service worker keeps one cache under it, and the
search index stands in a folder of that name, so that none of them can be taken
for those of another build. It is made from what is read and not from what is
written: it has to stand in the pages before the last of them is rendered. The
same sources give the same name, on any day and any machine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from publisher.project import ROOT

SOURCES = (
    "docs",
    "policies",
    "publisher",
    "calculators",
    "mkdocs.yml",
    "build_site.py",
    "requirements.txt",
    "package-lock.json",
)
"""Whatever can change a byte of the site; the locked requirements stand for the tools."""

LENGTH = 12
"""Hexadecimal digits of a name: no two builds of this site will share one."""


def build_id(address: str) -> str:
    """The name of a build of these sources for the site at `address`."""
    return content_id(named_files(ROOT / name for name in SOURCES), address)


def content_id(files: Iterable[tuple[str, bytes]], *values: str) -> str:
    """One name for named contents and further values; they cannot run into one another."""
    digest = hashlib.sha256()
    for name, content in [*((value, b"") for value in values), *files]:
        digest.update(f"{len(name)} {len(content)} {name}".encode())
        digest.update(content)
    return digest.hexdigest()[:LENGTH]


def named_files(places: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """All files at and below the places with their contents, in an order that depends on nothing else."""
    for place in places:
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.is_file() and "__pycache__" not in file.parts and not file.name.startswith("."):
                yield file.relative_to(place.parent).as_posix(), file.read_bytes()
