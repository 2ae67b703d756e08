"""Each term of the glossary is translated as the glossary says, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from publisher.checks.texts import finding_in, passages, titles
from publisher.compile.policy import Compiled
from publisher.records.corpus import Corpus, Record
from publisher.records.findings import Finding
from publisher.records.model import Term
from publisher.records.text import join_lines

_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


def check(record: Record, corpus: Corpus, compiled: Compiled) -> list[Finding]:
    """Report every term whose renderings are all missing from the English beside it."""
    terms, findings = corpus.glossary.terms, []
    for place in record.texts:
        for passage in passages(record, place):
            for start, term in missing(passage.zh, passage.en, terms):
                findings.append(finding_in(record, place, "zh", passage.starts["zh"] + start, term.zh, *_advice(term)))
    for path, text in titles(record):
        zh, en = join_lines(text.zh, "zh"), join_lines(text.en, "en")
        findings += [record.finding((*path, "zh"), term.zh, *_advice(term)) for _, term in missing(zh, en, terms)]
    return findings


def _advice(term: Term) -> tuple[str, str]:
    allowed = ", ".join([term.en, *term.also])
    return (
        f"one of its renderings in the English: {allowed}",
        f"write “{term.en}”, or add the rendering to `{term.id}` in glossary.yaml",
    )


def missing(zh: str, en: str, terms: Iterable[Term]) -> Iterator[tuple[int, Term]]:
    """The terms of `zh`, with the place of the first of each, that have no rendering in `en`."""
    english, seen = en.translate(_STRAIGHT), set()
    for start, term in occurrences(zh, terms):
        if term.id not in seen and not any(rendering(one).search(english) for one in (term.en, *term.also)):
            yield start, term
        seen.add(term.id)


def occurrences(zh: str, terms: Iterable[Term]) -> list[tuple[int, Term]]:
    """Where terms stand in a text; one that stands inside a longer one does not count."""
    found = [
        (match.start(), match.end(), term) for term in terms if term.zh in zh for match in re.finditer(re.escape(term.zh), zh)
    ]
    return sorted(
        (
            (start, term)
            for start, end, term in found
            if not any(one <= start and end <= other and other - one > end - start for one, other, _ in found)
        ),
        key=lambda one: one[0],
    )


@cache
def rendering(words: str) -> re.Pattern[str]:
    """Match a rendering as whole words, in any case, singular or plural."""
    words = words.translate(_STRAIGHT)
    pattern = re.sub(r"\\\s|\s+", r"\\s+", re.escape(words))
    if words[-1:].isalpha():
        pattern = rf"(?:{pattern}(?:s|es)?|{pattern[:-1]}ies)" if words.endswith("y") else rf"{pattern}(?:s|es)?"
    edges = (r"(?<!\w)" if words[0].isalnum() else "", r"(?!\w)" if words[-1].isalnum() else "")
    return re.compile(edges[0] + pattern + edges[1], re.IGNORECASE)
