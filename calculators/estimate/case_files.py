"""A filled-in case to take away: as JSON, as CSV for a spreadsheet, and as code that works it out again."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from calculators.csv_file import csv_file
from calculators.estimate import funding
from calculators.estimate.data import answer_json, as_json
from calculators.estimate.speaker import Speaker
from calculators.estimate.work import Estimate
from calculators.facts import Answer
from calculators.figures import Quote
from calculators.inputs import typed
from calculators.money import exact


def case_files(estimate: Estimate, speaker: Speaker, version: str, address: str) -> dict[str, str]:
    """The case as files and as code.

    `version` is the state of the data, `address` where the case can be opened
    again. `json` and `csv` are whole files, `name` what to call them; `python`
    and `command` run as they stand beside the project, on the same data.
    """
    return {
        "name": estimate.benefit.id.replace("/", "-"),
        "json": json.dumps(case_json(estimate, speaker, version, address), ensure_ascii=False, indent=1) + "\n",
        "csv": csv_file(_rows(estimate, speaker, version, address)),
        "python": python_code(estimate),
        "command": command_line(estimate, speaker.lang),
    }


def case_json(estimate: Estimate, speaker: Speaker, version: str, address: str) -> dict[str, object]:
    """The case as data: what was entered, on what day, by which state of the data, and the whole estimate."""
    benefit, answers = estimate.benefit, estimate.facts.answers
    return {
        "benefit": benefit.id,
        "policy_title": benefit.policy.title[speaker.lang],
        "on": estimate.on.isoformat() if estimate.on else None,
        "version": version,
        "address": address,
        "inputs": {name: typed(answers[name]) for name in benefit.questions if name in answers},
        "estimate": as_json(estimate, speaker),
    }


def python_code(estimate: Estimate) -> str:
    """A few lines of Python that print the same amount."""
    answers = {name: _value(estimate.facts.answers[name]) for name in _given(estimate)}
    arguments = [repr(estimate.benefit.id), repr(answers)]
    if estimate.on:
        arguments.append(f"on={estimate.on.isoformat()!r}")
    return "\n".join(
        [
            "import calculators",
            "",
            "law = calculators.load()",
            f"case = law.estimate({', '.join(arguments)})",
            "print(case.amount)",
        ]
    )


def _value(answer: Answer) -> bool | int | str:
    """An answer as Python is given it: no float, and no text where a number or a truth value says it."""
    if isinstance(answer, Decimal):
        return int(answer) if answer == answer.to_integral_value() else typed(answer)
    return answer


def command_line(estimate: Estimate, lang: str) -> str:
    """The command that prints the same answer."""
    words = [
        "python",
        "-m",
        "calculators",
        "estimate",
        estimate.benefit.id,
        *(f"{name}={text}" for name, text in _given(estimate).items()),
    ]
    if estimate.on:
        words += ["--on", estimate.on.isoformat()]
    return shlex.join([*words, "--lang", lang])


def _given(estimate: Estimate) -> Mapping[str, str]:
    answers = estimate.facts.answers
    return {name: typed(answers[name]) for name in sorted(estimate.benefit.questions) if name in answers}


def _rows(estimate: Estimate, speaker: Speaker, version: str, address: str) -> Iterator[Sequence[str]]:
    """The columns: which part, what, its value, how it was worked out, the words of the law, and their place."""
    benefit, say = estimate.benefit, speaker.say

    def row(
        part: str, what: str, value: str = "", formula: str = "", quote: Quote | None = None, place: str = ""
    ) -> Sequence[str]:
        return [say(part), what, value, formula, *speaker.words(quote), place]

    heads = speaker.columns("words", "original")
    yield [say(f"case.{key}") for key in ("part", "what", "value", "formula", *heads, "place")]
    yield row("case.about", say("case.benefit"), benefit.title[speaker.lang])
    yield row("case.about", say("case.policy"), benefit.policy.title[speaker.lang])
    if estimate.on:
        yield row("case.about", say("case.on"), estimate.on.isoformat())
    yield row("case.about", say("case.version"), version)
    yield row("case.about", say("case.address"), address)
    answers = estimate.facts.answers
    for name in benefit.questions:
        value = answers.get(name)
        number = speaker.given(name, value) if isinstance(value, bool | str | None) else exact(value)
        yield row("answer.given", speaker.label(name), number)
    data = answer_json(estimate, speaker)
    for key in ("amount", "at_least", "at_most", "pool"):
        if data[key] is not None:
            yield row("case.answer", say(f"case.{key}"), str(data[key]))
    yield row("case.answer", say("case.headline"), speaker.headline(estimate))
    yield row("case.answer", say("case.certainty"), speaker.certainty(estimate))
    for clause in funding.clauses(benefit.policy, benefit.funds, speaker):
        yield row("funds.title", clause.text, quote=clause.quote, place=clause.place)
    for step in estimate.steps:
        where = speaker.place(estimate, step.quote)
        yield row("answer.working", speaker.step_label(step), speaker.result(step), speaker.formula(step), step.quote, where)
    for name in estimate.assumed:
        yield row("answer.assumed", speaker.assumed(estimate, name))
    for one in estimate.missing:
        yield row("answer.missing", speaker.missing(one))
    for other in estimate.otherwise:
        amount = speaker.amount(other.amount) if other.amount is not None and other.amount != estimate.amount else ""
        yield row("answer.readings", other.reading.text[speaker.lang], amount)
    for warning in speaker.warnings(estimate):
        yield row("case.warning", warning)
    yield row("case.warning", say("answer.estimate-note"))
