"""What a visitor takes away says what the page says, opens in a spreadsheet without harm, and runs as it stands."""

from __future__ import annotations

import csv
import io
import json
import shlex
import subprocess
import sys
from typing import Any

import pytest

from calculators.browser import call, loaded
from calculators.catalogue import Catalogue
from publisher.compiled_site import compile_site
from publisher.project import ROOT

CASE = {
    "op": "case",
    "benefit": "xiamen-2025/hit-product",
    "inputs": {"product_sales": "２５００万", "hit_product": "是"},
    "lang": "zh",
    "on": "2026-01-15",
    "address": "https://example.org/?product_sales=25000000",
}


@pytest.fixture(scope="module", autouse=True)
def compiled_catalogue() -> None:
    """The engine here and the commands below read what the build has written."""
    compile_site()


def files(**changes: object) -> dict[str, str]:
    """The files of the case."""
    answer: dict[str, Any] = json.loads(call(json.dumps({**CASE, **changes})))
    assert answer["ok"]
    found: dict[str, str] = answer["files"]
    return found


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_csv() -> None:
    """The CSV opens in Excel (mark, line ends), has equal rows, and holds inputs, amount, words, readings and date."""
    text = files()["csv"]
    assert text.startswith("\ufeff")
    assert "\n" not in text.replace("\r\n", "")
    table = rows(text)
    assert {len(row) for row in table} == {6}
    cells = [cell for row in table for cell in row]
    for expected in ("25000000", "1000000.00", "2026-01-15", CASE["address"], "125万元", "第（五）条"):
        assert expected in cells
    assert any("每1000万元销售额给予50万元奖励" in cell for cell in cells)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_formula_injection(start: str) -> None:
    """No cell of the CSV begins as a formula would, whatever the page hands over."""
    table = rows(files(address=f"{start}cmd|' /C calc'!A0")["csv"])
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in table for cell in row)


def test_json() -> None:
    """The JSON is the whole estimate with its inputs as an address carries them, the date, the version and the address."""
    found = json.loads(files()["json"])
    assert found["inputs"] == {"product_sales": "25000000", "hit_product": "true"}
    assert found["estimate"]["amount"] == "1000000.00"
    assert [one["otherwise"] for one in found["estimate"]["readings"]] == ["1250000.00", None, None]
    assert (found["on"], found["address"]) == (CASE["on"], CASE["address"])
    assert found["version"] == loaded().version


def test_python_runs_as_shown() -> None:
    """The snippet runs in the project's folder and prints the amount."""
    done = subprocess.run([sys.executable, "-c", files()["python"]], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "1000000.00\n"


def test_command_runs_as_shown() -> None:
    """The command runs in the project's folder and prints the answer in the page's language."""
    program, *words = shlex.split(files()["command"])
    assert program == "python"
    done = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    assert "100万元" in done.stdout


def test_every_benefit(catalogue: Catalogue) -> None:
    """Every benefit's example can be taken away in both languages; its code is one valid piece of Python."""
    for benefit in catalogue.benefits.values():
        for lang in ("zh", "en"):
            made = files(benefit=benefit.id, inputs=dict(benefit.example), lang=lang)
            assert made["name"] == benefit.id.replace("/", "-")
            assert {len(row) for row in rows(made["csv"])} == {6 if lang == "zh" else 7}
            json.loads(made["json"])
            compile(made["python"], benefit.id, "exec")


def test_refusal() -> None:
    """A wrong answer makes no file, and is refused as in an estimate."""
    answer = json.loads(call(json.dumps({**CASE, "inputs": {"product_sales": "a lot"}})))
    assert not answer["ok"]
    assert set(answer["problems"]) == {"product_sales"}
