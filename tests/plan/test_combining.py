"""What may be combined is read from the clauses, and of all sets that may be, the best is found."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.places import upwards
from calculators.plan.combining import Together, tie
from calculators.plan.packing import Pairs, Payment, best
from tests.support import invented
from tests.support.invented import CITY, DISTRICT, OTHER_CITY, PROVINCE, benefit, clause, fixed, policy

Case = tuple[list[Payment[str]], Pairs, dict[str, Decimal]]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Up to nine payments, any pairs that exclude each other, and up to three bills."""
    names = [f"p{number}" for number in range(draw(st.integers(0, 9)))]
    yuan = st.integers(0, 60).map(Decimal)
    payments = [Payment(name, draw(yuan), draw(st.sampled_from([None, "a", "b", "c"]))) for name in names]
    pairs = [frozenset(pair) for pair in combinations(names, 2)]
    excluded = set(draw(st.lists(st.sampled_from(pairs), unique=True))) if pairs else set()
    return payments, excluded, {bill: draw(yuan) for bill in draw(st.sets(st.sampled_from("abc")))}


def worth(chosen: tuple[Payment[str], ...], bills: Mapping[str, Decimal]) -> Decimal:
    """What a set pays, written another way than in the engine: bill by bill."""
    total = Decimal(0)
    for bill in {one.bill for one in chosen}:
        paid = sum((one.amount for one in chosen if one.bill == bill), Decimal(0))
        total += min(paid, bills[bill]) if bill in bills else paid
    return total


def by_brute_force(payments: list[Payment[str]], excluded: Pairs, bills: Mapping[str, Decimal]) -> Decimal:
    subsets = chain.from_iterable(combinations(payments, size) for size in range(len(payments) + 1))
    allowed = (one for one in subsets if not any(frozenset((a.id, b.id)) in excluded for a, b in combinations(one, 2)))
    return max(worth(one, bills) for one in allowed)


@settings(deadline=None, max_examples=400)
@given(cases())
def test_no_set_that_is_allowed_is_worth_more(case: Case) -> None:
    """The set that is found is allowed, worth what is said, and as good as the best of all subsets."""
    payments, excluded, bills = case
    found = best(payments, excluded, bills)
    chosen = tuple(one for one in payments if one.id in found)
    assert not any(frozenset(pair) in excluded for pair in combinations(found, 2))
    assert sum(found.values(), Decimal(0)) == worth(chosen, bills) == by_brute_force(payments, excluded, bills)
    assert all(0 < found[one.id] <= one.amount for one in chosen)


@settings(deadline=None, max_examples=100)
@given(cases())
def test_the_choice_is_the_same_every_time(case: Case) -> None:
    """The same question has the same answer, and a payment that adds nothing is not in it."""
    payments, excluded, bills = case
    assert best(payments, excluded, bills) == best(list(payments), set(excluded), dict(bills))


def test_a_clique_of_fifty_is_solved_at_once() -> None:
    """One payment per purpose stays quick where a purpose has many: only the largest is left."""
    payments = [Payment(str(number), Decimal(number), "bill") for number in range(1, 51)]
    pairs = {frozenset(pair) for pair in combinations([one.id for one in payments], 2)}
    assert best(payments, pairs, {"bill": Decimal(1000)}) == {"50": Decimal(50)}


@pytest.mark.parametrize(
    ("code", "chain_"),
    [
        ("350203", ("350203", "350200", "350000")),
        ("350200", ("350200", "350000")),
        ("350000", ("350000",)),
        ("350210", ("350210", "350200", "350000")),
    ],
)
def test_a_place_lies_in_what_its_code_says(code: str, chain_: tuple[str, ...]) -> None:
    """The zeros of a GB/T 2260 code tell what a place lies in; a zero inside a pair is no level."""
    assert upwards(code) == chain_


def together(
    one: list[dict[str, object]], other: list[dict[str, object]], places: tuple[str, str] = (CITY, DISTRICT)
) -> Together | None:
    """What holds between benefits of one purpose of two policies with these clauses."""
    found = invented.catalogue(
        policy("one", places[0], [benefit("one/a", fixed("1"))], one),
        policy("two", places[1], [benefit("two/b", fixed("1"))], other),
    )
    tied = tie(found.benefits["one/a"], found.benefits["two/b"])
    back = tie(found.benefits["two/b"], found.benefits["one/a"])
    assert tied and back and tied.holds == back.holds
    return tied.holds


@pytest.mark.parametrize(
    ("city", "district", "holds"),
    [
        ([], [], Together.SILENT),
        ([clause("lower", "higher-of")], [], Together.EXCLUDED),
        ([clause("lower", "choose-one")], [], Together.EXCLUDED),
        ([clause("lower", "excludes")], [], Together.EXCLUDED),
        ([clause("lower", "higher-of", "unclear")], [], Together.UNCLEAR),
        ([clause("lower", "adds")], [], Together.ADDS),
        ([clause("lower", "adds", "unclear")], [], Together.SILENT),
        ([clause("higher", "higher-of")], [], Together.SILENT),
        ([clause("own-level", "higher-of")], [], Together.SILENT),
        ([clause("torch-zone", "adds"), clause("special-deal", "excludes")], [], Together.SILENT),
        ([], [clause("higher", "choose-one")], Together.EXCLUDED),
        ([], [clause("lower", "choose-one")], Together.SILENT),
        ([clause("lower", "adds")], [clause("higher", "higher-of")], Together.EXCLUDED),
        ([clause("lower", "adds")], [clause("higher", "higher-of", "unclear")], Together.UNCLEAR),
        ([clause("lower", "higher-of", purposes=["model"])], [], Together.SILENT),
        ([clause("lower", "higher-of", purposes=["compute"])], [], Together.EXCLUDED),
        ([clause("lower", "adds", benefits=["one/a"])], [], Together.ADDS),
        ([clause("lower", "adds", benefits=["one/z"])], [], Together.SILENT),
    ],
)
def test_a_clause_reaches_the_levels_it_names(
    city: list[dict[str, object]], district: list[dict[str, object]], holds: Together
) -> None:
    """A clause decides between two texts only where its partner is the other's level; exclusion goes before permission."""
    assert together(city, district) is holds


def test_a_rule_on_the_own_level_reaches_the_same_place_only() -> None:
    """Two texts of one city exclude each other by its rule on its own level, a text and its own articles do not."""
    assert together([clause("own-level", "higher-of")], [], (CITY, CITY)) is Together.EXCLUDED
    assert together([clause("own-level", "higher-of")], [], (CITY, OTHER_CITY)) is Together.SILENT
    for partner, place in (("lower", CITY), ("higher", CITY), ("lower", PROVINCE), ("higher", DISTRICT)):
        assert together([clause(partner, "higher-of")], [], (CITY, place)) is Together.SILENT
    assert together([clause("lower", "higher-of")], [], (OTHER_CITY, DISTRICT)) is Together.SILENT
    ones = [benefit("one/a", fixed("1")), benefit("one/b", fixed("1"))]
    for clauses, holds in (
        ([clause("own-level", "higher-of")], Together.SILENT),
        ([clause("own-level", "adds")], Together.SILENT),
        ([clause("own-level", "adds", benefits=["one/a", "one/b"])], Together.ADDS),
    ):
        found = invented.catalogue(policy("one", CITY, ones, clauses)).benefits
        tied = tie(found["one/a"], found["one/b"])
        assert tied and tied.holds is holds


def test_different_purposes_never_exclude_each_other() -> None:
    """Clauses speak of benefits of the same type: between two purposes there is nothing to decide."""
    found = invented.catalogue(
        policy("one", PROVINCE, [benefit("one/a", fixed("1"))], [clause("lower", "higher-of")]),
        policy("two", DISTRICT, [benefit("two/b", fixed("1"), purpose="model")]),
    ).benefits
    assert tie(found["one/a"], found["two/b"]) is None
