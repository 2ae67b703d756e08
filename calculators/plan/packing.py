"""The best set of payments out of those that exclude each other: exact, on a graph as small as a plan's.

This is the weighted independent set with one addition: payments on one bill
come to no more than the bill. It falls into components, payments that exclude
each other or share a bill; in each, branch and bound tries every payment with
and without, and turns back where even everything that is left would not do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal

from calculators.money import ZERO


@dataclass(frozen=True, slots=True)
class Payment[Key]:
    """Something that may be paid: `amount` in yuan; `bill` is what it is a share of."""

    id: str
    amount: Decimal
    bill: Key | None = None


type Pairs = AbstractSet[frozenset[str]]
"""Pairs of ids that exclude each other."""


def best[Key](payments: Sequence[Payment[Key]], excluded: Pairs, bills: Mapping[Key, Decimal]) -> dict[str, Decimal]:
    """Return the set worth most, with what each payment adds to it (yuan).

    Of sets worth the same, the one that comes first is taken, larger payments
    being tried first. A payment that adds nothing, because larger ones have
    used up its bill, is left out.
    """
    ordered = sorted((one for one in payments if one.amount > 0), key=lambda one: -one.amount)
    found: dict[str, Decimal] = {}
    for component in _components(ordered, excluded):
        chosen = component if len(component) == 1 else _search(component, excluded, bills)
        found |= {id_: part for id_, part in contributions(chosen, bills).items() if part > 0}
    return found


def contributions[Key](payments: Sequence[Payment[Key]], bills: Mapping[Key, Decimal]) -> dict[str, Decimal]:
    """What each payment adds when they are paid in this order and no bill is paid twice."""
    left, parts = dict(bills), {}
    for one in payments:
        part = one.amount if one.bill is None else min(one.amount, left.get(one.bill, one.amount))
        parts[one.id] = part
        if one.bill in left and one.bill is not None:
            left[one.bill] -= part
    return parts


def _components[Key](payments: Sequence[Payment[Key]], excluded: Pairs) -> list[list[Payment[Key]]]:
    """Split into groups that have nothing to do with each other, in order."""
    groups: list[list[Payment[Key]]] = []
    for one in payments:
        touching = [group for group in groups if any(_touch(one, other, excluded) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([*(other for group in touching for other in group), one])
    return [sorted(group, key=lambda one: -one.amount) for group in groups]


def _touch[Key](one: Payment[Key], other: Payment[Key], excluded: Pairs) -> bool:
    return frozenset((one.id, other.id)) in excluded or (one.bill is not None and one.bill == other.bill)


def _search[Key](payments: list[Payment[Key]], excluded: Pairs, bills: Mapping[Key, Decimal]) -> list[Payment[Key]]:
    """Branch and bound over one component, the largest payments first."""
    record: tuple[Decimal, list[Payment[Key]]] = (ZERO, [])

    def worth(chosen: list[Payment[Key]]) -> Decimal:
        return sum(contributions(chosen, bills).values(), ZERO)

    def branch(chosen: list[Payment[Key]], rest: list[Payment[Key]]) -> None:
        nonlocal record
        if worth([*chosen, *rest]) <= record[0]:
            return
        if not rest:
            record = (worth(chosen), chosen)
            return
        first, later = rest[0], rest[1:]
        branch([*chosen, first], [one for one in later if frozenset((first.id, one.id)) not in excluded])
        branch(chosen, later)

    branch([], payments)
    return record[1]
