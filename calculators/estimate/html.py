"""The answer as HTML: one function for the page built ahead and for the page that Pyodide updates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from calculators.estimate import funding
from calculators.estimate.advice import Advice, advice
from calculators.estimate.chart import chart
from calculators.estimate.next_html import next_view
from calculators.estimate.quoting import Piece, Quoted, figure_href, quoted, shown_figures
from calculators.estimate.speaker import Speaker
from calculators.estimate.steps import next_steps
from calculators.estimate.work import Estimate, Otherwise
from calculators.rules.base import Step, StepKind
from calculators.templating import render


@dataclass(frozen=True, slots=True)
class Line:
    """A step, ready to be printed."""

    label: str
    formula: tuple[Piece, ...]
    sign: str
    result: str
    failed: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """Steps that rest on the same words, and these words with the figures that the steps took from them."""

    lines: tuple[Line, ...]
    words: Quoted
    place: str


class Html(NamedTuple):
    """An answer: `head` is its figures, for an `output` element, which holds no blocks; `body` is all that is said about them."""

    head: str
    body: str


def answer_html(estimate: Estimate, speaker: Speaker, root: str, version: str = "") -> Html:
    """Render the answer.

    `root` is the way from the page to the language's home, as `../../../`;
    `version`, the state of the data, is printed beside the date where there is one.
    """
    counsel = advice(estimate, speaker)
    parts = render(
        "answer",
        Html._fields,
        speaker.lang,
        estimate=estimate,
        benefit=estimate.benefit,
        speaker=speaker,
        said=speaker.said,
        given=given_lines(estimate, speaker),
        missing=missing_lines(estimate, speaker, counsel),
        advice=[one for one in counsel if one.kind != "threshold"],
        chart=chart(estimate, speaker),
        shown=" ".join(sorted(shown_figures(estimate.steps))),
        passages=list(_passages(estimate, speaker, root)),
        others=list(other_amounts(estimate)),
        limited=funding.short(estimate.benefit.funds, speaker),
        funds=[
            (clause, quoted(clause.quote, estimate.benefit.policy, speaker.lang, root))
            for clause in funding.clauses(estimate.benefit.policy, estimate.benefit.funds, speaker)
        ],
        version=version,
        next=next_view(next_steps(estimate, speaker.catalogue), speaker, root),
        heading="h2",
    )
    return Html(*parts)


def given_lines(estimate: Estimate, speaker: Speaker) -> list[tuple[str, str]]:
    """The questions with their answers in words."""
    answers = estimate.facts.answers
    return [
        (
            speaker.label(name),
            _assumed(estimate, name, speaker) if name in estimate.assumed else speaker.given(name, answers.get(name)),
        )
        for name in estimate.benefit.questions
        if name in estimate.benefit.inputs or name in answers
    ]


def _assumed(estimate: Estimate, name: str, speaker: Speaker) -> str:
    answer = estimate.benefit.assumed.get(name)
    return speaker.say("given.assumed-as", answer=speaker.given(name, answer)) if answer else speaker.say("given.assumed")


def missing_lines(estimate: Estimate, speaker: Speaker, counsel: list[Advice]) -> list[tuple[str, str]]:
    """What is missing, by input; with what it would bring, where the curve tells."""
    brings = {one.name: one.text for one in counsel if one.kind == "threshold"}
    return [(one.name, brings.get(one.name) or speaker.missing(one)) for one in estimate.missing]


def other_amounts(estimate: Estimate) -> Iterator[Otherwise]:
    """The readings under which it would be another amount."""
    return (one for one in estimate.otherwise if one.amount is not None and one.amount != estimate.amount)


def _passages(estimate: Estimate, speaker: Speaker, root: str) -> Iterator[Passage]:
    for quote, steps in groupby(estimate.steps, key=lambda step: step.quote):
        together = list(steps)
        yield Passage(
            lines=tuple(_line(step, estimate, speaker, root) for step in together),
            words=quoted(
                quote,
                estimate.benefit.policy,
                speaker.lang,
                root,
                [figure for step in together for figure in step.figures],
            ),
            place=speaker.place(estimate, quote),
        )


def _line(step: Step, estimate: Estimate, speaker: Speaker, root: str) -> Line:
    return Line(
        label=speaker.step_label(step),
        formula=tuple(
            Piece(text, figure_href(estimate.benefit.policy, figure, speaker.lang, root) if figure else None)
            for text, figure in speaker.formula_parts(step)
        ),
        sign="·" if isinstance(step.result, bool) else "=",
        result=speaker.result(step),
        failed=step.result is False and step.kind is not StepKind.LIMIT,
    )
