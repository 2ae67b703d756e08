"""Promise: what a firm is told to do next, and every other word around them, leaves the totals of all golden cases as they are.

`UPDATE_SNAPSHOTS=1 python -m pytest tests/plan/test_golden_totals.py -n 0`
writes them anew; a total that moves needs a reason in the law.
"""

from __future__ import annotations

import csv
import io
import os
from datetime import date
from pathlib import Path

from calculators.catalogue import Catalogue
from calculators.inputs import parse_answers
from calculators.money import yuan
from calculators.plan.totals import TOTALS
from calculators.plan.work import plan
from tests.support.golden import CASES

SNAPSHOT = Path(__file__).parents[1] / "snapshots" / "golden-totals.csv"
DAY = date(2026, 1, 15)
"""Siming's, Xiamen's and Zhangzhou's texts count on it together."""

NEAREST = {"350000": "350203", "350200": "350203"}
"""Where the texts of a province and of a city meet those below them."""


def test_totals_of_all_golden_cases(catalogue: Catalogue) -> None:
    """The plan of every case worked out by hand, where its text meets most others: to the fen what it was."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["benefit", "case", *TOTALS])
    for name, case in CASES:
        place = catalogue.benefit(name).policy.place
        answers, problems = parse_answers(catalogue.inputs, case.inputs)
        assert not problems
        found = plan(catalogue, NEAREST.get(place, place), answers, DAY)
        rows.writerow([name, case.name, *(yuan(found.total(total)) for total in TOTALS)])
    if os.environ.get("UPDATE_SNAPSHOTS"):
        SNAPSHOT.write_text(out.getvalue(), "utf-8")
    assert out.getvalue().splitlines() == SNAPSHOT.read_text("utf-8").splitlines()
