"""分别 (“respectively”): where terms stand side by side, their figures run through the text as their words do.

Two terms that quote the same sentence could have each other's figure, and both
would find it there. So the term whose words come first has to have the figure
that comes first, in whatever order the record lists the terms. And two terms
that each write the same quote speak of one limb: they pay the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from publisher.compile.binding import Binder
from publisher.records.rule import Rule
from publisher.records.yaml_source import Path_

APART = {"words", "when", "quote"}
"""What tells two terms apart; everything else is what they pay."""


def check_parallel(binder: Binder, parts: Sequence[Rule]) -> None:
    """Report a figure that comes before another one while its words come after the other's."""
    for one, other in combinations(parts, 2):
        if one.quote is not None and one.quote == other.quote:
            _check_same(binder, one, other)
        words = _order(binder, one.at("words"), other.at("words"))
        paid = other.entries()
        for key in sorted(one.entries().keys() & paid.keys() - APART):
            figures = _order(binder, one.at(key), other.at(key))
            if words * figures < 0:
                binder.report(
                    other.at(key),
                    paid[key],
                    f"a figure that comes {'after' if words < 0 else 'before'} that of the other term, as its words do",
                    "exchange the figures of the two terms",
                )


def _check_same(binder: Binder, one: Rule, other: Rule) -> None:
    first, second = one.entries(), other.entries()
    for key in sorted((first.keys() | second.keys()) - APART):
        if first.get(key) != second.get(key):
            where = other.at(key) if key in second else other.at()
            value = f"{key}: {second[key]}" if key in second else f"no {key}"
            expected = f"what the other term with this quote has, {first.get(key, 'nothing')}"
            binder.report(where, value, expected, "let both pay the same, or write the quote once beside `one_of`")


def _order(binder: Binder, one: Path_, other: Path_) -> int:
    """-1 where the first comes first in the text, 1 where the second does, 0 where that cannot be told."""
    first, second = binder.positions.get(one), binder.positions.get(other)
    if first is None or second is None or first[0] != second[0]:
        return 0
    return (first[1] > second[1]) - (first[1] < second[1])
