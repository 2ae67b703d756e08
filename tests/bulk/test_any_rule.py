"""Whatever rule is written, with whatever conditions: the query pays what the engine pays."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, get_args

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.bulk.query import sql_of_benefits
from calculators.bulk.rules import Sayer
from calculators.estimate.work import worth
from calculators.facts import Answer, Facts
from calculators.law import Law
from calculators.rules import FORMS
from calculators.rules.asks import Ask
from calculators.rules.factors import Factor
from tests.bulk.firms import rows, table
from tests.rules.test_any_rule import answers as any_answers
from tests.rules.test_any_rule import rules as any_rules
from tests.support import invented as made
from tests.support.invented_rules import KINDS, amount, share, stated

MEMORY = duckdb.connect()
QUOTE = made.QUOTE
QUESTIONS: dict[str, str] = {**KINDS, "gate": "yes-no", "who": "choice"}
LIMITS = {"money": "1000000000", "count": "100000", "months": "600", "years": "100"}
OPTIONS = {"grade": ("a", "b"), "who": ("firm", "school")}

figures = st.sampled_from(["0", "0.01", "50", "3000", "99999.99"]).map(made.figure)
levels = st.sampled_from(["firm", "school"]).map(lambda level: [{"who": {"level": level, "assumed": "firm"}}])
whens = st.none() | levels | st.sampled_from([[{"limb": True}], [{"limb": False}], [{"grade": "a"}]])
asks = st.one_of(
    st.just({"quote": QUOTE, "gate": "gate"}),
    st.builds(lambda figure: {"quote": QUOTE, "input": "spend", "at_least": figure}, figures),
    st.builds(
        lambda share: {"quote": QUOTE, "ratio": "spend", "of": "revenue", "at_least": made.figure(share, "share")},
        st.sampled_from(["0", "0.05", "0.333"]),
    ),
    st.builds(
        lambda who: {"quote": QUOTE, "applicants": who, "input": "who", "assumed": "firm"},
        st.sampled_from([["firm"], ["school"], ["firm", "school"]]),
    ),
    st.just({"quote": QUOTE, "input": "years", "at_least": made.figure("5", "months")}),
)
asked = st.lists(st.builds(lambda ask, when: {**ask, "when": when}, asks, whens), max_size=3)
people = {
    "sum": [
        [{"input": "staff"}, {"input": "months", "at_most": made.figure("12", "months"), "quote": QUOTE}],
        [{"input": "guests"}],
    ]
}
few = {"input": "guests", "at_most": made.figure("0.3", "share"), "of": "staff", "quote": QUOTE}
more_leaves = st.one_of(
    st.builds(lambda when: {**stated(at_most="500"), "when": when}, whens),
    st.builds(lambda when: amount("2000.5", [people], when=when), whens),
    st.builds(lambda when: amount("0.3", [few], when=when, cap=made.figure("3000")), whens),
    st.builds(lambda when: share([{"input": "spend"}, {"figure": made.figure("3", "count")}], "0.125", when=when), whens),
)  # fmt: skip
nodes = st.recursive(
    any_rules | more_leaves,
    lambda parts: st.one_of(
        st.builds(lambda own, part: {"form": "asking", "asks": own, "part": part}, asked, parts),
        st.builds(
            lambda form, some: {"form": form, "parts": some},
            st.sampled_from(["sum", "one_of"]),
            st.lists(parts, min_size=1, max_size=3),
        ),
    ),
    max_leaves=4,
)
more_answers = st.fixed_dictionaries(
    {},
    optional={
        "gate": st.booleans(),
        "who": st.sampled_from(OPTIONS["who"]),
        "years": st.integers(0, 2).map(Decimal),
        "guests": st.integers(0, 90).map(Decimal),
    },
)


cases = given(nodes, asked, st.sampled_from(["by-rule", "up-to"]), any_answers, more_answers, st.booleans())


def checked(rule: Any, conditions: list[Any], certainty: str, known: dict[str, Answer], few_columns: bool) -> None:
    law = law_of(rule, conditions, certainty)
    table(MEMORY, law.inputs, [known])
    (row,) = rows(MEMORY, sql_of_benefits(law, ["made-2026/one"], ["id", *known] if few_columns else None))
    assert row["trouble"] is None
    assert row["made-2026/one"] == worth(law.benefits["made-2026/one"], Facts(known, law.kinds, gates_open=False))


@settings(max_examples=25)
@cases
def test_any_rule(
    rule: Any, conditions: list[Any], certainty: str, known: dict[str, Answer], more: dict[str, Answer], few_columns: bool
) -> None:
    """Every form of rule, condition and factor, whichever columns the table has."""
    checked(rule, conditions, certainty, known | more, few_columns)


@pytest.mark.extended
@settings(max_examples=2000)
@cases
def test_many_rules(
    rule: Any, conditions: list[Any], certainty: str, known: dict[str, Answer], more: dict[str, Answer], few_columns: bool
) -> None:
    checked(rule, conditions, certainty, known | more, few_columns)


def test_every_form_is_said() -> None:
    """A form of rule, condition or factor that the query does not know is found here, not in somebody's job."""
    said = Sayer.__dict__
    assert set(FORMS.values()) <= set(said["outcome"].dispatcher.registry)
    assert set(FORMS.values()) <= set(said["applies"].dispatcher.registry)
    assert set(get_args(Ask.__value__)) <= set(said["ask"].dispatcher.registry)
    assert set(get_args(Factor.__value__)) <= set(said["factor"].dispatcher.registry)


def law_of(rule: Mapping[str, Any], conditions: list[Any], certainty: str) -> Law:
    """A law of one benefit, with the questions of the invented rules."""
    benefit = made.benefit("made-2026/one", rule, inputs=list(QUESTIONS), asks=conditions, certainty=certainty)
    data = made.catalogue_data(made.policy("made-2026", made.CITY, [benefit]))
    data["inputs"] = {
        name: {
            "kind": kind,
            "group": "g",
            "label": made.BOTH,
            "help": made.BOTH,
            **({"at_most": LIMITS[kind]} if kind in LIMITS else {}),
            **({"options": dict.fromkeys(OPTIONS[name], made.BOTH)} if name in OPTIONS else {}),
        }
        for name, kind in QUESTIONS.items()
    }
    return Law.load(data)
