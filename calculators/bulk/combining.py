"""The best legal combination as one expression: the greatest over the largest sets that no text forbids.

What excludes what is known when the query is made, what each firm gets is not.
So every largest set of payments that may stand together is written out, and the
row takes the one that is worth most; payments on one bill come to no more than
the bill.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from calculators.bulk.exact import Exact, greatest, total
from calculators.errors import Misuse
from calculators.plan.packing import Pairs

MOST_SETS = 256
"""More sets than this in one component are refused: the query would explode."""


def best_total(
    amounts: Mapping[str, Exact], excluded: Pairs, bill_of: Mapping[str, tuple[str, ...]], bills: Mapping[tuple[str, ...], Exact]
) -> Exact:
    """The largest sum of `amounts` (by benefit) of which no two exclude each other and no bill is paid twice.

    Raises:
        Misuse: too many payments exclude one another.
    """
    return total([_best_of(part, amounts, excluded, bill_of, bills) for part in _components(list(amounts), excluded, bill_of)])


def _best_of(
    part: Sequence[str],
    amounts: Mapping[str, Exact],
    excluded: Pairs,
    bill_of: Mapping[str, tuple[str, ...]],
    bills: Mapping[tuple[str, ...], Exact],
) -> Exact:
    sets: list[frozenset[str]] = []
    for allowed in _largest(part, excluded):
        sets.append(allowed)
        if len(sets) > MOST_SETS:
            raise Misuse("too-many-sets", given=", ".join(part), most=MOST_SETS)
    return greatest([_worth([one for one in part if one in allowed], amounts, bill_of, bills) for allowed in sets])


def _worth(
    chosen: Sequence[str],
    amounts: Mapping[str, Exact],
    bill_of: Mapping[str, tuple[str, ...]],
    bills: Mapping[tuple[str, ...], Exact],
) -> Exact:
    by_bill: dict[tuple[str, ...], list[Exact]] = {}
    for one in chosen:
        by_bill.setdefault(bill_of.get(one, (one,)), []).append(amounts[one])
    return total([total(parts).least(bills[bill]) if bill in bills else total(parts) for bill, parts in by_bill.items()])


def _components(names: Sequence[str], excluded: Pairs, bill_of: Mapping[str, tuple[str, ...]]) -> list[list[str]]:
    """Groups that have nothing to do with each other: no exclusion and no common bill between them."""
    groups: list[list[str]] = []
    for one in names:
        touching = [group for group in groups if any(_touch(one, other, excluded, bill_of) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([*(other for group in touching for other in group), one])
    return [sorted(group, key=list(names).index) for group in groups]


def _touch(one: str, other: str, excluded: Pairs, bill_of: Mapping[str, tuple[str, ...]]) -> bool:
    return frozenset((one, other)) in excluded or (one in bill_of and bill_of.get(one) == bill_of.get(other))


def _largest(names: Sequence[str], excluded: Pairs) -> Iterator[frozenset[str]]:
    """The maximal sets of names of which no two exclude each other (Bron and Kerbosch)."""
    free = {one: {other for other in names if other != one and frozenset((one, other)) not in excluded} for one in names}

    def grow(chosen: frozenset[str], candidates: AbstractSet[str], done: AbstractSet[str]) -> Iterator[frozenset[str]]:
        if not candidates and not done:
            yield chosen
            return
        pivot = max(candidates | done, key=lambda one: (len(free[one] & candidates), one))
        left, seen = set(candidates), set(done)
        for one in sorted(candidates - free[pivot]):
            yield from grow(chosen | {one}, left & free[one], seen & free[one])
            left.discard(one)
            seen.add(one)

    return grow(frozenset(), set(names), set())
