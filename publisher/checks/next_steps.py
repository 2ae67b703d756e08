"""What a visitor is told to do next is whole: every question says what to keep, every reading what to ask the authority."""

from __future__ import annotations

import re
from collections.abc import Iterator

from calculators.vocabulary import LANGUAGES
from publisher.compile.policy import Compiled
from publisher.records.base import Text
from publisher.records.corpus import Corpus, Record
from publisher.records.findings import Finding
from publisher.records.policy import Article
from publisher.records.rule import Reading
from publisher.records.text import in_both

POLITE = {"zh": ("请问", "？"), "en": ("May we ask", "?")}
"""How a question to an authority begins, and how it ends."""

QUOTED = re.compile(r"“([^”]*)”")

ENDS_A_SENTENCE = {"zh": "。！？；", "en": ".!?;"}


def check(record: Record, corpus: Corpus, compiled: Compiled) -> list[Finding]:
    """Report readings without their question, and questions that no letter can hold."""
    return [
        finding
        for article in record.policy.articles
        for benefit in article.benefits
        for reading in benefit.readings
        for finding in _asked(record, article, reading)
    ]


def _asked(record: Record, article: Article, reading: Reading) -> Iterator[Finding]:
    if reading.ask is None:
        expected = "`ask: {zh, en}`, the question to the authority that it raises"
        yield record.finding(reading.at(), reading.zh, expected, f"write it as one sentence: {POLITE['zh'][0]}…？")
        return
    for lang, words in in_both(reading.ask).items():
        begins, ends = POLITE[lang]
        if words and not (words.startswith(begins) and _sentences(words, lang) == 1 and words.endswith(ends)):
            expected = f"one sentence that begins with “{begins}” and ends in {ends}"
            yield record.finding(reading.ask.at(lang), words, expected, "ask politely, and one thing after the other")
        law = "\n".join(record.texts[place][lang] for place in (article.number, "closing") if place in record.texts).casefold()
        for quoted in QUOTED.findall(words):
            if quoted.casefold() not in law:
                expected = "between “ and ” words of this article or of the closing notes, to the letter"
                yield record.finding(reading.ask.at(lang), quoted, expected, "copy them from the text, or leave the signs out")


def _sentences(words: str, lang: str) -> int:
    """How many sentences end in these words; in English a sign inside a number or a name ends none."""
    if lang == "zh":
        return sum(words.count(sign) for sign in ENDS_A_SENTENCE[lang])
    return sum(words.count(f"{sign} ") for sign in ENDS_A_SENTENCE[lang]) + (words[-1] in ENDS_A_SENTENCE[lang])


def check_shared(corpus: Corpus) -> list[Finding]:
    """Report questions that do not say what to keep."""
    document = corpus.shared["inputs"]
    return [
        Finding(
            document.file,
            document.line(("inputs", name)),
            name,
            "`evidence: {zh, en}`, what to keep so that the answer can be shown",
            "suggest a document in both languages",
        )
        for name, question in corpus.questions.inputs.items()
        if not _whole(question.evidence)
    ]


def _whole(text: Text | None) -> bool:
    return text is not None and all(getattr(text, lang) for lang in LANGUAGES)
