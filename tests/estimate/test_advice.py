"""What lies ahead is said from the exact corners: what is missing to a threshold, where a cap binds, what a bracket changes."""

from __future__ import annotations

from typing import Any

import pytest

from calculators.catalogue import FORMAT, Catalogue
from calculators.estimate.advice import advice
from calculators.estimate.chart import chart, turns
from calculators.estimate.corners import corners
from calculators.estimate.speaker import Speaker
from calculators.estimate.work import Estimate, estimate
from calculators.inputs import parse_answers
from tests.support.invented import BOTH, CITY, QUOTE, benefit, figure, policy
from tests.support.invented_rules import amount, at, branch, share

NAMES = {"spend": "Spend", "revenue": "Revenue", "staff": "Staff", "months": "Months", "grade": "Grade"}
KINDS = {"spend": "money", "revenue": "money", "staff": "count", "months": "months"}

BRACKETS = branch(
    "one_of",
    share(rate="0.5", cap=figure("2000000"), when=at("revenue", None, "100000000")),
    share(rate="0.4", cap=figure("5000000"), when=at("revenue", "100000000", None)),
)


def _catalogue(rule: dict[str, Any], inputs: tuple[str, ...], asks: list[dict[str, Any]], main: str) -> Catalogue:
    questions = {
        name: {"kind": kind, "group": "g", "label": {"zh": name, "en": NAMES[name]}, "help": BOTH, "at_most": "1000000000000"}
        for name, kind in KINDS.items()
    }
    tick = {"kind": "yes-no", "group": "g", "label": BOTH, "help": BOTH}
    one = benefit("invented/one", rule, inputs=inputs, main=main)
    one |= {"asks": asks, "inputs": [*inputs, *(ask["gate"] for ask in asks if "gate" in ask)]}
    return Catalogue.load(
        {
            "format": FORMAT,
            "checked": "2026-01-01",
            "version": "invented",
            "policies": [policy("invented", CITY, [one])],
            "inputs": questions | {"tick": tick},
            "retired": [],
            "groups": {"g": BOTH},
            "applicants": {},
            "purposes": {"compute": BOTH},
            "places": {CITY: BOTH},
        }
    )


def _found(catalogue: Catalogue, name: str, **answers: str) -> Estimate:
    read, problems = parse_answers(catalogue.inputs, answers)
    assert not problems
    return estimate(catalogue.benefit(name), read, catalogue.kinds)


def said(rule: dict[str, Any], inputs: tuple[str, ...], asks: list[dict[str, Any]] | None = None, **answers: str) -> list[str]:
    """The sentences in English about an invented rule."""
    catalogue = _catalogue(rule, inputs, asks or [], inputs[0])
    return [one.text for one in advice(_found(catalogue, "invented/one", **answers), Speaker(catalogue, "en"))]


def test_threshold() -> None:
    """Below a threshold: how much more, which threshold, and what that brings at once."""
    rule = share(rate="0.4", at_least=figure("300000"), cap=figure("500000"))
    assert said(rule, ("spend",), spend="280000") == [
        "RMB 20,000 more of “Spend” and the threshold of RMB 300,000 is met: that brings RMB 120,000."
    ]
    assert said(rule, ("spend",), spend="299999.99")[0].startswith("RMB 0.01 more")


def test_threshold_of_a_condition() -> None:
    """The same where the threshold is a condition on another number than the one that is paid on."""
    asks = [{"quote": QUOTE, "input": "staff", "at_least": figure("5", "count")}]
    found = said(share(rate="0.5"), ("spend", "staff"), asks, spend="1000", staff="3")
    assert found == ["2 more of “Staff” and the threshold of 5 is met: that brings RMB 500."]


def test_cap() -> None:
    """On the way up: from where on the cap binds."""
    rule = share(rate="0.1", cap=figure("250000"))
    assert said(rule, ("spend",), spend="1000000") == [
        "From RMB 2,500,000 of “Spend” on the cap of RMB 250,000 binds: more of it brings nothing."
    ]


def test_beyond_the_cap() -> None:
    """Past the cap: what of the answer brings nothing; exactly at the cap there is nothing to say."""
    rule = share(rate="0.1", cap=figure("250000"))
    assert said(rule, ("spend",), spend="3000000") == [
        "The cap of RMB 250,000 binds from RMB 2,500,000 of “Spend” on: the RMB 500,000 beyond it bring nothing."
    ]
    assert said(rule, ("spend",), spend="2500000") == []


def test_limit() -> None:
    """A limit on what counts is not called a cap."""
    rule = share(base=[{"input": "spend"}, {"input": "months", "at_most": figure("36", "months"), "quote": QUOTE}], rate=None)
    assert said(rule, ("months", "spend"), spend="100", months="24") == [
        "“Months” counts up to 36 months: more of it brings nothing."
    ]
    assert said(rule, ("months", "spend"), spend="100", months="50") == [
        "“Months” counts up to 36 months: the 14 months beyond it bring nothing."
    ]


@pytest.mark.parametrize(
    ("spend", "sentence"),
    [
        ("1000000", "the rate falls from 50% to 40%: at your “Spend” of RMB 1,000,000, that is RMB 100,000 less."),
        (
            "8000000",
            "the rate falls from 50% to 40% and the cap rises from RMB 2,000,000 to RMB 5,000,000: "
            "at your “Spend” of RMB 8,000,000, that is RMB 1,200,000 more.",
        ),
        (
            "20000000",
            "the cap rises from RMB 2,000,000 to RMB 5,000,000: at your “Spend” of RMB 20,000,000, that is RMB 3,000,000 more.",
        ),
    ],
)
def test_bracket(spend: str, sentence: str) -> None:
    """At the next bracket: which of rate and cap matters for this spend, and what it makes of it."""
    found = said(BRACKETS, ("spend", "revenue"), spend=spend, revenue="80000000")
    assert found[-1] == f"At RMB 100,000,000 of “Revenue” {sentence}"


def test_whole_blocks() -> None:
    """On a staircase: how much to the next stair."""
    rule = amount("500000", [{"input": "spend"}], per=figure("10000000"), whole=True, cap=figure("3000000"))
    assert said(rule, ("spend",), spend="25000000") == ["RMB 5,000,000 more of “Spend” brings RMB 500,000 more."]
    assert said(rule, ("spend",), spend="55000000") == ["RMB 5,000,000 more of “Spend” brings RMB 500,000 more."]


def test_sums_are_not_compared_as_one() -> None:
    """Where several payments add up, no change of one of them is told as a change of the rate."""
    rule = branch("sum", share(rate="0.1"), share(rate="0.2", when=at("spend", "1000", None)))
    assert said(rule, ("spend",), spend="500") == ["RMB 500 more of “Spend” brings RMB 250 more."]


def test_nothing_to_say() -> None:
    """No advice where a condition is shut that no number opens, nor where a straight line goes on for ever."""
    shut = [{"quote": QUOTE, "gate": "tick"}]
    assert said(share(rate="0.1", cap=figure("10")), ("spend",), shut, spend="5", tick="false") == []
    assert said(share(rate="0.1"), ("spend",), spend="5") == []


def test_kinds_of_corners() -> None:
    """A corner is called what it is: threshold, cap, stair, fall, or another rate."""

    def kinds(rule: dict[str, Any]) -> list[str]:
        catalogue = _catalogue(rule, ("spend",), [], "spend")
        one = catalogue.benefit("invented/one")
        return [turn.kind for turn in turns(corners(one, {}, catalogue.inputs["spend"], catalogue.kinds))]

    assert kinds(share(rate="0.4", at_least=figure("300000"), cap=figure("500000"))) == ["start", "threshold", "cap"]
    assert kinds(share(rate="0.3", cap=figure("10000000"))) == ["start", "cap"], "reached between two fen it is no fall"
    stairs = amount("5", [{"input": "spend"}], per=figure("10"), whole=True, cap=figure("15"))
    assert kinds(stairs) == ["start", "threshold", "step", "cap"]
    falling = branch("one_of", share(rate="0.5", when=at("spend", None, "100")), share(rate="0.4", when=at("spend", "100", None)))
    assert kinds(falling) == ["start", "drop"]
    bend = branch(
        "sum", share(rate="0.1"), share(base=[{"input": "spend", "at_most": figure("100"), "quote": QUOTE}], rate="0.1")
    )
    assert kinds(bend) == ["start", "bend"]
    assert kinds(amount("7")) == ["start"]


def test_chart_in_words() -> None:
    """The table beside a chart has a row for each corner, and its summary what a glance would show."""
    catalogue = _catalogue(share(rate="0.4", at_least=figure("300000"), cap=figure("500000")), ("spend",), [], "spend")
    drawn = chart(_found(catalogue, "invented/one", spend="1000000"), Speaker(catalogue, "en"))
    assert drawn is not None
    assert [(row.start, row.amount, row.then, row.kind) for row in drawn.rows] == [
        ("RMB 0", "RMB 0", "no amount", "start"),
        ("RMB 300,000", "RMB 120,000", "RMB 4,000 more for each RMB 10,000", "threshold"),
        ("RMB 1,250,000", "RMB 500,000", "stays the same", "cap"),
    ]
    assert drawn.summary.endswith("from RMB 1,250,000 on it stays at RMB 500,000; your RMB 1,000,000 gives RMB 400,000.")


def test_xiamen_voucher(catalogue: Catalogue) -> None:
    """The real thing: the cap ahead, and at the next bracket a lower rate on the same spend."""
    found = _found(
        catalogue, "xiamen-2025/compute-voucher", compute_spend="100万元", annual_revenue="8000万元", organisation="enterprise"
    )
    assert [one.text for one in advice(found, Speaker(catalogue, "zh"))] == [
        "年度算力支出从400万元起达到限额200万元，再多也不增加。",
        "年度营业收入达到1亿元时，比例由50%降为40%：按所填的年度算力支出，少10万元。",
    ]
    assert advice(found, Speaker(catalogue, "en"))[1].text == (
        "At RMB 100,000,000 of “Annual operating revenue” the rate falls from 50% to 40%: "
        "at your “Compute spend in the year” of RMB 1,000,000, that is RMB 100,000 less."
    )


def test_siming_voucher(catalogue: Catalogue) -> None:
    """Twenty thousand more and Siming's threshold is met; from 250万 on its cap binds."""
    speaker = Speaker(catalogue, "zh")
    below = _found(catalogue, "siming-2025/compute-voucher", compute_spend="3万元")
    assert [one.text for one in advice(below, speaker)] == ["年度算力支出再增加2万元，即达到5万元的门槛，可得5,000元。"]
    within = _found(catalogue, "siming-2025/compute-voucher", compute_spend="100万元")
    assert [one.text for one in advice(within, speaker)] == ["年度算力支出从250万元起达到限额25万元，再多也不增加。"]
