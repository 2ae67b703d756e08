"""The catalogue keeps its contract: the 55 benefits with their purpose, recipient, certainty and inputs."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from calculators.catalogue import Benefit, Catalogue
from calculators.rules.asks import Gate
from publisher.compile.policy import Compiled

FILE = Path(__file__).parents[1] / "fixtures" / "contract.csv"
ROWS = list(csv.DictReader(FILE.read_text("utf-8").splitlines()))


def _inputs(benefit: Benefit, catalogue: Catalogue) -> set[str]:
    """The inputs with their marks: `?` is a gate, `!` a limb, `=` a level."""
    gates = {ask.name for ask in benefit.conditions if isinstance(ask, Gate)}
    marks = {"yes-no": "!", "choice": "="}
    return {name + ("?" if name in gates else marks.get(catalogue.inputs[name].kind, "")) for name in benefit.inputs}


def _promised(row: dict[str, str]) -> set[str]:
    names = (name.strip() for name in row["inputs"].split(";"))
    return {name.partition("=")[0] + "=" if "=" in name else name for name in names if name}


def test_ids(catalogue: Catalogue) -> None:
    """The catalogue has these benefits and no others."""
    assert len(ROWS) == 55
    assert set(catalogue.benefits) == {row["id"] for row in ROWS}


@pytest.mark.parametrize("row", [pytest.param(row, id=row["id"]) for row in ROWS])
def test_benefit(catalogue: Catalogue, row: dict[str, str]) -> None:
    """A benefit is for what, for whom and as certain as promised, and asks for what was promised."""
    benefit = catalogue.benefit(row["id"])
    assert (benefit.purpose, benefit.recipient, benefit.certainty) == (row["purpose"], row["recipient"], row["certainty"])
    assert _inputs(benefit, catalogue) == _promised(row)


@pytest.mark.parametrize("row", [pytest.param(row, id=row["id"]) for row in ROWS if "=" in row["inputs"]])
def test_levels(catalogue: Catalogue, row: dict[str, str]) -> None:
    """Each promised level can be chosen."""
    for name in row["inputs"].split(";"):
        level, _, values = name.strip().partition("=")
        if values:
            assert set(values.split("|")) <= set(catalogue.inputs[level].options)


def test_nothing_is_wrong(compiled: Compiled) -> None:
    """The catalogue was compiled without a finding."""
    assert compiled.findings == []
