"""One firm, everything it can get at a place on a day, what combines, and what is missing.

Whatever the firm has not answered counts as not met. What goes to persons,
operators and governments, and what stands in drafts, superseded or expired
texts, is worked out all the same but kept apart and never in a total. How the
totals are made up is said in `totals`, how texts exclude each other in
`combining`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from calculators.catalogue import Benefit, Catalogue
from calculators.estimate.work import Estimate, Missing, estimate, worth
from calculators.facts import Answer, Facts
from calculators.money import ZERO
from calculators.plan.gaps import Closing, close
from calculators.plan.offers import Offer
from calculators.plan.totals import Amounts, Binding, Cut, Settling


@dataclass(frozen=True, slots=True)
class Gap:
    """Answers that are missing together, and what they would bring (yuan).

    `brings` is what the benefits would pay more, None where it depends on an
    answer that nobody can guess; then `at_most` is the most, as far as the text
    says. `cautious` and `widest` is what the totals would rise by. `started`
    tells whether the firm has answered something else that one of these
    benefits asks.
    """

    missing: tuple[Missing, ...]
    benefits: tuple[Benefit, ...]
    brings: Decimal | None
    at_most: Decimal | None
    cautious: Decimal | None
    widest: Decimal | None
    started: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """The answer; `parts` says for each total what each benefit adds to it (yuan)."""

    offer: Offer
    estimates: tuple[Estimate, ...]
    apart: tuple[tuple[Estimate, str], ...]
    parts: Mapping[str, Amounts]
    bindings: tuple[Binding, ...]
    cuts: tuple[Cut, ...]
    missing: tuple[Gap, ...]

    @property
    def closed(self) -> tuple[Estimate, ...]:
        """What is in force here and open to others only, as the words of its clause say."""
        return tuple(one for one in self.estimates if not one.benefit.open_to(one.facts))

    def total(self, name: str) -> Decimal:
        """The `firm`, `cautious` or `widest` total in yuan."""
        return sum(self.parts[name].values(), ZERO)


def plan(catalogue: Catalogue, place: str, answers: Mapping[str, Answer], on: date) -> Plan:
    """Work out everything for a firm at `place` (GB/T 2260 code) that has given `answers`.

    Raises:
        UnknownName: there is no such place.
    """
    offer = Offer.at(catalogue, place, on)

    def one(benefit: Benefit) -> Estimate:
        return estimate(benefit, answers, catalogue.kinds, on=on, gates_open=False)

    estimates = tuple(one(benefit) for benefit in offer.benefits)
    settling = Settling.of(offer, {found.benefit.id: found.amount for found in estimates}, answers)
    parts = settling.parts()
    return Plan(
        offer=offer,
        estimates=estimates,
        apart=tuple((one(benefit), reason) for benefit, reason in offer.apart),
        parts=parts,
        bindings=settling.bindings(parts),
        cuts=settling.cuts(parts),
        missing=_gaps(catalogue, settling, parts, estimates, answers),
    )


def _gaps(
    catalogue: Catalogue,
    settling: Settling,
    parts: Mapping[str, Amounts],
    estimates: tuple[Estimate, ...],
    answers: Mapping[str, Answer],
) -> tuple[Gap, ...]:
    """What is missing, each set of answers once, sorted by what it would bring."""
    groups: dict[tuple[object, ...], list[Closing]] = {}
    for found in estimates:
        if not found.missing or not found.benefit.open_to(found.facts):
            continue
        closing = close(found.benefit, answers, catalogue)
        changes = sorted((one.name, str(closing.answers.get(one.name))) for one in closing.missing)
        if closing.best > (found.amount or ZERO) or found.amount is None or closing.open:
            groups.setdefault(tuple(changes), []).append(closing)
    gaps = [_gap(catalogue, settling, parts, closings, answers) for closings in groups.values()]
    return tuple(sorted(gaps, key=_rank))


def _rank(gap: Gap) -> tuple[bool, Decimal, bool]:
    """What is known to bring most first, then what may bring most."""
    return gap.brings is None, -(gap.brings if gap.brings is not None else gap.at_most or ZERO), not gap.started


def _gap(
    catalogue: Catalogue, settling: Settling, parts: Mapping[str, Amounts], closings: list[Closing], answers: Mapping[str, Answer]
) -> Gap:
    first, offer = closings[0], settling.offer
    names = {one.name for one in first.missing}
    benefits = tuple(one.benefit for one in closings)
    started = any(name in answers and name not in names for one in benefits for name in one.own_inputs)
    if any(one.amount is None for one in closings):
        limits = [one.best for one in closings]
        return Gap(first.missing, benefits, None, sum(limits, ZERO) if all(limits) else None, None, None, started)
    changed = {**answers, **{name: first.answers[name] for name in names}}
    facts = Facts(changed, catalogue.kinds, gates_open=False)
    amounts = {
        one.id: worth(one, facts) if names & set(one.questions) else settling.amounts.get(one.id) for one in offer.benefits
    }
    then = Settling.of(offer, amounts, changed).parts()
    brings = sum((one.amount or ZERO) - settling.amounts.get(one.benefit.id, ZERO) for one in closings)

    def rise(total: str) -> Decimal:
        return sum(then[total].values(), ZERO) - sum(parts[total].values(), ZERO)

    return Gap(first.missing, benefits, Decimal(brings), None, rise("cautious"), rise("widest"), started)
