"""What the texts say of two benefits of one purpose: may a firm have both?

"Of the same type" (同类) is read as "of the same purpose". A clause reaches
another text by its level at the same place: Xiamen's `lower` reaches Siming.
Clauses on the Torch Zone and on special deals reach nothing that is in the
catalogue; a plan shows them as notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from calculators.catalogue import Benefit, Combination, Policy
from calculators.places import upwards
from calculators.vocabulary import CombiningRule, Level, Partner

LEVELS = list(Level)
"""From the nearest on."""

EXCLUDING = (CombiningRule.HIGHER_OF, CombiningRule.CHOOSE_ONE, CombiningRule.EXCLUDES)
"""The rules under which only one of two is paid."""


class Together(StrEnum):
    """What holds for two benefits; only the first forbids, only the last allows."""

    EXCLUDED = "excluded"
    UNCLEAR = "unclear"
    SILENT = "silent"
    ADDS = "adds"


@dataclass(frozen=True, slots=True)
class Tie:
    """What holds, and the clause it stands on; no text says anything where there is no clause."""

    holds: Together
    policy: Policy | None = None
    clause: Combination | None = None


def tie(one: Benefit, two: Benefit) -> Tie | None:
    """Return what the texts say of `one` and `two`; None where they are of different purposes.

    Words that clearly exclude go before words that allow, and an exclusion
    that only may reach the other text before these too: what one text leaves
    open, another cannot settle for it.
    """
    if one.purpose != two.purpose:
        return None
    clauses = [*_reaching(one, two), *_reaching(two, one)]
    for holds, fits in (
        (Together.EXCLUDED, lambda clause: clause.rule in EXCLUDING and clause.clear),
        (Together.UNCLEAR, lambda clause: clause.rule in EXCLUDING),
        (Together.ADDS, lambda clause: clause.rule == CombiningRule.ADDS and clause.clear),
    ):
        for policy, clause in clauses:
            if fits(clause):
                return Tie(holds, policy, clause)
    return Tie(Together.SILENT)


def _reaching(one: Benefit, other: Benefit) -> Iterator[tuple[Policy, Combination]]:
    """Yield the clauses of the text of `one` that speak of both."""
    for clause in one.policy.combining:
        if clause.purposes and one.purpose not in clause.purposes:
            continue
        if clause.benefits and one.id not in clause.benefits:
            continue
        if _reaches(clause, one, other):
            yield one.policy, clause


def _reaches(clause: Combination, one: Benefit, other: Benefit) -> bool:
    if one.policy is other.policy:
        # A text's rule about other texts says nothing of its own articles, unless it names them.
        return clause.partner == Partner.OWN_LEVEL and one.id in clause.benefits and other.id in clause.benefits
    own, others = LEVELS.index(one.policy.level), LEVELS.index(other.policy.level)
    match clause.partner:
        case Partner.OWN_LEVEL:
            return own == others and one.policy.place == other.policy.place
        case Partner.LOWER:
            return others < own and one.policy.place in upwards(other.policy.place)
        case Partner.HIGHER:
            return others > own and other.policy.place in upwards(one.policy.place)
        case Partner.TORCH_ZONE | Partner.SPECIAL_DEAL:
            return False
        case _:
            assert_never(clause.partner)
