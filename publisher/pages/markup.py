"""The words of the law as HTML: its figures with ids that a calculation can point at, its terms with their explanation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup, escape

from calculators.answer import figure_id
from publisher.compile import Compiled
from publisher.corpus import Corpus, Place, Record
from publisher.model import Term
from publisher.quantities import chinese_quantities, english_quantities
from publisher.text import PARAGRAPH


@dataclass(frozen=True, order=True)
class Mark:
    """A stretch of text to be wrapped: `kind` is `figure` or `term`."""

    start: int
    end: int
    kind: str
    id: str = ""


@dataclass(frozen=True, eq=False)
class LawText:
    """Marks up the texts of all records."""

    corpus: Corpus
    compiled: Compiled

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        return {lang: [getattr(name, lang) for name in self.corpus.glossary.names] for lang in ("zh", "en")}

    @cached_property
    def _terms(self) -> dict[str, tuple[re.Pattern[str], dict[str, Term]]]:
        """By language: a pattern of all terms, longest first, and the term each spelling means."""
        spellings: dict[str, dict[str, Term]] = {"zh": {}, "en": {}}
        for term in self.corpus.glossary.terms:
            spellings["zh"][term.zh] = term
            for rendering in (term.en, *term.also):
                spellings["en"].setdefault(rendering.lower(), term)
        patterns = {}
        for lang, known in spellings.items():
            longest = sorted(known, key=len, reverse=True)
            body = "|".join(map(re.escape, longest))
            patterns[lang] = (re.compile(body if lang == "zh" else rf"(?<!\w)(?:{body})(?:e?s)?(?!\w)", re.IGNORECASE), known)
        return patterns

    def paragraphs(self, record: Record, place: Place, lang: str, root: str) -> list[Markup]:
        """The paragraphs of a text; a term is marked where it first stands, a figure wherever it stands."""
        text = record.texts[place][lang]
        marks = list(self._marks(record, place, lang, text))
        found, start = [], 0
        for paragraph in text.split(PARAGRAPH):
            end = start + len(paragraph)
            inside = [mark for mark in marks if start <= mark.start and mark.end <= end]
            found.append(self._wrap(text, start, end, inside, lang, root))
            start = end + len(PARAGRAPH)
        return found

    def _marks(self, record: Record, place: Place, lang: str, text: str) -> Iterator[Mark]:
        taken: list[tuple[int, int]] = []
        for mark in [*self._figures(record, place, lang, text), *self._first_terms(lang, text)]:
            if all(mark.end <= start or mark.start >= end for start, end in taken):
                taken.append((mark.start, mark.end))
                yield mark

    def _figures(self, record: Record, place: Place, lang: str, text: str) -> Iterator[Mark]:
        read = chinese_quantities if lang == "zh" else english_quantities
        spans = {(one.start, one.end) for one in read(text, self._names[lang])}
        if lang == "zh":
            bound = {(start, end) for where, start, end in self.compiled.bound[record.policy.id] if where == place}
            spans = bound | {span for span in spans if not any(span[0] < end and start < span[1] for start, end in bound)}
        for start, end in sorted(spans):
            yield Mark(start, end, "figure", figure_id(place, start) if lang == "zh" else "")

    def _first_terms(self, lang: str, text: str) -> Iterator[Mark]:
        pattern, known = self._terms[lang]
        seen: set[str] = set()
        for match in pattern.finditer(text):
            spelling = match.group().lower()
            term = known.get(spelling) or known.get(spelling.removesuffix("s")) or known.get(spelling.removesuffix("es"))
            if term and term.id not in seen:
                seen.add(term.id)
                yield Mark(match.start(), match.end(), "term", term.id)

    def _wrap(self, text: str, start: int, end: int, marks: list[Mark], lang: str, root: str) -> Markup:
        pieces, done = [], start
        for mark in sorted(marks):
            pieces.append(escape(text[done : mark.start]))
            words = text[mark.start : mark.end]
            if mark.kind == "figure":
                ident = Markup(' id="{}"').format(mark.id) if mark.id else ""
                pieces.append(Markup('<span class="hc-figure"{}>{}</span>').format(ident, words))
            else:
                pieces.append(Markup('<a class="hc-term" href="{}glossary/#{}" data-term="{}">{}</a>').format(root, mark.id, mark.id, words))
            done = mark.end
        pieces.append(escape(text[done:end]))
        return Markup("").join(pieces)
