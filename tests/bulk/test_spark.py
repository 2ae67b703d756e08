"""Spark says what the engine says. Long, and only in `make test-all`: Spark and its Java runtime are large.

The tests make an environment of their own with the package's extra `spark`, so
that nobody who works on pages has to fetch 500 MB; it is kept in `build/` for
the next run.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from calculators.bulk.query import sql_of_benefits, sql_of_place
from calculators.law import Law
from calculators.rules.asks import Gate
from publisher.project import BUILD, POLICIES, ROOT
from publisher.records.golden import golden_file, read_golden
from tests.bulk.firms import differences, invented, parquet_of
from tests.bulk.test_tables_page import blocks, on_spark, run

pytestmark = [pytest.mark.extended, pytest.mark.xdist_group("spark")]

DAYS = (date(2025, 6, 1), date(2026, 3, 2))
PLACES = ("350203", "350600")


@pytest.fixture(scope="module")
def spark() -> Path:
    """The Python that has Spark."""
    if shutil.which("java") is None and shutil.which("apt-get") and os.geteuid() == 0:
        for words in (["update", "-qq"], ["install", "-y", "-qq", "default-jre-headless"]):
            subprocess.run(["apt-get", *words], env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, check=False)
    if shutil.which("java") is None:
        pytest.fail("Spark needs a Java runtime: apt-get install default-jre-headless")
    home = BUILD / "spark"
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not (home / ".ready").exists():
        venv.create(home, clear=True, with_pip=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--editable", f"{ROOT}[spark]"], check=True)
        (home / ".ready").touch()
    return python


def said(spark: Path, folder: Path, jobs: Sequence[tuple[Path, str]]) -> list[list[dict[str, Any]]]:
    """What Spark answers to queries, each over a table."""
    job = folder / "job.json"
    job.write_text(json.dumps([(str(table), query) for table, query in jobs]), "utf-8")
    subprocess.run([spark, "-m", "tests.bulk.spark_says", job], cwd=ROOT, check=True, timeout=900)
    answers = json.loads(job.with_suffix(".out").read_text("utf-8"))
    return [[{name: _read(name, one) for name, one in row.items()} for row in rows] for rows in answers]


def _read(name: str, written: str | None) -> Any:
    return written if written is None or name in ("id", "trouble") else Decimal(written)


def test_five_thousand_firms(spark: Path, catalogue: Law, tmp_path: Path) -> None:
    """Each benefit and each total of every firm, to the fen."""
    firms = invented(catalogue, 1250, seed=31)
    table = parquet_of(catalogue, firms, tmp_path / "firms.parquet")
    asked = [(place, day) for place in PLACES for day in DAYS]
    jobs = [(table, sql_of_place(catalogue, place, day).sql("spark")) for place, day in asked]
    for (place, day), found in zip(asked, said(spark, tmp_path, jobs), strict=True):
        assert all(row["trouble"] is None for row in found)
        assert differences(catalogue, place, day, firms, sorted(found, key=lambda row: int(row["id"]))) == []


def test_golden_cases_on_spark(spark: Path, catalogue: Law, tmp_path: Path) -> None:
    """What was worked out by hand comes out of Spark."""
    firms: list[Any] = []
    wanted: list[tuple[str, Decimal | None]] = []
    for record in sorted(POLICIES.glob("*-*.yaml")):
        for group in read_golden(golden_file(record)):
            benefit = catalogue.benefits[group.benefit]
            met = {ask.name: True for ask in benefit.conditions if isinstance(ask, Gate)}
            for case in group.cases:
                firms.append({**met, **catalogue.read_answers(case.inputs, benefit)})
                wanted.append((group.benefit, case.amount))
    table = parquet_of(catalogue, firms, tmp_path / "golden.parquet")
    (found,) = said(spark, tmp_path, [(table, sql_of_benefits(catalogue, list(catalogue.benefits)).sql("spark"))])
    rows = sorted(found, key=lambda row: int(row["id"]))
    assert [row[name] for (name, _), row in zip(wanted, rows, strict=True)] == [amount for _, amount in wanted]


def test_budget_on_spark_is_that_on_duckdb(spark: Path, catalogue: Law, tmp_path: Path) -> None:
    """Sums, spread and rows that cannot be read; the rows as Parquet; a wrong table is one sentence."""
    table = parquet_of(catalogue, invented(catalogue, 300, seed=8), tmp_path / "firms.parquet")
    words = ["-m", "calculators", "budget", str(table), "--place", "350203", "--on", "2025-06-01", "--json", "--lang", "en"]
    here = subprocess.run([sys.executable, *words], cwd=ROOT, check=True, capture_output=True, text=True)
    out = tmp_path / "rows.parquet"
    master = ["--engine", "spark", "--master", "local[2]"]
    there = subprocess.run([spark, *words, *master, "-o", out], cwd=ROOT, check=True, capture_output=True, text=True)
    assert json.loads(there.stdout) == json.loads(here.stdout)
    assert list(out.glob("*.parquet"))
    wrong = subprocess.run(
        [spark, *words[:3], "none.parquet", *words[4:], *master], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert wrong.returncode == 2 and "Traceback" not in wrong.stderr and "none.parquet" in wrong.stderr


def test_what_the_page_prints_for_spark_runs(spark: Path, catalogue: Law, tmp_path: Path) -> None:
    """The job of one's own, and the command."""
    parquet_of(catalogue, invented(catalogue, 20, seed=4), tmp_path / "firms.parquet")
    programs = [block for block in blocks("en") if on_spark(block[1])]
    for kind, program in programs:
        run(kind, program, tmp_path, str(spark))
    assert len(programs) == 2
    assert list((tmp_path / "amounts").glob("*.parquet")) and list((tmp_path / "amounts.parquet").glob("*.parquet"))
