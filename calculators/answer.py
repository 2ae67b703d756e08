"""The answer as HTML: one function for the page built ahead and for the page that Pyodide updates."""

from __future__ import annotations

from dataclasses import dataclass

from calculators.advice import advice
from calculators.estimate import Estimate
from calculators.explain import Speaker
from calculators.figures import Figure, Quote
from calculators.rules.base import Step
from calculators.templating import render

MERE_STATEMENTS = ("ceiling", "range", "pool", "undetermined", "gate", "threshold", "bracket", "limit", "ratio")


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of a quote; `href` where it is a figure that can be looked up in the article."""

    text: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A step, ready to be printed."""

    label: str
    formula: str
    sign: str
    result: str
    failed: bool
    words: tuple[Words, ...]
    href: str
    place: str


def answer_html(estimate: Estimate, speaker: Speaker, root: str) -> str:
    """Render the answer; `root` is the way from the page to the language's home, as `../../../`."""
    return render(
        "answer.html.j2",
        estimate=estimate,
        benefit=estimate.benefit,
        speaker=speaker,
        steps=_lines(estimate, speaker, root),
        advice=advice(estimate, speaker),
    )


def _lines(estimate: Estimate, speaker: Speaker, root: str) -> list[Line]:
    lines: list[Line] = []
    shown: Quote | None = None
    for step in estimate.steps:
        repeated = step.quote == shown
        shown = step.quote
        lines.append(
            Line(
                label=speaker.step_label(step),
                formula=speaker.formula(step),
                sign="·" if step.kind in MERE_STATEMENTS else "=",
                result=speaker.result(step),
                failed=step.result is False and step.kind != "limit",
                words=() if repeated and not step.figures else quoted(step, estimate, root),
                href=place_href(estimate, step.quote, root),
                place=speaker.place(estimate, step.quote),
            )
        )
    return lines


def place_href(estimate: Estimate, quote: Quote, root: str) -> str:
    """The address of the article, or of the notes on the overview page."""
    base = f"{root}policies/{estimate.benefit.policy.id}/"
    return f"{base}{quote.place}/" if isinstance(quote.place, int) else f"{base}#{quote.place}"


def quoted(step: Step, estimate: Estimate, root: str) -> tuple[Words, ...]:
    """The words of a step, its own figures linked to where they stand in the article."""
    quote, pieces, done = step.quote, [], 0
    for figure in sorted(step.figures, key=lambda one: one.start):
        start, end = figure.start - quote.start, figure.end - quote.start
        if figure.place != quote.place or start < done or end > len(quote.text):
            continue
        pieces += [Words(quote.text[done:start]), Words(quote.text[start:end], figure_href(estimate, figure, root))]
        done = end
    return tuple(piece for piece in (*pieces, Words(quote.text[done:])) if piece.text)


def figure_href(estimate: Estimate, figure: Figure, root: str) -> str:
    """The address of a figure in its article's text."""
    base = f"{root}policies/{estimate.benefit.policy.id}/"
    if isinstance(figure.place, int):
        return f"{base}{figure.place}/#{figure_id(figure.place, figure.start)}"
    return f"{base}#{figure_id(figure.place, figure.start)}"


def figure_id(place: int | str, start: int) -> str:
    """The id that a printed figure carries on the page of its article: by its place in the text."""
    return f"figure-{start}" if isinstance(place, int) else f"figure-{place}-{start}"
