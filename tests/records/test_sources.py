"""A record is compared with its source character by character: nothing is changed, left out or put in."""

from __future__ import annotations

from pathlib import Path

import pytest
from opencc import OpenCC

from publisher.checks import sources
from publisher.project import ROOT
from publisher.records.corpus import Corpus, Record, read_corpus
from publisher.records.findings import Finding
from tests.support.sample import FIXTURES, copy_sample, edit

SOURCES = ROOT.parent / "shared" / "sources"
"""Where the real sources lie on the machine the project is written on; they are not part of it."""


@pytest.fixture
def record(tmp_path: Path) -> Record:
    """The sample, with its source in `sources` beside it."""
    return read_corpus(copy_sample(tmp_path)).records[0]


def _compare(record: Record, text: str) -> list[Finding]:
    """Findings about the text alone, the sum of the file apart."""
    folder = record.file.parent / "sources"
    (folder / "sample.txt").write_text(text, "utf-8")
    return [one for one in sources.check(record, folder) if "file_sha256" not in one.mend]


def test_every_character(record: Record) -> None:
    """Whatever character of the law is missing from the source or doubled in it, the record is refused."""
    text = (FIXTURES / "sample_sources" / "sample.txt").read_text("utf-8")
    start, end = text.index("为促进"), text.index("\n网站")
    passed_over = []
    for index in range(start, end):
        for other in (text[:index] + text[index + 1 :], text[: index + 1] + "字" + text[index + 1 :]):
            if not _compare(record, other):
                passed_over.append((text[index], text[index - 1 : index + 2]))
    # what the page sets between the pieces: white space, the labels and their signs, the stop after a heading
    assert {char for char, _ in passed_over} <= set("\n(一二三)、。;:责任单位")
    assert len(passed_over) < (end - start) * 0.2


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("30%", "40%"),
        ("最高不超过60万元", "最高不超过600万元"),
        ("市数据局", "市数据管理局"),
        ("补助算力", "补贴算力"),
        ("降低成本", "降本"),
    ],
)
def test_other_words(record: Record, words: str, other: str) -> None:
    """Other words in text, heading, section or agency line are found, each with one finding."""
    text = (FIXTURES / "sample_sources" / "sample.txt").read_text("utf-8")
    assert len(_compare(record, text.replace(words, other, 1))) == 1


def test_traditional(tmp_path: Path) -> None:
    """A source in Traditional characters is read as Simplified, and a wrong character is found there too."""
    folder = copy_sample(tmp_path)
    edit(folder / "sample-2026.yaml", [("script: hans", "script: hant")])
    record = read_corpus(folder).records[0]
    text = OpenCC("s2t").convert((FIXTURES / "sample_sources" / "sample.txt").read_text("utf-8"))
    assert "實際費用" in text
    assert _compare(record, text) == []
    (finding,) = _compare(record, text.replace("實際費用", "實付費用"))
    assert finding.expected == "words of the source, which after “记的企业,给予实” goes on “付费用30%的补”"


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the sources are not on this machine")
def test_real_sources(corpus: Corpus) -> None:
    """The five records are word for word what their sources say."""
    assert [str(finding) for record in corpus.records for finding in sources.check(record, SOURCES)] == []
