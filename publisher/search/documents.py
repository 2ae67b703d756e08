"""What is searched: the parts of the pages that are marked `data-pagefind-body`, as small documents.

Pagefind reads whole pages; it is handed these instead, for three reasons.

- A marked part is a document of its own, so that a term of the glossary is
  found as that term (`glossary/#compute-voucher`) and not as a long page.
- Words in another language than the page's are left out by their `lang`.
- Chinese is cut into single characters, and numbers in it into digits. Pagefind would cut it into words, the
  browser cuts the query into words by another dictionary, and what the two cut
  differently is not found (Pagefind issues 987 and 1237). Characters are the
  same on both sides; `docs/assets/app/search/` finds them side by side. So
  does 50万 in 50万元, and not in 500万元.

Marks in the templates, Pagefind's own: `data-pagefind-body` opens a document,
`data-pagefind-ignore` leaves an element out. `data-title` is a document's
title, `data-also` another name that it is found by, `data-anchor` the id of a
part within its page. Templates write them with the macro `searchable`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

BODY = "data-pagefind-body"
SKIPPED = frozenset(
    {"button", "details", "fieldset", "form", "nav", "noscript", "pre", "script", "select", "style", "svg", "template"}
)
"""Elements that hold no text of the page's own."""

VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr"})
INLINE = frozenset({"a", "abbr", "b", "code", "em", "i", "mark", "q", "span", "strong", "sub", "sup", "wbr"})
DATA = ("kind", "title", "policy", "dates", "summary")
"""What goes along with a document, to be shown with it."""

BETWEEN = " · "
"""Stands between blocks, so that the end of one and the beginning of the next do not stand side by side."""

_TOKEN = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][\w-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>|([^<]+)|<", re.DOTALL)
_ATTRIBUTE = re.compile(r"([\w-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'))?")
_APART = re.compile(r"(?<=\d)[.,]?\d|[⺀-鿿豈-﫿＀-￯\U00020000-\U0003ffff]")
ZERO_WIDTH_SPACE = "\u200b"


@dataclass(frozen=True)
class Document:
    """Something that can be found."""

    url: str
    """Its page below the site's address, with the anchor of its part."""
    lang: str
    content: str
    """HTML for Pagefind."""


def documents(html: str, url: str, lang: str) -> Iterator[Document]:
    """The documents of the page at `url`, whose language is `lang`, in the page's order."""
    at = 0
    while (at := html.find(BODY, at)) != -1:
        opening = _TOKEN.match(html, html.rfind("<", 0, at))
        if opening and BODY in (opening[3] or ""):
            body, at = _body(html, opening, lang)
            yield _document(url, lang, _attributes(opening[3]), body)
        else:
            at += len(BODY)


def _body(html: str, opening: re.Match[str], lang: str) -> tuple[str, int]:
    """What is searched of the element that `opening` opens, and where it ends."""
    opened = [opening[2].lower()]  # the element and those within it that are open, innermost last
    skipped = 0  # how many were open when the skipping began, or 0
    pieces: list[str] = []
    for match in _TOKEN.finditer(html, opening.end()):
        closing, name, written, text = match.groups()
        if text is not None:
            if not skipped and not (text.isspace() and (not pieces or pieces[-1] == BETWEEN)):
                pieces.append(text)
            continue
        if name is None:
            continue
        name = name.lower()
        if name not in INLINE and pieces and pieces[-1] != BETWEEN:
            pieces.append(BETWEEN)
        if closing:
            if name not in opened:
                continue
            while opened.pop() != name:
                pass
            skipped = skipped if len(opened) >= skipped else 0
            if not opened:
                return "".join(pieces).removesuffix(BETWEEN), match.end()
        elif name not in VOID and not written.endswith("/"):
            opened.append(name)
            if not skipped and _left_out(name, _attributes(written), lang):
                skipped = len(opened)
    return "".join(pieces).removesuffix(BETWEEN), len(html)


def _apart(text: str) -> str:
    """The text with its Chinese characters and its digits standing apart, which nobody sees."""
    return _APART.sub(rf"{ZERO_WIDTH_SPACE}\g<0>{ZERO_WIDTH_SPACE}", text)


def _attributes(written: str) -> dict[str, str]:
    return {name.lower(): html.unescape(double or single) for name, double, single in _ATTRIBUTE.findall(written)}


def _left_out(name: str, attributes: dict[str, str], lang: str) -> bool:
    return (
        name in SKIPPED
        or "data-pagefind-ignore" in attributes
        or "hidden" in attributes
        or not attributes.get("lang", lang).startswith(lang)
    )


def _document(url: str, lang: str, mark: dict[str, str], body: str) -> Document:
    """A document; its data go along as Pagefind's metadata, its kind as a filter too."""
    data = {name: value for name in DATA if (value := mark.get(f"data-{name}"))}
    written = " ".join(f'data-{name}="{html.escape(value)}"' for name, value in data.items())
    meta = ", ".join(f"{name}[data-{name}]" for name in data)
    anchor = mark.get("data-anchor")
    text = BETWEEN.join([*(html.escape(name) for name in (mark.get("data-title"), mark.get("data-also")) if name), body])
    content = (
        f'<!doctype html><html lang="{lang}"><body>'
        f'<main {BODY} data-pagefind-meta="{meta}" data-pagefind-filter="kind[data-kind]" {written}>'
        f"{_apart(text)}</main></body></html>"
    )
    return Document(url + (f"#{anchor}" if anchor else ""), lang, content)
