"""The proofs bite: whatever single thing of a real record is got wrong, the record is refused.

Each test makes every mutant of one kind from one policy and lets none of them
live. The counts are printed at the end of the run.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from publisher.project import ROOT
from publisher.records.corpus import Corpus
from publisher.records.yaml_source import walk
from tests.support.figures import figures
from tests.support.mutant_kinds import KINDS, where
from tests.support.mutants import Mutant, sealed, survivors

POLICIES = sorted(file.stem for file in (ROOT / "policies").glob("*-*.yaml"))
LONG = ("wuhan-2024-draft", "xiamen-2025", "zhangzhou-2025")
"""The longest records, whose mutants take four times as long as those of the others: they are made in `make test-all`."""

WHILE_IT_BUILDS = pytest.mark.xdist_group("mutants")
"""One worker makes the mutants of the short records while the other builds the site, and neither waits."""


@pytest.mark.parametrize(
    "policy", [pytest.param(one, marks=pytest.mark.extended if one in LONG else WHILE_IT_BUILDS) for one in POLICIES]
)
@pytest.mark.parametrize("name", KINDS)
def test_mutants(corpus: Corpus, name: str, policy: str, record_property: Callable[[str, object], None]) -> None:
    """Every mutant of this kind is refused."""
    record = corpus.record(policy)
    count, alive = survivors(KINDS[name](record, corpus), record, corpus)
    record_property("mutants", (name, count, len(alive)))
    assert alive == []


@pytest.mark.parametrize("policy", POLICIES)
def test_untouched(corpus: Corpus, policy: str) -> None:
    """The record itself is accepted, so that a mutant is refused for its change alone."""
    record = corpus.record(policy)
    assert survivors([Mutant("untouched", sealed(record.document.value))], record, corpus) == (1, ["untouched"])


def test_every_figure_is_mutated(corpus: Corpus) -> None:
    """No figure of a rule or an ask escapes the mutations: each line with a digit under `rule` or `asks` is one."""
    for record in corpus.records:
        found = {path for path, _ in figures(record.document.value)}
        for path, value in list(walk(record.document.value))[1:]:
            rule = "rule" in path or "asks" in path
            name = path[-1] in ("words", "digital_level", "gate") or "quote" in path or str(value) in corpus.questions.inputs
            if rule and not name and not isinstance(value, dict | list) and re.search(r"\d", str(value)):
                assert path in found, f"{record.policy.id}: {where(path)} = {value}"


@pytest.mark.parametrize("name", KINDS)
def test_kind_is_at_work(corpus: Corpus, name: str) -> None:
    """Each kind makes mutants of some policy, so that an empty test does not pass for a proof."""
    assert any(next(KINDS[name](record, corpus), None) for record in corpus.records)
