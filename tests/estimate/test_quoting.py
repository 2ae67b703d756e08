"""Promise: who reads no Chinese reads the law in English first, its figures marked, with the law's own words below."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape

import pytest

from calculators.catalogue import Catalogue
from calculators.estimate.case_files import case_files
from calculators.estimate.data import as_json
from calculators.estimate.html import answer_html
from calculators.estimate.quoting import quoted
from calculators.estimate.speaker import Speaker
from calculators.estimate.text import explained
from calculators.estimate.work import Estimate, estimate
from calculators.inputs import parse_answers
from calculators.layout import Line
from calculators.vocabulary import BETWEEN
from tests.support.built import example_of

QUOTE = re.compile(r'<blockquote class="hc-words hc-pairs"><p>(.*?)</p><p lang="zh-Hans">(.*?)</p></blockquote>')
CHINESE = re.compile(r"[\u3400-\u9fff]")


@pytest.fixture(scope="module")
def examples(catalogue: Catalogue) -> list[Estimate]:
    """Every benefit, worked out for its example."""
    found = []
    for benefit in catalogue.benefits.values():
        answers, problems = parse_answers(catalogue.inputs, example_of(benefit))
        assert not problems
        found.append(estimate(benefit, answers, catalogue.kinds))
    return found


def test_the_english_stands_first(catalogue: Catalogue, examples: list[Estimate]) -> None:
    """On an English page each passage is the translation with its figures linked, then the law's own words."""
    marked = 0
    for one in examples:
        body = answer_html(one, Speaker(catalogue, "en"), "").body
        passages = QUOTE.findall(body)
        assert len(passages) == body.count("<blockquote"), one.benefit.id
        for english, law in passages:
            assert not CHINESE.search(english), one.benefit.id
            assert CHINESE.search(law), one.benefit.id
            marked += english.count('class="hc-figure"')
    assert marked > 80


def test_a_figure_leads_to_the_text_that_is_read(catalogue: Catalogue, examples: list[Estimate]) -> None:
    """What is marked in the English is the figure of the translation, and its link leads there; the same in Chinese."""
    for one in examples:
        for step in one.steps:
            for lang, ending in (("zh", r"#figure-(?:\w+-)?\d+$"), ("en", r"#figure-(?:\w+-)?\d+-en$")):
                told = quoted(step.quote, one.benefit.policy, lang, "", step.figures)
                pieces = told.english or told.law
                linked = [piece for piece in pieces if piece.href]
                assert len(linked) == len({figure.start for figure in step.figures}), (one.benefit.id, step.label, lang)
                assert all(re.search(ending, piece.href or "") for piece in linked)
                assert "".join(piece.text for piece in pieces) == step.quote.words(lang)


def test_a_chinese_page_has_the_law_alone(catalogue: Catalogue, examples: list[Estimate]) -> None:
    for one in examples:
        body = answer_html(one, Speaker(catalogue, "zh"), "").body
        assert "hc-pairs" not in body, one.benefit.id


def test_data_and_sheets_carry_both(catalogue: Catalogue, examples: list[Estimate]) -> None:
    """Each step as data has `quote` and `quote_en`; the English sheet has a column for each, the Chinese one the law's own."""
    for one in examples:
        for step, told in zip(one.steps, as_json(one, Speaker(catalogue, "en"))["steps"], strict=True):  # type: ignore[call-overload]
            assert (told["quote"], told["quote_en"]) == (step.quote.text, step.quote.english)
            assert told["quote_en"]
        rows = {
            lang: list(csv.reader(io.StringIO(case_files(one, Speaker(catalogue, lang), "v", "a")["csv"].lstrip("\ufeff"))))
            for lang in ("zh", "en")
        }
        for lang, width in (("zh", 6), ("en", 7)):
            assert {len(row) for row in rows[lang]} == {width}
        english = [row[4:6] for row in rows["en"][1:] if row[5]]
        assert [law for _, law in english] == [row[4] for row in rows["zh"][1:] if row[4]], "another original"
        assert all(words and not CHINESE.search(words) for words, _ in english)


def test_a_terminal_reads_english_first(catalogue: Catalogue, examples: list[Estimate]) -> None:
    for one in examples:
        lines = [
            line.text if isinstance(line, Line) else line for block in explained(one, Speaker(catalogue, "en")) for line in block
        ]
        for step in one.steps:
            english = next(i for i, line in enumerate(lines) if line.startswith(f"“{step.quote.english}” ("))
            assert lines[english + 1] == f"「{step.quote.text}」", one.benefit.id


def test_words_in_several_places_are_joined(catalogue: Catalogue) -> None:
    """Where the translation has other words in between, the parts stand in order with an ellipsis between them."""
    parted = [one for one in catalogue.benefits.values() if len(one.quote.passages) > 1]
    assert parted
    for one in parted:
        assert one.quote.english == BETWEEN.join(passage.text for passage in one.quote.passages)
        words = "".join(piece.text for piece in quoted(one.quote, one.policy, "en", "").english)
        assert unescape(words) == one.quote.english
        assert json.dumps(one.quote.as_json(), ensure_ascii=False).count(BETWEEN) >= 1
