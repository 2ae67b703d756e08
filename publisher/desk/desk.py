"""A record as somebody types it: read, proved and computed at every pause, beside the published ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path

from calculators import Law
from calculators.errors import Misuse, WrongAnswers
from calculators.estimate.corners import corners
from calculators.rules.curve import NotLinear
from publisher.checks import drafts
from publisher.checks.drafts import Progress
from publisher.compile.policy import Compiled, compile_corpus
from publisher.desk.words import laws_words
from publisher.digest import sha256
from publisher.draft.readers import Unreadable, read_document
from publisher.draft.record import Origin, draft_record
from publisher.impact import answered, changed_questions, impact
from publisher.impact.firms import firms_of, invented_firms
from publisher.impact.report import data, told
from publisher.records.corpus import Draft, Record, read_corpus
from publisher.records.findings import Finding, Refused
from publisher.records.form import validated
from publisher.records.golden import Group, golden_file, read_golden
from publisher.records.policy import Policy
from publisher.records.schema import policy_schema
from publisher.records.yaml_source import parse_yaml
from publisher.wording import say

type Json = dict[str, object]


class Desk:
    """Works on records beside those in a folder; nothing is written there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.corpus = read_corpus(folder)
        self._cases_read: dict[str, list[Group]] = {}

    @cached_property
    def published(self) -> Compiled:
        """The records as they are published."""
        return compile_corpus(self.corpus)

    def start(self) -> Json:
        """What a page needs before anything is typed: the published records and the form of a record."""
        names = [record.policy.id for record in self.corpus.records]
        titles = {record.policy.id: record.policy.title.model_dump() for record in self.corpus.records}
        inputs = {name: question.label.model_dump() for name, question in self.corpus.questions.inputs.items()}
        return {"records": names, "titles": titles, "schema": policy_schema(), "inputs": inputs, "purposes": self.corpus.purposes}

    def open(self, name: str) -> Json:
        """A published record, as its file is."""
        return {"name": name, "text": self.corpus.record(name).document.text}

    def draft(self, name: str, file: str, content: bytes, day: str, lang: str) -> Json:
        """A document as a draft record, or the sentence that says why it is none."""
        try:
            text = read_document(content)
        except Unreadable as refusal:
            return {"refused": say(f"draft.{refusal.key}", lang, **refusal.values)}
        made = draft_record(name, text, self.corpus, Origin(file, sha256(content), date.fromisoformat(day)))
        left = [{"line": one.line.number, "reason": one.reason, "text": one.line.text} for one in made.left_out]
        return {"name": name, "text": made.yaml, "numbered": made.numbered, "left_out": left}

    def check(self, name: str, text: str) -> Json:
        """Everything that is to be said of a record: what is left to do, what its words are used for, its benefits and cases."""
        record, refused = self._read(name, text)
        if record is None:
            return {"findings": [_finding("wrong", one) for one in refused], "places": [], "benefits": [], "cases": []}
        alone = self.corpus.alone(record)
        progress, compiled = drafts.proved(Draft(record.file, record), record, self.corpus)
        return {
            "findings": _findings(progress),
            "places": laws_words(record, alone, compiled),
            "benefits": _benefits(compiled),
            "cases": self._cases(record, compiled),
        }

    def preview(self, name: str, text: str, benefit: str, answers: dict[str, str], lang: str) -> Json:
        """A benefit as its calculator will be: what it asks, what it answers, and the curve over its main question."""
        record, _ = self._read(name, text)
        law = _law(compile_corpus(self.corpus.alone(record))) if record else None
        if law is None or benefit not in law.benefits:
            return {"refused": say("desk.no-preview", lang)}
        asked = law.benefits[benefit]
        given = {**asked.example, **{key: value for key, value in answers.items() if key in asked.questions}}
        questions = [
            {
                "name": one,
                "kind": law.inputs[one].kind,
                "label": law.inputs[one].label[lang] or law.inputs[one].label["zh"],
                "options": {key: label[lang] or label["zh"] for key, label in law.inputs[one].options.items()},
                "answer": given.get(one, ""),
            }
            for one in asked.inputs
        ]
        try:
            found = law.estimate(benefit, given, on="undated")
        except WrongAnswers as problems:
            return {"questions": questions, "refused": str(problems)}
        amount = None if found.amount is None else f"{found.amount:.2f}"
        return {
            "questions": questions,
            "amount": amount,
            "explained": found.explain(lang, 60),
            "curve": self._curve(law, benefit, given),
        }

    def impact(self, name: str, text: str, lang: str, sheet: bytes = b"", sheet_name: str = "") -> Json:
        """What an altered record would change against the published one, tried on a sheet of firms, or on an invented one."""
        record, _ = self._read(name, text)
        if record is None:
            return {"refused": say("desk.no-preview", lang)}
        others = tuple(one for one in self.corpus.records if one.policy.id != record.policy.id)
        asked = self.corpus.alone(record).questions
        after = compile_corpus(replace(self.corpus, records=(*others, record), drafts=(), questions=asked))
        laws = self.published.catalogue, after.catalogue
        law = Law.load(laws[1])
        inputs = {**Law.load(laws[0]).inputs, **law.inputs}
        golden = self._golden(record.policy.id)
        try:
            firms = firms_of(sheet, sheet_name, law) if sheet else invented_firms(inputs, changed_questions(*laws))
        except Misuse as error:
            return {"refused": error.message(lang)}
        found = impact(*laws, golden, firms)
        return {"data": data(found, say("desk.published", lang)), "told": told(found, say("desk.published", lang), lang)}

    def _read(self, name: str, text: str) -> tuple[Record | None, list[Finding]]:
        file = self.folder / f"{name}.yaml"
        try:
            document = parse_yaml(file, text.encode())
        except Refused as refused:
            return None, refused.findings
        findings: list[Finding] = []
        policy = validated(Policy, document, findings)
        return (Record(document, policy) if policy else None), findings

    def _golden(self, name: str) -> list[Group]:
        if name not in self._cases_read:
            self._cases_read[name] = read_golden(golden_file(self.folder / f"{name}.yaml"))
        return self._cases_read[name]

    def _cases(self, record: Record, compiled: Compiled) -> list[Json]:
        law = _law(compiled)
        if law is None:
            return []
        groups = self._golden(record.policy.id)
        return [
            {"benefit": group.benefit, "name": case.name, "words": group.words, **answered(law, group.benefit, case)}
            for group in groups
            for case in group.cases
        ]

    def _curve(self, law: Law, benefit: str, given: dict[str, str]) -> list[list[str]]:
        """Points of the curve: `[value, amount]`, enough of them to draw its straight parts."""
        asked = law.benefits[benefit]
        if asked.main is None:
            return []
        variable = law.inputs[asked.main]
        try:
            found = corners(asked, law.read_answers(given, asked), variable, law.kinds)
        except NotLinear:
            return []
        end = max(found[-1].start * 2, 1)
        points = []
        for corner, stop in zip(found, [*(one.start for one in found[1:]), end], strict=True):
            for step in (corner.start, stop):
                amount = (corner.at + corner.slope * (step - corner.start)) / 100
                points.append([f"{step * variable.step:f}", f"{amount:.2f}"])
        return points


def _law(compiled: Compiled) -> Law | None:
    try:
        return Law.load(compiled.catalogue)
    except (KeyError, ValueError, TypeError):  # a rule that is not whole yet
        return None


def _findings(progress: Progress) -> list[Json]:
    kinds = ("guesses", "gaps", "untranslated", "wrong")
    return [_finding(kind, one) for kind in kinds for one in getattr(progress, kind)]


def _finding(kind: str, one: Finding) -> Json:
    return {"kind": kind, "line": one.line, "value": one.value, "expected": one.expected, "mend": one.mend}


def _benefits(compiled: Compiled) -> list[Json]:
    return [
        {"id": benefit["id"], "article": benefit["article"], "title": benefit["title"], "main": benefit["main"]}
        for policy in compiled.catalogue["policies"]
        for benefit in policy["benefits"]
    ]
