"""What is on offer at a place on a day: everything about a plan that does not depend on the firm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from calculators.catalogue import Benefit, Catalogue, Policy
from calculators.errors import UnknownName
from calculators.places import upwards
from calculators.plan.combining import Tie, Together, tie
from calculators.plan.packing import Pairs
from calculators.rules.base import Bill
from calculators.vocabulary import Recipient


@dataclass(frozen=True, slots=True)
class Offer:
    """The texts that reach a place, sorted by what they mean for a firm on a day.

    `benefits` go to the firm under a text in force; `apart` are the others,
    each with the reason: the status of its text, or the recipient. `ties` holds
    what the texts say of each pair of `benefits` of one purpose: `clear` are the
    pairs that are clearly excluded, `strict` all that are not clearly allowed.
    `bills` names the bill that a benefit is a share of.
    """

    place: str
    on: date
    policies: tuple[Policy, ...]
    benefits: tuple[Benefit, ...]
    apart: tuple[tuple[Benefit, str], ...]
    ties: Mapping[frozenset[str], Tie]
    clear: Pairs
    strict: Pairs
    bills: Mapping[str, Bill]

    @classmethod
    def at(cls, catalogue: Catalogue, place: str, on: date) -> Offer:
        """Find out what is on offer.

        Raises:
            UnknownName: there is no such place.
        """
        if place not in catalogue.places:
            raise UnknownName("place", place, catalogue.places)
        around = upwards(place)
        policies = sorted((one for one in catalogue.policies if one.place in around), key=lambda one: around.index(one.place))
        benefits: list[Benefit] = []
        apart: list[tuple[Benefit, str]] = []
        for policy in policies:
            status = policy.validity.on(on)
            for benefit in policy.benefits:
                if status.pays and benefit.recipient == Recipient.FIRM:
                    benefits.append(benefit)
                else:
                    apart.append((benefit, benefit.recipient if status.pays else status))
        order = list(catalogue.purposes)
        benefits.sort(key=lambda one: order.index(one.purpose))
        ties = {frozenset((one.id, two.id)): found for one, two in combinations(benefits, 2) if (found := tie(one, two))}
        clear = {pair for pair, found in ties.items() if found.holds is Together.EXCLUDED}
        strict = {pair for pair, found in ties.items() if found.holds is not Together.ADDS}
        bills = {one.id: bill for one in benefits if (bill := one.rule.bill())}
        return cls(place, on, tuple(policies), tuple(benefits), tuple(apart), ties, clear, strict, bills)
