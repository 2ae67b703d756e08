"""The words of the law as HTML: its figures with ids that a calculation can point at, its terms with their explanation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup, escape

from calculators.estimate.quoting import figure_id
from calculators.vocabulary import Provision
from publisher.checks.parity import quantities
from publisher.checks.texts import passages
from publisher.compile.policy import Compiled
from publisher.records.corpus import Corpus, Record
from publisher.records.quantities import Quantity
from publisher.records.shared import Term
from publisher.records.text import PARAGRAPH


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
    def _terms(self) -> dict[str, tuple[re.Pattern[str], dict[str, Term]]]:
        """By language: a pattern of all terms, longest first, and the term each spelling means."""
        spellings: dict[str, dict[str, Term]] = {"zh": {}, "en": {}}
        for term in self.corpus.glossary.terms:
            spellings["zh"][term.zh.lower()] = term
            for rendering in (term.en, *term.also):
                spellings["en"].setdefault(rendering.lower(), term)
        patterns = {}
        for lang, known in spellings.items():
            longest = sorted(known, key=len, reverse=True)
            body = "|".join(map(re.escape, longest))
            patterns[lang] = (re.compile(body if lang == "zh" else rf"(?<!\w)(?:{body})(?:e?s)?(?!\w)", re.IGNORECASE), known)
        return patterns

    def paragraphs(self, record: Record, place: Provision, lang: str, root: str, *, ids: bool = True) -> list[Markup]:
        """The paragraphs of a text; a term is marked where it first stands, a figure wherever it stands.

        Ids are of the text; a page that shows several texts goes without.
        """
        text = record.texts[place][lang]
        marks = self._marks(record, place, lang)
        found, start = [], 0
        for paragraph in text.split(PARAGRAPH):
            end = start + len(paragraph)
            inside = [mark for mark in marks if start <= mark.start and mark.end <= end]
            found.append(self._wrap(text, start, end, inside, lang, root, ids))
            start = end + len(PARAGRAPH)
        return found

    def terms(self, text: str, lang: str) -> list[str]:
        """The ids of the terms in a text, each once, in the order in which they first stand there."""
        return [mark.id for mark in self._first_terms(lang, text)]

    @cached_property
    def _known_marks(self) -> dict[tuple[str, Provision, str], list[Mark]]:
        """What `_marks` has found so far: a text stands on the article's page in both languages, and on sheets besides."""
        return {}

    @cached_property
    def _known(self) -> dict[tuple[str, Provision], list[tuple[int, int, Quantity | None]]]:
        """What `figures` has found so far: pages ask for a text again and again."""
        return {}

    def figures(self, record: Record, place: Provision) -> list[tuple[int, int, Quantity | None]]:
        """Start and end of every figure of a Chinese text, and the figure of the translation that renders it.

        The figures of rules come with the span that their quote has bound; the
        translation has every quantity as often as the law and in its order.
        """
        key = (record.policy.id, place)
        if key not in self._known:
            self._known[key] = self._find_figures(record, place)
        return self._known[key]

    def _find_figures(self, record: Record, place: Provision) -> list[tuple[int, int, Quantity | None]]:
        bound = {(start, end) for where, start, end in self.compiled.bound[record.policy.id] if where == place}
        found: dict[tuple[int, int], Quantity | None] = dict.fromkeys(bound)
        for passage in passages(record, place):
            chinese, english = quantities(passage, self.corpus)
            rest = [
                Quantity(one.text, one.kind, one.value, one.start + passage.starts["en"], one.end + passage.starts["en"])
                for one in english
            ]
            for quantity in chinese:
                start, end = quantity.start + passage.starts["zh"], quantity.end + passage.starts["zh"]
                twin = next((one for one in rest if one.key == quantity.key), None)
                if twin:
                    rest.remove(twin)
                span = next((one for one in bound if start < one[1] and one[0] < end), (start, end))
                found[span] = twin
        return [(start, end, twin) for (start, end), twin in sorted(found.items(), key=lambda one: one[0])]

    def _marks(self, record: Record, place: Provision, lang: str) -> list[Mark]:
        key = (record.policy.id, place, lang)
        if key not in self._known_marks:
            marks: list[Mark] = []
            for mark in [*self._figures(record, place, lang), *self._first_terms(lang, record.texts[place][lang])]:
                if all(mark.end <= other.start or mark.start >= other.end for other in marks):
                    marks.append(mark)
            self._known_marks[key] = marks
        return self._known_marks[key]

    def _figures(self, record: Record, place: Provision, lang: str) -> Iterator[Mark]:
        for start, end, twin in self.figures(record, place):
            if lang == "zh":
                yield Mark(start, end, "figure", figure_id(place, start))
            elif twin:
                yield Mark(twin.start, twin.end, "figure", figure_id(place, start, lang))

    def _first_terms(self, lang: str, text: str) -> Iterator[Mark]:
        pattern, known = self._terms[lang]
        seen: set[str] = set()
        for match in pattern.finditer(text):
            spelling = match.group().lower()
            term = known.get(spelling) or known.get(spelling.removesuffix("s")) or known.get(spelling.removesuffix("es"))
            if term and term.id not in seen:
                seen.add(term.id)
                yield Mark(match.start(), match.end(), "term", term.id)

    def _wrap(self, text: str, start: int, end: int, marks: list[Mark], lang: str, root: str, ids: bool) -> Markup:
        pieces, done = [], start
        for mark in sorted(marks):
            pieces.append(escape(text[done : mark.start]))
            words = text[mark.start : mark.end]
            if mark.kind == "figure":
                key = Markup(' id="{}"').format(mark.id) if ids else ""
                pieces.append(Markup('<span class="hc-figure"{}>{}</span>').format(key, words))
            else:
                pieces.append(
                    Markup('<a class="hc-term" href="{}glossary/#{}" data-term="{}">{}</a>').format(root, mark.id, mark.id, words)
                )
            done = mark.end
        pieces.append(escape(text[done:end]))
        return Markup("").join(pieces)
