"""How a figure spreads over the rounds of a run."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from typing import Any, TypedDict, TypeGuard


class Quartiles(TypedDict):
    """A quarter of the rounds lies below `lower`, half below `median`, a quarter above `upper`."""

    lower: float
    median: float
    upper: float


def quartiles(values: Sequence[float], digits: int = 0) -> Quartiles:
    """Of one or more values, rounded; a single one is all three."""
    three = statistics.quantiles(values, n=4, method="inclusive") if len(values) > 1 else [values[0]] * 3
    lower, median, upper = (round(one, digits or None) for one in three)
    return {"lower": lower, "median": median, "upper": upper}


def ratios(ours: Iterable[float], theirs: Iterable[float], digits: int = 2) -> Quartiles:
    """The quartiles of the ratios of the same round."""
    return quartiles([one / other for one, other in zip(ours, theirs, strict=True)], digits)


def are_quartiles(found: Any) -> TypeGuard[Quartiles]:
    """Whether some JSON is what `quartiles` has given."""
    return isinstance(found, dict) and found.keys() == Quartiles.__annotations__.keys()


def shown(found: Quartiles) -> str:
    """`5.04 (4.8–5.2)`; the median alone where nothing spreads."""
    lower, median, upper = _short(found["lower"]), _short(found["median"]), _short(found["upper"])
    return median if lower == upper else f"{median} ({lower}–{upper})"


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 1000 else f"{value:g}"
