"""What the page on tables prints runs as it stands there, and is the same in both languages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from calculators.law import Law
from publisher.compile.policy import Compiled, catalogue_bytes
from publisher.project import ROOT
from tests.bulk.firms import invented, parquet_of

PAGES = {"zh": ROOT / "docs" / "tables.md", "en": ROOT / "docs" / "en" / "tables.md"}
BLOCK = re.compile(r"```(sh|python)\n(.*?)```", re.DOTALL)


def blocks(lang: str) -> list[tuple[str, str]]:
    """The programs of the page, each with what runs it."""
    return BLOCK.findall(PAGES[lang].read_text("utf-8"))


def on_spark(program: str) -> bool:
    return "spark" in program.replace("--dialect spark", "")


@pytest.fixture
def folder(catalogue: Law, compiled: Compiled, tmp_path: Path) -> Path:
    """A folder with the files that the page speaks of, and the command."""
    table = parquet_of(catalogue, invented(catalogue, 20, seed=4), tmp_path / "firms.parquet")
    duckdb.execute(f"COPY (SELECT * EXCLUDE (id), id AS \"Firm name\" FROM '{table}') TO '{tmp_path}/firms.csv'")
    (tmp_path / "changed.json").write_bytes(catalogue_bytes(compiled.catalogue))
    run("sh", "huice plan --batch firms.csv --place 350203 > last.csv", tmp_path, sys.executable)
    return tmp_path


def run(kind: str, program: str, folder: Path, python: str) -> None:
    command = folder / "bin" / "huice"
    command.parent.mkdir(exist_ok=True)
    command.write_text(f'#!/bin/sh\nexec "{python}" -m calculators "$@"\n', "utf-8")
    command.chmod(0o755)
    words = ["sh", "-euc", program] if kind == "sh" else [python, "-c", program]
    ways = {"PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(words, cwd=folder, env={**os.environ, **ways}, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, f"{program}\n{done.stdout}\n{done.stderr}"


def test_both_languages_print_the_same() -> None:
    assert blocks("zh") == blocks("en")
    assert len(blocks("en")) == 7


@pytest.mark.parametrize("at", [at for at, (_, program) in enumerate(blocks("en")) if not on_spark(program)])
def test_what_is_printed_runs(folder: Path, at: int) -> None:
    """On this machine."""
    run(*blocks("en")[at], folder, sys.executable)
