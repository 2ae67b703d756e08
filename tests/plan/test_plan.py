"""A plan adds up what a firm can get at a place on a day, and never more than a text allows or a bill holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import chain, combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.catalogue import Benefit, Catalogue
from calculators.errors import UnknownName
from calculators.estimate.speaker import Speaker
from calculators.estimate.work import bare, estimate, worth
from calculators.facts import Answer, Facts
from calculators.inputs import Input, parse_answers
from calculators.money import ZERO, yuan
from calculators.plan.combining import Together, tie
from calculators.plan.data import plan_json
from calculators.plan.gaps import close
from calculators.plan.html import plan_html
from calculators.plan.totals import COUNTS, TOTALS
from calculators.plan.work import Plan, plan
from calculators.rules.bills import bill_amount
from tests.support import invented
from tests.support.invented import CITY, DISTRICT, PROVINCE, benefit, clause, fixed, policy, share

SIMING, JANUARY, OCTOBER = "350203", date(2026, 1, 15), date(2026, 10, 15)
FIRM = {"organisation": "enterprise", "annual_revenue": "8000万", "compute_spend": "100万", "compute_listed": "true"}


def planned(catalogue: Catalogue, given_: Mapping[str, str], place: str = SIMING, on: date = JANUARY) -> Plan:
    answers, problems = parse_answers(catalogue.inputs, given_)
    assert not problems
    return plan(catalogue, place, answers, on)


def apart(found: Plan) -> dict[str, tuple[Decimal | None, str]]:
    return {one.benefit.id: (one.amount, reason) for one, reason in found.apart}


def totals(found: Plan) -> tuple[str, ...]:
    return tuple(yuan(found.total(name)) for name in TOTALS)


@pytest.mark.parametrize(
    ("given_", "on", "expected"),
    [
        (FIRM, JANUARY, ("0.00", "500000.00", "600000.00")),
        ({name: text for name, text in FIRM.items() if name != "compute_listed"}, JANUARY, ("0.00", "500000.00", "500000.00")),
        (FIRM, date(2026, 2, 16), ("0.00", "500000.00", "600000.00")),  # the day before Xiamen's new text was published
        (FIRM, date(2026, 2, 17), ("0.00", "100000.00", "100000.00")),
        (FIRM, OCTOBER, ("0.00", "100000.00", "100000.00")),
        (FIRM, date(2026, 12, 31), ("0.00", "100000.00", "100000.00")),
        (FIRM, date(2027, 1, 1), ("0.00", "0.00", "0.00")),
    ],
)
def test_the_firm_in_siming(catalogue: Catalogue, given_: dict[str, str], on: date, expected: tuple[str, ...]) -> None:
    """District and city both say "up to"; whether they combine is unclear; the draft pays nothing; texts come to an end."""
    assert totals(planned(catalogue, given_, on=on)) == expected


def test_the_clause_that_binds_is_quoted(catalogue: Catalogue) -> None:
    """Xiamen's closing words decide that the district's voucher is left out, and by how much it loses."""
    data = plan_json(planned(catalogue, FIRM), Speaker(catalogue, "en"))
    (binding,) = [one for one in data["binding"] if isinstance(one, dict)]  # type: ignore[attr-defined]
    assert binding["policy"] == "xiamen-2025" and binding["purpose"] == "compute"
    assert (binding["winner"], binding["runner_up"]) == ("xiamen-2025/compute-voucher", "siming-2025/compute-voucher")
    assert binding["loses_by"] == "400000.00" and binding["totals"] == ["cautious"] and binding["holds"] == "unclear"
    assert binding["quote"] == "本市同类政策与本政策不一致的，按照“就高不重复”原则执行"
    assert "the higher applies, no double benefit" in binding["quote_en"]


def test_what_is_no_money_for_the_firm_stands_apart(catalogue: Catalogue) -> None:
    """Persons, operators and governments, drafts and texts that ended are worked out, given a reason, and in no total."""
    answers = FIRM | {"software_firm": "true", "senior_titles": "3", "featured_building": "true"}
    found = planned(catalogue, answers)
    assert apart(found)["fujian-draft/compute-subsidy"] == (400_000, "superseded")
    assert apart(found)["siming-2025/talent-award"] == (30_000, "person")
    assert apart(found)["siming-2025/building-operation"] == (None, "operator")
    assert totals(found) == ("0.00", "500000.00", "600000.00")
    assert apart(planned(catalogue, FIRM, on=date(2025, 6, 1)))["fujian-draft/compute-subsidy"] == (400_000, "draft")
    assert apart(planned(catalogue, FIRM, on=OCTOBER))["xiamen-2025/compute-voucher"] == (500_000, "superseded")


def test_a_computing_center_is_the_firms_own_money(catalogue: Catalogue) -> None:
    """Xiamen names telecom operators, enterprises and others: what a center brings is in the firm's totals."""
    found = planned(catalogue, {"server_spend": "1亿", "compute_centre_standard": "true"})
    assert totals(found) == ("10000000.00", "10000000.00", "10000000.00")


def test_drafts_pay_nothing_in_wuhan(catalogue: Catalogue) -> None:
    """Wuhan's text is a draft on every day, so that every total is zero however good the firm is."""
    firm = {"little_giant": "true", "unicorn": "true", "vertical_model_led": "true", "vertical_model_rd_cost": "1000万"}
    for on in (date(2024, 4, 1), JANUARY):
        found = planned(catalogue, firm, "420106", on)
        assert totals(found) == ("0.00", "0.00", "0.00") and not found.estimates
        assert apart(found)["wuhan-2024-draft/enterprise-recognition"] in ((1_500_000, "draft"), (1_500_000, "superseded"))


def test_one_payment_per_purpose_within_a_text(catalogue: Catalogue) -> None:
    """Zhangzhou pays for rent and for purchase: the cautious total takes the higher, the widest adds what no text forbids."""
    rent = {"in_annotation_base": "true", "lease_of_3_years": "true", "seats": "100", "rent_years": "1"}
    found = planned(catalogue, rent | {"premises_area": "1000", "premises_qualified": "true"}, "350600")
    assert totals(found) == ("0.00", "500000.00", "860000.00")
    (binding,) = found.bindings
    assert binding.tie.holds is Together.SILENT and binding.tie.clause is None and binding.loses_by == 140_000


def test_what_is_by_selection_is_hoped_for_only(catalogue: Catalogue) -> None:
    """A hit product that was selected is in the widest total and in no other."""
    found = planned(catalogue, {"hit_product": "true", "product_sales": "2500万"}, "350200")
    assert totals(found) == ("0.00", "0.00", "1000000.00")


def test_what_is_by_rule_is_firm(catalogue: Catalogue) -> None:
    """Siming's awards for filings and scenarios are fixed once their conditions are met: firm money, added over purposes."""
    filing = {"algorithm_filing": "true", "generative_ai_filing": "true", "unaffiliated_clients": "5"}
    own = ("filing_since_2024", "product_listed")
    limbs = {f"{kind}_{one}": "true" for kind in ("algorithm", "generative_ai") for one in own}
    gates = limbs | {"model_developer": "true", "scenario_promoted": "true"}
    assert totals(planned(catalogue, filing | gates | {"scenario_level": "city"}))[0] == "300000.00"
    assert totals(planned(catalogue, filing | {"scenario_level": "city"})) == ("0.00", "0.00", "0.00")


def test_what_is_bought_and_what_is_ones_own_are_asked_apart(catalogue: Catalogue) -> None:
    """A service that is bought and listed releases the voucher and not the award for the firm's own filing."""
    firm = {"model_spend": "50万", "model_listed": "true", "generative_ai_filing": "true", "unaffiliated_clients": "6"}
    firm |= {"model_developer": "true", "generative_ai_filing_since_2024": "true"}
    assert totals(planned(catalogue, firm, on=OCTOBER)) == ("0.00", "100000.00", "100000.00")
    assert totals(planned(catalogue, firm | {"generative_ai_product_listed": "true"}, on=OCTOBER))[0] == "200000.00"


def test_who_may_not_apply_gets_nothing_and_is_not_told_to_change(catalogue: Catalogue) -> None:
    """Siming's vouchers are for enterprises: a university has no amount there, and nothing it could answer would help."""
    university = {**FIRM, "organisation": "university", "model_spend": "50万", "model_listed": "true"}
    found = planned(catalogue, university)
    assert totals(found) == ("0.00", "500000.00", "500000.00")  # Xiamen's vouchers for compute name universities
    shut = {one.benefit.id for one in found.estimates if not one.benefit.open_to(one.facts)}
    assert {"siming-2025/compute-voucher", "siming-2025/model-voucher", "xiamen-2025/model-voucher"} <= shut
    assert not any(one.id in shut for gap in found.missing for one in gap.benefits)
    speaker = Speaker(catalogue, "en")
    told = {one["benefit"]: one["text"] for one in plan_json(found, speaker)["closed"]}  # type: ignore[attr-defined]
    assert told.keys() == shut and told["siming-2025/compute-voucher"] == "Only enterprises may apply"
    page = plan_html(found, speaker, "../").body
    closed = page.partition("hc-plan__closed")[2].partition("</ul>")[0]
    assert all(f'data-benefit="{name}"' in closed for name in shut) and closed.count("Only ") == len(shut)
    assert not planned(catalogue, FIRM).closed
    assert all("organisation" in one.assumed for one in planned(catalogue, {}).estimates if one.benefit.assumed)


def test_what_is_missing_comes_by_what_it_brings(catalogue: Catalogue) -> None:
    """Known gains first, the largest on top; each says what the totals would rise by, which the plan then confirms."""
    answers = {name: text for name, text in FIRM.items() if name != "compute_listed"}
    found = planned(catalogue, answers)
    known = [one.brings for one in found.missing if one.brings is not None]
    assert known == sorted(known, reverse=True) and len(known) < len(found.missing)
    (listed,) = [one for one in found.missing if [gap.name for gap in one.missing] == ["compute_listed"]]
    assert (listed.brings, listed.cautious, listed.widest, listed.started) == (100_000, 0, 100_000, True)
    short = planned(catalogue, answers | {"compute_listed": "true", "compute_spend": "4万"})
    (threshold,) = [one for one in short.missing if [gap.name for gap in one.missing] == ["compute_spend"]]
    assert threshold.missing[0].by == 10_000 and threshold.brings == 5_000


def test_when_vouchers_lapse_and_texts_end(catalogue: Catalogue) -> None:
    """A Siming voucher is gone at the end of the year of issue; every text says how long it runs."""
    data: Any = plan_json(planned(catalogue, FIRM), Speaker(catalogue, "zh"))
    assert {one["benefit"]: one["lapses"] for one in data["vouchers"]} == {
        "siming-2025/compute-voucher": "2026-12-31",
        "xiamen-2025/compute-voucher": None,
    }
    assert data["of_which_vouchers"] == {"firm": "0.00", "cautious": "500000.00", "widest": "600000.00"}
    ends = {one["policy"]: (one["ends"], one["status"]) for one in data["policies"]}
    assert ends["siming-2025"] == ("2026-12-31", "in-force") and ends["fujian-draft"][1] == "superseded"
    assert {(one["policy"], one["with"]) for one in data["notes"]} >= {
        ("siming-2025", "torch-zone"),
        ("siming-2025", "special-deal"),
    }


def test_a_place_that_is_not_there(catalogue: Catalogue) -> None:
    """A code that no place has is refused by name."""
    with pytest.raises(UnknownName):
        plan(catalogue, "999999", {}, JANUARY)


def test_the_bill_is_the_limit() -> None:
    """Two benefits on one bill pay no more than the bill, and the plan says that it binds; another bill is another matter."""
    found = invented.catalogue(
        policy("one", CITY, [benefit("one/a", share("spend", "0.8"), inputs=["spend"], certainty="up-to")]),
        policy("two", DISTRICT, [benefit("two/b", share("spend", "0.5"), inputs=["spend"], certainty="up-to", purpose="model")]),
        policy("three", PROVINCE, [benefit("three/c", share("other_spend", "0.5"), inputs=["other_spend"])]),
    )
    made = plan(found, DISTRICT, {"spend": Decimal(100), "other_spend": Decimal(60)}, JANUARY)
    assert totals(made) == ("30.00", "100.00", "130.00")
    assert made.parts["widest"] == {"one/a": 80, "two/b": 20, "three/c": 30}
    assert [(one.total, one.asked, one.amount) for one in made.cuts] == [("cautious", 130, 100), ("widest", 130, 100)]


def test_a_clear_exclusion_binds_everywhere() -> None:
    """Where a text clearly pays only the higher, the widest total leaves the lower out too."""
    pair = [benefit("one/a", fixed("70"))], [benefit("two/b", fixed("100"))]
    for rule, expected in (("higher-of", ("100.00",) * 3), ("adds", ("170.00",) * 3)):
        found = invented.catalogue(policy("one", CITY, pair[0], [clause("lower", rule)]), policy("two", DISTRICT, pair[1]))
        assert totals(plan(found, DISTRICT, {}, JANUARY)) == expected


Amount = st.integers(1, 200).map(str)


@st.composite
def offers(draw: st.DrawFn) -> Catalogue:
    """Up to three texts of any levels with up to seven benefits and any clauses."""
    partners, rules = (
        st.sampled_from(["own-level", "lower", "higher", "torch-zone"]),
        st.sampled_from(["adds", "higher-of", "choose-one"]),
    )
    policies, left = [], 7
    for number, place in enumerate(draw(st.lists(st.sampled_from([PROVINCE, CITY, DISTRICT]), min_size=1, max_size=3))):
        ones = []
        for index in range(draw(st.integers(0, min(left, 3)))):
            bill = draw(st.sampled_from([None, "spend", "other_spend"]))
            rule = share(bill, draw(st.sampled_from(["0.3", "0.6", "1"]))) if bill else fixed(draw(Amount))
            traits = {
                "purpose": draw(st.sampled_from(["compute", "model"])),
                "certainty": draw(st.sampled_from(["by-rule", "up-to", "competitive"])),
                "recipient": draw(st.sampled_from(["firm", "firm", "firm", "person"])),
            }
            ones.append(benefit(f"p{number}/{index}", rule, inputs=[bill] if bill else [], **traits))
            left -= 1
        clauses = [
            clause(draw(partners), draw(rules), draw(st.sampled_from(["clear", "unclear"])))
            for _ in range(draw(st.integers(0, 2)))
        ]
        policies.append(policy(f"p{number}", place, ones, clauses, draft=draw(st.booleans()) and number == 0))
    return invented.catalogue(*policies)


@settings(deadline=None, max_examples=250)
@given(offers(), st.integers(0, 150), st.integers(0, 150))
def test_totals_are_the_best_of_all_subsets(found: Catalogue, spend: int, other: int) -> None:
    """Each total is the most that any allowed set of the benefits it counts pays, found by trying all of them."""
    answers: dict[str, Answer] = {"spend": Decimal(spend), "other_spend": Decimal(other)}
    made = plan(found, DISTRICT, answers, JANUARY)
    firm = [one for one in found.benefits.values() if one.recipient == "firm" and not one.policy.validity.draft]
    for total in TOTALS:
        counted = [one for one in firm if one.certainty in COUNTS[total]]
        assert made.total(total) == max(
            _paid(chosen, answers, found)
            for chosen in chain.from_iterable(combinations(counted, size) for size in range(len(counted) + 1))
            if all(_allowed(one, two, total) for one, two in combinations(chosen, 2))
        )
    assert made.total("firm") <= made.total("cautious") <= made.total("widest")


def _allowed(one: Benefit, two: Benefit, total: str) -> bool:
    tied = tie(one, two)
    return tied is None or (tied.holds is not Together.EXCLUDED if total == "widest" else tied.holds is Together.ADDS)


def _paid(chosen: tuple[Benefit, ...], answers: Mapping[str, Answer], found: Catalogue) -> Decimal:
    paid: dict[object, Decimal] = {}
    for one in chosen:
        key = one.rule.bill() or one.id
        paid[key] = paid.get(key, ZERO) + (estimate(one, answers, found.kinds, gates_open=False).amount or ZERO)
    bills = {key: bill_amount(key, answers) for key in paid if isinstance(key, tuple)}
    return sum((min(amount, limit) if (limit := bills.get(key)) is not None else amount for key, amount in paid.items()), ZERO)


def answers_for(inputs: Mapping[str, Input]) -> st.SearchStrategy[dict[str, Answer]]:
    """Any answers to any of the questions, ticks mostly given so that benefits pay."""

    def one(asked: Input) -> st.SearchStrategy[Answer]:
        if asked.kind == "yes-no":
            return st.sampled_from([True, True, True, False])
        if asked.kind == "choice":
            return st.sampled_from(list(asked.options))
        if asked.kind == "money":
            return st.integers(0, 10**9).map(lambda fen: Decimal(fen) / 100) | st.integers(0, 5000).map(
                lambda wan: Decimal(wan) * 10_000
            )
        return st.integers(0, 400).map(Decimal)

    return st.fixed_dictionaries({}, optional={name: one(asked) for name, asked in inputs.items()})


PLACES, DAYS = ("350203", "350200", "350600", "350628", "350000", "420106"), st.dates(date(2024, 1, 1), date(2028, 6, 30))


@settings(deadline=None, max_examples=80)
@given(data=st.data())
def test_every_plan_keeps_to_the_rules(catalogue: Catalogue, data: st.DataObject) -> None:
    """For any firm, place and day: totals in order and from what pays, bills kept, both languages with the same figures."""
    answers, place, on = data.draw(answers_for(catalogue.inputs)), data.draw(st.sampled_from(PLACES)), data.draw(DAYS)
    found = plan(catalogue, place, answers, on)
    assert found.total("firm") <= found.total("cautious") <= found.total("widest")
    paying = {one.benefit.id: one for one in found.estimates}
    for total, parts in found.parts.items():
        purposes = [paying[name].benefit.purpose for name in parts]
        assert all(paying[name].status is not None and paying[name].status.pays for name in parts)  # type: ignore[union-attr]
        assert all(0 < part <= (paying[name].amount or ZERO) for name, part in parts.items())
        assert total == "widest" or len(purposes) == len(set(purposes))
        for bill in {paying[name].benefit.rule.bill() for name in parts} - {None}:
            on_bill = sum(part for name, part in parts.items() if paying[name].benefit.rule.bill() == bill)
            assert on_bill <= (bill_amount(bill, answers) or ZERO)
    assert not paying.keys() & {one.benefit.id for one, _ in found.apart}
    assert all(one.loses_by >= 0 for one in found.bindings)
    zh, en = (json.loads(json.dumps(plan_json(found, Speaker(catalogue, lang)))) for lang in ("zh", "en"))
    assert zh["totals"] == en["totals"] and [one["amount"] for one in zh["benefits"]] == [one["amount"] for one in en["benefits"]]
    assert sum(Decimal(one["widest"]) for one in zh["by_purpose"]) == Decimal(zh["totals"]["widest"])
    assert all(zh["totals"][total] in plan_html(found, Speaker(catalogue, "zh"), "../").head for total in TOTALS)


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_the_quick_ways_agree_with_the_estimate(catalogue: Catalogue, data: st.DataObject) -> None:
    """The sums without the working give for every benefit what the estimate gives, and its missing answers."""
    answers = data.draw(answers_for(catalogue.inputs))
    facts = Facts(answers, catalogue.kinds, gates_open=False)
    for one in catalogue.benefits.values():
        found = estimate(one, answers, catalogue.kinds, gates_open=False)
        assert worth(one, facts) == bare(one, facts).amount == found.amount
        assert bare(one, facts).missing == found.missing and bare(one, facts).stated == found.stated


@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_what_is_said_to_be_missing_does_help(catalogue: Catalogue, data: st.DataObject) -> None:
    """With the answers that were missing the benefit pays what was promised, and it asks for nothing the firm has said."""
    answers = data.draw(answers_for(catalogue.inputs))
    for one in catalogue.benefits.values():
        closing = close(one, answers, catalogue)
        after = estimate(one, closing.answers, catalogue.kinds, gates_open=False)
        names = {gap.name for gap in closing.missing}
        assert {name: value for name, value in closing.answers.items() if name not in names} == {
            name: value for name, value in answers.items() if name not in names
        }
        if not closing.open:
            assert after.amount == closing.amount
