"""A question asks the same whoever asks it: its label and help speak of no place that a clause asking it does not name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.records.base import Text
from publisher.records.corpus import Corpus, Record
from publisher.records.findings import Finding
from publisher.records.policy import Benefit
from publisher.records.text import join_lines
from publisher.records.yaml_source import Path_, walk

OWN_PLACE = re.compile(r"[我本](?:区|县|市|省)|[在来](?:闽|厦|漳|汉)")
"""Words by which a text means its own place without its name."""


def check_shared(corpus: Corpus) -> list[Finding]:
    """Report labels and helps that speak of a place of their own accord, and notes that speak of another policy."""
    findings: list[Finding] = []
    records = [record for record in corpus.records if not record.policy.draft_record]  # a draft asks in words still to be found
    for name, question in corpus.questions.inputs.items() if records else ():
        asking = [(record, benefit) for record in records for benefit in _benefits(record) if _asks(benefit, name)]
        for lang in ("zh", "en"):
            for record in records:
                place = getattr(record.policy.short, lang)
                if _speaks_of(question.label, place, lang) and not all(_names(one, of, record) for one, of in asking):
                    expected = "no place, or one that the words of every clause asking this name"
                    findings.append(_finding(corpus, ("inputs", name, "label"), place, expected, "leave the place to a note"))
                if _speaks_of(question.help, place, lang) and any(
                    one is not record and not _names(one, of, record) for one, of in asking
                ):
                    expected = "no policy, since others ask this too"
                    findings.append(
                        _finding(corpus, ("inputs", name, "help"), place, expected, f"write it under `notes: {record.policy.id}`")
                    )
                for policy, note in question.notes.items():
                    if _speaks_of(note, place, lang) and policy != record.policy.id:
                        expected = f"nothing of another policy than {policy}"
                        findings.append(
                            _finding(corpus, ("inputs", name, "notes", policy), place, expected, "leave the other policy out")
                        )
        for policy in question.notes:
            if not any(record.policy.id == policy for record, _ in asking):
                expected = f"a policy that asks {name}: {', '.join(dict.fromkeys(one.policy.id for one, _ in asking))}"
                findings.append(_finding(corpus, ("inputs", name, "notes", policy), policy, expected, "correct the id"))
    return findings


def _benefits(record: Record) -> Iterator[Benefit]:
    return (benefit for article in record.policy.articles for benefit in article.benefits)


def _asks(benefit: Benefit, name: str) -> bool:
    """Whether a benefit asks a question in its rule or its conditions, or by those who may apply."""
    return any(name in _names_in(value) for value in (benefit.rule, *benefit.asks))


def _names_in(value: object) -> set[str]:
    return {part for path, one in walk(_plain(value)) for part in (*path[-1:], one) if isinstance(part, str)}


def _plain(value: object) -> object:
    """A model as it is written."""
    entries = getattr(value, "entries", None)
    if entries is not None:
        value = entries()
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value


def _names(record: Record, benefit: Benefit, of: Record) -> bool:
    """Whether a clause names the place of a policy, or its own where that is the same."""
    words = "".join(str(one) for path, one in walk(_plain(benefit)) if path and path[-1] in ("quote", "text"))
    return of.policy.short.zh in words or (record is of and OWN_PLACE.search(words) is not None)


def _speaks_of(text: Text, place: str, lang: str) -> bool:
    prose = join_lines(getattr(text, lang), lang)
    return place in prose if lang == "zh" else re.search(rf"\b{re.escape(place)}\b", prose) is not None


def _finding(corpus: Corpus, path: Path_, value: str, expected: str, mend: str) -> Finding:
    document = corpus.shared["inputs"]
    return Finding(document.file, document.line(path), value, expected, mend)
