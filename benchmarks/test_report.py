"""A goal is met by three rounds of four, and the page shows how far the rounds lie apart."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks import blocking, report, start
from benchmarks.browser import Visit
from benchmarks.goals import GOALS, Goal, reached
from benchmarks.quartiles import quartiles, shown

STOCK_MS = (5200, 5000, 5100, 4900)
OURS_MS = (1000, 1000, 1300, 1400)
"""The ratios of the rounds: 5.2, 5, 3.92 and 3.5."""


def visits(times: tuple[int, ...], figure: int, received: int) -> list[Visit]:
    return [Visit({"corners": figure, "live": time}, received, [70.0, 60.0]) for time in times]


@pytest.fixture
def found() -> dict[str, Any]:
    """What a run of four rounds leaves: the median round meets the goal for a cold start nearly, the lower quartile does not."""
    cold = start.summary(
        {
            start.STOCK: visits(STOCK_MS, 0, 6_000_000),
            start.OURS: visits(OURS_MS, 300, 4_500_000),
            start.BARE: visits((290, 300, 310, 300), 0, 100_000),
        }
    )
    typing = {"visits": 4, "changes": blocking.CHANGES, "long_tasks": quartiles([0, 0, 0, 1], 2)}
    phase = {"tasks": 1, "longest_ms": 60}
    row = {"policies": 5, "pages": 320, "ours_s": quartiles([6, 7], 1), "plain_s": quartiles([7, 7], 1), "peak_mb": 120}
    table = {
        "engine": "DuckDB, 2",
        "firms": 1_000_000,
        "seconds": 1.9,
        "processor_s": 3.5,
        "a_second": 526_316,
        "times_python": 405,
    }
    tables = [{**table, "peak_mb": 400}, {**table, "firms": 10_000_000, "seconds": 18.1, "peak_mb": 2100}]
    return {
        "machine": "2 cores",
        "date": "2026-11-27",
        "rounds": 4,
        "cold": cold,
        "typing": {**typing, "starting": phase, "ready": phase},
        "latency": {name: start._spread([float(one) for one in range(100)]) for name in ("answer", "figure", "words")},
        "weights": {"article": 92},
        "firms": {"rows": 10_000, "browser_s": 9.1, "command_s": 3.2, "ratio": quartiles([1.1, 1.2, 1.3], 2)},
        "tables": {"python": 1300, "exponent": 0.98, "rows": tables},
        "build": {"rows": [{**row, "ratio": quartiles([0.9, 1.1], 2)}], "exponent": None},
    }


@pytest.mark.parametrize(
    ("least", "bound", "values", "met"),
    [
        (True, 5, [5.2, 5.1, 5.0, 5.0], True),
        (True, 5, [6.0, 6.0, 4.0, 4.0], False),
        (False, 1.2, [1.0, 1.1, 1.2, 1.2], True),
        (False, 1.2, [1.0, 1.0, 1.3, 1.3], False),
        (False, 0, [0, 0, 0, 0, 0, 0, 3], True),
        (True, 5, [5.0], True),
    ],
)
def test_three_rounds_of_four(least: bool, bound: float, values: list[float], met: bool) -> None:
    """A median that meets the goal is not enough: half of the rounds may be far from it."""
    goal = Goal("cold", "cold", least, bound, lambda suite: suite)
    assert goal.met(quartiles(values, 2)) is met


def test_ratios_are_of_the_same_round(found: dict[str, Any]) -> None:
    """Not the ratio of two medians, which may come from different minutes."""
    assert found["cold"][start.OURS]["times_faster"] == quartiles([5.2, 5.0, 5100 / 1300, 3.5], 2)
    assert found["cold"][start.OURS]["bytes_ratio"]["median"] == 0.75
    assert {goal.name: goal.met(value) for goal, value in reached(found)} == {
        "cold": False,
        "bytes": True,
        "figure": True,
        "answer": False,
        "typing": False,
        "article": True,
        "columns": False,
        "million": True,
        "times-python": True,
        "ten-million": False,
        "build": True,
    }


def test_shown() -> None:
    assert shown(quartiles([5.04], 2)) == "5.04"
    assert shown(quartiles([4.0, 5.0, 6.0], 2)) == "5 (4.5–5.5)"
    assert shown(quartiles([12340.4, 12350.2, 12360.1])) == "12350 (12345–12355)"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page(found: dict[str, Any], lang: str) -> None:
    """Every suite that has run is on it, with quartiles; goals of suites that have not are left out."""
    page = "\n".join(report.lines(found, lang))
    assert "4.46 (3.82–5.05)×" in page and "≥ 5 | 4.46 (3.82–5.05)" in page
    assert "4.04" in page, "what another machine gave"
    assert "{" not in page.replace("{ #", "")
    assert "| DuckDB, 2 | 10,000,000 | 18.1 |" in page
    assert page.count("\n| ") >= 10
    assert report.TEXTS.keys() >= {f"bench.goal-{goal.name}" for goal in GOALS}
