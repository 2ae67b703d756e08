"""A thousand firms at once: rows in, amounts and reasons out, a chunk at a time.

Everything that is the same for all rows is worked out once (`Sheet`, `Offer`);
a row costs only its own sums. Rows that cannot be read are listed and do not
stop the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from calculators.batch.sheet import Firm
from calculators.catalogue import Benefit, Catalogue
from calculators.estimate.work import worth
from calculators.facts import Answer, Facts
from calculators.money import ZERO
from calculators.plan.gaps import Closing, close
from calculators.plan.offers import Offer
from calculators.plan.totals import Amounts, Binding, Settling


@dataclass(frozen=True, slots=True)
class Result:
    """What a firm gets: `parts` by total and benefit, `amounts` by benefit (yuan), what lost, what is missing.

    `missing` holds only benefits the firm has answered something about, what
    they would bring being known, the most first.
    """

    firm: Firm
    offer: Offer
    amounts: Amounts
    parts: Mapping[str, Amounts]
    bindings: tuple[Binding, ...]
    missing: tuple[Closing, ...]

    def total(self, name: str) -> Decimal:
        return sum(self.parts[name].values(), ZERO)


@dataclass(frozen=True, slots=True)
class _Standing:
    """An offer with what its benefits come to for a firm that has answered nothing, what each asks, and what of it is its own."""

    offer: Offer
    baseline: Mapping[str, Decimal | None]
    inputs: tuple[tuple[Benefit, frozenset[str], frozenset[str]], ...]


@dataclass
class Batch:
    """Works out firms; remembers what is on offer at a place on a day."""

    catalogue: Catalogue
    _standing: dict[tuple[str, date], _Standing] = field(default_factory=dict)

    def result(self, firm: Firm) -> Result:
        """What a firm gets."""
        standing = self._standing_at(firm.place, firm.on)
        kinds, answers = self.catalogue.kinds, firm.answers
        facts = Facts(answers, kinds, gates_open=False)
        amounts = dict(standing.baseline)
        said = {name for name, answer in answers.items() if answer}
        missing: list[Closing] = []
        for benefit, inputs, own in standing.inputs:
            if inputs.isdisjoint(answers):
                continue
            amounts[benefit.id] = amount = worth(benefit, facts)
            if amount == 0 and not said.isdisjoint(own) and benefit.open_to(facts):
                missing.append(close(benefit, answers, self.catalogue))
        settling = Settling.of(standing.offer, amounts, answers)
        parts = settling.parts()
        return Result(firm, standing.offer, settling.amounts, parts, settling.bindings(parts), _worth_saying(missing))

    def _standing_at(self, place: str, on: date) -> _Standing:
        key = place, on
        if key not in self._standing:
            catalogue = self.catalogue
            offer = Offer.at(catalogue, place, on)
            nothing: Mapping[str, Answer] = {}
            facts = Facts(nothing, catalogue.kinds, gates_open=False)
            self._standing[key] = _Standing(
                offer,
                {one.id: worth(one, facts) for one in offer.benefits},
                tuple((one, frozenset(one.questions), frozenset(one.own_inputs)) for one in offer.benefits),
            )
        return self._standing[key]


def _worth_saying(closings: list[Closing]) -> tuple[Closing, ...]:
    known = [one for one in closings if one.amount]
    return tuple(sorted(known, key=lambda one: -(one.amount or ZERO)))
