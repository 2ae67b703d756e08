"""`policies/` compiled to the one catalogue that the engine loads, with every proof on the way."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from calculators.catalogue import FORMAT
from calculators.catalogue_form import (
    BenefitData,
    CatalogueData,
    CombinationData,
    FundsData,
    InterpreterData,
    LapseData,
    NoticeData,
    PolicyData,
    ReadingData,
)
from calculators.errors import Problem
from calculators.figures import QuoteData
from calculators.inputs import Input
from calculators.status import ValidityData
from calculators.vocabulary import LANGUAGES, InputKind, Provision
from publisher.compile.agencies import compile_agencies
from publisher.compile.applicants import applicants_ask
from publisher.compile.asks import compile_ask
from publisher.compile.binding import Binder, BoundQuote, Scope
from publisher.compile.questions import compile_inputs, question_data, typed
from publisher.compile.reader import Reader
from publisher.compile.rule import compile_rule
from publisher.digest import short
from publisher.records.corpus import Corpus, Record
from publisher.records.findings import Finding
from publisher.records.pairs import Names
from publisher.records.policy import Article, Benefit, Combining, Funds, Interpreter, Notice, Policy
from publisher.records.rule import Reading
from publisher.records.text import in_both
from publisher.wording import say


def _nothing() -> CatalogueData:
    return {
        "version": "",
        "format": FORMAT,
        "checked": "",
        "inputs": {},
        "retired": [],
        "groups": {},
        "applicants": {},
        "purposes": {},
        "places": {},
        "policies": [],
    }


@dataclass
class Compiled:
    """The catalogue, what is wrong with the records, and the figures that rules have bound."""

    catalogue: CatalogueData = field(default_factory=_nothing)
    findings: list[Finding] = field(default_factory=list)
    bound: dict[str, set[tuple[Provision, int, int]]] = field(default_factory=dict)
    """By policy: place, start and end of every figure that a rule or an ask uses."""
    asked: dict[str, set[tuple[Provision, int, int]]] = field(default_factory=dict)
    """By policy: the quotes of gates, whose quantities the visitor answers for."""
    lines: dict[str, dict[tuple[Provision, int], int]] = field(default_factory=dict)
    """By policy: the line of the record that uses the figure at a place and start."""


def compile_corpus(corpus: Corpus) -> Compiled:
    """Compile all records. Findings are collected, never raised; with any, the catalogue is not to be used."""
    compiled, questions = Compiled(), corpus.questions
    catalogue, inputs = compiled.catalogue, compile_inputs(corpus, compiled.findings)
    catalogue["inputs"] = {name: question_data(one, inputs[name]) for name, one in questions.inputs.items() if name in inputs}
    catalogue["retired"] = list(questions.retired)
    catalogue["groups"] = {name: text.model_dump() for name, text in questions.groups.items()}
    catalogue["applicants"] = {name: {"zh": one.zh, "en": one.en} for name, one in corpus.applicants.values.items()}
    catalogue["purposes"], catalogue["places"] = corpus.purposes, corpus.places
    catalogue["checked"] = max(map(_last_checked, corpus.records), default=date.min).isoformat()
    catalogue["policies"] = [compile_policy(record, corpus, inputs, compiled) for record in corpus.records]
    body = {name: value for name, value in catalogue.items() if name != "version"}
    catalogue["version"] = short(json.dumps(body, ensure_ascii=False, sort_keys=True).encode())
    return compiled


def catalogue_bytes(catalogue: CatalogueData) -> bytes:
    """The catalogue as it is written to disk: the same bytes for the same records."""
    return json.dumps(catalogue, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def compile_policy(record: Record, corpus: Corpus, inputs: Mapping[str, Input], compiled: Compiled) -> PolicyData:
    """One record as it stands in the catalogue; findings and bound figures are added to `compiled`."""
    policy = record.policy
    compiled.bound[policy.id], compiled.asked[policy.id], compiled.lines[policy.id] = set(), set(), {}
    binder = Binder(record, 0, Names.of(corpus.glossary))
    combining = [_combination(entry, policy.id, binder) for entry in policy.combining]
    funds = [_funds(entry, policy.id, binder) for entry in policy.funds]
    interpreter = _interpreter(policy.interpreter, binder) if policy.interpreter else None
    compiled.findings += binder.findings
    return {
        "id": policy.id,
        "place": policy.place,
        "level": policy.level,
        "title": policy.title.model_dump(),
        "short": policy.short.model_dump(),
        "validity": validity(policy),
        "issuer": in_both(policy.issuer) if policy.issuer else None,
        "document_number": _number(policy, corpus),
        "title_inferred": policy.title_found is not None and policy.title_found.confidence == "inferred",
        "ends": _last_words(record, corpus),
        "checked": _last_checked(record).isoformat(),
        "interpreter": interpreter,
        "notices": [_notice(entry, policy.id) for entry in policy.notices],
        "combining": combining,
        "funds": funds,
        "labels": place_labels(record),
        "benefits": [
            _compile_benefit(benefit, article, record, corpus, inputs, compiled)
            for article in policy.articles
            for benefit in article.benefits
        ],
    }


def _combination(entry: Combining, policy: str, binder: Binder) -> CombinationData:
    return {
        "with": entry.with_,
        "rule": entry.rule,
        "reach": entry.reach,
        "quote": binder.quote(entry.quote, entry.at("quote")).data(),
        "purposes": entry.purposes,
        "benefits": [f"{policy}/{one}" for one in entry.benefits],
        "reading": in_both(entry.reading) if entry.reading else None,
    }


def _funds(entry: Funds, policy: str, binder: Binder) -> FundsData:
    return {
        "kind": entry.kind,
        "quote": binder.quote(entry.quote, entry.at("quote")).data(),
        "benefits": [f"{policy}/{one}" for one in entry.benefits],
    }


def _number(policy: Policy, corpus: Corpus) -> dict[str, str] | None:
    """The number of the text as printed, and in letters for those who do not read it; that both are there is checked."""
    number = policy.document_number
    english = next((name.en for name in corpus.glossary.names if name.zh == number), None)
    return {"zh": number, "en": english or number} if number else None


def _interpreter(entry: Interpreter, binder: Binder) -> InterpreterData:
    """Who answers questions, with the words that name it."""
    quote = binder.quote(entry.quote, entry.at("quote"))
    for lang, words in (("zh", quote.text), ("en", " ".join(text for text, _ in quote.english))):
        name = in_both(entry)[lang]
        if name not in words:
            binder.report(entry.at(lang), name, f"a name in its quote “{words}”", "copy the name from the text")
    return {"name": in_both(entry), "quote": quote.data()}


def _last_words(record: Record, corpus: Corpus) -> QuoteData | None:
    """The words that state the last day; that they stand in the text is for the check of the dates to say."""
    last = record.policy.dates.to
    if last is None or last.date is None or last.in_ == "source":
        return None
    binder = Binder(record, 0, Names.of(corpus.glossary))
    words = binder.quote(last.quote, last.at("quote")).data()
    return None if binder.findings else words


def _notice(entry: Notice, policy: str) -> NoticeData:
    first, last = (entry.window.from_, entry.window.to) if entry.window else (None, None)
    return {
        "title": in_both(entry.title),
        "address": entry.address,
        "date": entry.date.isoformat() if entry.date else None,
        "checked": entry.checked.isoformat(),
        "benefits": [f"{policy}/{one}" for one in entry.benefits],
        "from": first.isoformat() if first else None,
        "to": last.isoformat() if last else None,
        "spending_year": entry.spending_year,
        "apply": in_both(entry.apply) if entry.apply else None,
    }


def validity(policy: Policy) -> ValidityData:
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


def _last_checked(record: Record) -> date:
    """The last day on which somebody looked at a policy's sources."""
    policy = record.policy
    looked = (*(event.checked for event in policy.status), *(notice.checked for notice in policy.notices))
    return max((policy.source.retrieved, *looked))


def place_labels(record: Record) -> dict[str, dict[str, str]]:
    """What each place of a text is called: `第八条` and `Article 8`, or the closing notes."""
    labels = {str(article.number): article_label(record, article) for article in record.policy.articles}
    return labels | {place: {lang: say(f"place.{place}", lang) for lang in LANGUAGES} for place in ("preamble", "closing")}


def article_label(record: Record, article: Article) -> dict[str, str]:
    """The name of an article in both languages, as its text numbers it."""
    key = f"numbering.{record.policy.numbering}"
    return {lang: say(key, lang, label=article.label, number=article.number) for lang in LANGUAGES}


def _compile_benefit(
    benefit: Benefit, article: Article, record: Record, corpus: Corpus, inputs: Mapping[str, Input], compiled: Compiled
) -> BenefitData:
    binder = Binder(record, article.number, Names.of(corpus.glossary))
    reader = Reader(binder, corpus.questions.inputs)
    quote = binder.quote(benefit.quote, benefit.at("quote"))
    asks = [compile_ask(ask, reader) for ask in benefit.asks]
    rule = compile_rule(benefit.rule, reader, Scope(quote))
    asked = ((one["place"], one["start"], one["start"] + len(one["text"])) for one in reader.gates)
    compiled.asked[record.policy.id].update(asked)
    compiled.bound[record.policy.id].update(binder.spans)  # a figure that only the other reading uses is not used
    lines = {position: record.document.line(path) for path, position in binder.positions.items()}
    compiled.lines[record.policy.id].update(lines)
    readings = [_reading(reading, reader, quote) for reading in benefit.readings]
    lapses: LapseData | None = None
    if benefit.lapses:
        words = binder.quote(benefit.lapses.quote, benefit.lapses.at("quote"))
        lapses = {"when": benefit.lapses.when, "quote": words.data()}
    if benefit.purpose not in corpus.purposes:
        binder.report(benefit.at("purpose"), benefit.purpose, f"one of {', '.join(corpus.purposes)}", "correct the purpose")
    _check_example(benefit, reader, inputs)
    limit = applicants_ask(benefit, corpus, quote)
    names = [*reader.used, *([limit["input"]] if limit else [])]
    assumed = {name: one for name in names if (known := corpus.questions.inputs.get(name)) and (one := known.assumed)}
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
        "applicants": list(benefit.applicants),
        "assumed": assumed,
        "asks": [*([limit] if limit else []), *asks],
        "rule": rule,
        "readings": readings,
        "lapses": lapses,
        "inputs": [name for name in corpus.questions.inputs if name in reader.used],
        "example": {name: typed(value) for name, value in benefit.example.items()},
        "main": benefit.main,
        "agencies": compile_agencies(benefit, article, quote, record, corpus.questions.inputs),
    }


def _reading(reading: Reading, reader: Reader, quote: BoundQuote) -> ReadingData:
    data: ReadingData = {"text": in_both(reading)}
    if reading.ask is not None:
        data["ask"] = in_both(reading.ask)
    if reading.otherwise is not None:
        data["otherwise"] = compile_rule(reading.otherwise, reader, Scope(quote))
    return data


def _check_example(benefit: Benefit, reader: Reader, inputs: Mapping[str, Input]) -> None:
    report = reader.binder.report
    known = f"an input of this benefit: {', '.join(reader.used) or 'it has none'}"
    for name, value in benefit.example.items():
        where = benefit.at("example", name)
        if name not in reader.used:
            report(where, name, known, "correct or remove it")
            continue
        try:
            if name in inputs:  # what is wrong with the question itself has been reported
                inputs[name].parse(typed(value))
        except Problem as problem:
            report(where, value, problem.message("en"), "correct the example")
    for name in reader.used:
        question = reader.questions.get(name)
        if question and question.kind != InputKind.YES_NO and name not in benefit.example:
            report(benefit.at("example"), f"no {name}", "an answer to every question that is no yes or no", f"add `{name}`")
    if benefit.main is not None and benefit.main not in reader.used:
        report(benefit.at("main"), benefit.main, known, "correct `main`")
