"""Promise: what is quoted in both languages says the same in both, and each of its figures is found in both texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publisher.checks.pairs import quotations
from publisher.compile.policy import compile_corpus
from publisher.records.corpus import Corpus
from publisher.records.pairs import Names, english_of, sentences_of


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
    paired = sum(1 for record in corpus.records for _, _, one in quotations(record) if english_of(one))
    assert paired and bound, "no quote in both languages"


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
