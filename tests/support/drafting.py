"""Drafts measured against finished records: how much of what a lawyer has read in a text a draft finds by itself."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from publisher.draft.readers import read_document
from publisher.draft.record import DraftRecord, Origin, draft_record
from publisher.project import POLICIES
from publisher.records.corpus import Corpus, Record, read_corpus
from publisher.records.form import validated
from publisher.records.policy import Policy
from publisher.records.text import fold, join_lines, paragraphs
from publisher.records.yaml_source import parse_yaml

SOURCES = Path(os.environ.get("HUICE_SOURCES", "sources"))
"""The folder of the source files, which are not in the repository."""

READ = date(2026, 1, 1)
NUMBERED = {"article": "第{label}条 {heading}", "item": "（{label}）{heading}。", "measure": "{label}．{heading}。"}
LINES = {"lead": "牵头单位", "responsible": "责任单位", "supporting": "配合单位"}
FIGURES = {"rate", "rate_up_to", "amount", "amount_up_to", "at_least", "below", "cap", "at_most", "from", "to", "pool"}


@cache
def corpus() -> Corpus:
    return read_corpus(POLICIES)


def draft_of(data: bytes, name: str = "invented", law: Corpus | None = None) -> tuple[DraftRecord, Record]:
    """The draft of a document, and the record that it is when it is read back."""
    law = law or corpus()
    draft = draft_record(name, read_document(data), law, Origin(f"{name}.txt", sha256(data).hexdigest(), READ))
    document = parse_yaml(Path(f"{name}.yaml"), draft.yaml.encode())
    findings: list[Any] = []
    policy = validated(Policy, document, findings)
    assert policy is not None, "\n".join(map(str, findings))
    return draft, Record(document, policy)


def source_of(record: Record) -> bytes:
    """The source of a record where it is at hand, else its own text set out as such sources are."""
    file = SOURCES / record.policy.source.file
    return file.read_bytes() if file.exists() else "\n".join(_set_out(record)).encode()


def _set_out(record: Record) -> Iterator[str]:
    policy, section = record.policy, None
    yield join_lines(policy.title.zh, "zh")
    if "preamble" in record.texts:
        yield from paragraphs(record.texts["preamble"]["zh"])
    for article in policy.articles:
        if article.section and article.section.zh != section:
            section = article.section.zh
            yield section
        yield NUMBERED[policy.numbering].format(label=article.label, heading=join_lines(article.heading.zh, "zh"))
        for number, words in enumerate(paragraphs(record.texts[article.number]["zh"]), 1):
            yield words
            yield from _agencies(article, number)
        yield from _agencies(article, None)
    if "closing" in record.texts:
        yield from paragraphs(record.texts["closing"]["zh"])


def _agencies(article: Any, paragraph: int | None) -> Iterator[str]:
    by_role: dict[str, list[str]] = {}
    for one in article.agencies:
        if one.paragraph == paragraph:
            by_role.setdefault(one.role, []).append(one.zh)
    if by_role:
        note = f"。{article.agency_note.zh}" if article.agency_note else ""
        yield "；".join(f"{LINES[role]}：{'、'.join(names)}" for role, names in by_role.items()) + note


@dataclass(frozen=True, slots=True)
class Measure:
    """How a draft compares with the finished record of the same text."""

    policy: str
    articles: int
    texts: int
    headings: int
    agencies: int
    right: int
    figures: int
    suggested: int

    @property
    def recall(self) -> float:
        """Of the figures in the record's rules, the share that the draft has in the same role."""
        return self.right / self.figures

    @property
    def precision(self) -> float:
        """Of the figures in the draft's rules, the share that the record has in the same role."""
        return self.right / self.suggested


def measure(record: Record) -> Measure:
    """Draft a record's text anew, with what the other records teach, and compare."""
    _, drafted = draft_of(source_of(record), record.policy.id)
    pairs = list(zip(record.policy.articles, drafted.policy.articles, strict=False))
    right = figures = suggested = 0
    for ours, found in zip(record.document.value["articles"], drafted.document.value["articles"], strict=False):
        wanted, got = _roles(ours), _roles(found)
        right += (wanted & got).total()
        figures += wanted.total()
        suggested += got.total()
    return Measure(
        record.policy.id,
        len(record.policy.articles),
        sum(_words(record, a.number) == _words(drafted, b.number) for a, b in pairs),
        sum(fold(a.heading.zh) == fold(b.heading.zh) for a, b in pairs),
        sum(_who(a) == _who(b) for a, b in pairs),
        right,
        figures,
        suggested,
    )


def _words(record: Record, article: int) -> str:
    return fold(record.texts[article]["zh"])


def _who(article: Any) -> list[tuple[str, str, int | None]]:
    return [(one.role, fold(one.zh), one.paragraph) for one in article.agencies]


def _roles(article: dict[str, Any]) -> Counter[tuple[str, str]]:
    """The figures of an article's rules and conditions, each with its role."""
    found: Counter[tuple[str, str]] = Counter()
    for benefit in article.get("benefits", []):
        found.update(_figures({"asks": benefit.get("asks", []), "rule": benefit["rule"]}))
    return found


def _figures(value: Any, below: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, part in value.items():
            if key in FIGURES and isinstance(part, str | int):
                limit = key == "at_most" and ("times" in below or "share_of" in below)
                yield str(part), "limit" if limit else key
            elif key == "per":
                yield str(part).partition(",")[0], "per"
            elif key == "share":
                yield str(part), "limit"
            elif key not in ("quote", "words"):
                yield from _figures(part, (*below, key))
    elif isinstance(value, list):
        for part in value:
            yield from _figures(part, below)
    elif isinstance(value, str) and "times" in below and value[:1].isdigit():
        yield value, "times"


def table(measures: list[Measure]) -> str:
    """The measures as lines for a reader."""
    rows = [f"{'policy':<18}{'articles':>10}{'headings':>10}{'agencies':>10}{'recall':>8}{'precision':>11}"]
    rows += [
        f"{one.policy:<18}{f'{one.texts}/{one.articles}':>10}{f'{one.headings}/{one.articles}':>10}"
        f"{f'{one.agencies}/{one.articles}':>10}{one.recall:>8.2f}{one.precision:>11.2f}"
        for one in measures
    ]
    return "\n".join(rows)
