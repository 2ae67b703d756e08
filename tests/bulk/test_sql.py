"""The query says of every firm what the engine says, to the fen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from sqlglot import parse_one

from calculators.bulk.combining import MOST_SETS, best_total
from calculators.bulk.exact import Exact
from calculators.bulk.query import Query, sql_of_benefits, sql_of_place
from calculators.errors import Misuse, UnknownName
from calculators.estimate.work import worth
from calculators.facts import Answer, Facts
from calculators.law import Law
from calculators.plan.packing import Payment, best
from publisher.project import POLICIES
from publisher.records.golden import golden_file, read_golden
from tests.bulk.firms import Firm, differences, invented, table
from tests.rules.test_any_rule import answers as any_answers
from tests.rules.test_any_rule import rules as any_rules
from tests.support import invented as made
from tests.support.invented_rules import KINDS

MEMORY = duckdb.connect()
DAYS = (date(2025, 6, 1), date(2026, 3, 2), date(2027, 6, 1))
PLACES = ("350000", "350200", "350203", "350206", "350600", "420100", "420106")


@pytest.fixture(scope="module")
def law(catalogue: Law) -> Law:
    return catalogue


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def rows(con: duckdb.DuckDBPyConnection, query: Query) -> list[dict[str, Any]]:
    """The result, in the order of the ids, a dict a firm."""
    found = con.execute(f"SELECT * FROM ({query.sql('duckdb')}) ORDER BY id")
    names = [one[0] for one in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def compared(law: Law, con: duckdb.DuckDBPyConnection, firms: Sequence[Firm], places: Sequence[str] = PLACES) -> None:
    table(con, law.inputs, firms)
    for place in places:
        for day in DAYS:
            found = rows(con, sql_of_place(law, place, day))
            assert all(row["trouble"] is None for row in found)
            assert differences(law, place, day, firms, found) == []


def test_every_firm_is_worked_out_as_by_the_engine(law: Law, con: duckdb.DuckDBPyConnection) -> None:
    """Each benefit and each total, at every level of place, before, while and after the texts are in force."""
    compared(law, con, invented(law, 120, seed=1), ("350203", "350600", "420106"))


@pytest.mark.extended
@pytest.mark.parametrize("part", range(20))
def test_a_hundred_thousand_firms(law: Law, con: duckdb.DuckDBPyConnection, part: int) -> None:
    """The same over a hundred thousand."""
    compared(law, con, invented(law, 5000, seed=1000 + part))


def test_golden_cases(law: Law, con: duckdb.DuckDBPyConnection) -> None:
    """What was worked out by hand comes out of the query; a condition that a case leaves out is met there."""
    seen = 0
    for record in sorted(POLICIES.glob("*-*.yaml")):
        for group in read_golden(golden_file(record)):
            benefit = law.benefits[group.benefit]
            gates = {name: True for name in benefit.inputs if law.inputs[name].kind == "yes-no"} if benefit.asks else {}
            open_ = {
                ask.name: True for ask in benefit.asks if getattr(ask, "name", None) in gates and not hasattr(ask, "at_least")
            }
            firms = [{**open_, **law.read_answers(case.inputs, benefit)} for case in group.cases]
            table(con, law.inputs, firms)
            for case, row in zip(group.cases, rows(con, sql_of_benefits(law, [group.benefit])), strict=True):
                assert row[group.benefit] == case.amount, f"{group.benefit}: {case.name}"
                seen += 1
    assert seen > 400


@settings(max_examples=60)
@given(any_rules, any_answers)
def test_any_rule(data: dict[str, Any], known: dict[str, Answer]) -> None:
    """Whatever rule is written, the query pays what the engine pays."""
    law = _law_of(data)
    table(MEMORY, law.inputs, [known])
    (row,) = rows(MEMORY, sql_of_benefits(law, ["made-2026/one"]))
    assert row["made-2026/one"] == worth(law.benefits["made-2026/one"], Facts(known, KINDS, gates_open=False))


def _law_of(rule: Mapping[str, Any]) -> Law:
    """A law of one benefit, with the questions of the invented rules."""
    data = made.catalogue_data(made.policy("made-2026", made.CITY, [made.benefit("made-2026/one", rule, inputs=list(KINDS))]))
    options = {"options": {"a": made.BOTH, "b": made.BOTH}}
    asked = {"group": "g", "label": made.BOTH, "help": made.BOTH}
    limits = {"money": "1000000000", "count": "100000", "months": "600", "years": "100"}
    data["inputs"] = {
        name: {
            "kind": kind,
            **asked,
            **({"at_most": limits[kind]} if kind in limits else {}),
            **(options if kind == "choice" else {}),
        }
        for name, kind in KINDS.items()
    }
    return Law.load(data)


def test_the_best_combination(con: duckdb.DuckDBPyConnection) -> None:
    """The greatest over the largest allowed sets is the branch and bound's best, bills included."""
    excluded = {frozenset(pair) for pair in (("a", "b"), ("b", "c"), ("c", "d"), ("e", "f"))}
    bill_of = {"a": ("s",), "d": ("s",), "e": ("t",)}
    for seed in range(60):
        amounts = {name: Decimal((seed * 37 + at * 61) % 97) for at, name in enumerate("abcdef")}
        bills = {("s",): Decimal(seed % 120), ("t",): Decimal(seed % 30)}
        want = sum(best([Payment(one, value, bill_of.get(one)) for one, value in amounts.items()], excluded, bills).values())
        said = best_total(
            {one: Exact.constant(value) for one, value in amounts.items()},
            excluded,
            bill_of,
            {bill: Exact.constant(value) for bill, value in bills.items()},
        )
        assert con.execute(f"SELECT {said.whole.sql('duckdb')}").fetchone() == (int(want),)


def test_what_would_explode_is_refused() -> None:
    """Twenty pairs of which one each is paid are a million sets, though no component of two is large."""
    chain = [f"{at:02d}" for at in range(40)]
    excluded = {frozenset(pair) for pair in pairwise(chain)}
    with pytest.raises(Misuse, match="too-many-sets") as refused:
        best_total({one: Exact.constant(1) for one in chain}, excluded, {}, {})
    assert str(MOST_SETS) in refused.value.message("en")


def test_nothing_in_force_is_a_plan_of_zeros(law: Law, con: duckdb.DuckDBPyConnection) -> None:
    table(con, law.inputs, [{}, {}])
    (row, _) = rows(con, sql_of_place(law, "420100", date(2026, 3, 2)))
    assert row == {"id": 0, "firm": Decimal(0), "cautious": Decimal(0), "widest": Decimal(0), "trouble": None}


def test_a_value_that_is_no_answer_is_trouble(law: Law, con: duckdb.DuckDBPyConnection) -> None:
    """It is named, the row has no results, and the other rows have theirs."""
    con.execute("CREATE TABLE firms (id BIGINT, compute_spend DOUBLE, compute_listed BOOLEAN, digital_level VARCHAR)")
    limit = law.inputs["compute_spend"].at_most
    given = [
        (-1, "2"),
        (float(limit) * 1.01, "2"),
        (100000.001, "2"),
        (1e30, "2"),
        (99.89999999999999, "9"),
        (99.89999999999999, "2"),
    ]
    con.executemany("INSERT INTO firms VALUES (?, ?, true, ?)", [(at, *one) for at, one in enumerate(given)])
    columns = ["id", "compute_spend", "compute_listed", "digital_level"]
    found = rows(con, sql_of_place(law, "350203", date(2026, 3, 2), columns))
    assert [row["trouble"] for row in found] == [*["compute_spend"] * 4, "digital_level", None]
    assert all(row["firm"] is None and row["siming-2025/compute-voucher"] is None for row in found[:5])
    assert found[5]["siming-2025/compute-voucher"] == 0


def test_columns_that_the_table_lacks_are_not_answered(law: Law, con: duckdb.DuckDBPyConnection) -> None:
    con.execute("CREATE TABLE firms AS SELECT 1 AS id, 1000000.00 AS compute_spend, true AS compute_listed")
    query = sql_of_place(law, "350203", date(2026, 3, 2), ["id", "compute_spend", "compute_listed"])
    (row,) = rows(con, query)
    assert row["cautious"] == 100000
    assert query.inputs == ("compute_spend", "compute_listed")


@pytest.mark.parametrize(
    "dialect", ["duckdb", "spark", "postgres", "bigquery", "snowflake", "clickhouse", "trino", "tsql", "mysql"]
)
def test_no_binary_fraction_and_no_division_of_them(law: Law, dialect: str) -> None:
    """What is printed can be read back, and divides whole numbers only."""
    text = sql_of_place(law, "350203", DAYS[1]).sql(dialect)
    assert parse_one(text, dialect=dialect)
    assert "DOUBLE" not in text.upper() and "FLOAT" not in text.upper()
    if dialect in ("duckdb", "spark", "bigquery"):
        assert " / " not in text


def test_what_is_not_there_is_named(law: Law) -> None:
    with pytest.raises(UnknownName, match="unknown-benefit"):
        sql_of_benefits(law, ["siming-2025/compute-vouchers"])
    with pytest.raises(UnknownName, match="unknown-input"):
        sql_of_place(law, "350203", DAYS[1], ["compute_spent"])
    with pytest.raises(UnknownName, match="unknown-dialect"):
        sql_of_place(law, "350203", DAYS[1]).sql("ducksdb")
