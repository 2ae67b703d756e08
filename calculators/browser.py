"""The engine as a page calls it: one request in JSON, one answer in JSON, which holds what pages read and no more."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from calculators.calendars import jcal
from calculators.csv_file import csv_file
from calculators.errors import Misuse, NoCatalogue, Problem, reason
from calculators.estimate.case_files import case_files
from calculators.estimate.chart import curve_data
from calculators.estimate.corners import corners
from calculators.estimate.html import answer_html
from calculators.estimate.speaker import Speaker
from calculators.inputs import parse_day
from calculators.law import UNDATED, Case, FirmPlan, Law, load
from calculators.money import yuan
from calculators.places import find_place
from calculators.plan.days import days
from calculators.plan.html import plan_html
from calculators.plan.totals import TOTALS
from calculators.plan.workbook import plan_tables, table_json, table_texts
from calculators.request import Request, language, read_fields, read_request
from calculators.rules.curve import NotLinear
from calculators.vocabulary import LANGUAGES
from calculators.wording import say

if TYPE_CHECKING:
    from calculators.batch.lines import Lines
    from calculators.batch.reading import Reading

type Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class _Operation:
    """What a page may ask for: how it is answered, and the fields that the request cannot do without."""

    answer: Callable[[Request], Json]
    needs: tuple[str, ...] = ()


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
    - `estimate`: `benefit`, `root` (the way from the page to the language's home); what is said of it, and its curve;
    - `case`: `benefit`, `address` (of the filled-in page), for `files` to take away;
    - `compare`: `purpose`, `place` (a code or name, or null for everywhere), `curves` where they are drawn;
    - `plan`: `place`, `root`; `export`: the same as the sheets of a workbook and as CSV; `days`: what is due, as jCal;
    - `sheet`: `content` of a file of firms, in base 64, its `name`, and `place`; opens it as `reading`, a number. With
      `also` and `also_name` a second file: of the two, one is a result that was given back before, and is compared with;
    - `batch`: `reading`, `most` (how many more of its rows are to be worked out);
    - `csv`: `rows` to be written as a CSV file; `template`: nothing.

    The answer is `{"ok": true, …}`, or `{"ok": false, "problems": {name:
    sentence}, "message": sentence}` where an answer is wrong or the request is
    none. Where the engine itself fails, `fault` says to those who mend it what went wrong and where.
    """
    lang = LANGUAGES[0]
    try:
        fields = read_fields(request)
        lang = language(fields)
        asked = read_request(fields, _NEEDS)
        answer = {"ok": True, **OPERATIONS[asked.op].answer(asked)}
    except NoCatalogue as error:
        answer = _failed(error, lang)
    except Problem as problem:
        answer = _wrong(problem, lang)
    except Exception as error:  # noqa: BLE001 - a visitor is told in a sentence, whatever happens
        answer = _failed(error, lang)
    # What was asked may hold half a character, which no reader of UTF-8 takes.
    return json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def _wrong(problem: Problem, lang: str) -> Json:
    by_name = {one.name: one.message(lang) for one in problem.problems if one.name}
    return {"ok": False, "problems": by_name, "message": problem.message(lang)}


def _failed(error: Exception, lang: str) -> Json:
    """The fault is ours."""
    return {"ok": False, "problems": {}, "message": say("error.internal", lang), "fault": reason(error)}


def _amount(asked: Request) -> Json:
    found = _estimated(asked)
    return {
        "amount": yuan(found.amount) if found.amount is not None else None,
        "eligible": found.eligible,
        "headline": _speaker(asked).headline(found),
    }


def _estimate(asked: Request) -> Json:
    found, speaker = _estimated(asked), _speaker(asked)
    html = answer_html(found, speaker, asked.root, found.law.version)
    return {"html": html._asdict(), "curve": curve_data(found, speaker)}


def _case(asked: Request) -> Json:
    """An estimate to take away, as files and as code."""
    return {"files": case_files(_estimated(asked), _speaker(asked), loaded().version, asked.address)}


def _speaker(asked: Request) -> Speaker:
    return loaded().speaker(asked.lang, asked.unit)


def _estimated(asked: Request) -> Case:
    return _worked_out(asked.benefit, tuple(asked.inputs.items()), asked.on or UNDATED)


@lru_cache(maxsize=1)  # a page asks for the figure, and in its next breath for all that is said about it
def _worked_out(name: str, inputs: tuple[tuple[str, str], ...], on: str) -> Case:
    return loaded().estimate(name, dict(inputs), on=on)


def _compare(asked: Request) -> Json:
    """One purpose across all policies, with one set of answers; conditions without an answer count as met."""
    speaker = _speaker(asked)
    return {
        "benefits": [
            {
                "benefit": one.benefit.id,
                "amount": yuan(one.amount) if one.amount is not None else None,
                "headline": speaker.headline(one),
                **({"corners": _corners(one)} if asked.curves else {}),
            }
            for one in loaded().compare(asked.purpose, asked.inputs, place=asked.place or None, on=asked.on or None)
        ]
    }


def _corners(found: Case) -> list[list[object]] | None:
    """The amount over the main input: `[from, at, slope]` in fen for each step of it; null where it cannot be drawn."""
    benefit, law = found.benefit, found.law
    if benefit.main is None:
        return None
    try:
        return [one.data() for one in corners(benefit, found.facts.answers, law.inputs[benefit.main], law.kinds)]
    except NotLinear:
        return None


def _planned(asked: Request) -> FirmPlan:
    return loaded().plan(asked.place or "", asked.inputs, on=asked.on or None)


def _plan(asked: Request) -> Json:
    found = _planned(asked)
    totals = {total: yuan(found.total(total)) for total in TOTALS}
    return {"totals": totals, "html": plan_html(found, _speaker(asked), asked.root)._asdict()}


def _export(asked: Request) -> Json:
    """A plan as the sheets of a workbook, and as the text of a CSV file."""
    found = _planned(asked)
    tables = plan_tables(found, found.answers, _speaker(asked))
    return {"sheets": [table_json(one) for one in tables], "csv": csv_file(table_texts(tables))}


def _days(asked: Request) -> Json:
    """What is due under a plan, as a calendar in the form of RFC 7265."""
    found = days(_planned(asked), _speaker(asked))
    return {"count": len(found), "calendar": jcal(found)}


_readings: dict[int, tuple[Reading, Lines]] = {}
"""The sheet of firms that is being read, and what writes its lines, under a number that no other has had."""


def _sheet(asked: Request) -> Json:
    """Open a file of firms, in the place of the one before."""
    # What reads files is not needed for the start, and comes with the first file.
    from calculators.batch.changes import Changes
    from calculators.batch.lines import Lines
    from calculators.batch.together import File, open_sheet, told_apart
    from calculators.batch.words import trouble_json

    law, speaker = loaded(), _speaker(asked)
    place = find_place(law.places, asked.place) if asked.place else None
    answers, number = law.read_answers(asked.inputs), max(_readings, default=0) + 1
    _readings.clear()
    sheet, earlier = File(asked.content, asked.name), None
    if asked.also_name:
        sheet, earlier = told_apart(sheet, File(asked.also, asked.also_name), law)
    reading = open_sheet(sheet, law, place, parse_day(asked.on or date.today()), answers)
    lines = Lines(speaker, Changes.since(earlier, reading.sheet, speaker) if earlier else None)
    _readings[number] = reading, lines
    return {
        "reading": number,
        "name": sheet.name,
        "headings": lines.headings(),
        "amounts": lines.amounts(),
        "problems": [trouble_json(one, speaker) for one in reading.sheet.troubles],
        "version": law.version,
    }


def _batch(asked: Request) -> Json:
    """The next rows of the file that is open."""
    from calculators.batch.words import remarks, totals_json, trouble_json

    if asked.reading not in _readings:
        raise Misuse("no-reading")
    speaker, (reading, lines) = _speaker(asked), _readings[asked.reading]
    chunk = reading.run(asked.most)
    lines.note(chunk.results)
    return {
        "results": [totals_json(one) for one in chunk.results],
        "lines": lines.of(chunk.results, chunk.troubles),
        "problems": [trouble_json(one, speaker) for one in chunk.troubles],
        "remarks": [*remarks(reading, speaker), *lines.remarks()],
        "done": reading.rows,
        "rows": reading.count,
        "bad": reading.bad,
        "ended": reading.ended,
    }


def _csv(asked: Request) -> Json:
    return {"text": csv_file(asked.rows)}


def _template(asked: Request) -> Json:
    from calculators.batch.sheet import template

    return {"rows": template(loaded(), asked.lang)}


OPERATIONS = {
    "amount": _Operation(_amount, ("benefit", "inputs")),
    "estimate": _Operation(_estimate, ("benefit", "inputs")),
    "case": _Operation(_case, ("benefit", "inputs")),
    "compare": _Operation(_compare, ("purpose", "inputs")),
    "plan": _Operation(_plan, ("place", "inputs")),
    "export": _Operation(_export, ("place", "inputs")),
    "days": _Operation(_days, ("place", "inputs")),
    "sheet": _Operation(_sheet, ("name", "content")),
    "batch": _Operation(_batch, ("reading", "most")),
    "csv": _Operation(_csv, ("rows",)),
    "template": _Operation(_template),
}
_NEEDS = {op: one.needs for op, one in OPERATIONS.items()}
