"""Each rule form pays what it says, shows its work and says what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from calculators.money import FEN
from calculators.rules import Outcome, load_rule
from calculators.rules.base import Axis
from calculators.rules.curve import NotLinear
from tests.support.invented import QUOTE, figure
from tests.support.invented_rules import amount, at, branch, facts, share, stated


def work_out(rule: Mapping[str, Any], **answers: Any) -> Outcome:
    return load_rule(rule).outcome(facts(**answers))


def labels_of(outcome: Outcome) -> list[str]:
    return [step.label for step in outcome.steps]


# share


@pytest.mark.parametrize(
    ("spend", "paid", "met"),
    [
        ("0", "0", False),
        ("99999.99", "0", False),
        ("100000", "30000", True),
        ("2000000", "600000", True),
        ("9000000", "600000", True),
    ],
)
def test_share(spend: str, paid: str, met: bool) -> None:
    """A share is paid of the whole bill, from its threshold on and up to its cap."""
    outcome = work_out(share(at_least=figure("100000"), cap=figure("600000")), spend=spend)
    assert (outcome.amount, outcome.met) == (Decimal(paid), met)
    assert labels_of(outcome) == (["threshold", "share", "cap"] if met else ["threshold"])


def test_share_short_of_its_threshold() -> None:
    """What is missing to the threshold is said to the fen."""
    (short,) = work_out(share(at_least=figure("100000")), spend="99999.99").shortfalls
    assert (short.name, short.by, short.figure.text) == ("spend", Decimal("0.01"), "100000")


def test_share_of_an_unknown_bill() -> None:
    """An answer that was not given is named, not taken for nothing."""
    outcome = work_out(share())
    assert (outcome.amount, outcome.met, outcome.unknown) == (Decimal(0), False, ("spend",))


def test_whole_bill_for_limited_months() -> None:
    """Without a rate the whole is paid; months beyond the limit do not count, and a step says so."""
    months = {"input": "months", "at_most": figure("36", "months"), "quote": QUOTE}
    rule = share([{"input": "rent"}, months], None)
    assert work_out(rule, rent="1000.50", months=36).amount == Decimal("36018")
    outcome = work_out(rule, rent="1000.50", months=40)
    assert outcome.amount == Decimal("36018")
    assert [(step.label, step.result) for step in outcome.steps] == [("limit", False), ("share", Decimal("36018"))]


def test_share_up_to() -> None:
    """A rate that is a maximum has a step of another name."""
    assert labels_of(work_out(share() | {"up_to": True}, spend=1)) == ["share_up_to"]


# amount


def test_amount() -> None:
    """A printed sum, once or for each person, and up to a number of persons that depends on others."""
    assert work_out(amount("5000")).amount == 5000
    assert work_out(amount("5000", [{"input": "staff"}]), staff=3).amount == 15000
    limit = {"input": "bosses", "at_most": figure("0.05", "share"), "of": "staff", "quote": QUOTE}
    rule = amount("400", [{"input": "months"}, limit])
    assert work_out(rule, staff=59, bosses=9, months=10).amount == 400 * 10 * 2
    assert work_out(rule, staff=19, bosses=9, months=10).amount == 0
    assert work_out(rule, bosses=9, months=10).unknown == ("staff",)


def test_amount_by_years_of_months() -> None:
    """A limit printed in months is counted in years where years are asked for."""
    years = {"input": "years", "at_most": figure("36", "months"), "quote": QUOTE}
    assert work_out(amount("100", [years]), years=5).amount == 300


def test_amount_for_two_groups() -> None:
    """Groups under one standard are added before they are multiplied; an unknown group counts nothing."""
    groups = {"sum": [[{"input": "staff"}, {"figure": figure("20", "square-meters")}], [{"input": "guests"}]]}
    assert work_out(amount("10", [groups]), staff=2, guests=5).amount == 10 * (2 * 20 + 5)
    assert work_out(amount("10", [groups]), guests=5).amount == 50


@pytest.mark.parametrize(
    ("spend", "whole", "pro_rata"),
    [("999.99", "0", "49.9995"), ("1000", "50", "50"), ("2999", "100", "149.95"), ("7000", "300", "300")],
)
def test_blocks(spend: str, whole: str, pro_rata: str) -> None:
    """One sum for each whole block of the bill, or a part of it for a part of a block."""
    rule = amount("50", [{"input": "spend"}], per=figure("1000"), cap=figure("300"))
    assert work_out(rule | {"whole": True}, spend=spend).amount == Decimal(whole)
    assert work_out(rule, spend=spend).amount == Decimal(pro_rata)


# stated


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        (stated(at_most="500"), "ceiling"),
        (stated(**{"from": "500", "to": "1000"}), "range"),
        (stated(pool="1000"), "pool"),
        ({**stated(), "undetermined": "一事一议"}, "undetermined"),
    ],
)
def test_stated(rule: dict[str, Any], kind: str) -> None:
    """Without a formula there is no amount and no curve, only what the text states."""
    outcome = work_out(rule)
    assert (outcome.amount, outcome.met, labels_of(outcome)) == (None, True, [kind])
    with pytest.raises(NotLinear):
        load_rule(rule).curve(Axis("spend", FEN, facts()))


def test_stated_bounds() -> None:
    """A ceiling is an upper bound, a range has two."""
    ceiling, span = work_out(stated(at_most="500")).stated, work_out(stated(**{"from": "5", "to": "9"})).stated
    assert ceiling and ceiling.at_most and ceiling.at_most.value == 500 and ceiling.at_least is None
    assert span and span.at_least and span.at_most and (span.at_least.value, span.at_most.value) == (Decimal(5), Decimal(9))


# sum and one_of


def test_sum() -> None:
    """All parts that apply are paid, and a last step adds them up."""
    rule = branch("sum", amount("50", when=[{"limb": True}]), amount("200", when=[{"grade": "a"}]))
    assert work_out(rule, limb=True, grade="a").amount == 250
    assert labels_of(work_out(rule, limb=True, grade="a")) == ["amount", "amount", "sum"]
    assert work_out(rule, limb=True, grade="b").amount == 50
    nothing = work_out(rule)
    assert (nothing.amount, nothing.met) == (Decimal(0), False)


def test_one_of() -> None:
    """The first part that applies is paid; where none does, nothing."""
    rule = branch("one_of", amount("50", when=[{"grade": "a"}]), amount("200", when=[{"grade": "b"}]))
    assert work_out(rule, grade="a").amount == 50
    assert work_out(rule, grade="b").amount == 200
    nothing = work_out(rule)
    assert (nothing.amount, nothing.met, nothing.unknown) == (Decimal(0), False, ("grade",))
    both = branch("one_of", amount("50", when=at("staff", "1")), amount("200", when=at("staff", "2")))
    assert work_out(both, staff=3).amount == 50


def test_brackets() -> None:
    """A bracket holds from its first figure on and ends just before its second; its step shows both."""
    rule = branch("one_of", share(when=at("revenue", "100", "1000")), share(rate="0.1", when=at("revenue", "1000")))
    assert [work_out(rule, spend=10, revenue=one).amount for one in ("99.99", "100", "999.99", "1000")] == [0, 3, 3, 1]
    assert labels_of(work_out(rule, spend=10, revenue=500)) == ["bracket", "share"]
    assert work_out(rule, spend=10).unknown == ("revenue",)


def test_alternatives() -> None:
    """Several conditions in a list mean that one of them is enough, in one mapping that all must hold."""
    either = amount("5", when=[{"grade": "a"}, {"limb": True}])
    both = amount("5", when=[{"grade": "a", "limb": True}])
    rules = load_rule(either), load_rule(both)
    for answers, wanted in (({"grade": "a"}, (True, False)), ({"limb": True}, (True, False)), ({}, (False, False))):
        assert tuple(rule.applies(facts(**answers)) for rule in rules) == wanted
    assert rules[1].applies(facts(grade="a", limb=True))


def test_absent_limb_is_a_no() -> None:
    """A limb that was not answered counts as no, also where a rule asks for the no."""
    rule = load_rule(amount("5", when=[{"limb": False}]))
    assert rule.applies(facts())
    assert not rule.applies(facts(limb=True))
