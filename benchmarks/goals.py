"""What was aimed at, beside what was measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

OURS, STOCK = "HuiCe", "stock Pyodide"


@dataclass(frozen=True)
class Goal:
    """A bound for one figure; `name` is its key in `wording.toml`, `suite` what measures it."""

    name: str
    suite: str
    least: bool
    """Whether the bound is the least that is wanted; else it is the most."""
    bound: float
    measure: Callable[[Any], float]

    def met(self, value: float) -> bool:
        return value >= self.bound if self.least else value <= self.bound


def _times(suite: Any) -> float:
    return float(suite[OURS]["times_faster"])


GOALS = (
    Goal("cold", "cold", True, 5, _times),
    Goal("warm", "warm", True, 4.5, _times),
    Goal("service-worker", "service worker", True, 4.5, _times),
    Goal("slow", "cold 20 Mbit/s", True, 2.2, _times),
    Goal("bytes", "cold", False, 1, lambda suite: round(suite[OURS]["kilobytes"] / suite[STOCK]["kilobytes"], 3)),
    Goal("figure", "cold", False, 1.2, lambda suite: float(suite[OURS]["figure_ratio"])),
    Goal("answer", "latency", False, 5, lambda suite: float(suite["answer"]["p95_ms"])),
    Goal("typing", "typing", False, 0, lambda suite: float(suite["starting"]["median"] + suite["ready"]["median"])),
    Goal("article", "weights", False, 150, lambda suite: float(suite["article"])),
    Goal("build", "build", False, 1.2, lambda suite: float(max(row["ratio"] for row in suite["rows"]))),
    Goal("growth", "build", False, 1.1, lambda suite: float(suite["exponent"])),
)


def reached(found: dict[str, Any]) -> Iterator[tuple[Goal, float]]:
    """Yield each goal whose suite has been run, with the figure that came out."""
    for goal in GOALS:
        if found.get(goal.suite):
            yield goal, goal.measure(found[goal.suite])
