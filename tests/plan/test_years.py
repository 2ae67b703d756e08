"""Promise: a plan over time counts yearly sums in each year their text has left, months where they lie, and all else once."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from calculators import Law
from calculators.plan.years import TOTALS, Spread, Years, years
from calculators.vocabulary import Period
from publisher.compile.policy import Compiled, catalogue_bytes

PLACES = ("350203", "350602", "350200", "420100")
VOUCHERS = {
    "compute_spend": "1000000",
    "compute_listed": "true",
    "model_spend": "600000",
    "model_listed": "true",
    "model_filed": "true",
}
ANNOTATING = {
    "in_annotation_base": "true",
    "lease_of_3_years": "true",
    "seats": "100",
    "rent_years": "3",
    "staff_qualified": "true",
    "employees": "10",
    "employee_months": "36",
    "compute_spend": "1000000",
    "compute_for_large_models": "true",
}
RENT_FREE = {"incubator_place": "true", "monthly_rent": "10000", "rent_free_months": "24"}


def _over_time(law: Law, place: str, answers: dict[str, str], on: str) -> Years:
    found = years(law.plan(place, answers, on=on), law)
    assert found is not None
    return found


def _spread(once: int, by_year: tuple[int, ...], later: int) -> Spread:
    return Spread(Decimal(once), tuple(map(Decimal, by_year)), Decimal(later))


def test_what_is_paid_by_the_year_comes_again(catalogue: Law) -> None:
    """Vouchers of two years count in both; no text is asked past the day on which another took its place."""
    found = _over_time(catalogue, "350203", VOUCHERS, "2025-12-01")
    assert found.years == (2025, 2026)
    rows = {one.benefit.id: its for one, its in found.rows}
    assert rows["siming-2025/compute-voucher"] == _spread(0, (100_000, 100_000), 0)
    assert found.totals["cautious"].years[0] == catalogue.plan("350203", VOUCHERS, on="2025-12-01").total("cautious")
    assert found.costs == _spread(0, (1_600_000, 1_600_000), 0)


def test_months_fall_into_their_years(catalogue: Law) -> None:
    """Housing is counted month by month from the first whole one, rent year by year, and what no text covers stands apart."""
    found = _over_time(catalogue, "350602", ANNOTATING, "2026-11-27")
    rows = {one.benefit.id: its for one, its in found.rows}
    assert found.years == (2026, 2027) and found.months_from == date(2026, 12, 1)
    assert rows["zhangzhou-2025/housing"] == _spread(0, (2_000, 24_000), 46_000)
    assert rows["zhangzhou-2025/premises-rent"] == _spread(0, (360_000, 360_000), 360_000)
    assert rows["zhangzhou-2025/compute-voucher"] == _spread(500_000, (0, 0), 0), "a text that names no period pays once"
    assert found.totals["cautious"] == _spread(500_000, (360_000, 360_000), 360_000), "housing goes to persons"
    assert found.costs == _spread(1_000_000, (0, 0), 0)


def test_months_past_the_day_of_another_text(catalogue: Law) -> None:
    """Of 24 months of rent the one in 2025 and the whole one before the city's text was replaced count, the rest stands apart."""
    found = _over_time(catalogue, "350203", {**VOUCHERS, **RENT_FREE}, "2025-12-01")
    rows = {one.benefit.id: its for one, its in found.rows}
    assert rows["xiamen-2025/zero-rent"] == _spread(0, (10_000, 10_000), 220_000)


def test_a_text_that_ends_makes_room(compiled: Compiled) -> None:
    """Where the city's text ends with the year, the district's smaller award is paid in the next: nothing excludes it then."""
    data = json.loads(catalogue_bytes(compiled.catalogue))
    city = next(one for one in data["policies"] if one["id"] == "xiamen-2025")
    city["validity"] |= {"last": "2025-12-31", "superseded": None}
    found = _over_time(Law.load(data), "350203", VOUCHERS, "2025-12-01")
    assert found.totals["cautious"].years == (Decimal(280_000), Decimal(220_000))
    assert {one.benefit.id: its.years for one, its in found.rows}["xiamen-2025/model-voucher"] == (Decimal(180_000), Decimal(0))


def test_nothing_past_the_year_is_no_table(catalogue: Law) -> None:
    """A text that ends with the year has no years to show, and neither has a firm that gets nothing."""
    assert years(catalogue.plan("350203", VOUCHERS, on="2026-11-27"), catalogue) is None
    assert years(catalogue.plan("350602", {}, on="2026-11-27"), catalogue) is None


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("on", ["2025-12-01", "2026-01-15", "2026-11-27", "2027-06-30"])
def test_what_is_spread_is_what_is_paid(catalogue: Law, place: str, on: str) -> None:
    """Every amount of a plan over time is that of the plan: whole in its once, its months or in each of its years."""
    everything = {**VOUCHERS, **ANNOTATING, **RENT_FREE}
    plan = catalogue.plan(place, everything, on=on)
    found = years(plan, catalogue)
    if found is None:
        assert all(
            (last := one.benefit.policy.validity.last_paying) is None or last.year == plan.offer.on.year
            for one in plan.estimates
            if one.amount
        )
        return
    for one, its in found.rows:
        if one.benefit.period is Period.YEAR:
            assert set(its.years) <= {one.amount, Decimal(0)} and its.years[0] == one.amount
        else:
            assert its.once + sum(its.years) + its.later == one.amount
    for name in TOTALS:
        first = found.totals[name]
        yearly = sum(
            plan.parts[name].get(one.benefit.id, Decimal(0)) for one in plan.estimates if one.benefit.period is Period.YEAR
        )
        rest = plan.total(name) - yearly
        runs = sum(
            (
                sum(its.years) + its.later
                for one, its in found.rows
                if one.benefit.period is Period.TERM and one.benefit.id in plan.parts[name]
            ),
            Decimal(0),
        )
        assert first.once == rest - runs
