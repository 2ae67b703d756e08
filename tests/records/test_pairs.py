"""Promise: what is quoted in both languages says the same in both, and each of its figures is found in both texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from calculators.vocabulary import BETWEEN
from publisher.checks.pairs import proposed, quotations
from publisher.compile.policy import compile_corpus
from publisher.records.corpus import Corpus
from publisher.records.pairs import Names, english_of, quoted_at, sentences_of


def test_sentences_are_matched(corpus: Corpus) -> None:
    """Sentences that stand for each other hold the same quantities, in all texts."""
    names, matched = Names.of(corpus.glossary), 0
    for record in corpus.records:
        for place, text in record.texts.items():
            for match in sentences_of(text["zh"], text["en"], names):
                zh, en = text["zh"][slice(*match.zh)], text["en"][slice(*match.en)]
                some, others = ([one.key for one in names.quantities(part, lang)] for part, lang in ((zh, "zh"), (en, "en")))
                assert sorted(some) == sorted(others), f"{record.policy.id} {place}: {zh}\n{en}"
                matched += 1
    assert matched > 150, "the texts fell into one"


def test_every_figure_of_a_pair_is_bound_twice(corpus: Corpus) -> None:
    """Where a rule's quote is in both languages, each of its figures has a place in the translation, with that figure."""
    names, bound = Names.of(corpus.glossary), 0
    for policy, record in zip(compile_corpus(corpus).catalogue["policies"], corpus.records, strict=True):
        for node in _nodes(policy["benefits"]):
            quote = node.get("quote")
            if not isinstance(quote, dict) or "en" not in quote:
                continue
            text = record.texts[quote["place"]]["en"]
            assert all(text[start : start + len(words)] == words for words, start in quote["en"])
            for figure in _figures(node):
                place, start, end = figure["at"]
                if place == quote["place"] and quote["start"] <= start and end <= quote["start"] + len(quote["text"]):
                    there = text[slice(*figure["en"])]
                    assert [one.key for one in names.quantities(there, "en")] == [
                        one.key for one in names.quantities(figure["text"], "zh")
                    ]
                    bound += 1
    assert bound > 200, "figures in Chinese alone"


def test_every_quote_is_a_pair(corpus: Corpus) -> None:
    """Only a date that stands outside the text is quoted in Chinese alone."""
    alone = [
        (record.policy.id, path) for record in corpus.records for path, place, one in quotations(record) if not english_of(one)
    ]
    assert {path for _, path in alone} <= {("dates", "issued", "quote")}


def test_the_english_of_a_quote_is_proposed(corpus: Corpus) -> None:
    """Where whole clauses of the translation stand for a quote, `check` proposes them, mostly to the letter."""
    pairs = {
        (proposed(record, corpus, place, quoted_at(one, place)[1]), BETWEEN.join(english_of(one)))
        for record in corpus.records
        for _, place, one in quotations(record)
        if place in record.texts
    }
    told = [words == english for words, english in pairs if words]
    assert len(told) > 0.85 * len(pairs)
    assert sum(told) > 0.8 * len(told)


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _nodes(part)


def _figures(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The figures that stand on a node's own quote."""
    for key, part in node.items():
        if key != "quote":
            yield from (one for one in _nodes(part) if "at" in one and "value" in one)
