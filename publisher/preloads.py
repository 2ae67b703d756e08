"""The scripts that a page will run, for its head to name: so a browser fetches them together, not one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ALWAYS = "assets/app/main.mjs"

# What main.mjs brings in where it finds an element with such an attribute, and the thread that Python runs in.
BY_ATTRIBUTE = {
    "data-calculator": ("assets/app/calculator.mjs", "assets/engine/worker.mjs"),
    "data-plan": ("assets/app/plan.mjs", "assets/engine/worker.mjs"),
    "data-compare": ("assets/app/compare.mjs", "assets/engine/worker.mjs"),
    "data-quick": ("assets/app/quick.mjs", "assets/engine/worker.mjs"),
}

_IMPORT = re.compile(r"^import [^;()]*?'(\.{1,2}/[^']+)';", re.MULTILINE)


def preloads(content: str, docs: Path) -> list[str]:
    """The modules of a page with this content, by their paths below `docs`, each once."""
    entries = [ALWAYS]
    for attribute, modules in BY_ATTRIBUTE.items():
        if re.search(rf"<\w+ [^>]*\b{attribute}\b(?!-)", content):
            entries.extend(modules)
    return list(dict.fromkeys(path for entry in entries for path in _with_imports(docs, entry)))


@cache
def _with_imports(docs: Path, entry: str) -> tuple[str, ...]:
    found: dict[str, None] = {}

    def follow(module: str) -> None:
        if module in found:
            return
        found[module] = None
        for path in _imports(docs, module):
            follow(path)

    follow(entry)
    return tuple(found)


def _imports(docs: Path, module: str) -> Iterator[str]:
    """The modules that one names in its import statements."""
    for match in _IMPORT.finditer((docs / module).read_text("utf-8")):
        yield ((docs / module).parent / match[1]).resolve().relative_to(docs.resolve()).as_posix()
