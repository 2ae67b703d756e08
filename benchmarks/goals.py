"""What was aimed at, beside what was measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.quartiles import Quartiles, quartiles

OURS, STOCK = "HuiCe", "stock Pyodide"


@dataclass(frozen=True)
class Goal:
    """A bound for one figure; `name` is its key in `wording.toml`, `suite` what measures it."""

    name: str
    suite: str
    least: bool
    """Whether the bound is the least that is wanted; else it is the most."""
    bound: float
    measure: Callable[[Any], Quartiles | None]
    """None where the suite's run does not tell."""

    def met(self, found: Quartiles) -> bool:
        """Whether three rounds of four meet it: a lucky half is not enough."""
        return found["lower"] >= self.bound if self.least else found["upper"] <= self.bound


def _times(suite: Any) -> Quartiles:
    return suite[OURS]["times_faster"]  # type: ignore[no-any-return]


def _once(value: float | None) -> Quartiles | None:
    """What is the same in every round, or measured but once."""
    return None if value is None else quartiles([value], 3)


def _table(suite: Any, figure: str, cores: int, *, last: bool = False) -> Quartiles | None:
    """A figure of DuckDB on so many cores, of the smallest table or the largest."""
    rows = [row for row in suite["rows"] if row["engine"] == f"DuckDB, {cores}"]
    return _once(rows[-1 if last else 0][figure]) if rows else None


GOALS = (
    Goal("cold", "cold", True, 5, _times),
    Goal("warm", "warm", True, 4.5, _times),
    Goal("service-worker", "service worker", True, 4.5, _times),
    Goal("slow", "cold 20 Mbit/s", True, 2.2, _times),
    Goal("bytes", "cold", False, 1, lambda suite: suite[OURS]["bytes_ratio"]),
    Goal("figure", "cold", False, 1.2, lambda suite: suite[OURS]["figure_ratio"]),
    Goal("answer", "latency", False, 5, lambda suite: suite["answer"]["p95_ms"]),
    Goal("typing", "typing", False, 0, lambda suite: suite["long_tasks"]),
    Goal("article", "weights", False, 150, lambda suite: _once(suite["article"])),
    Goal("build", "build", False, 1.2, lambda suite: max((row["ratio"] for row in suite["rows"]), key=lambda one: one["upper"])),
    Goal("columns", "firms", False, 1.2, lambda suite: suite.get("ratio")),
    Goal("million", "tables", False, 2, lambda suite: _table(suite, "seconds", 2)),
    Goal("times-python", "tables", True, 100, lambda suite: _table(suite, "times_python", 2)),
    Goal("ten-million", "tables", False, 2048, lambda suite: _table(suite, "peak_mb", 2, last=True)),
    Goal("growth", "build", False, 1.1, lambda suite: _once(suite["exponent"])),
)


def reached(found: dict[str, Any]) -> Iterator[tuple[Goal, Quartiles]]:
    """Yield each goal that the suites which have been run tell of, with what came out."""
    for goal in GOALS:
        if found.get(goal.suite) and (measured := goal.measure(found[goal.suite])):
            yield goal, measured
