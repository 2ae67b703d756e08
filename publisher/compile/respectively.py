"""分别 (“respectively”): where terms stand side by side, their figures run through the text as their words do.

Two terms that quote the same sentence could have each other's figure, and both
would find it there. So the term whose words come first has to have the figure
that comes first, in whatever order the record lists the terms. And two terms
that each write the same quote speak of one limb: they pay the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from publisher.compile.binding import Binder
from publisher.records.yaml_source import Path_


def check_parallel(binder: Binder, parts: Sequence[Mapping[str, Any]], path: Path_) -> None:
    """Report a figure that comes before another one while its words come after the other's."""
    for one, other in combinations(range(len(parts)), 2):
        if "quote" in parts[one] and parts[one]["quote"] == parts[other].get("quote"):
            _check_same(binder, parts[one], parts[other], (*path, other))
        words = _order(binder, (*path, one, "words"), (*path, other, "words"))
        for key in sorted(parts[one].keys() & parts[other].keys() - {"words", "when", "quote"}):
            figures = _order(binder, (*path, one, key), (*path, other, key))
            if words * figures < 0:
                binder.report(
                    (*path, other, key),
                    parts[other][key],
                    f"a figure that comes {'after' if words < 0 else 'before'} that of the other term, as its words do",
                    "exchange the figures of the two terms",
                )


def _check_same(binder: Binder, one: Mapping[str, Any], other: Mapping[str, Any], path: Path_) -> None:
    for key in sorted((one.keys() | other.keys()) - {"words", "when", "quote"}):
        if one.get(key) != other.get(key):
            where = (*path, key) if key in other else path
            value = f"{key}: {other[key]}" if key in other else f"no {key}"
            expected = f"what the other term with this quote has, {one.get(key, 'nothing')}"
            binder.report(where, value, expected, "let both pay the same, or write the quote once beside `one_of`")


def _order(binder: Binder, one: Path_, other: Path_) -> int:
    """-1 where the first comes first in the text, 1 where the second does, 0 where that cannot be told."""
    first, second = binder.positions.get(one), binder.positions.get(other)
    if first is None or second is None or first[0] != second[0]:
        return 0
    return (first[1] > second[1]) - (first[1] < second[1])
