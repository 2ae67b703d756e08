"""Words of the law as a page shows them: for readers of English the translation first, and always the law's own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from calculators.catalogue import Policy
from calculators.figures import Figure, Quote
from calculators.rules.base import Step
from calculators.vocabulary import BETWEEN


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `href` where it is a figure that can be looked up in the article."""

    text: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote in pieces: the law's own words, for readers of English those of the translation, and the way to the clause."""

    law: tuple[Piece, ...]
    english: tuple[Piece, ...]
    href: str


def quoted(quote: Quote, policy: Policy, lang: str, root: str, figures: Iterable[Figure] = ()) -> Quoted:
    """A quote for a page in `lang`, its `figures` linked to where they stand in the text that is read."""
    known = sorted({one for one in figures if one.place == quote.place}, key=lambda one: one.start)
    english = lang == "en" and quote.passages
    if not english:
        spans = [(one.start, one.end, figure_href(policy, one, lang, root)) for one in known]
        return Quoted(tuple(_pieces(quote.text, quote.start, spans)), (), clause_href(policy, quote, root))
    spans = sorted((*one.english, figure_href(policy, one, lang, root)) for one in known if one.english)
    told: list[Piece] = []
    for passage in quote.passages:
        told += [Piece(BETWEEN)] if told else []
        told += _pieces(passage.text, passage.start, spans)
    return Quoted((Piece(quote.text),), tuple(told), clause_href(policy, quote, root))


def _pieces(text: str, begin: int, spans: Iterable[tuple[int, int, str]]) -> Iterator[Piece]:
    """A text that begins at `begin` of its place, with the spans in it as pieces of their own."""
    done = 0
    for start, end, href in spans:
        if begin + done <= start and end <= begin + len(text):
            if text[done : start - begin]:
                yield Piece(text[done : start - begin])
            yield Piece(text[start - begin : end - begin], href)
            done = end - begin
    if text[done:]:
        yield Piece(text[done:])


def clause_href(policy: Policy, quote: Quote, root: str) -> str:
    """The address of the article, or of the notes on the overview page."""
    base = f"{root}policies/{policy.id}/"
    return f"{base}{quote.place}/" if isinstance(quote.place, int) else f"{base}#{quote.place}"


def figure_href(policy: Policy, figure: Figure, lang: str, root: str) -> str:
    """The address of a figure in its article's text: in the translation for readers of English, where it is known there."""
    page = f"{figure.place}/" if isinstance(figure.place, int) else ""
    twin = lang if lang == "en" and figure.english else "zh"
    return f"{root}policies/{policy.id}/{page}#{figure_id(figure.place, figure.start, twin)}"


def figure_mark(figure: Figure) -> str:
    """A printed figure in one word, by its place in the law: `8:57`."""
    return f"{figure.place}:{figure.start}"


def shown_figures(steps: Iterable[Step]) -> frozenset[str]:
    """The marks of the figures that a working shows."""
    return frozenset(figure_mark(figure) for step in steps for figure in step.figures)


def figure_id(place: int | str, start: int, lang: str = "zh") -> str:
    """The id that a printed figure carries on the page of its article: by its place in the law, in the translation as well."""
    name = f"figure-{start}" if isinstance(place, int) else f"figure-{place}-{start}"
    return name if lang == "zh" else f"{name}-{lang}"
