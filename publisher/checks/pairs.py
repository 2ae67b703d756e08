"""The English of a quote says what its Chinese says: the same figures with the same limits, the same terms, the same sentence.

A quote without a figure is told from its neighbours by the terms of the
glossary in it, and by its place: what lies inside another quote of the same
text lies inside that one's English too, and what lies apart lies apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from calculators.vocabulary import BETWEEN, Provision
from publisher.checks.glossary import missing, occurrences, phrases, refused, rendering
from publisher.compile.binding import place_name
from publisher.compile.policy import Compiled
from publisher.records.alignment import Span
from publisher.records.base import Model, Quotation, Quoted
from publisher.records.corpus import Corpus, Record
from publisher.records.findings import Finding, shorten
from publisher.records.limits import limited
from publisher.records.pairs import (
    Names,
    english_of,
    figures,
    find_spans,
    quoted_at,
    sentences_of,
    window,
)
from publisher.records.quantities import Quantity, english_form
from publisher.records.yaml_source import Path_

SHOWN = 400
"""As many letters of a sentence are proposed."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A quote in both languages, found in its text: spans of the text and of its translation."""

    path: Path_
    place: Provision
    zh: str
    en: tuple[str, ...]
    at: Span
    there: tuple[Span, ...]


def check(record: Record, corpus: Corpus, compiled: Compiled) -> list[Finding]:
    """Report English that does not stand for the Chinese beside it."""
    names, findings, found = Names.of(corpus.glossary), alone(record, corpus), list[Pair]()
    for path, place, quoted in quotations(record):
        texts = record.texts.get(place)
        _, zh = quoted_at(quoted, place)
        if not (en := english_of(quoted)):
            continue
        if texts is None or (start := texts["zh"].find(zh)) < 0:
            if place == "source":
                expected = "words of the text itself, which stands in both languages"
                findings.append(record.finding(path, zh, expected, "write the Chinese alone, or quote from the text"))
            continue  # that the Chinese is not there is reported where it is bound
        at = (start, start + len(zh))
        sentence = _sentence(texts, at, names)
        starts = find_spans(en, texts["en"], sentence)
        there = [(one, one + len(words)) for one, words in zip(starts, en, strict=True) if one is not None]
        pair = Pair(path, place, zh, en, at, tuple(there))
        wrong = list(_where(record, pair, sentence)) or [*_figures(record, pair, names), *_terms(record, corpus, pair)]
        findings += wrong
        if not wrong:
            found.append(pair)
    return findings + list(_arranged(record, found))


def alone(record: Record, corpus: Corpus) -> list[Finding]:
    """Report the quotes that are in Chinese alone, and propose the English where figures and terms tell it."""
    names, findings = Names.of(corpus.glossary), []
    for path, place, quoted in quotations(record):
        _, zh = quoted_at(quoted, place)
        texts = record.texts.get(place, {"zh": "", "en": ""})
        start = texts["zh"].find(zh)
        if english_of(quoted) or start < 0:
            continue
        sentence = _sentence(texts, (start, start + len(zh)), names)
        told = f"quote the words that stand for it in “{_shown(texts['en'][slice(*sentence)])}”"
        if words := proposed(record, corpus, place, zh):
            told = f"write `en: {words}`, where that is what stands for it"
        elif not texts["en"]:
            told = f"translate {place_name(place)}, then quote from it"
        findings.append(record.finding(path, zh, "`{zh: …, en: …}`: its English too, from the translation", told))
    return findings


def proposed(record: Record, corpus: Corpus, place: Provision, zh: str) -> str:
    """The English of some words of the law, where whole clauses of a translation say the same; nothing where none does.

    Of the clauses that hold the same figures, limits and terms those are taken
    that stand as far on in the sentence, and run as long, as the Chinese does.
    """
    names, texts = Names.of(corpus.glossary), record.texts[place]
    start = texts["zh"].find(zh)
    matches = sentences_of(texts["zh"], texts["en"], names)
    law = [one.zh for one in matches if one.zh[0] < start + len(zh) and start < one.zh[1]]
    if start < 0 or not law:
        return ""
    first, last = _sentence(texts, (start, start + len(zh)), names)
    scale = (last - first) / (law[-1][1] - law[0][0])
    begin = first + (start - law[0][0]) * scale
    cuts = {first: True} | {first + one.end(): one.group()[0] in ".;\n" for one in _CLAUSE.finditer(texts["en"][first:last])}
    due = len(zh) * scale
    spans = combinations([*cuts, *(() if last in cuts else (last,))], 2)
    for begins, ends in sorted(spans, key=lambda one: abs(one[0] - begin) + abs(one[1] - begin - due)):
        words = texts["en"][begins:ends].rstrip(" ,;:.\n").removesuffix(" and")
        if zh[0] not in "且并（":  # there the first words have their twin
            words = _LEAD.sub("", words)
        fits = due / _LOOSE < len(words) < due * _LOOSE and "\n" not in words and (cuts[begins] or not _STOP.search(words))
        if (
            fits
            and not _unequal(Pair((), place, zh, (words,), (0, 0), ()), names)
            and not _wrong_terms(corpus, zh, words, texts["zh"])
        ):
            return words
    return ""


_CLAUSE = re.compile(r"[,;:.](?=\s)\s*|\n")
"""Where a clause of English ends: no comma of a figure does."""
_STOP = re.compile(r"[;.]\s")
_LEAD = re.compile(r"^(?:\(\d+\) |and |or )+")
_LOOSE = 1.8
"""How much longer or shorter English is than the length of the sentence lets expect."""


def _sentence(texts: Mapping[str, str], at: Span, names: Names) -> Span:
    """Where the sentence stands that translates a part of the law."""
    return window(*at, sentences_of(texts["zh"], texts["en"], names), len(texts["en"]))


def quotations(record: Record) -> Iterator[tuple[Path_, Provision, Quoted]]:
    """Every quote of the text: its path, the place it quotes, and the quote."""
    policy = record.policy
    for key, part in policy.entries().items():
        if key == "articles":
            for article in policy.articles:
                yield from _quotations(article, article.number)
        else:
            yield from _quotations(part, "source")


def _quotations(part: object, here: Provision) -> Iterator[tuple[Path_, Provision, Quoted]]:
    if isinstance(part, Model):
        for key, one in part.entries().items():
            if isinstance(one, Quotation):
                yield one.at(), quoted_at(one, here)[0], one
            elif key == "quote" and isinstance(one, str):
                yield part.at(key), here, one
            else:
                yield from _quotations(one, here)
    elif isinstance(part, list):
        for one in part:
            yield from _quotations(one, here)


def _where(record: Record, pair: Pair, sentence: Span) -> Iterator[Finding]:
    """The spans stand in the sentence that translates the Chinese, to the letter and in its order."""
    text = record.texts[pair.place]["en"]
    reads = f"copy it from there, in several spans where it has other words in between: “{_shown(text[slice(*sentence)])}”"
    for words in pair.en:
        if words not in text:
            expected = f"words of the translation of {place_name(pair.place)}, to the letter"
            yield record.finding((*pair.path, "en"), words, expected, reads)
            return
    for words, (start, end) in zip(pair.en, pair.there, strict=True):
        if start < sentence[0] or end > sentence[1]:
            expected = f"words of the sentence that translates “{shorten(pair.zh, 40)}”"
            yield record.finding((*pair.path, "en"), words, expected, reads)
            return
    for (_, end), (start, _), words in zip(pair.there, pair.there[1:], pair.en[1:], strict=False):
        if start < end:
            yield record.finding((*pair.path, "en"), words, "spans in the order of the translation", reads)
            return


def _shown(text: str) -> str:
    return shorten(text.strip(), SHOWN)


def _figures(record: Record, pair: Pair, names: Names) -> Iterator[Finding]:
    """The same quantities, each with its limit, and those of one kind in the same order."""
    if unequal := _unequal(pair, names):
        limit, some, others = unequal
        value = _listed(limited(one.text, limit) for one in others) if others else BETWEEN.join(pair.en)
        expected = f"the figures of the Chinese, in their order: {_listed(_told(one, limit) for one in some) if some else 'none'}"
        if others and not some:
            expected = f"no figure that the Chinese “{shorten(pair.zh, 40)}” has not, with the limit it has there"
        mend = "quote as much as the Chinese does, its limits (up to, or more) with it, or correct the translation"
        yield record.finding((*pair.path, "en"), value, expected, mend)


def _unequal(pair: Pair, names: Names) -> tuple[str, list[Quantity], list[Quantity]] | None:
    """The first limit whose figures differ, with those of the Chinese and those of the English."""
    law, translation = figures(pair.zh, "zh", names), figures(BETWEEN.join(pair.en), "en", names)
    for role in {**law, **translation}:
        some, others = law.get(role, []), translation.get(role, [])
        if [one.key for one in some] != [one.key for one in others]:
            return role[1], some, others
    return None


def _told(quantity: Quantity, limit: str) -> str:
    return f"{quantity.text} ({limited(english_form(quantity), limit)})"


def _listed(parts: Iterator[str]) -> str:
    return ", ".join(parts)


def _terms(record: Record, corpus: Corpus, pair: Pair) -> Iterator[Finding]:
    """Every term of the Chinese stands in the English, and no term of its neighbours does."""
    for key, *told in _wrong_terms(corpus, pair.zh, BETWEEN.join(pair.en), record.texts[pair.place]["zh"]):
        yield record.finding((*pair.path, key), *told)


@lru_cache(maxsize=4096)
def _wrong_terms(corpus: Corpus, zh: str, english: str, around: str) -> tuple[tuple[str, str, str, str], ...]:
    """Key, value, expectation and mend of what is wrong; judged once, however many records hold the pair."""
    terms, found = phrases(corpus.glossary), list[tuple[str, str, str, str]]()
    for _, term in missing(zh, english, terms):
        expected = f"a rendering of {term.zh}, which the Chinese has: {', '.join([term.en, *term.also])}"
        found.append(("en", english, expected, "quote the words that stand for it too"))
    found += [("en", words, *told) for _, words, told in refused(zh, english, corpus.glossary)]
    known = occurrences(zh, terms)
    if not known and not figures(zh, "zh", Names.of(corpus.glossary)):
        expected = "a figure or a term of the glossary, by which its English can be told from that of other words"
        found.append(("zh", zh, expected, "add a word of it to `phrases` in glossary.yaml with its rendering, or quote more"))
    held = [words for _, term in known for words in (term.en, *term.also)]
    for _, term in occurrences(around, terms):
        if term.zh in zh or _within(term.en, held):
            continue
        for words in (term.en, *term.also):
            match = rendering(words).search(english)
            if match and not _within(words, held):
                expected = f"no rendering of {term.zh}, which stands elsewhere in the text and not in this quote"
                found.append(("en", match.group(), expected, "quote only the words that stand for the Chinese"))
                break
    return tuple(found)


def _within(words: str, others: list[str]) -> bool:
    return any(re.search(rf"\b{re.escape(words)}", other, re.IGNORECASE) for other in others)


def _arranged(record: Record, pairs: list[Pair]) -> Iterator[Finding]:
    """What lies inside another quote lies inside its English; what lies apart lies apart."""
    for one, other in combinations(pairs, 2):
        if one.place != other.place:
            continue
        for inner, outer in ((one, other), (other, one)):
            if outer.at[0] <= inner.at[0] and inner.at[1] <= outer.at[1] and not _inside(inner, outer):
                expected = f"words of “{shorten(BETWEEN.join(outer.en))}”, in which its Chinese stands"
                mend = "quote the words that stand for the Chinese, or quote more there"
                yield record.finding((*inner.path, "en"), BETWEEN.join(inner.en), expected, mend)
                break
        else:
            apart = one.at[1] <= other.at[0] or other.at[1] <= one.at[0]
            if apart and (words := _shared(record, one, other)):
                expected = f"no words that stand for “{shorten(one.zh, 40)}” as well"
                mend = "let every word of the translation stand for one part of the Chinese; leave out what is not this quote’s"
                yield record.finding((*other.path, "en"), words, expected, mend)


def _inside(inner: Pair, outer: Pair) -> bool:
    return all(any(first <= start and end <= last for first, last in outer.there) for start, end in inner.there)


def _shared(record: Record, one: Pair, other: Pair) -> str:
    text = record.texts[one.place]["en"]
    for start, end in one.there:
        for first, last in other.there:
            if start < last and first < end:
                return text[max(start, first) : min(end, last)]
    return ""
