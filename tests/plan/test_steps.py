"""Promise: a plan's steps are those of what the firm's answers touch, what is worth most first."""

from __future__ import annotations

from datetime import date
from typing import Any

from calculators import FirmPlan, Law
from calculators.estimate.steps import NextKind
from calculators.plan.days import days
from calculators.plan.steps import by_benefit, moves, told_once

SPEND = {"compute_spend": 1_000_000}


def planned(law: Law, on: str, place: str = "350203", **answers: Any) -> FirmPlan:
    return law.plan(place, answers or SPEND, on=on)


def test_only_what_the_answers_touch(catalogue: Law) -> None:
    """A firm that buys compute is told of the voucher for it, even where its condition is open, and of nothing else."""
    steps = planned(catalogue, "2026-11-27").next_steps()
    assert {one.benefit.id for one in steps if one.benefit.policy.id == "siming-2025"} == {"siming-2025/compute-voucher"}
    kinds = [one.kind for one in steps]
    assert kinds == sorted(kinds, key=list(NextKind).index)
    assert planned(catalogue, "2026-11-27", compute_listed=False).next_steps() == []


def test_what_is_worth_most_comes_first(catalogue: Law) -> None:
    """Of two vouchers the larger one's conditions are told first."""
    for given, first in (
        ({"compute_spend": 100_000, "model_spend": 500_000}, "siming-2025/model-voucher"),
        ({"compute_spend": 2_000_000, "model_spend": 100_000}, "siming-2025/compute-voucher"),
    ):
        steps = planned(catalogue, "2026-11-27", **given, compute_listed=True, model_listed=True).next_steps()
        assert steps[0].benefit.id == first


def test_the_moves_that_are_worth_most(catalogue: Law) -> None:
    """Three, by what each is worth: what can be claimed, from whom and until when, and what lacks something; then the rest."""
    plan = planned(catalogue, "2026-11-27", compute_spend=400_000, compute_listed=True, model_spend=500_000)
    found = moves(plan, by_benefit(plan, catalogue))
    assert [one.benefit.id for one in found[:2]] == ["siming-2025/model-voucher", "siming-2025/compute-voucher"]
    assert [bool(one.gap) for one in found] == [True, False, True] and found[0].worth > found[1].worth
    assert [one.kind for one in found[1].steps] == [NextKind.AUTHORITY, NextKind.DEADLINE]
    assert found[2].gap and not found[2].gap.started


def test_the_last_day_before_another_text(catalogue: Law) -> None:
    """Where it is known that another text takes over, the last day is the one before, in steps and calendar alike."""
    plan = planned(catalogue, "2026-01-15")
    ends = [one for one in plan.next_steps() if one.kind is NextKind.DEADLINE and one.benefit.policy.id == "xiamen-2025"]
    assert [one.on for one in ends if one.on] == [date(2026, 2, 16)] and "2026-02-17" in ends[0].text["zh"]
    entry = next(one for one in days(plan, catalogue.speaker("zh")) if one.key.startswith("xiamen-2025:end"))
    assert entry.last == date(2026, 2, 16) and "2027" not in entry.text and entry.rings == date(2026, 1, 17)


def test_a_text_that_ran_out_is_told_and_no_more(catalogue: Law) -> None:
    """In the new year the firm hears that Siming's text ended and Xiamen's was superseded; nothing is left to be asked."""
    steps = planned(catalogue, "2027-01-10").next_steps()
    assert [(one.kind, one.benefit.policy.id) for one in steps] == [
        (NextKind.DEADLINE, "siming-2025"),
        (NextKind.DEADLINE, "xiamen-2025"),
    ]
    assert planned(catalogue, "2027-01-10").letters() == []


def test_what_is_shared_is_told_once(catalogue: Law) -> None:
    """For people the end of a text is said once; the data say it with every benefit."""
    steps = planned(catalogue, "2026-11-27", compute_spend=100_000, model_spend=500_000).next_steps()
    ends = [one for one in steps if one.kind is NextKind.DEADLINE and one.quote and "有效期至" in one.quote.text]
    assert len(ends) == 2
    assert len([one for one in told_once(steps) if one in ends]) == 1


def test_a_letter_to_each_authority(catalogue: Law) -> None:
    """Zhangzhou's clauses name different leads: each gets the questions of its own clauses."""
    answers = {"compute_spend": 1_000_000, "annotation_spend": 1_000_000, "industrial_enterprise": True}
    found = catalogue.plan("350600", answers, on="2026-11-27").letters()
    asked = {one.authority["zh"]: {benefit.id for benefit, _ in one.items} for one in found if one.authority}
    assert len(asked) == len(found)
    assert {name for names in asked.values() for name in names} == {
        "zhangzhou-2025/compute-voucher",
        "zhangzhou-2025/annotation-voucher-a",
    }
