"""Year by year until the texts end: what comes again each year, what comes once, and what runs over months.

A sum that the text gives for a year comes again in each year in which the text
still pays, on the answers that were given. What runs over months or years falls
into the years it lies in, counted from the first whole month; what of it lies
past the end of its text stands apart. Everything else comes once and is in no
year: when money is paid, no text says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import reduce
from itertools import pairwise
from operator import add

from calculators.catalogue import Benefit, Catalogue
from calculators.estimate.work import Estimate, worth
from calculators.facts import Answer, Facts
from calculators.money import ZERO
from calculators.plan.offers import Offer
from calculators.plan.totals import Settling
from calculators.plan.work import Plan
from calculators.rules.base import Bill
from calculators.rules.bills import bill_amount
from calculators.vocabulary import InputKind, Period, Recipient

TOTALS = ("cautious", "widest")
MONTHS = 12

type Amount = Callable[[Mapping[str, Answer]], Decimal]
"""A sum (yuan) by the answers it is worked out from."""


@dataclass(frozen=True, slots=True)
class Spread:
    """An amount (yuan) over time: `once`, in each of the years, and `later`, past the end of its text."""

    once: Decimal
    years: tuple[Decimal, ...]
    later: Decimal = ZERO

    def __add__(self, other: Spread) -> Spread:
        years = tuple(one + two for one, two in zip(self.years, other.years, strict=True))
        return Spread(self.once + other.once, years, self.later + other.later)


@dataclass(frozen=True, slots=True)
class Years:
    """A plan over time.

    `months_from` is the first whole month. `rows` are the benefits of the firm
    and, after them, what goes to its people and is in no total; `costs` is what
    the bills come to that the widest total is paid on.
    """

    years: tuple[int, ...]
    months_from: date
    rows: tuple[tuple[Estimate, Spread], ...]
    totals: Mapping[str, Spread]
    costs: Spread

    @property
    def is_longer(self) -> bool:
        """Whether anything lies past the end of its text."""
        return any(spread.later for _, spread in self.rows)

    @property
    def has_costs(self) -> bool:
        """Whether anything is paid on a bill."""
        return bool(self.costs.once or any(self.costs.years) or self.costs.later)


def years(plan: Plan, catalogue: Catalogue) -> Years | None:
    """Spread a plan over the years that its texts have left; None where nothing it pays runs past this one."""
    on = plan.offer.on
    people = [one for one, reason in plan.apart if reason == Recipient.PERSON]
    shown = [one for one in (*plan.estimates, *people) if one.amount]
    ends = [last for one in shown if (last := one.benefit.policy.validity.last_paying)]
    if not ends or max(ends).year == on.year:
        return None
    spreading = _Spreading(plan, catalogue, range(on.year, max(ends).year + 1), shown[0].facts.answers)
    return Years(
        tuple(spreading.years),
        spreading.start,
        tuple((one, spreading.benefit(one.benefit, one.amount or ZERO)) for one in shown),
        {name: spreading.total(name) for name in TOTALS},
        spreading.costs(),
    )


class _Spreading:
    """What a plan is spread over: its years, each with what is then on offer."""

    def __init__(self, plan: Plan, catalogue: Catalogue, years: range, answers: Mapping[str, Answer]) -> None:
        on = plan.offer.on
        self.years = years
        self.start = on if on.day == 1 else date(on.year + on.month // MONTHS, on.month % MONTHS + 1, 1)
        self._plan = plan
        self._kinds = catalogue.kinds
        self._answers = answers
        self._offers = (plan.offer, *(Offer.at(catalogue, plan.offer.place, date(year, 1, 1)) for year in years[1:]))

    def benefit(self, benefit: Benefit, paid: Decimal) -> Spread:
        """An amount `paid` for a benefit."""

        def amount(answers: Mapping[str, Answer]) -> Decimal:
            return min(worth(benefit, Facts(answers, self._kinds, gates_open=False)) or ZERO, paid)

        return self._spread(benefit, amount)

    def total(self, name: str) -> Spread:
        """A total of the plan; what comes again is settled anew on the first day of each later year, among what then pays."""
        parts = self._plan.parts[name]
        amounts = {one.benefit.id: one.amount for one in self._plan.estimates if one.benefit.period in (Period.YEAR, Period.TERM)}
        found = self._sum(self.benefit(one, parts[one.id]) for one in self._counted(name) if one.period is not Period.YEAR)
        yearly = [ZERO] * len(self.years)
        for index, offer in enumerate(self._offers):
            reaching = {one.id: one.period for one in offer.benefits}
            left = {key: amount for key, amount in amounts.items() if key in reaching}
            settled = Settling.of(offer, left, self._answers).parts()[name] if index else parts
            yearly[index] = sum((paid for key, paid in settled.items() if reaching[key] is Period.YEAR), ZERO)
        return found + Spread(ZERO, tuple(yearly))

    def costs(self) -> Spread:
        """The bills that the widest total is paid on, each once."""
        bills = {bill: one for one in self._counted("widest") if (bill := one.rule.bill())}
        return self._sum(self._spread(one, _cost(bill)) for bill, one in bills.items())

    def _counted(self, name: str) -> list[Benefit]:
        return [one.benefit for one in self._plan.estimates if one.benefit.id in self._plan.parts[name]]

    def _sum(self, spreads: Iterable[Spread]) -> Spread:
        return reduce(add, spreads, Spread(ZERO, (ZERO,) * len(self.years)))

    def _spread(self, benefit: Benefit, amount: Amount) -> Spread:
        nothing, whole = (ZERO,) * len(self.years), amount(self._answers)
        if benefit.period is Period.YEAR:
            validity = benefit.policy.validity
            return Spread(ZERO, tuple(whole if validity.on(offer.on).pays else ZERO for offer in self._offers))
        if not any(self._kinds[name] in (InputKind.MONTHS, InputKind.YEARS) and name in self._answers for name in benefit.inputs):
            return Spread(whole, nothing)
        reached = [ZERO, *(amount(self._until(year, benefit)) for year in self.years)]
        return Spread(ZERO, tuple(now - before for before, now in pairwise(reached)), whole - reached[-1])

    def _until(self, year: int, benefit: Benefit) -> dict[str, Answer]:
        """The answers with no more months and years than have gone by at the end of a year or of the text."""
        last = benefit.policy.validity.last_paying
        end = min(date(year, MONTHS, 31), last) if last else date(year, MONTHS, 31)
        after = end + timedelta(days=1)
        gone = max(0, (after.year - self.start.year) * MONTHS + after.month - self.start.month)
        most = {InputKind.MONTHS: Decimal(gone), InputKind.YEARS: Decimal(end.year - self.years[0] + 1)}
        return {
            name: min(answer, most[kind]) if (kind := self._kinds[name]) in most and isinstance(answer, Decimal) else answer
            for name, answer in self._answers.items()
        }


def _cost(bill: Bill) -> Amount:
    return lambda answers: bill_amount(bill, answers) or ZERO
