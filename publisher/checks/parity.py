"""The same quantities in Chinese and in English, paragraph by paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from calculators.vocabulary import LANGUAGES
from publisher.checks.texts import Passage, finding_in, passages, titles
from publisher.compile.policy import Compiled
from publisher.records.base import Text
from publisher.records.corpus import Corpus, Record
from publisher.records.findings import Finding
from publisher.records.quantities import Quantity, chinese_quantities, english_form, english_quantities
from publisher.records.text import join_lines, paragraphs


def check(record: Record, corpus: Corpus, compiled: Compiled) -> list[Finding]:
    """Report quantities that stand in one language only, and texts that are not divided alike."""
    findings: list[Finding] = []
    for place, text in record.texts.items():
        counts = {lang: len(paragraphs(text[lang])) for lang in LANGUAGES}
        if text["en"] and counts["zh"] != counts["en"]:
            expected = f"as many as the Chinese has, {counts['zh']}"
            value = f"paragraphs: {counts['en']}"
            findings.append(finding_in(record, place, "en", 0, value, expected, "divide the translation as the law is divided"))
        for passage in passages(record, place):
            findings += _differences(record, passage, *quantities(passage, corpus))
    for path, title in titles(record):
        zh, en = quantities(title, corpus)
        for quantity in _without(zh, en) + _without(en, zh):
            findings.append(
                record.finding(path, quantity.text, "the same quantities in both languages", "correct the one or the other")
            )
    return findings


def quantities(passage: Passage | Text, corpus: Corpus) -> tuple[list[Quantity], list[Quantity]]:
    """The quantities of a passage in Chinese and in English."""
    names = corpus.glossary.names
    return (
        chinese_quantities(join_lines(passage.zh, "zh"), [name.zh for name in names]),
        english_quantities(join_lines(passage.en, "en"), [name.en for name in names]),
    )


def _differences(record: Record, passage: Passage, zh: list[Quantity], en: list[Quantity]) -> Iterator[Finding]:
    lost, added = _without(zh, en), _without(en, zh)
    for quantity in list(lost):
        twin = next((one for one in added if one.kind == quantity.kind), None)
        if twin:
            lost.remove(quantity)
            added.remove(twin)
            expected = f"the quantity of the Chinese, {quantity.text}"
            mend = f"write {english_form(quantity)}, or correct the Chinese"
            yield finding_in(record, passage.place, "en", passage.starts["en"] + twin.start, twin.text, expected, mend)
    for quantity in lost:
        expected = f"this quantity in the English too, as often as here: {english_form(quantity)}"
        mend = "translate it in digits; a numeral that is part of a name belongs in the glossary's `names`"
        yield finding_in(record, passage.place, "zh", passage.starts["zh"] + quantity.start, quantity.text, expected, mend)
    for quantity in added:
        expected = "a quantity that the Chinese has too, as often as here"
        mend = "take it out, or add what is missing in the Chinese; number words are no quantities"
        yield finding_in(record, passage.place, "en", passage.starts["en"] + quantity.start, quantity.text, expected, mend)


def _without(some: list[Quantity], others: list[Quantity]) -> list[Quantity]:
    """The quantities of the one list that the other has not, or not as often."""
    known, left = Counter(one.key for one in others), []
    for quantity in some:
        if known[quantity.key]:
            known[quantity.key] -= 1
        else:
            left.append(quantity)
    return left
