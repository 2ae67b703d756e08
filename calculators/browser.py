"""The engine as a page calls it: one request in JSON, one answer in JSON."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import Any

from calculators.answer import answer_html
from calculators.catalogue import Catalogue, read_catalogue
from calculators.errors import BadValue, Problem
from calculators.estimate import estimate
from calculators.explain import Speaker, as_json
from calculators.facts import Answer
from calculators.inputs import parse_answers
from calculators.wording import LANGUAGES, say


@cache
def loaded() -> Catalogue:
    """The catalogue, read once."""
    return read_catalogue()


def call(request: str) -> str:
    """Answer a request; never raises.

    A request is `{"op": "estimate", "benefit": id, "inputs": {name: text},
    "lang": "zh"|"en", "on": "2026-01-15"|null, "root": "../../../"}`. The
    answer is `{"ok": true, …}`, or `{"ok": false, "problems": {name: sentence},
    "message": sentence}` where an answer is wrong or the request is none.
    """
    lang = LANGUAGES[0]
    try:
        question = json.loads(request)
        lang = question["lang"] if question.get("lang") in LANGUAGES else lang
        answer = OPERATIONS[question["op"]](question, lang)
    except Problem as problem:
        answer = _wrong([problem], lang)
    except (ValueError, KeyError, TypeError, AttributeError):
        answer = {"ok": False, "problems": {}, "message": say("error.not-a-request", lang)}
    except Exception:  # noqa: BLE001 - a visitor is told in a sentence, whatever happens
        answer = {"ok": False, "problems": {}, "message": say("error.internal", lang)}
    return json.dumps(answer, ensure_ascii=False)


def _wrong(problems: list[Problem], lang: str) -> dict[str, Any]:
    by_name = {one.name: one.message(lang) for one in problems if one.name}
    return {"ok": False, "problems": by_name, "message": " ".join(one.message(lang) for one in problems)}


def _estimate(question: dict[str, Any], lang: str) -> dict[str, Any]:
    catalogue = loaded()
    benefit = catalogue.benefit(question["benefit"])
    asked = {name: catalogue.inputs[name] for name in benefit.inputs}
    answers: dict[str, Answer]
    answers, problems = parse_answers(asked, question["inputs"])
    if problems:
        return _wrong(problems, lang)
    found = estimate(benefit, answers, catalogue.kinds, on=_day(question.get("on")))
    speaker = Speaker(catalogue, lang)
    data = as_json(found, speaker)
    return {
        "ok": True,
        "amount": data["amount"],
        "headline": speaker.headline(found),
        "html": answer_html(found, speaker, question.get("root", "")),
        "estimate": data,
        "version": catalogue.version,
    }


def _day(text: str | None) -> date | None:
    """Read a date as the address carries it."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadValue("not-a-date", "on", given=text[:40]) from error


OPERATIONS = {"estimate": _estimate}
