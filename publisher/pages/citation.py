"""How to cite an article: GB/T 7714-2015, APA 7 and BibTeX.

The forms are those of the standards and the same on pages of both languages;
the day of access and the page's address are passed in as text, so that a page
can leave them to be filled in by the visitor's browser.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from publisher.wording import say

LATEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_SPECIAL = re.compile(r"[\\~^#$%&_{}]")


@dataclass(frozen=True, slots=True)
class Cited:
    """What is cited: a part (`第（八）条`, `Item (8)`) of a text; issuer, number and day where they are known."""

    key: str
    title: Mapping[str, str]
    part: Mapping[str, str]
    issuer: Mapping[str, str] | None = None
    number: str | None = None
    issued: date | None = None


def gbt7714(cited: Cited, address: str, accessed: str) -> str:
    """An electronic resource (`EB/OL`) in the numeric style of GB/T 7714-2015; `accessed` as `2026-11-21`."""
    author = f"{cited.issuer['zh']}. " if cited.issuer else ""
    number = f"（{cited.number}）" if cited.number else ""
    issued = f"({cited.issued.isoformat()})" if cited.issued else ""
    return f"{author}{cited.title['zh']}{number}: {cited.part['zh']}[EB/OL]. {issued}[{accessed}]. {address}."


def apa(cited: Cited, address: str, accessed: str) -> str:
    """A web page after APA 7, the Chinese title with its translation in brackets; `accessed` as `November 21, 2026`."""
    issued = f"{cited.issued.year}, {cited.issued:%B} {cited.issued.day}" if cited.issued else say("citation.no-date", "en")
    number = f" ({cited.number})" if cited.number else ""
    work = f"{cited.title['zh']} [{cited.title['en']}]{number}, {cited.part['en']}"
    head = f"{cited.issuer['en'].removesuffix('.')}. ({issued}). {work}." if cited.issuer else f"{work}. ({issued})."
    return f"{head} {say('citation.site', 'en')}. {say('citation.retrieved', 'en', date=accessed, address=address)}"


def bibtex(cited: Cited, address: str, accessed: str) -> str:
    """A `misc` entry that BibTeX and biblatex both read, in UTF-8; `accessed` as `2026-11-21`."""
    fields = {
        "author": "{" + latex(cited.issuer["zh"]) + "}" if cited.issuer else "",
        "title": "{" + latex(f"{cited.title['zh']}: {cited.part['zh']}") + "}",
        "year": str(cited.issued.year) if cited.issued else "",
        "month": str(cited.issued.month) if cited.issued else "",
        "note": latex(", ".join(filter(None, (cited.title["en"], cited.part["en"], cited.number)))),
        "url": address,
        "urldate": accessed,
    }
    lines = [f"  {name:<7} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{cited.key},", *lines, "}"])


def latex(text: str) -> str:
    """The text with LaTeX's special characters escaped."""
    return _SPECIAL.sub(lambda match: LATEX.get(match.group(), "\\" + match.group()), text)
