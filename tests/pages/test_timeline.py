"""Promise: the time line of a policy shows every known day in its place, and no two of its labels meet."""

from __future__ import annotations

from datetime import date

from calculators.catalogue import Catalogue
from publisher.pages.timeline import LABEL, Timeline, timeline
from publisher.records.corpus import Corpus, Record


def _line(catalogue: Catalogue, record: Record) -> Timeline:
    line = timeline(record, next(one.validity for one in catalogue.policies if one.id == record.policy.id))
    assert line is not None
    return line


def test_labels_never_meet(corpus: Corpus, catalogue: Catalogue) -> None:
    """On one row no label begins before the one before it has ended, and none leaves the line."""
    for record in corpus.records:
        line = _line(catalogue, record)
        for row in range(line.rows):
            end = 0.0
            for point in (one for one in line.points if one.row == row):
                begin = {"start": point.at, "middle": point.at - LABEL / 2, "end": point.at - LABEL}[point.anchor]
                assert begin >= end, (record.policy.id, point)
                end = begin + LABEL
            assert end <= 100


def test_days_stand_in_order_and_place(corpus: Corpus, catalogue: Catalogue) -> None:
    """Days come in their order, each as far along as its share of the whole years shown."""
    for record in corpus.records:
        line = _line(catalogue, record)
        days = [point.day for point in line.points]
        assert days == sorted(set(days))
        for point in line.points:
            share = 100 * (point.day - line.first).days / (line.last - line.first).days
            assert abs(point.at - share) < 0.01


def test_validity_ends_where_another_text_took_over(corpus: Corpus, catalogue: Catalogue) -> None:
    """Xiamen's validity is cut short on the day of its successor; Siming's runs its course."""
    xiamen, siming = (_line(catalogue, corpus.record(name)) for name in ("xiamen-2025", "siming-2025"))
    cut = next(point.at for point in xiamen.points if "superseded" in point.kinds)
    assert xiamen.valid is not None and xiamen.lost is not None
    assert (xiamen.valid[1], xiamen.lost[0]) == (cut, cut)
    assert siming.lost is None
    assert siming.points[-1].day == date(2026, 12, 31)
