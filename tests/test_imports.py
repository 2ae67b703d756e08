"""Arrows run one way: the engine imports the standard library alone, and nobody imports against the arrows."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.project import ROOT

ENGINE = sorted((ROOT / "calculators").rglob("*.py"))
PRESS = sorted((ROOT / "publisher").rglob("*.py"))


def _imported(file: Path) -> Iterator[str]:
    """The top-level packages that a module imports anywhere, inside functions too."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            relative = file.relative_to(ROOT).parts[0]
            yield relative if node.level else (node.module or "").partition(".")[0]


@pytest.mark.parametrize("file", [pytest.param(file, id=str(file.relative_to(ROOT))) for file in ENGINE])
def test_engine(file: Path) -> None:
    """`calculators` needs nothing but Python; the answer's template, and nothing else, needs Jinja2."""
    allowed = {*sys.stdlib_module_names, "calculators"}
    if file.name == "templating.py":
        allowed.add("jinja2")
    assert set(_imported(file)) - allowed == set()


@pytest.mark.parametrize("file", [pytest.param(file, id=str(file.relative_to(ROOT))) for file in PRESS])
def test_press(file: Path) -> None:
    """`publisher` does not know the entry, the tests or the benchmarks."""
    assert set(_imported(file)) & {"build_site", "tests", "benchmarks"} == set()


def test_only_the_press_reads_the_law() -> None:
    """No module of the engine so much as names the folder of the records."""
    assert [file.name for file in ENGINE if '"policies"' in file.read_text("utf-8") and "ROOT" in file.read_text("utf-8")] == []
