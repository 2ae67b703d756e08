"""The query says of every firm what the engine says, to the fen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

import duckdb
import pytest
from sqlglot import parse_one

from calculators.bulk.combining import MOST_SETS, best_total
from calculators.bulk.exact import Exact
from calculators.bulk.query import DIALECTS, sql_of_benefits, sql_of_place
from calculators.errors import Misuse, Problem
from calculators.facts import Answer
from calculators.law import Law
from calculators.plan.packing import Payment, best
from calculators.rules.asks import Gate
from publisher.project import POLICIES
from publisher.records.golden import golden_file, read_golden
from tests.bulk.firms import Firm, differences, invented, rows, table

DAYS = (date(2025, 6, 1), date(2026, 3, 2), date(2027, 6, 1))
PLACES = ("350000", "350200", "350203", "350206", "350600", "420100", "420106")


@pytest.fixture(scope="module")
def law(catalogue: Law) -> Law:
    return catalogue


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


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
    firms: list[dict[str, Answer]] = []
    wanted: list[tuple[str, str, Decimal | None]] = []
    for record in sorted(POLICIES.glob("*-*.yaml")):
        for group in read_golden(golden_file(record)):
            benefit = law.benefits[group.benefit]
            met: dict[str, Answer] = {ask.name: True for ask in benefit.conditions if isinstance(ask, Gate)}
            for case in group.cases:
                firms.append({**met, **law.read_answers(case.inputs, benefit)})
                wanted.append((group.benefit, case.name, case.amount))
    table(con, law.inputs, firms)
    found = rows(con, sql_of_benefits(law, list(law.benefits)))
    for (benefit_id, name, amount), row in zip(wanted, found, strict=True):
        assert row[benefit_id] == amount, f"{benefit_id}: {name}"
    assert len(wanted) > 400


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
    with pytest.raises(Misuse) as refused:
        best_total({one: Exact.constant(1) for one in chain}, excluded, {}, {})
    assert refused.value.key == "too-many-sets"
    assert str(MOST_SETS) in refused.value.message("en")


def test_nothing_in_force_is_a_plan_of_zeros(law: Law, con: duckdb.DuckDBPyConnection) -> None:
    table(con, law.inputs, [{}, {}])
    (row, _) = rows(con, sql_of_place(law, "420100", date(2026, 3, 2)))
    assert row == {"id": 0, "firm": Decimal(0), "cautious": Decimal(0), "widest": Decimal(0), "trouble": None}


def test_a_value_that_is_no_answer_is_trouble(law: Law, con: duckdb.DuckDBPyConnection) -> None:
    """It is named, the row has no results, and the other rows have theirs."""
    con.execute("CREATE TABLE firms (id BIGINT, compute_spend DOUBLE, compute_listed VARCHAR, digital_level VARCHAR)")
    limit = float(law.inputs["compute_spend"].at_most)
    given = [
        (-1, "true", "2"),
        (limit * 1.01, "true", "2"),
        (limit * 9.9999999999, "true", "2"),
        (100000.001, "true", "2"),
        (1e30, "true", "2"),
        (float("nan"), "true", "2"),
        (99.89999999999999, "true", "9"),
        (99.89999999999999, "perhaps", "2"),
        (-1, "perhaps", ""),
        (99.89999999999999, "true", "2"),
        (1_000_000.0, "true", None),
    ]
    con.executemany("INSERT INTO firms VALUES (?, ?, ?, ?)", [(at, *one) for at, one in enumerate(given)])
    columns = ["id", "compute_spend", "compute_listed", "digital_level"]
    found = rows(con, sql_of_place(law, "350203", date(2026, 3, 2), columns))
    all_three = "compute_spend, compute_listed, digital_level"
    assert [row["trouble"] for row in found] == [
        *["compute_spend"] * 6,
        "digital_level",
        "compute_listed",
        all_three,
        None,
        None,
    ]
    assert all(row["firm"] is None and row["siming-2025/compute-voucher"] is None for row in found[:9])
    assert [row["siming-2025/compute-voucher"] for row in found[9:]] == [0, 100000]


def test_columns_that_the_table_lacks_are_not_answered(law: Law, con: duckdb.DuckDBPyConnection) -> None:
    con.execute("CREATE TABLE firms AS SELECT 1 AS id, 1000000.00 AS compute_spend, true AS compute_listed")
    query = sql_of_place(law, "350203", date(2026, 3, 2), ["id", "compute_spend", "compute_listed"])
    (row,) = rows(con, query)
    assert row["cautious"] == 100000
    assert query.inputs == ("compute_spend", "compute_listed")


def test_whoever_does_not_say_what_they_are_is_an_enterprise(law: Law, con: duckdb.DuckDBPyConnection) -> None:
    con.execute("CREATE TABLE firms AS SELECT 1000000 AS compute_spend, true AS compute_listed, * FROM (SELECT 1 AS id)")
    con.execute("ALTER TABLE firms ADD COLUMN organisation VARCHAR")
    con.execute("INSERT INTO firms VALUES (1000000, true, 2, 'university'), (1000000, true, 3, 'enterprise')")
    columns = ["id", "compute_spend", "compute_listed", "organisation"]
    found = rows(con, sql_of_place(law, "350203", date(2026, 3, 2), columns))
    assert [row["siming-2025/compute-voucher"] for row in found] == [100000, 0, 100000]


@pytest.mark.parametrize("dialect", ["duckdb", "spark", "postgres", "bigquery", "mysql", "databricks"])
def test_no_binary_fraction_and_no_division_of_them(law: Law, dialect: str) -> None:
    """What is printed can be read back, and divides whole numbers only."""
    text = sql_of_benefits(law, list(law.benefits)).sql(dialect)
    assert not re.search(r"\b(?:DOUBLE|FLOAT|FLOAT64|REAL)\b| / ", text, re.IGNORECASE)
    text = sql_of_benefits(law, ["xiamen-2025/compute-voucher", "siming-2025/digital-upgrade"]).sql(dialect)
    assert parse_one(text, dialect=dialect)


def test_a_dialect_that_would_lose_a_fen_is_refused(law: Law) -> None:
    """Of these sqlglot prints a division of whole numbers as one of binary fractions."""
    assert {"duckdb", "spark", "postgres", "bigquery"} <= set(DIALECTS)
    for dialect in ("trino", "tsql", "ducksdb"):
        with pytest.raises(Problem) as refused:
            sql_of_place(law, "350203", DAYS[1]).sql(dialect)
        assert refused.value.key.startswith("unknown-dialect")


def test_what_is_not_there_is_named(law: Law) -> None:
    for key, ask in {
        "unknown-benefit-close": lambda: sql_of_benefits(law, ["siming-2025/compute-vouchers"]),
        "unknown-input-close": lambda: sql_of_place(law, "350203", DAYS[1], ["compute_spent"]),
        "unknown-place": lambda: sql_of_place(law, "999999", DAYS[1]),
    }.items():
        with pytest.raises(Problem) as refused:
            ask()
        assert refused.value.key.startswith(key)
