"""Each term of the glossary is translated as the glossary says, wherever it stands, and never as it says not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from calculators.vocabulary import LANGUAGES
from publisher.checks.texts import finding_in, passages, titles
from publisher.compile.policy import Compiled
from publisher.records.corpus import Corpus, Record
from publisher.records.findings import Finding
from publisher.records.shared import Glossary, Phrase, Term
from publisher.records.text import join_lines
from publisher.records.yaml_source import Document, Path_, walk

_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})

LAW = ("text", "heading", "section", "preamble", "closing", "agencies", "agency_note")
"""Keys under which the Chinese is the law's own, which nobody may word otherwise."""


def check(record: Record, corpus: Corpus, compiled: Compiled) -> list[Finding]:
    """Report every term without a rendering in the English beside it, and every rendering that the glossary refuses."""
    glossary, findings = corpus.glossary, []
    for place in record.texts:
        for passage in passages(record, place):
            for start, term in missing(passage.zh, passage.en, phrases(glossary)):
                findings.append(finding_in(record, place, "zh", passage.starts["zh"] + start, term.zh, *_advice(term)))
            for start, words, mend in refused(passage.zh, passage.en, glossary):
                findings.append(finding_in(record, place, "en", passage.starts["en"] + start, words, *mend))
    for path, text in titles(record):
        zh, en = join_lines(text.zh, "zh"), join_lines(text.en, "en")
        findings += [record.finding((*path, "zh"), term.zh, *_advice(term)) for _, term in missing(zh, en, phrases(glossary))]
    return findings + worded(record.document, glossary)


def check_shared(corpus: Corpus) -> list[Finding]:
    """The questions and the purposes speak as the records do."""
    return [finding for name in ("inputs", "purposes") for finding in worded(corpus.shared[name], corpus.glossary)]


def worded(document: Document, glossary: Glossary) -> list[Finding]:
    """What stands in both languages outside the texts of the law: readings, notes, labels, helps, titles."""
    findings = []
    for path, pair in walk(document.value):
        if not isinstance(pair, dict) or not {"zh", "en"} <= pair.keys() or path[-1] in ("text", "preamble", "closing"):
            continue
        zh, en = (join_lines(str(pair[lang]), lang) for lang in LANGUAGES)
        for _, words, mend in refused(zh, en, glossary):
            findings.append(Finding(document.file, document.line((*path, "en")), words, *mend))
        if not any(key in LAW for key in path):
            findings += [_own_words(document, path, words, say) for words, say in _otherwise(zh, glossary)]
    return findings


def _own_words(document: Document, path: Path_, words: str, say: str) -> Finding:
    return Finding(document.file, document.line((*path, "zh")), words, f"“{say}”, which the other notes say", f"write “{say}”")


def _otherwise(zh: str, glossary: Glossary) -> Iterator[tuple[str, str]]:
    """Chinese of ours that has one wording elsewhere: what was written, and that wording."""
    return ((words, one.say) for one in glossary.wordings if one.lang == "zh" for words in one.not_ if words in zh)


def phrases(glossary: Glossary) -> list[Phrase]:
    """Everything that is translated in one way, explained to the reader or not."""
    return [*glossary.terms, *glossary.phrases]


def _advice(term: Phrase) -> tuple[str, str]:
    allowed = ", ".join([term.en, *term.also])
    return (
        f"one of its renderings in the English: {allowed}",
        f"write “{term.en}”, or add the rendering to `{_name(term)}` in glossary.yaml",
    )


def _name(term: Phrase) -> str:
    return term.id if isinstance(term, Term) else term.zh


def missing[T: Phrase](zh: str, en: str, terms: Iterable[T]) -> Iterator[tuple[int, T]]:
    """The terms of `zh`, with the place of the first of each, that have no rendering in `en`."""
    english, seen = en.translate(_STRAIGHT), set()
    for start, term in occurrences(zh, terms):
        if (term.zh, term.en) not in seen and not any(rendering(one).search(english) for one in (term.en, *term.also)):
            yield start, term
        seen.add((term.zh, term.en))


def refused(zh: str, en: str, glossary: Glossary) -> Iterator[tuple[int, str, tuple[str, str]]]:
    """Renderings in `en` that the glossary refuses: where, which, and what to write.

    What is a permitted rendering of another term of `zh`, or a part of one, is
    that term's: “Wuhan Talents” holds no refused “talents”.
    """
    english = en.translate(_STRAIGHT)
    standing = [term for term in phrases(glossary) if term.zh in zh]
    for term in standing:
        others = [span for other in standing if other is not term for span in _spans(english, other.en, *other.also)]
        for words in term.not_:
            for start, end in _spans(english, words):
                if not any(first <= start and end <= last for first, last in others):
                    yield start, english[start:end], (f"another rendering of {term.zh} than this one", f"write “{term.en}”")
    for one in glossary.wordings:
        if one.lang == "en":
            for start, end in _spans(english, *one.not_):
                yield start, english[start:end], ("what the other translations say", f"write “{one.say}”")


def _spans(english: str, *words: str) -> list[tuple[int, int]]:
    """Where renderings stand."""
    return [match.span() for one in words for match in rendering(one).finditer(english)]


def occurrences[T: Phrase](zh: str, terms: Iterable[T]) -> list[tuple[int, T]]:
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
