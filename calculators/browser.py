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
from calculators.catalogue import Benefit, Catalogue
from calculators.csv_file import csv_file, csv_rows, decode
from calculators.errors import Misuse, Problem, UnknownName
from calculators.estimate.case_files import case_files
from calculators.estimate.chart import curve_data
from calculators.estimate.corners import corners
from calculators.estimate.html import answer_html
from calculators.estimate.speaker import Speaker, as_json
from calculators.facts import Answer
from calculators.inputs import Input, parse_day
from calculators.law import UNDATED, Case, FirmPlan, Law, load
from calculators.money import UNITS, plain, yuan
from calculators.places import find_place
from calculators.plan.data import plan_json
from calculators.plan.html import plan_html
from calculators.plan.workbook import plan_tables, table_json, table_texts
from calculators.rules.curve import NotLinear
from calculators.wording import LANGUAGES, say


@cache
def loaded() -> Law:
    """The law, read once."""
    return load()


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
    except Problem as problem:
        answer = _wrong(problem, lang)
    except (ValueError, KeyError, TypeError, AttributeError):
        answer = {"ok": False, "problems": {}, "message": say("error.not-a-request", lang)}
    except Exception:  # noqa: BLE001 - a visitor is told in a sentence, whatever happens
        answer = {"ok": False, "problems": {}, "message": say("error.internal", lang)}
    # What was asked may hold half a character, which no reader of UTF-8 takes.
    return json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def _wrong(problem: Problem, lang: str) -> dict[str, Any]:
    by_name = {one.name: one.message(lang) for one in problem.problems if one.name}
    return {"ok": False, "problems": by_name, "message": problem.message(lang)}


def _amount(question: dict[str, Any], lang: str) -> dict[str, Any]:
    found = _estimated(question)
    return {
        "ok": True,
        "amount": yuan(found.amount) if found.amount is not None else None,
        "eligible": found.eligible,
        "headline": _speaker(question, lang).headline(found),
        "version": found.law.version,
    }


def _estimate(question: dict[str, Any], lang: str) -> dict[str, Any]:
    found, speaker = _estimated(question), _speaker(question, lang)
    data = as_json(found, speaker)
    return {
        "ok": True,
        "amount": data["amount"],
        "headline": speaker.headline(found),
        "html": answer_html(found, speaker, question.get("root", ""), found.law.version)._asdict(),
        "curve": curve_data(found, speaker),
        "estimate": data,
        "version": found.law.version,
    }


def _speaker(question: dict[str, Any], lang: str) -> Speaker:
    """The speaker for a reader who likes money in 万元 or in full, where the request says so."""
    unit = question.get("unit")
    return loaded().speaker(lang, unit if unit in UNITS else "")


def _estimated(question: dict[str, Any]) -> Case:
    return _worked_out(question["benefit"], tuple(question["inputs"].items()), question.get("on") or UNDATED)


@lru_cache(maxsize=1)  # a page asks for the figure, and in its next breath for all that is said about it
def _worked_out(name: str, inputs: tuple[tuple[str, str], ...], on: str) -> Case:
    return loaded().estimate(name, dict(inputs), on=on)


def _corners(question: dict[str, Any], lang: str) -> dict[str, Any]:
    catalogue = loaded()
    benefit = catalogue.benefit(question["benefit"])
    answers = catalogue.read_answers(question["inputs"], benefit)
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
    law, speaker, purpose = loaded(), _speaker(question, lang), question["purpose"]
    found = law.compare(purpose, question["inputs"], place=question.get("place") or None, on=_day(question))
    return {
        "ok": True,
        "purpose": law.purposes[purpose][lang],
        "benefits": [_compared(one, speaker) for one in found],
        "version": law.version,
    }


def _compared(found: Case, speaker: Speaker) -> dict[str, Any]:
    assert found.status is not None
    benefit = found.benefit
    main = found.law.inputs[benefit.main] if benefit.main else None
    return as_json(found, speaker) | {
        "policy": benefit.policy.id,
        "policy_short": benefit.policy.short[speaker.lang],
        "headline": speaker.headline(found),
        "certainty_text": speaker.certainty(found),
        "status_text": speaker.say(f"status.{found.status}"),
        "pays": found.status.pays,
        "inputs": list(benefit.inputs),
        "curve": _curve(benefit, found.facts.answers, main, found.law) if main else None,
    }


def _planned(question: dict[str, Any]) -> FirmPlan:
    return loaded().plan(question["place"], question["inputs"], on=_day(question))


def _plan(question: dict[str, Any], lang: str) -> dict[str, Any]:
    found, speaker = _planned(question), _speaker(question, lang)
    data = plan_json(found, speaker)
    html = plan_html(found, speaker, question.get("root", ""))._asdict()
    return {"ok": True, "totals": data["totals"], "html": html, "plan": data, "version": found.law.version}


def _export(question: dict[str, Any], lang: str) -> dict[str, Any]:
    """A plan as the sheets of a workbook, and as the text of a CSV file."""
    found = _planned(question)
    tables = plan_tables(found, found.answers, _speaker(question, lang))
    return {
        "ok": True,
        "sheets": [table_json(one) for one in tables],
        "csv": csv_file(table_texts(tables)),
        "version": found.law.version,
    }


def _batch(question: dict[str, Any], lang: str) -> dict[str, Any]:
    """A chunk of a sheet; what is wrong with its headings is said with the first chunk only."""
    law, first, speaker = loaded(), int(question["first"]), _speaker(question, lang)
    place = find_place(law.places, question["place"]) if question.get("place") else None
    answers = law.read_answers(question.get("inputs"))
    sheet = Sheet.read(law, question["headings"], parse_day(_day(question) or date.today()), place, answers)
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
        "version": law.version,
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


def _day(question: dict[str, Any]) -> str | None:
    """The day as the address carries it; None for today."""
    return question.get("on") or None


def _case(question: dict[str, Any], lang: str) -> dict[str, Any]:
    """An estimate to take away, as files and as code."""
    found = _estimated(question)
    files = case_files(found, _speaker(question, lang), found.law.version, str(question.get("address", "")))
    return {"ok": True, "files": files, "version": found.law.version}


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
