"""The real records stand up to every proof, and the report says in numbers what was proved."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.checks import check_corpus
from publisher.checks.coverage import Use, uses
from publisher.checks.report import report, report_text
from publisher.compile.policy import Compiled
from publisher.records.corpus import Corpus, read_corpus
from tests.support.sample import copy_sample, edit

ARTICLES = {"fujian-draft": 10, "siming-2025": 10, "wuhan-2024-draft": 11, "xiamen-2025": 15, "zhangzhou-2025": 11}


def test_every_proof(corpus: Corpus) -> None:
    """No proof finds anything."""
    assert [str(finding) for finding in check_corpus(corpus)[1]] == []


def test_the_whole_law(corpus: Corpus) -> None:
    """Five policies, 57 articles, 55 benefits, each article with the sum of its text."""
    assert {record.policy.id: len(record.policy.articles) for record in corpus.records} == ARTICLES
    articles = [article for record in corpus.records for article in record.policy.articles]
    assert len(articles) == 57
    assert sum(len(article.benefits) for article in articles) == 55
    assert all(article.text_sha256 for article in articles)


def test_report(corpus: Corpus, compiled: Compiled) -> None:
    """Every quantity of every article is accounted for once: bound, asked for, or listed with its reason."""
    for one in report(corpus, compiled):
        record = corpus.record(one.id)
        found = [used.use for article in record.policy.articles for used in uses(record, article, corpus, compiled)]
        assert (one.articles, one.unequal, one.unused) == (ARTICLES[one.id], 0, 0)
        assert one.figures == len({*compiled.bound[one.id]})
        assert found.count(Use.ASKED) == one.asked
        assert found.count(Use.LISTED) == len(one.not_computed) == sum(len(a.not_computed) for a in record.policy.articles)
        assert len(found) == one.figures + one.asked + len(one.not_computed) <= one.equal
        assert all(entry.reason["zh"] and entry.reason["en"] for entry in one.not_computed)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "en",
            [
                "sample-2026  Several Measures of Sample City for Promoting Computing",
                "  articles 3, benefits 3",
                "  figures bound to their words 7, quantities that a condition asks for 1",
                "  quantities equal in Chinese and English 11, unequal 0",
                "  quantities not computed 1:",
                "    Item (1), 20家: The quota changes no amount.",
            ],
        ),
        (
            "zh",
            [
                "sample-2026  样例市促进智算若干措施",
                "  条文3条，扶持3项",
                "  已绑定原文的数字7个，由条件询问的数量1个",
                "  中英文一致的数量11个，不一致0个",
                "  不参与计算的数量1个：",
                "    第（一）条 20家：名额不影响金额。",
            ],
        ),
    ],
)
def test_report_in_words(tmp_path: Path, lang: str, words: list[str]) -> None:
    """The report reads the same in both languages."""
    corpus = read_corpus(copy_sample(tmp_path))
    assert report_text(report(corpus, check_corpus(corpus)[0]), lang).splitlines() == words


def test_report_of_a_wrong_record(tmp_path: Path) -> None:
    """What the checks refuse is counted, not passed over."""
    folder = copy_sample(tmp_path)
    edit(folder / "sample-2026.yaml", [("          cap: 60万元\n", ""), ("for up to 6 months", "for up to 7 months")])
    corpus = read_corpus(folder)
    (one,) = report(corpus, check_corpus(corpus)[0])
    assert (one.figures, one.unused, one.equal, one.unequal) == (6, 1, 10, 2)
    assert "  quantities nobody has dealt with 1 (see the findings)" in report_text([one])
