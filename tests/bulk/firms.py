"""Invented firms in a table, and what the engine says of each: the query has to say the same."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from math import log10
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import duckdb

from calculators.bulk.query import Query
from calculators.estimate.work import worth
from calculators.facts import Answer, Facts
from calculators.inputs import Input
from calculators.law import Law
from calculators.plan.offers import Offer
from calculators.plan.totals import Settling

TYPES = {"yes-no": "BOOLEAN", "choice": "VARCHAR"}

type Firm = Mapping[str, Answer]


def column_type(asked: Input) -> str:
    """The type of a column that holds every answer."""
    return TYPES.get(asked.kind, "DECIMAL(20, 2)")


def table(con: duckdb.DuckDBPyConnection, inputs: Mapping[str, Input], firms: Sequence[Firm]) -> None:
    """Make the table `firms`, with ids from 0."""
    columns = ", ".join(f'"{name}" {column_type(asked)}' for name, asked in inputs.items())
    con.execute(f"CREATE OR REPLACE TABLE firms (id BIGINT, {columns})")
    with NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([at, *(_written(firm.get(name)) for name in inputs)] for at, firm in enumerate(firms))
        file.flush()
        con.execute(f"COPY firms FROM '{file.name}' (HEADER false, NULLSTR '')")


def parquet_of(law: Law, firms: Sequence[Firm], path: Path) -> Path:
    """Firms in typed columns."""
    names = list(law.inputs)
    con = duckdb.connect()
    columns = ", ".join(f'"{name}" {column_type(law.inputs[name])}' for name in names)
    con.execute(f"CREATE TABLE t (id BIGINT, {columns})")
    marks = ", ".join("?" * (len(names) + 1))
    con.executemany(
        f"INSERT INTO t VALUES ({marks})", [[at, *(firm.get(name) for name in names)] for at, firm in enumerate(firms)]
    )
    con.execute(f"COPY t TO '{path}' (FORMAT PARQUET)")
    return path


def rows(con: duckdb.DuckDBPyConnection, query: Query) -> list[dict[str, Any]]:
    """The result, in the order of the ids, a dict a firm."""
    found = con.execute(f"SELECT * FROM ({query.sql('duckdb')}) ORDER BY id")
    names = [one[0] for one in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _written(answer: Answer | None) -> str:
    if isinstance(answer, bool):
        return str(answer).lower()
    return "" if answer is None else f"{answer:f}" if isinstance(answer, Decimal) else answer


def edges(law: Law) -> dict[str, list[Decimal]]:
    """The figures at which an answer decides, by input."""
    found: dict[str, set[Decimal]] = {}
    for benefit in law.benefits.values():
        bounds = [bound for ask in benefit.asks for bound in ask.thresholds()]
        for name, figure in (*bounds, *benefit.rule.thresholds()):
            found.setdefault(name, set()).add(figure.in_unit_of(law.inputs[name].kind))
    return {name: sorted(values) for name, values in found.items()}


def invented(law: Law, count: int, seed: int) -> list[dict[str, Answer]]:
    """Firms that answer some questions: small and large, at every edge, a step below and above it."""
    chance, known = random.Random(seed), edges(law)
    return [
        {
            name: answer
            for name, asked in law.inputs.items()
            if (answer := _answer(asked, known.get(name, []), chance)) is not None
        }
        for _ in range(count)
    ]


def _answer(asked: Input, known: Sequence[Decimal], chance: random.Random) -> Answer | None:
    if chance.random() < 0.25:
        return None
    if asked.kind == "yes-no":
        return chance.random() < 0.7
    if asked.kind == "choice":
        return chance.choice(list(asked.options))
    if known and chance.random() < 0.4:
        return min(asked.at_most, max(Decimal(0), chance.choice(known) + chance.choice((-1, 0, 1)) * asked.step))
    size = 10 ** chance.uniform(0, log10(max(float(asked.at_most), 10.0)))
    return min(asked.at_most, Decimal(repr(round(size, 2))).quantize(asked.step))


def engine_says(law: Law, offer: Offer, firm: Firm) -> dict[str, Decimal | None]:
    """What each benefit on offer and each total comes to, as a plan has it."""
    facts = Facts(firm, law.kinds, gates_open=False)
    amounts = {one.id: worth(one, facts) for one in offer.benefits}
    parts = Settling.of(offer, amounts, firm).parts()
    return {**amounts, **{total: sum(paid.values(), Decimal(0)) for total, paid in parts.items()}}


def differences(law: Law, place: str, on: date, firms: Sequence[Firm], rows: Iterable[Mapping[str, Decimal | None]]) -> list[str]:
    """Every firm and column of which the query and the engine say different things."""
    offer = Offer.at(law, place, on)
    found = []
    for firm, row in zip(firms, rows, strict=True):
        for name, amount in engine_says(law, offer, firm).items():
            if row[name] != amount:
                found.append(f"{place} on {on}: {name} is {row[name]} in SQL and {amount} in Python for {dict(firm)}")
    return found
