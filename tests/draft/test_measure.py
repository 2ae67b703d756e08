"""What a draft finds by itself, held against the five records: nothing of a record teaches the draft of its own text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.drafting import Measure, corpus, measure, table

RECALL, PRECISION = 0.95, 0.9


@pytest.fixture(scope="module")
def measures() -> Iterator[list[Measure]]:
    found = [measure(record) for record in corpus().records]
    yield found
    print(f"\n{table(found)}")


def test_articles_headings_and_agencies_are_all_found(measures: list[Measure]) -> None:
    for one in measures:
        assert (one.texts, one.headings, one.agencies) == (one.articles,) * 3, one.policy


def test_figures_stand_in_the_roles_that_a_lawyer_gave_them(measures: list[Measure]) -> None:
    right, figures, suggested = (sum(getattr(one, name) for one in measures) for name in ("right", "figures", "suggested"))
    assert figures > 100
    assert right / figures >= RECALL, table(measures)
    assert right / suggested >= PRECISION, table(measures)
