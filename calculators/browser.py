"""The engine as a page calls it: one request in JSON, one answer in JSON."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from calculators.batch.sheet import HEADING_ROW, Sheet, template
from calculators.batch.words import heading_row, result_json, result_row, trouble_json, trouble_rows
from calculators.batch.work import Batch
from calculators.catalogue import Benefit, Catalogue, read_catalogue
from calculators.csv_file import csv_file, csv_rows, decode
from calculators.errors import Misuse, Problem, UnknownName
from calculators.estimate.case_files import case_files
from calculators.estimate.chart import curve_data
from calculators.estimate.corners import corners
from calculators.estimate.html import answer_html
from calculators.estimate.speaker import Speaker, as_json
from calculators.estimate.work import Estimate, estimate
from calculators.facts import Answer
from calculators.inputs import Input, parse_answers, parse_day
from calculators.money import UNITS, plain, yuan
from calculators.places import find_place, upwards
from calculators.plan.data import plan_json
from calculators.plan.html import plan_html
from calculators.plan.work import Plan, plan
from calculators.plan.workbook import plan_tables, table_json, table_texts
from calculators.rules.curve import NotLinear
from calculators.wording import LANGUAGES, say


class _Refused(Exception):
    """Answers that cannot be read."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems


@cache
def loaded() -> Catalogue:
    """The catalogue, read once."""
    return read_catalogue()


def call(request: str) -> str:
    """Answer a request; never raises.

    Every request is an object with `op`, `lang` (`zh` or `en`), perhaps `unit`
    (`wan` or `yuan`, how amounts are shown), and mostly `inputs` (`{name:
    text}`) and `on` (`2026-01-15`, or null for none or today):

    - `amount`: `benefit`; the figure of an estimate alone, in a tenth of the time;
    - `estimate`: `benefit`, `root` (the way from the page to the language's home);
    - `case`: `benefit`, `address` (of the filled-in page), for `files` to take away;
    - `corners`: `benefit`, `variable` (its main input unless given);
    - `compare`: `purpose`, `place` (a code or name, or null for everywhere);
    - `plan`: `place`, `root`; `export`: the same as the sheets of a workbook and as CSV;
    - `batch`: `headings` and `rows` of a sheet, `first` (the number of the first of these rows), `place`;
    - `rows`: `content` of a CSV file, in base 64; `csv`: `rows` to be written as one; `template`: nothing.

    The answer is `{"ok": true, …}`, or `{"ok": false, "problems": {name:
    sentence}, "message": sentence}` where an answer is wrong or the request is none.
    """
    lang = LANGUAGES[0]
    try:
        question = json.loads(request)
        lang = question["lang"] if question.get("lang") in LANGUAGES else lang
        answer = OPERATIONS[question["op"]](question, lang)
    except _Refused as refused:
        answer = _wrong(refused.problems, lang)
    except Problem as problem:
        answer = _wrong([problem], lang)
    except (ValueError, KeyError, TypeError, AttributeError):
        answer = {"ok": False, "problems": {}, "message": say("error.not-a-request", lang)}
    except Exception:  # noqa: BLE001 - a visitor is told in a sentence, whatever happens
        answer = {"ok": False, "problems": {}, "message": say("error.internal", lang)}
    # What was asked may hold half a character, which no reader of UTF-8 takes.
    return json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def _wrong(problems: list[Problem], lang: str) -> dict[str, Any]:
    by_name = {one.name: one.message(lang) for one in problems if one.name}
    return {"ok": False, "problems": by_name, "message": " ".join(one.message(lang) for one in problems)}


def _amount(question: dict[str, Any], lang: str) -> dict[str, Any]:
    catalogue, found = loaded(), _estimated(question)
    return {
        "ok": True,
        "amount": yuan(found.amount) if found.amount is not None else None,
        "eligible": found.eligible,
        "headline": _speaker(catalogue, question, lang).headline(found),
        "version": catalogue.version,
    }


def _estimate(question: dict[str, Any], lang: str) -> dict[str, Any]:
    catalogue, found = loaded(), _estimated(question)
    speaker = _speaker(catalogue, question, lang)
    data = as_json(found, speaker)
    return {
        "ok": True,
        "amount": data["amount"],
        "headline": speaker.headline(found),
        "html": answer_html(found, speaker, question.get("root", ""), catalogue.version),
        "curve": curve_data(found, speaker),
        "estimate": data,
        "version": catalogue.version,
    }


def _speaker(catalogue: Catalogue, question: dict[str, Any], lang: str) -> Speaker:
    """The speaker for a reader who likes money in 万元 or in full, where the request says so."""
    unit = question.get("unit")
    return Speaker(catalogue, lang, unit if unit in UNITS else "")


def _answers(asked: Mapping[str, Input], given: Mapping[str, str]) -> dict[str, Answer]:
    answers, problems = parse_answers(asked, given)
    if problems:
        raise _Refused(problems)
    return answers


def _case_of(question: dict[str, Any]) -> tuple[Benefit, dict[str, Answer]]:
    """The benefit that is asked about, and the answers to its questions."""
    catalogue = loaded()
    benefit = catalogue.benefit(question["benefit"])
    return benefit, _answers({name: catalogue.inputs[name] for name in benefit.inputs}, question["inputs"])


def _estimated(question: dict[str, Any]) -> Estimate:
    return _worked_out(question["benefit"], tuple(question["inputs"].items()), question.get("on"))


@lru_cache(maxsize=1)  # a page asks for the figure, and in its next breath for all that is said about it
def _worked_out(name: str, inputs: tuple[tuple[str, str], ...], on: str | None) -> Estimate:
    benefit, answers = _case_of({"benefit": name, "inputs": dict(inputs)})
    return estimate(benefit, answers, loaded().kinds, on=_day(on))


def _corners(question: dict[str, Any], lang: str) -> dict[str, Any]:
    catalogue = loaded()
    benefit, answers = _case_of(question)
    name = question.get("variable") or benefit.main
    if name not in benefit.inputs:
        raise UnknownName("input", str(name), benefit.inputs)
    return {"ok": True, "version": catalogue.version, **_curve(benefit, answers, catalogue.inputs[name], catalogue)}


def _curve(benefit: Benefit, answers: Mapping[str, Answer], asked: Input, catalogue: Catalogue) -> dict[str, Any]:
    """The amount over an input: `[from, at, slope]` in fen for each step of it; null where it cannot be drawn."""
    try:
        found = corners(benefit, answers, asked, catalogue.kinds)
    except NotLinear:
        return {"variable": asked.name, "step": str(asked.step), "corners": None}
    segments = [[one.start, _exact(one.at), _exact(one.slope)] for one in found]
    return {"variable": asked.name, "step": str(asked.step), "corners": segments}


def _exact(value: Decimal) -> str:
    """A decimal without exponent or needless zeros."""
    return plain(value).replace(",", "")


def _compare(question: dict[str, Any], lang: str) -> dict[str, Any]:
    """One purpose across all policies, with one set of answers; conditions without an answer count as met."""
    catalogue, on = loaded(), _today(question)
    purpose, place = question["purpose"], question.get("place")
    if purpose not in catalogue.purposes:
        raise UnknownName("purpose", purpose, catalogue.purposes)
    answers = _answers(catalogue.inputs, question["inputs"])
    around = upwards(find_place(catalogue.places, place)) if place else None
    found = [
        _compared(benefit, answers, on, _speaker(catalogue, question, lang))
        for benefit in catalogue.benefits.values()
        if benefit.purpose == purpose and (around is None or benefit.policy.place in around)
    ]
    return {"ok": True, "purpose": catalogue.purposes[purpose][lang], "benefits": found, "version": catalogue.version}


def _compared(benefit: Benefit, answers: Mapping[str, Answer], on: date, speaker: Speaker) -> dict[str, Any]:
    catalogue = speaker.catalogue
    found = estimate(benefit, answers, catalogue.kinds, on=on)
    assert found.status is not None
    main = catalogue.inputs[benefit.main] if benefit.main else None
    return as_json(found, speaker) | {
        "policy": benefit.policy.id,
        "policy_short": benefit.policy.short[speaker.lang],
        "headline": speaker.headline(found),
        "certainty_text": speaker.certainty(found),
        "status_text": speaker.say(f"status.{found.status}"),
        "pays": found.status.pays,
        "inputs": list(benefit.inputs),
        "curve": _curve(benefit, answers, main, catalogue) if main else None,
    }


def _planned(question: dict[str, Any]) -> tuple[Plan, dict[str, Answer]]:
    """The plan of a firm with the answers it rests on."""
    catalogue = loaded()
    answers = _answers(catalogue.inputs, question["inputs"])
    return plan(catalogue, find_place(catalogue.places, question["place"]), answers, _today(question)), answers


def _plan(question: dict[str, Any], lang: str) -> dict[str, Any]:
    catalogue = loaded()
    found, _ = _planned(question)
    speaker = _speaker(catalogue, question, lang)
    data = plan_json(found, speaker)
    html = plan_html(found, speaker, question.get("root", ""))
    return {"ok": True, "totals": data["totals"], "html": html, "plan": data, "version": catalogue.version}


def _export(question: dict[str, Any], lang: str) -> dict[str, Any]:
    """A plan as the sheets of a workbook, and as the text of a CSV file."""
    catalogue = loaded()
    found, answers = _planned(question)
    tables = plan_tables(found, answers, _speaker(catalogue, question, lang))
    return {
        "ok": True,
        "sheets": [table_json(one) for one in tables],
        "csv": csv_file(table_texts(tables)),
        "version": catalogue.version,
    }


def _batch(question: dict[str, Any], lang: str) -> dict[str, Any]:
    """A chunk of a sheet; what is wrong with its headings is said with the first chunk only."""
    catalogue, first = loaded(), int(question["first"])
    place = find_place(catalogue.places, question["place"]) if question.get("place") else None
    answers = _answers(catalogue.inputs, question.get("inputs") or {})
    speaker = _speaker(catalogue, question, lang)
    sheet = Sheet.read(catalogue, question["headings"], _today(question), place, answers)
    results, troubles = Batch(sheet).run(question["rows"], first)
    if first == HEADING_ROW + 1:
        troubles = [*sheet.troubles, *troubles]
    lines = [(one.firm.row, result_row(one, speaker)) for one in results] + trouble_rows(troubles, speaker)
    return {
        "ok": True,
        "results": [result_json(one, speaker) for one in results],
        "headings": heading_row(speaker),
        "lines": [line for _, line in sorted(lines, key=lambda one: one[0])],
        "problems": [trouble_json(one, speaker) for one in troubles],
        "version": catalogue.version,
    }


def _rows(question: dict[str, Any], lang: str) -> dict[str, Any]:
    rows = list(csv_rows(decode(b64decode(question["content"]))))
    if not rows:
        raise Misuse("no-columns")
    return {"ok": True, "headings": rows[0], "rows": rows[1:], "first": HEADING_ROW + 1}


def _csv(question: dict[str, Any], lang: str) -> dict[str, Any]:
    return {"ok": True, "text": csv_file(question["rows"])}


def _template(question: dict[str, Any], lang: str) -> dict[str, Any]:
    return {"ok": True, "rows": template(loaded(), lang)}


def _day(text: str | None) -> date | None:
    """Read a date as the address carries it."""
    return parse_day(text) if text else None


def _today(question: dict[str, Any]) -> date:
    return _day(question.get("on")) or date.today()


def _case(question: dict[str, Any], lang: str) -> dict[str, Any]:
    """An estimate to take away, as files and as code."""
    catalogue, found = loaded(), _estimated(question)
    files = case_files(found, _speaker(catalogue, question, lang), catalogue.version, str(question.get("address", "")))
    return {"ok": True, "files": files, "version": catalogue.version}


OPERATIONS = {
    "amount": _amount,
    "estimate": _estimate,
    "case": _case,
    "corners": _corners,
    "compare": _compare,
    "plan": _plan,
    "export": _export,
    "batch": _batch,
    "rows": _rows,
    "csv": _csv,
    "template": _template,
}
