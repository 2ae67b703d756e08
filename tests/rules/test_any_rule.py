"""Whatever rule is written: its curve is its sums, no cap is passed, nothing falls below nothing, more never pays less."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from calculators.facts import Answer, Facts
from calculators.money import FEN
from calculators.rules import Rule, load_rule
from calculators.rules.base import Axis
from calculators.rules.curve import Curve
from tests.support.invented import QUOTE, figure
from tests.support.invented_rules import KINDS, amount, at, branch, share

MONEY = ("spend", "revenue")
sums = st.sampled_from(["0.5", "3", "100", "2500", "99999.99", "100000"]).map(figure)
rates = st.sampled_from(["0.01", "0.1", "0.3", "0.333", "1"])
brackets = st.one_of(
    st.none(),
    st.builds(at, st.sampled_from(MONEY), st.sampled_from([None, "50", "3000"]), st.sampled_from(["3000.01", "100000"])),
    st.sampled_from([[{"grade": "a"}], [{"limb": True}], [{"grade": "a"}, {"limb": True}], [{"grade": "b", "limb": True}]]),
)


@st.composite
def leaves(draw: st.DrawFn) -> dict[str, Any]:
    """Any share or amount whose curve over money or people is made of straight pieces."""
    common = {"when": draw(brackets), "at_least": draw(st.none() | sums), "cap": draw(st.none() | sums)}
    shape = draw(st.sampled_from(["share", "whole", "once", "each", "blocks", "pro rata"]))
    if shape == "share":
        return share([{"input": draw(st.sampled_from(MONEY))}], draw(rates), **common)
    if shape == "whole":
        months = {"input": "months", "at_most": figure("36", "months"), "quote": QUOTE}
        return share([{"input": "rent"}, months], None, **common)
    if shape == "once":
        return amount(draw(sums)["text"], **common | {"at_least": None})
    if shape == "each":
        return amount(draw(sums)["text"], [{"input": "staff"}], **common)
    per = {"per": figure(draw(st.sampled_from(["100", "2500"]))), "whole": shape == "blocks"}
    return amount("50", [{"input": "spend"}], **common | {"cap": figure("600")}, **per)


rules = st.recursive(
    leaves(),
    lambda parts: st.builds(
        lambda form, some: branch(form, *some), st.sampled_from(["sum", "one_of"]), st.lists(parts, min_size=1, max_size=3)
    ),
    max_leaves=5,
)
numbers = st.sampled_from(["0", "0.01", "49.99", "50", "2999.99", "3000", "3000.01", "99999.99", "100000", "777777.77"])
answers = st.fixed_dictionaries(
    {},
    optional={
        "spend": numbers.map(Decimal),
        "revenue": numbers.map(Decimal),
        "rent": numbers.map(Decimal),
        "staff": st.integers(0, 300).map(Decimal),
        "months": st.integers(0, 60).map(Decimal),
        "grade": st.sampled_from("ab"),
        "limb": st.booleans(),
    },
)


def paid(rule: Rule, known: Facts) -> Decimal:
    """The amount, nothing where the rule does not apply or is not met."""
    outcome = rule.outcome(known) if rule.applies(known) else None
    return outcome.amount if outcome and outcome.met and outcome.amount is not None else Decimal(0)


def near(curve: Curve, more: list[int]) -> list[int]:
    """The steps around every corner, and some others."""
    starts = [segment.start for segment in curve.segments]
    return sorted({max(0, start + step) for start in starts for step in (-1, 0, 1)} | set(more))


@given(rules, answers, st.sampled_from(["spend", "revenue", "staff"]), st.lists(st.integers(0, 10**7), max_size=5))
def test_curve_equals_outcome(data: dict[str, Any], known: dict[str, Answer], name: str, steps: list[int]) -> None:
    """At every step of an input the curve gives what the rule pays, exactly, and best of all at its corners."""
    rule, step = load_rule(data), FEN if KINDS[name] == "money" else Decimal(1)
    curve = rule.curve(Axis(name, step, Facts(known, KINDS)))
    for one in near(curve, steps):
        assert curve(one) == paid(rule, Facts({**known, name: one * step}, KINDS))


@given(leaves(), answers)
def test_bounds(data: dict[str, Any], known: dict[str, Answer]) -> None:
    """No term pays less than nothing or more than its cap, and none that falls short says it is met."""
    outcome = load_rule(data).outcome(Facts(known, KINDS))
    assert outcome.amount is not None
    assert outcome.amount >= 0
    assert data["cap"] is None or outcome.amount <= Decimal(data["cap"]["value"])
    assert outcome.met or outcome.amount == 0
    assert not (outcome.met and outcome.shortfalls)


@given(leaves(), answers, st.sampled_from(["spend", "staff", "rent", "months"]), numbers, numbers)
def test_more_is_never_less(data: dict[str, Any], known: dict[str, Answer], name: str, one: str, other: str) -> None:
    """Within a bracket a term never pays less for more."""
    rule = load_rule({**data, "when": None})
    low, high = sorted((Decimal(one), Decimal(other)))
    if KINDS[name] != "money":
        low, high = low // 1, high // 1
    assert paid(rule, Facts({**known, name: low}, KINDS)) <= paid(rule, Facts({**known, name: high}, KINDS))
