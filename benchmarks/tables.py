"""Tables of firms: rows a second of the engine in Python, of DuckDB on one core and two, and of Spark; growth and peak memory."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date
from math import log
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.contestants import WORK
from calculators import load
from calculators.estimate.work import worth
from calculators.facts import Answer, Facts
from calculators.inputs import Input
from calculators.law import Law
from calculators.plan.offers import Offer
from calculators.plan.totals import Settling
from calculators.vocabulary import InputKind
from publisher.project import BUILD, ROOT

PLACE, DAY = "350203", date(2025, 6, 1)
"""Where and when most is on offer: three texts at once, and pairs that exclude each other."""
SIZES = (1_000_000, 10_000_000)
IN_PYTHON = 2_000
MEMORY = "1500MB"
"""What DuckDB may take, so that the whole process stays within two gigabytes."""

CHILD = """
import json, resource, subprocess, sys, time
began = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


def measure(sizes: Sequence[int] = SIZES) -> dict[str, Any]:
    """Seconds (on the clock and of the processor) and megabytes at the peak, by size and engine; rows a second."""
    law = load()
    WORK.mkdir(parents=True, exist_ok=True)
    python = in_python(law)
    rows = []
    for size in sizes:
        table = invented(law, size)
        for cores in (1, 2):
            rows.append(
                {"engine": f"DuckDB, {cores}", "firms": size, **by_command(table, ["--threads", str(cores), "--memory", MEMORY])}
            )
        if size == sizes[0] and (spark := BUILD / "spark" / "bin" / "python").exists():
            more = ["--engine", "spark", "--master", "local[2]"]
            rows.append({"engine": "Spark, local[2]", "firms": size, **by_command(table, more, str(spark))})
        table.unlink()
    for row in rows:
        row["a_second"] = round(row["firms"] / row["seconds"])
        row["times_python"] = round(row["a_second"] / python)
    small, *_, large = [row for row in rows if row["engine"] == "DuckDB, 2"]
    growth = log(large["seconds"] / small["seconds"]) / log(large["firms"] / small["firms"]) if large is not small else 1
    return {"python": python, "rows": rows, "exponent": round(growth, 2)}


def in_python(law: Law) -> int:
    """Firms a second of the engine: every benefit and the three totals."""
    chance, offer = random.Random(1), Offer.at(law, PLACE, DAY)
    firms = [
        {name: found for name, asked in law.inputs.items() if (found := _answer(asked, chance)) is not None}
        for _ in range(IN_PYTHON)
    ]
    began = time.perf_counter()
    for firm in firms:
        facts = Facts(firm, law.kinds, gates_open=False)
        Settling.of(offer, {one.id: worth(one, facts) for one in offer.benefits}, firm).parts()
    return round(IN_PYTHON / (time.perf_counter() - began))


def _answer(asked: Input, chance: random.Random) -> Answer | None:
    if chance.random() < 0.25:
        return None
    if asked.kind == InputKind.YES_NO:
        return chance.random() < 0.7
    if asked.kind == InputKind.CHOICE:
        return chance.choice(list(asked.options))
    return asked.parse(f"{float(asked.at_most) ** chance.random():.0f}")


def invented(law: Law, size: int) -> Path:
    """A table of firms that answer three questions of four, small and large."""
    out = WORK / f"{size}.parquet"
    columns = ", ".join(
        f'CASE WHEN random() < 0.25 THEN NULL ELSE {_column(asked)} END AS "{name}"' for name, asked in law.inputs.items()
    )
    con = duckdb.connect(config={"threads": 1})
    con.execute("SELECT setseed(0.5)")
    con.execute(f"COPY (SELECT range AS id, {columns} FROM range({size})) TO '{out}' (FORMAT PARQUET)")
    return out


def _column(asked: Input) -> str:
    if asked.kind == InputKind.YES_NO:
        return "random() < 0.7"
    if asked.kind == InputKind.CHOICE:
        options = ", ".join(f"'{one}'" for one in asked.options)
        return f"[{options}][1 + floor(random() * {len(asked.options)})::INTEGER]"
    size = f"exp(random() * {log(float(asked.at_most))})"
    return f"round({size}, 2)::DECIMAL(18, 2)" if asked.kind.is_divisible else f"{size}::BIGINT"


def by_command(table: Path, more: Sequence[str], python: str = sys.executable) -> dict[str, float]:
    """`budget` from Parquet to Parquet, all sums with it."""
    out = WORK / "rows.parquet"
    words = [
        "-m",
        "calculators",
        "budget",
        str(table),
        "--place",
        PLACE,
        "--on",
        DAY.isoformat(),
        "-o",
        str(out),
        "--json",
        *more,
    ]
    done = subprocess.run([sys.executable, "-c", CHILD, python, *words], cwd=ROOT, check=True, capture_output=True, text=True)
    seconds, processor, peak = json.loads(done.stdout)
    return {"seconds": round(seconds, 2), "processor_s": round(processor, 2), "peak_mb": round(peak)}
