"""Pages as somebody else's tools read them: what a validator finds, and which words stand in which language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from publisher.node import run_script

VALIDATOR = Path(__file__).parent / "node" / "valid_html.mjs"
RULES = {
    # How the theme writes is its own affair.
    "no-trailing-whitespace": "off",
    "doctype-style": "off",
    "valid-id": ["error", {"relaxed": True}],
    # So does a browser that is asked what its scripts have made of a page.
    "attribute-boolean-style": "off",
    "attribute-empty-style": "off",
    "no-inline-style": "off",
    # Forms here answer as one types; what a figure consists of may hold no list, and is one by its roles.
    "wcag/h32": "off",
    "prefer-native-element": "off",
    # The titles of laws are as long as they are.
    "long-title": "off",
}
CONFIG = {"root": True, "extends": ["html-validate:recommended"], "rules": RULES}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_HIDDEN_DRAWING = re.compile(r"<(?:g|line|path|rect|circle|text|use)\b[^>]*\shidden\b[^>]*>")
"""What html-validate lets pass: `hidden` means something on elements of HTML alone."""
NO_WORDS = {"script", "style", "title", "template"}


def invalid(pages: Mapping[str, str]) -> list[str]:
    """What is wrong with some pages, by name, as HTML: `name:line rule: sentence`."""
    found: list[str] = run_script(VALIDATOR, {"config": CONFIG, "pages": pages})["found"]
    return found + [
        f"{name} {piece}: no attribute of SVG" for name, html in pages.items() for piece in _HIDDEN_DRAWING.findall(html)
    ]


def words(html: str) -> Iterator[tuple[str, str]]:
    """The texts of a page, each with the language that its elements say it is in."""
    reader = _Words()
    reader.feed(html)
    return iter(reader.found)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self._open.append((tag, dict(attrs).get("lang") or (self._open[-1][1] if self._open else "")))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and self._open and self._open[-1][0] not in NO_WORDS:
            self.found.append((data.strip(), self._open[-1][1]))


def document(lang: str, body: str) -> str:
    """A page around a part of one."""
    head = '<meta charset="utf-8"><title>A part of a page</title>'
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head>{head}</head><body><main><h1>A part of a page</h1>{body}</main></body></html>'
    )


def answered(html: Any) -> str:
    """An answer of the engine as a page holds it."""
    return f"<output>{html['head']}</output><div>{html['body']}</div>"
