"""The three totals of a plan: what a firm may count on, may expect with care, and may hope for at most.

- `firm`: only what is fixed once its conditions are met (by rule).
- `cautious`: also what is "up to"; one payment per purpose, the higher one,
  except where a text clearly says that two add. What is unclear is not combined.
- `widest`: also what is by selection, and everything combined that no text
  clearly forbids.

A benefit by selection has a formula only where the firm has answered that it
was selected. The money is then owed by the formula but still bounded by how
many are rewarded city-wide, so a finance manager sees it in the widest total
and does not count on it in the others. Ceilings without a formula, ranges,
pools and case-by-case support have no amount and enter no total.

The firm total is combined as strictly as the cautious one, so that firm ≤
cautious ≤ widest always holds; and in none is more paid on a bill than the bill.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from calculators.catalogue import Benefit
from calculators.facts import Answer
from calculators.money import ZERO
from calculators.plan.combining import Tie
from calculators.plan.offers import Offer
from calculators.plan.packing import Pairs, Payment, best
from calculators.rules.base import Bill
from calculators.rules.bills import bill_amount
from calculators.vocabulary import Certainty

TOTALS = ("firm", "cautious", "widest")

COUNTS: Mapping[str, frozenset[Certainty]] = {
    "firm": frozenset({Certainty.BY_RULE}),
    "cautious": frozenset({Certainty.BY_RULE, Certainty.UP_TO}),
    "widest": frozenset({Certainty.BY_RULE, Certainty.UP_TO, Certainty.COMPETITIVE}),
}
"""The certainties that each total counts."""

type Amounts = Mapping[str, Decimal]
"""Yuan by benefit id."""


@dataclass(frozen=True, slots=True)
class Binding:
    """A benefit that is left out of a total because another is paid instead.

    `loses_by` (yuan) is what the total would lose if `runner_up` were paid;
    `totals` are those in which it is so.
    """

    winner: Benefit
    runner_up: Benefit
    loses_by: Decimal
    tie: Tie
    totals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """A bill that binds: the benefits chosen for `total` would come to `asked` and are paid up to `bill` (yuan)."""

    total: str
    bill: Bill
    asked: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Settling:
    """The payments a firm could have at a place, ready to be combined."""

    offer: Offer
    amounts: Amounts
    bills: Mapping[Bill, Decimal]

    @classmethod
    def of(cls, offer: Offer, amounts: Mapping[str, Decimal | None], answers: Mapping[str, Answer]) -> Settling:
        """Take the amounts that there are; `answers` say what the bills come to."""
        paid = {name: amount for name, amount in amounts.items() if amount}
        owed = {bill: bill_amount(bill, answers) for name in paid if (bill := offer.bills.get(name))}
        return cls(offer, paid, {bill: amount for bill, amount in owed.items() if amount is not None})

    def _pairs(self, total: str) -> Pairs:
        return self.offer.clear if total == "widest" else self.offer.strict

    def _payments(self, total: str) -> list[Payment[Bill]]:
        counted = COUNTS[total]
        return [
            Payment(one.id, self.amounts[one.id], self.offer.bills.get(one.id))
            for one in self.offer.benefits
            if one.id in self.amounts and one.certainty in counted
        ]

    def parts(self) -> dict[str, Amounts]:
        """By total: what each benefit that is counted adds to it."""
        return {total: best(self._payments(total), self._pairs(total), self.bills) for total in TOTALS}

    def bindings(self, parts: Mapping[str, Amounts]) -> tuple[Binding, ...]:
        """Every benefit that loses against another, the closest first within a purpose."""
        found: dict[tuple[str, str, Decimal], list[str]] = {}
        for total in TOTALS:
            payments, pairs = self._payments(total), self._pairs(total)
            for one in payments:
                rivals = [name for name in parts[total] if frozenset((one.id, name)) in pairs]
                if one.id in parts[total] or not rivals:
                    continue
                with_it = best([other for other in payments if frozenset((one.id, other.id)) not in pairs], pairs, self.bills)
                loses_by = sum(parts[total].values(), ZERO) - sum(with_it.values(), ZERO)
                winner = max(rivals, key=lambda name: self.amounts[name])
                found.setdefault((winner, one.id, loses_by), []).append(total)
        benefits = {one.id: one for one in self.offer.benefits}
        order = {one.purpose: index for index, one in reversed(list(enumerate(self.offer.benefits)))}
        bindings = [
            Binding(benefits[winner], benefits[loser], by, self.offer.ties[frozenset((winner, loser))], tuple(totals))
            for (winner, loser, by), totals in found.items()
        ]
        return tuple(sorted(bindings, key=lambda one: (order[one.winner.purpose], one.loses_by)))

    def cuts(self, parts: Mapping[str, Amounts]) -> tuple[Cut, ...]:
        """The bills that hold a total down."""
        found = []
        for total in TOTALS:
            for bill, amount in self.bills.items():
                paid, pairs = parts[total], self._pairs(total)
                on_it = [one for one in self._payments(total) if one.bill == bill]
                # What adds nothing because the bill is used up is in no total, but no other payment excludes it.
                free = [one for one in on_it if not any(frozenset((one.id, name)) in pairs for name in paid)]
                asked = sum((one.amount for one in free), ZERO)
                if asked > amount:
                    found.append(Cut(total, bill, asked, amount))
        return tuple(found)
