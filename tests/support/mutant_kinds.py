"""The kinds of mistakes that are made in a record, each as a generator of all records that have it once.

Where a text is changed its sum is renewed, so that it is a proof that refuses
the mutant and not the seal. To add a kind, write its generator here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import reduce
from itertools import combinations, permutations
from typing import Any

from calculators.vocabulary import Applicant, FundsKind, Provision
from publisher.checks.glossary import occurrences, phrases, rendering
from publisher.checks.pairs import quotations
from publisher.checks.parity import quantities
from publisher.checks.texts import passages, text_path
from publisher.records.corpus import Corpus, Record
from publisher.records.limits import BOUNDS
from publisher.records.pairs import Names, english_of
from publisher.records.quantities import Quantity
from publisher.records.shared import Phrase
from publisher.records.text import PARAGRAPH
from publisher.records.yaml_source import Path_
from tests.support.figures import NUMBER, figures, in_other_units, moved
from tests.support.mutants import Mutant, drop, get, places, put, rename, sealed

type Kind = Callable[[Record, Corpus], Iterator[Mutant]]

KINDS: dict[str, Kind] = {}


def kind(name: str) -> Callable[[Kind], Kind]:
    """Enter a kind of mutant."""

    def enter(make: Kind) -> Kind:
        KINDS[name] = make
        return make

    return enter


def where(path: Path_) -> str:
    return ".".join(map(str, path))


# figures of rules and asks


@kind("figure up, down, a digit more, a digit less")
def _moved(record: Record, corpus: Corpus) -> Iterator[Mutant]:
    whole = record.document.value
    for path, figure in figures(whole):
        for other in moved(figure):
            yield Mutant(f"{where(path)}: {figure} → {other}", put(whole, path, other))


@kind("two figures swapped")
def _swapped(record: Record, corpus: Corpus) -> Iterator[Mutant]:
    whole = record.document.value
    for (path, one), (other_path, other) in combinations(figures(whole), 2):
        if one.partition(",")[0] != other.partition(",")[0]:
            name = f"{where(path)}: {one} ⇄ {where(other_path)}: {other}"
            yield Mutant(name, put(put(whole, path, other), other_path, one))


@kind("unit changed or left out")
def _units(record: Record, corpus: Corpus) -> Iterator[Mutant]:
    whole = record.document.value
    for path, figure in figures(whole):
        for other in in_other_units(figure):
            yield Mutant(f"{where(path)}: {figure} → {other}", put(whole, path, other))


@kind("figure left out")
def _left_out(record: Record, corpus: Corpus) -> Iterator[Mutant]:
    whole = record.document.value
    for path, figure in figures(whole):
        if "otherwise" not in path:  # the other reading owes the text no figure
            yield Mutant(f"{where(path)}: {figure}", drop(whole, path))


TURNED = (
    ("cap", "at_least"),
    ("rate", "rate_up_to"),
    ("amount", "amount_up_to"),
    ("at_most", "amount"),
    ("at_most", "pool"),
    ("from", "to"),
    ("at_least", "below"),
)


@kind("direction: cap ⇄ at_least, rate ⇄ rate_up_to, amount ⇄ amount_up_to …")
def _directions(record: Record, corpus: Corpus) -> Iterator[Mutant]:
    whole = record.document.value
    for path, figure in figures(whole):
        for pair in TURNED:
            for old, new in (pair, pair[::-1]):
                if path[-1] == old:
                    value = rename(whole, path[:-1], {old: new, new: old})
                    yield Mutant(f"{where(path)}: {figure} as {new}", value)


@kind("when, words or both swapped between siblings")
def _siblings(record: Record, corpus: Corpus) -> Iterator[Mutant]:
    whole = record.document.value
    for path in places(whole, "sum", "one_of"):
        parts = get(whole, path)
        for one, other in combinations(range(len(parts)), 2):
            for keys in (("when",), ("words",), ("when", "words")):
                first, second = parts[one], parts[other]
                if not isinstance(first, dict) or all(first.get(key) == second.get(key) for key in keys):
                    continue
                exchanged = [_with(first, second, keys), _with(second, first, keys)]
                value = put(put(whole, (*path, one), exchanged[0]), (*path, other), exchanged[1])
                yield Mutant(f"{where(path)}: {' and '.join(keys)} of {one} ⇄ {other}", value)


def _with(part: dict[str, Any], other: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    kept = {key: value for key, value in part.items() if key not in keys}
    return kept | {key: other[key] for key in keys if key in other}


@kind("when or words left out")
def _unconditional(record: Record, corpus: Corpus) -> Iterator[Mutant]:
    whole = record.document.value
    for path in places(whole, "when", "words"):
        if "benefits" in path and "otherwise" not in path:
            yield Mutant(where(path), drop(whole, path))


@kind("a limb's condition moved to its sibling, or swapped with one of its conditions")
def _limbs(record: Record, corpus: Corpus) -> Iterator[Mutant]:
    whole = record.document.value
    for path in places(whole, "sum", "one_of"):
        parts = get(whole, path)
        for one, other in permutations(range(len(parts)), 2):
            if not isinstance(parts[one], dict) or not isinstance(parts[other], dict):
                continue
            for index, ask in enumerate(parts[one].get("asks", [])):
                without = drop(whole, (*path, one, "asks", index))
                theirs = parts[other].get("asks", [])
                moved_ = put(without, (*path, other), {**parts[other], "asks": [*theirs, ask]})
                yield Mutant(f"{where(path)}: {ask.get('gate')} of {one} to {other}", moved_)
                for place, twin in enumerate(theirs):
                    both = put(put(whole, (*path, one, "asks", index), twin), (*path, other, "asks", place), ask)
                    yield Mutant(f"{where(path)}: {ask.get('gate')} ⇄ {twin.get('gate')}", both)


# who may apply


@kind("an applicant dropped, added or exchanged")
def _applicants(record: Record, corpus: Corpus) -> Iterator[Mutant]:
    whole = record.document.value
    for index, article in enumerate(whole["articles"]):
        for position, benefit in enumerate(article.get("benefits", [])):
            path = ("articles", index, "benefits", position)
            named = benefit.get("applicants", [])
            for others in [
                *([one for one in named if one != gone] for gone in named),
                *([*named, more] for more in Applicant if more not in named),
                *([*(one for one in named if one != gone), more] for gone in named for more in Applicant if more not in named),
            ]:
                changed = {**benefit, "applicants": [str(one) for one in others]}
                yield Mutant(f"{benefit['id']}: {', '.join(others) or 'none'}", put(whole, path, changed))
            if named:
                yield Mutant(f"{benefit['id']}: left out", drop(whole, (*path, "applicants")))


# the money


@kind("a clause on the money left out, of another kind, or another policy's")
def _funds(record: Record, corpus: Corpus) -> Iterator[Mutant]:
    whole = record.document.value
    for index, entry in enumerate(whole.get("funds", [])):
        yield Mutant(f"{entry['kind']} left out", drop(whole, ("funds", index)))
        for other in FundsKind:
            if other != entry["kind"]:
                yield Mutant(f"{entry['kind']} as {other}", put(whole, ("funds", index, "kind"), str(other)))
        for stranger in corpus.records:
            for theirs in stranger.document.value.get("funds", []) if stranger is not record else []:
                yield Mutant(f"{entry['kind']} ← {stranger.policy.id}", put(whole, ("funds", index), theirs))
    for stranger in corpus.records:
        for theirs in stranger.document.value.get("funds", []) if stranger is not record else []:
            value = {**whole, "funds": [*whole.get("funds", []), theirs]}
            yield Mutant(f"{theirs['kind']} of {stranger.policy.id} beside its own", value)


# quotes


@kind("quote moved to another article")
def _quotes(record: Record, corpus: Corpus) -> Iterator[Mutant]:
    whole = record.document.value
    numbers = [article["number"] for article in whole["articles"]]
    for path in places(whole, "quote"):
        quote = get(whole, path)
        words = quote if isinstance(quote, dict) else {"zh": quote}
        if "in" not in words and path[0] != "articles":
            continue  # words of the page around the law
        own = words.get("in", numbers[int(path[1])] if path[0] == "articles" else None)
        for place in (*numbers, "preamble", "closing"):
            if place != own:
                yield Mutant(f"{where(path)} in {place}", put(whole, path, {**words, "in": place}))


@kind("quote replaced by one of another article")
def _others_quotes(record: Record, corpus: Corpus) -> Iterator[Mutant]:
    whole = record.document.value
    quotes = [path for path in places(whole, "quote") if "benefits" in path and "in" not in get(whole, path)]
    for path in quotes:
        for other in quotes:
            if path[1] != other[1] and other[-3] == "benefits":  # the whole clause of a benefit of another article
                yield Mutant(f"{where(path)} ← {where(other)}", put(whole, path, get(whole, other)))


def _pairs(record: Record) -> list[tuple[Path_, Provision, list[str]]]:
    """The quotes in both languages: path, place and English, span by span."""
    return [(path, place, list(english)) for path, place, quoted in quotations(record) if (english := english_of(quoted))]


@kind("a quote in Chinese alone")
def _alone(record: Record, corpus: Corpus) -> Iterator[Mutant]:
    for path, _, _ in _pairs(record):
        yield Mutant(where(path), drop(record.document.value, (*path, "en")))


@kind("the English of another quote of the same place")
def _others_english(record: Record, corpus: Corpus) -> Iterator[Mutant]:
    pairs = {(place, tuple(english)): path for path, place, english in _pairs(record)}
    for path, place, english in _pairs(record):
        for (there, other), source in pairs.items():
            if there == place and list(other) != english:
                value = put(record.document.value, (*path, "en"), list(other))
                yield Mutant(f"{where(path)} ← {where(source)}", value)


@kind("a limit left out of the English of a quote")
def _limits_of_quotes(record: Record, corpus: Corpus) -> Iterator[Mutant]:
    for path, _, english in _pairs(record):
        for index, words in enumerate(english):
            for bound in BOUNDS:
                for match in bound.en.finditer(words):
                    around = [part.strip() for part in (words[: match.start()], words[match.end() :]) if part.strip()]
                    value = put(record.document.value, (*path, "en"), [*english[:index], *around, *english[index + 1 :]])
                    yield Mutant(f"{where(path)}: {match.group()}", value)


@kind("two figures of a quote swapped in the English, text and quotes alike")
def _swapped_english(record: Record, corpus: Corpus) -> Iterator[Mutant]:
    names, seen = Names.of(corpus.glossary), set()
    for _, place, english in _pairs(record):
        text = record.texts[place]["en"]
        for words in english:
            start = text.find(words)
            for one, other in combinations(names.quantities(words, "en"), 2):
                spans = (start + one.start, start + one.end), (start + other.start, start + other.end)
                if one.kind == other.kind and one.text != other.text and one.key != other.key and (place, *spans) not in seen:
                    seen.add((place, *spans))
                    yield Mutant(f"{place}: {one.text} ⇄ {other.text}", _exchanged(record, place, *spans))


def _exchanged(record: Record, place: Provision, one: tuple[int, int], other: tuple[int, int]) -> Any:
    """The record with two parts of an English text exchanged, there and in every quote of it."""
    text = record.texts[place]["en"]
    edits = [(*one, text[slice(*other)]), (*other, text[slice(*one)])]
    value = _edited(record, place, "en", edits)
    changed = (get(value, (*text_path(record, place), "en"))).replace(PARAGRAPH * 2, PARAGRAPH)

    def moved_(offset: int) -> int:
        return offset + sum(len(words) - (end - start) for start, end, words in edits if end <= offset)

    for path, there, english in _pairs(record):
        if there == place:
            starts = [text.find(words) for words in english]
            spans = [changed[moved_(at) : moved_(at + len(words))] for at, words in zip(starts, english, strict=True)]
            value = put(value, (*path, "en"), spans)
    return value


@kind("benefit moved to another article")
def _benefits(record: Record, corpus: Corpus) -> Iterator[Mutant]:
    whole = record.document.value
    for index, article in enumerate(whole["articles"]):
        for position, benefit in enumerate(article.get("benefits", [])):
            without = drop(whole, ("articles", index, "benefits", position))
            for target, other in enumerate(whole["articles"]):
                if target != index:
                    more = {**other, "benefits": [*other.get("benefits", []), benefit]}
                    yield Mutant(f"{benefit['id']} in {other['number']}", put(without, ("articles", target), more))


# texts


def _edited(record: Record, place: Provision, lang: str, edits: list[tuple[int, int, str]]) -> Any:
    """The record with words of a text replaced, in places of the joined text; the sums are renewed."""
    text = record.texts[place][lang]
    for start, end, words in sorted(edits, reverse=True):
        text = text[:start] + words + text[end:]
    return put(record.document.value, (*text_path(record, place), lang), text.replace(PARAGRAPH, "\n\n"))


def _changed(quantity: Quantity) -> Iterator[str]:
    """The quantity with its number one up, ten times as large, and with another scale or unit."""
    match = NUMBER.search(quantity.text)
    if match and match.group()[0].isdigit():
        number = int(match.group().replace(",", "").partition(".")[0])
        for other in (number + 1, number * 10):
            yield quantity.text[: match.start()] + str(other) + quantity.text[match.end() :]
    swaps = (
        ("万", "亿"),
        ("亿", "万"),
        ("%", "‰"),
        ("个月", "年"),
        ("million", "billion"),
        ("billion", "million"),
        ("month", "year"),
    )
    for old, new in (*swaps, ("year", "month"), ("三年", "四年"), ("千亿", "百亿"), ("百亿", "千亿"), ("RMB ", "")):
        if old in quantity.text:
            yield quantity.text.replace(old, new)
            break


def _in_one_language(record: Record, corpus: Corpus, lang: str) -> Iterator[Mutant]:
    for place in record.texts:
        for passage in passages(record, place):
            for quantity in quantities(passage, corpus)[("zh", "en").index(lang)]:
                start = passage.starts[lang] + quantity.start
                for other in {*_changed(quantity)} - {quantity.text}:
                    value = _edited(record, place, lang, [(start, start + len(quantity.text), other)])
                    yield Mutant(f"{place} {lang}: {quantity.text} → {other}", sealed(value))


@kind("quantity changed in the Chinese alone")
def _chinese(record: Record, corpus: Corpus) -> Iterator[Mutant]:
    yield from _in_one_language(record, corpus, "zh")


@kind("quantity changed in the English alone")
def _english(record: Record, corpus: Corpus) -> Iterator[Mutant]:
    yield from _in_one_language(record, corpus, "en")


@kind("quantity of an article changed in both languages alike")
def _both(record: Record, corpus: Corpus) -> Iterator[Mutant]:
    for place in record.articles:
        for passage in passages(record, place):
            zh, en = quantities(passage, corpus)
            for one in zh:
                twin = next(other for other in en if other.key == one.key)
                edits = []
                for lang, quantity in (("zh", one), ("en", twin)):
                    match = NUMBER.search(quantity.text)
                    if not match or not match.group()[0].isdigit():
                        break
                    start = passage.starts[lang] + quantity.start + match.start()
                    edits.append((lang, start, start + len(match.group()), _doubled(match.group())))
                if len(edits) == 2:
                    value = _edited(record, place, "zh", [edits[0][1:]])
                    english = (*text_path(record, place), "en")
                    value = put(value, english, get(_edited(record, place, "en", [edits[1][1:]]), english))
                    yield Mutant(f"{place}: {one.text} and {twin.text} doubled", sealed(value))


def _doubled(number: str) -> str:
    return f"{float(number.replace(',', '')) * 2:,g}"


@kind("limit lost in translation")
def _limits(record: Record, corpus: Corpus) -> Iterator[Mutant]:
    for place, text in record.texts.items():
        for bound in BOUNDS:
            for match in bound.en.finditer(text["en"]):
                value = _edited(record, place, "en", [(match.start(), match.end(), "")])
                yield Mutant(f"{place}: {match.group()}", value)


@kind("limit turned round in the Chinese")
def _turned(record: Record, corpus: Corpus) -> Iterator[Mutant]:
    for place, text in record.texts.items():
        for match in re.finditer(r"最高|不超过|不超(?!过)|最长|最大|不低于|以上|以下", text["zh"]):
            other = {"不低于": "不超过", "以上": "以下", "以下": "以上"}.get(match.group(), "不低于")
            value = _edited(record, place, "zh", [(match.start(), match.end(), other)])
            if re.search(r"\d", text["zh"][max(0, match.start() - 12) : match.end() + 12]):
                yield Mutant(f"{place}: {match.group()} → {other} at {match.start()}", sealed(value))


@kind("glossary term translated otherwise")
def _terms(record: Record, corpus: Corpus) -> Iterator[Mutant]:
    seen: set[str] = set()
    for place in record.texts:
        for passage in passages(record, place):
            for term in {term.zh: term for _, term in occurrences(passage.zh, phrases(corpus.glossary))}.values():
                others = (
                    ("thing", *term.not_) if term.zh not in seen else ("thing",)
                )  # what is refused for a word is so everywhere
                seen.add(term.zh)
                for other in others:
                    start = passage.starts["en"]
                    value = _edited(record, place, "en", [(start, start + len(passage.en), _rendered(passage.en, term, other))])
                    yield Mutant(f"{place}: {term.zh} as {other}", value)


def _rendered(english: str, term: Phrase, other: str) -> str:
    """The English with other words in the place of every rendering of a term."""
    english = english.translate(str.maketrans("“”‘’", "\"\"''"))
    return reduce(lambda text, words: rendering(words).sub(other, text), (term.en, *term.also), english)


@kind("date moved by a day or left out")
def _dates(record: Record, corpus: Corpus) -> Iterator[Mutant]:
    whole = record.document.value
    for key, dated in (
        ("from", record.policy.dates.from_),
        ("to", record.policy.dates.to),
        ("data_from", record.policy.dates.data_from),
    ):
        for days in (-1, 1):
            if dated and dated.date:
                other = str(dated.date + timedelta(days))
                yield Mutant(f"{key}: {dated.date} → {other}", put(whole, ("dates", key, "date"), other))
        if dated and dated.reason:
            unreasoned = {name: one for name, one in whole["dates"][key].items() if name not in ("confidence", "reason")}
            yield Mutant(f"{key}: an inference passed for a statement", put(whole, ("dates", key), unreasoned))
    for key in whole.get("dates", {}).keys() - {"issued"}:  # a day of issue may stand in the source alone
        yield Mutant(f"{key} left out", drop(whole, ("dates", key)))
