"""`sql` and `budget` on the command line: what they need is there only when they are asked for, and never in the browser."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from calculators.law import Law
from calculators.terminal.commandline import main
from publisher.engine.tree import LEFT_OUT
from publisher.project import ROOT


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main([*words, "--lang", "en"])
    out, err = capsys.readouterr()
    return code, out, err


def test_the_printed_query_runs_as_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    columns = "id,compute_spend,compute_listed"
    code, out, err = asked(capsys, "sql", "--place", "350203", "--on", "2026-03-02", "--columns", columns)
    assert (code, err) == (0, "")
    con = duckdb.connect()
    con.execute("CREATE TABLE firms AS SELECT 7 AS id, 1000000 AS compute_spend, true AS compute_listed")
    found = con.execute(out)
    row = dict(zip((one[0] for one in found.description or ()), found.fetchall()[0], strict=True))
    assert row["id"] == 7 and row["cautious"] == row["siming-2025/compute-voucher"] == 100000


def test_benefits_by_name_from_a_table_of_another_name(capsys: pytest.CaptureFixture[str], catalogue: Law) -> None:
    code, out, _ = asked(capsys, "sql", *catalogue.benefits, "--dialect", "spark", "--table", "tax.firms")
    assert code == 0 and "`tax`.`firms`" in out and all(f"`{name}`" in out for name in catalogue.benefits)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "one of the two"),
        (("siming-2025/compute-voucher", "--place", "350203"), "one of the two"),
        (("siming-2025/compute-vouchers",), "siming-2025/compute-voucher"),
        (("--place", "Simming"), "Siming"),
        (("--place", "350203", "--dialect", "tsql"), "every fen"),
        (("--place", "350203", "--columns", "compute_spent"), "compute_spend"),
    ],
)
def test_what_cannot_be_said_is_one_sentence(capsys: pytest.CaptureFixture[str], words: tuple[str, ...], says: str) -> None:
    code, out, err = asked(capsys, "sql", *words)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1 and says in err


def test_nothing_is_loaded_before_it_is_asked_for() -> None:
    """Other commands know neither DuckDB nor sqlglot; without them the sentence says what to install."""
    code = "\n".join(
        [
            "import sys",
            "from calculators.terminal.commandline import main",
            "assert not {'duckdb', 'sqlglot'} & sys.modules.keys()",
            "sys.modules['sqlglot'] = None",
            "sys.exit(main(['sql', '--place', '350203', '--lang', 'en']))",
        ]
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert 'pip install "huice-calculators[bulk]"' in done.stderr and "sqlglot" in done.stderr


def test_the_browser_gets_none_of_it() -> None:
    """No file of this room is packed; of those that are, only the face names it, for whoever asks for it elsewhere."""
    room = ROOT / "calculators"
    packed = [file for file in room.rglob("*.py") if not file.relative_to(room).as_posix().startswith(LEFT_OUT)]
    assert not [file for file in packed if "bulk" in file.relative_to(room).parts]
    assert [file.name for file in packed if "calculators.bulk" in file.read_text("utf-8")] == ["law.py"]
    assert not [
        file
        for file in packed
        if re.search(r"^(?:import|from) (?:duckdb|sqlglot|pyspark|calculators.bulk)", file.read_text("utf-8"), re.M)
    ]
    assert Path(room / "bulk" / "query.py").is_file()
