"""`policies/` compiled to the one catalogue that the engine loads, with every proof on the way."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from calculators.catalogue import FORMAT
from calculators.errors import Problem
from calculators.inputs import Input
from publisher.compile.binding import Binder, Scope
from publisher.compile.directions import check_direction
from publisher.compile.rule import RuleCompiler
from publisher.records.corpus import Corpus, Place, Record
from publisher.records.findings import Finding
from publisher.records.model import Article, Policy, Question
from publisher.records.quantities import AREA, COUNT, MONEY, MONTHS, SHARE
from publisher.records.text import join_lines
from publisher.records.yaml_source import Path_
from publisher.wording import say


@dataclass
class Compiled:
    """The catalogue, what is wrong with the records, and the figures that rules have bound."""

    catalogue: dict[str, Any]
    findings: list[Finding]
    bound: dict[str, set[tuple[Place, int, int]]] = field(default_factory=dict)
    """By policy: place, start and end of every figure that a rule or an ask uses."""
    asked: dict[str, set[tuple[Place, int, int]]] = field(default_factory=dict)
    """By policy: the quotes of gates, whose quantities the visitor answers for."""


def compile_corpus(corpus: Corpus) -> Compiled:
    """Compile all records. Findings are collected, never raised; with any, the catalogue is not to be used."""
    compiled = Compiled({}, [])
    questions = corpus.questions.inputs
    inputs = compile_inputs(corpus, compiled.findings)
    policies = [compile_policy(record, corpus, inputs, compiled) for record in corpus.records]
    body = {
        "format": FORMAT,
        "inputs": {name: _question_data(name, questions[name], inputs[name]) for name in questions if name in inputs},
        "groups": {name: text.model_dump() for name, text in corpus.questions.groups.items()},
        "purposes": corpus.purposes,
        "places": corpus.places,
        "policies": policies,
    }
    version = hashlib.sha256(json.dumps(body, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:12]
    compiled.catalogue = {"version": version, **body}
    return compiled


def catalogue_bytes(catalogue: Mapping[str, Any]) -> bytes:
    """The catalogue as it is written to disk: the same bytes for the same records."""
    return json.dumps(catalogue, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def compile_inputs(corpus: Corpus, findings: list[Finding]) -> dict[str, Input]:
    """The questions as the engine asks them; those that are wrong are left out and reported."""
    document, found = corpus.shared["inputs"], {}
    for name, question in corpus.questions.inputs.items():
        path: Path_ = ("inputs", name)

        def report(key: str, value: object, expected: str, path: Path_ = path) -> None:
            findings.append(Finding(document.file, document.line((*path, key)), str(value), expected, f"correct `{key}`"))

        if question.group not in corpus.questions.groups:
            report("group", question.group, f"one of {', '.join(corpus.questions.groups)}")
        if (question.kind == "choice") != bool(question.options):
            report("kind", question.kind, "`options` for a choice, and for nothing else")
        unbounded = Input(name, question.kind, question.group, {}, {}, None, 10**18, _labels(question))  # type: ignore[arg-type]
        try:
            limit = unbounded.parse(str(question.at_most)) if question.at_most is not None else 10**18
            bounded = Input(name, question.kind, question.group, {}, {}, None, limit, _labels(question))  # type: ignore[arg-type]
            if question.example is not None:
                bounded.parse(_typed(question.example))
        except Problem as problem:
            report("example", question.example, str(problem))
            continue
        if question.at_most is None and question.kind not in ("yes-no", "choice"):
            report("kind", question.kind, "`at_most`, beyond which an answer is taken for a slip")
        found[name] = bounded
    return found


def _labels(question: Question) -> dict[str, dict[str, str]]:
    return {key: {"zh": option.zh, "en": option.en} for key, option in question.options.items()}


def _typed(answer: bool | int | str) -> str:
    return str(answer).lower() if isinstance(answer, bool) else str(answer)


def _question_data(name: str, question: Question, checked: Input) -> dict[str, Any]:
    data: dict[str, Any] = {
        "kind": question.kind,
        "group": question.group,
        "label": question.label.model_dump(),
        "help": question.help.model_dump(),
        "options": _labels(question),
    }
    if question.example is not None:
        data["example"] = _typed(question.example)
    if question.at_most is not None:
        data["at_most"] = str(checked.at_most)
    return data


def compile_policy(record: Record, corpus: Corpus, inputs: Mapping[str, Input], compiled: Compiled) -> dict[str, Any]:
    """One record as it stands in the catalogue; findings and bound figures are added to `compiled`."""
    policy = record.policy
    compiled.bound[policy.id], compiled.asked[policy.id] = set(), set()
    validity = _validity(policy)
    combining = []
    binder = Binder(record, 0)
    for index, (raw, entry) in enumerate(zip(record.document.value.get("combining", []), policy.combining, strict=True)):
        quote = binder.quote(raw["quote"], ("combining", index, "quote"))
        reading = {lang: join_lines(getattr(entry.reading, lang), lang) for lang in ("zh", "en")} if entry.reading else None
        combining.append(
            {
                "with": entry.with_,
                "rule": entry.rule,
                "reach": entry.reach,
                "quote": quote.data(),
                "purposes": entry.purposes,
                "benefits": [f"{policy.id}/{one}" for one in entry.benefits],
                "reading": reading,
            }
        )
    compiled.findings += binder.findings
    return {
        "id": policy.id,
        "place": policy.place,
        "level": policy.level,
        "title": policy.title.model_dump(),
        "short": policy.short.model_dump(),
        "validity": validity,
        "combining": combining,
        "labels": place_labels(record),
        "benefits": [
            _compile_benefit(record, corpus, inputs, compiled, index, position)
            for index, article in enumerate(policy.articles)
            for position in range(len(article.benefits))
        ],
    }


def _validity(policy: Policy) -> dict[str, Any]:
    """The dates that decide the standing of a text.

    Where a text comes into force on the day of its issue and does not print
    that day, the latest day by which it is known to have been issued stands
    in for it: before that, nothing shows that it paid anything.
    """
    superseded = [event.date for event in policy.status if event.event == "superseded" and event.date]
    issued = [event.date for event in policy.status if event.event == "issued" and event.date]
    start, end = policy.dates.from_, policy.dates.to
    first = (start.date or min(issued, default=None)) if start else None
    return {
        "draft": policy.draft,
        "first": first.isoformat() if first else None,
        "last": end.date.isoformat() if end and end.date else None,
        "superseded": min(superseded).isoformat() if superseded else None,
    }


def place_labels(record: Record) -> dict[str, dict[str, str]]:
    """What each place of a text is called: `第八条` and `Article 8`, or the closing notes."""
    labels = {str(article.number): article_label(record, article) for article in record.policy.articles}
    return labels | {place: {lang: say(f"place.{place}", lang) for lang in ("zh", "en")} for place in ("preamble", "closing")}


def article_label(record: Record, article: Article) -> dict[str, str]:
    """The name of an article in both languages, as its text numbers it."""
    key = f"numbering.{record.policy.numbering}"
    return {lang: say(key, lang, label=article.label, number=article.number) for lang in ("zh", "en")}


def _compile_benefit(
    record: Record, corpus: Corpus, inputs: Mapping[str, Input], compiled: Compiled, index: int, position: int
) -> dict[str, Any]:
    article = record.policy.articles[index]
    benefit = article.benefits[position]
    path: Path_ = ("articles", index, "benefits", position)
    raw = record.document.value["articles"][index]["benefits"][position]
    binder = Binder(record, article.number)
    compiler = RuleCompiler(binder, corpus.questions.inputs)
    quote = binder.quote(raw["quote"], (*path, "quote"))

    asks = []
    for number, ask in enumerate(raw.get("asks", [])):
        asks.append(_compile_ask(ask, (*path, "asks", number), binder, compiler))
        if "gate" in ask and asks[-1]["quote"]:
            words = asks[-1]["quote"]
            compiled.asked[record.policy.id].add((words["place"], words["start"], words["start"] + len(words["text"])))
    rule = compiler.rule(raw["rule"], (*path, "rule"), Scope(quote))
    compiled.bound[record.policy.id].update(binder.spans)  # a figure that only the other reading uses is not used
    readings = []
    for number, reading in enumerate(raw.get("readings", [])):
        text = {lang: join_lines(reading[lang], lang) for lang in ("zh", "en")}
        data: dict[str, Any] = {"text": text}
        if "otherwise" in reading:
            data["otherwise"] = compiler.rule(reading["otherwise"], (*path, "readings", number, "otherwise"), Scope(quote))
        readings.append(data)
    lapses = None
    if benefit.lapses:
        lapses = {"when": benefit.lapses.when, "quote": binder.quote(raw["lapses"]["quote"], (*path, "lapses", "quote")).data()}
    if benefit.purpose not in corpus.purposes:
        binder.report((*path, "purpose"), benefit.purpose, f"one of {', '.join(corpus.purposes)}", "correct the purpose")
    _check_example(benefit.example, benefit.main, compiler, inputs, path, binder)
    compiled.findings += binder.findings
    return {
        "id": f"{record.policy.id}/{benefit.id}",
        "article": article.number,
        "title": benefit.title.model_dump(),
        "purpose": benefit.purpose,
        "recipient": benefit.recipient,
        "medium": benefit.medium,
        "certainty": benefit.certainty,
        "period": benefit.period,
        "quote": quote.data(),
        "asks": asks,
        "rule": rule,
        "readings": readings,
        "lapses": lapses,
        "inputs": [name for name in corpus.questions.inputs if name in compiler.used],
        "example": {name: _typed(value) for name, value in benefit.example.items()},
        "main": benefit.main,
    }


def _compile_ask(raw: Mapping[str, Any], path: Path_, binder: Binder, compiler: RuleCompiler) -> dict[str, Any]:
    scope = Scope(binder.quote(raw["quote"], (*path, "quote")))
    ask: dict[str, Any] = {"quote": scope.quote.data()}
    if "when" in raw:
        ask["when"] = compiler.when(raw["when"], (*path, "when"), scope)
    if "gate" in raw:
        return ask | {"gate": compiler.input(raw["gate"], (*path, "gate"), "yes-no")}
    units = (SHARE,) if "ratio" in raw else (MONEY, COUNT, MONTHS, AREA)
    figure = binder.figure(raw["at_least"], (*path, "at_least"), scope, *units)
    if figure:
        check_direction(binder, "threshold", figure, (*path, "at_least"))
    if "ratio" in raw:
        names = {key: compiler.input(raw[key], (*path, key), "money") for key in ("ratio", "of")}
        return ask | names | {"at_least": figure}
    return ask | {"input": compiler.input(raw["input"], (*path, "input")), "at_least": figure}


def _check_example(
    example: Mapping[str, Any], main: str | None, compiler: RuleCompiler, inputs: Mapping[str, Input], path: Path_, binder: Binder
) -> None:
    known = f"an input of this benefit: {', '.join(compiler.used) or 'it has none'}"
    for name, value in example.items():
        where = (*path, "example", name)
        if name not in compiler.used:
            binder.report(where, name, known, "correct or remove it")
            continue
        try:
            if name in inputs:  # what is wrong with the question itself has been reported
                inputs[name].parse(_typed(value))
        except Problem as problem:
            binder.report(where, value, str(problem), "correct the example")
    for name in compiler.used:
        question = compiler.questions.get(name)
        if question and question.kind != "yes-no" and name not in example:
            binder.report((*path, "example"), f"no {name}", "an answer to every question that is no yes or no", f"add `{name}`")
    if main is not None and main not in compiler.used:
        binder.report((*path, "main"), main, known, "correct `main`")
