"""All records, read and validated in form; what they mean is checked in `publisher.compile.policy` and `publisher.checks`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from calculators.vocabulary import Provision
from publisher.records.base import Text
from publisher.records.findings import Finding, Refused
from publisher.records.form import validated
from publisher.records.policy import Article, Policy
from publisher.records.shared import Applicants, Examples, Glossary, Questions
from publisher.records.text import in_both
from publisher.records.yaml_source import Document, Path_, read_yaml

SHARED = ("inputs", "applicants", "examples", "glossary", "places", "purposes")
"""The files of the folder that are no policies."""


@dataclass(frozen=True, eq=False)
class Record:
    """One policy with the document it came from."""

    document: Document
    policy: Policy

    @property
    def file(self) -> Path:
        return self.document.file

    @cached_property
    def texts(self) -> dict[Provision, dict[str, str]]:
        """Every text by its place, in both languages, lines joined."""
        places: dict[Provision, Text | None] = {article.number: article.text for article in self.policy.articles}
        places |= {"preamble": self.policy.preamble, "closing": self.policy.closing}
        return {place: in_both(text) for place, text in places.items() if text is not None}

    @property
    def articles(self) -> dict[int, Article]:
        return {article.number: article for article in self.policy.articles}

    def finding(self, path: Path_, value: object, expected: str, mend: str) -> Finding:
        return Finding(self.file, self.document.line(path), str(value), expected, mend)


@dataclass(frozen=True, eq=False)
class Draft:
    """A record that is being written, and is published nowhere; there is none yet where its form is wrong."""

    file: Path
    record: Record | None
    findings: tuple[Finding, ...] = ()
    """What is wrong with its form."""


@dataclass(frozen=True, eq=False)
class Corpus:
    """A whole folder of records: `policies/` itself, or another."""

    folder: Path
    records: tuple[Record, ...]
    questions: Questions
    applicants: Applicants
    examples: Examples
    glossary: Glossary
    places: dict[str, dict[str, str]]
    """The places that the site names, in both languages by their code."""
    divisions: dict[str, str]
    """Every place of places.yaml by its code, in Chinese."""
    purposes: dict[str, dict[str, str]]
    shared: dict[str, Document]
    drafts: tuple[Draft, ...] = ()

    def alone(self, record: Record) -> Corpus:
        """The same with this record only, and with the questions that it brings."""
        asked = self.questions.model_copy(update={"inputs": self.questions.inputs | record.policy.questions})
        return replace(self, records=(record,), drafts=(), questions=asked)

    def record(self, policy: str) -> Record:
        return next(record for record in self.records if record.policy.id == policy)


def read_corpus(folder: Path) -> Corpus:
    """Read and validate every file of `folder`.

    Raises:
        Refused: with the findings of all files together.
    """
    corpus, findings = survey(folder)
    if findings or corpus is None:
        raise Refused(findings)
    return corpus


def survey(folder: Path) -> tuple[Corpus | None, list[Finding]]:
    """Read what can be read, and say what is wrong with the form of the rest.

    There is no corpus where one of the shared files is refused.
    """
    findings: list[Finding] = []
    documents: dict[str, Document] = {}
    names = sorted(path.stem for path in folder.glob("*.yaml"))
    for name in [*(one for one in SHARED if one not in names), *names]:
        try:
            documents[name] = read_yaml(folder / f"{name}.yaml")
        except Refused as refused:
            findings += refused.findings
    records = [
        Record(document, policy)
        for name, document in documents.items()
        if name not in SHARED and (policy := validated(Policy, document, findings))
    ]
    doubled = _unique(records)
    findings += doubled
    drafted = {file: Draft(file, None) for file in {finding.file for finding in findings} if _is_draft(file)}
    drafted |= {record.file: Draft(record.file, record) for record in records if record.policy.draft_record}
    drafts = [
        replace(one, findings=tuple(finding for finding in findings if finding.file == file)) for file, one in drafted.items()
    ]
    findings = [finding for finding in findings if finding.file not in drafted]
    records = [record for record in records if record.file not in drafted]
    unclear = {finding.file for finding in doubled}
    records = [record for record in records if record.file not in unclear]
    questions = validated(Questions, documents.get("inputs"), findings)
    applicants = validated(Applicants, documents.get("applicants"), findings)
    examples = validated(Examples, documents.get("examples"), findings)
    glossary = validated(Glossary, documents.get("glossary"), findings)
    if questions is None or applicants is None or examples is None or glossary is None or not documents.keys() >= set(SHARED):
        return None, findings
    shared = {name: documents[name] for name in SHARED}
    corpus = Corpus(
        folder,
        tuple(sorted(records, key=lambda record: (record.policy.place, record.policy.id))),
        questions,
        applicants,
        examples,
        glossary,
        {code: name for code, name in shared["places"].value.items() if isinstance(name, dict)},
        {code: name["zh"] if isinstance(name, dict) else name for code, name in shared["places"].value.items()},
        shared["purposes"].value,
        shared,
        tuple(sorted(drafts, key=lambda draft: draft.file)),
    )
    return corpus, findings


def _is_draft(file: Path) -> bool:
    """Whether a file that is refused says of itself that it is a draft."""
    try:
        return bool(re.search(r"^draft_record: *true\b", file.read_text("utf-8", "replace"), re.MULTILINE))
    except OSError:
        return False


def _unique(records: Iterable[Record]) -> list[Finding]:
    findings, seen = [], set()
    for record in records:
        if record.policy.id != record.file.stem:
            findings.append(
                record.finding(("id",), record.policy.id, f"the name of the file: {record.file.stem}", "rename one of them")
            )
        numbers: set[int] = set()
        for index, article in enumerate(record.policy.articles):
            if article.number in numbers:
                findings.append(
                    record.finding(("articles", index, "number"), article.number, "a number used once", "renumber the article")
                )
            numbers.add(article.number)
            for position, benefit in enumerate(article.benefits):
                name = f"{record.policy.id}/{benefit.id}"
                if name in seen:
                    path = ("articles", index, "benefits", position, "id")
                    findings.append(record.finding(path, benefit.id, "an id used once in its policy", "choose another id"))
                seen.add(name)
    return findings
