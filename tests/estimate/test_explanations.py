"""The words of an answer, one of each form of rule in both languages, kept as plain text beside the tests.

`UPDATE_SNAPSHOTS=1 python -m pytest tests/estimate/test_explanations.py -n 0`
writes them anew; look at the difference before you keep it.
"""

from __future__ import annotations

import os
import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from calculators.catalogue import Catalogue
from calculators.estimate.html import answer_html
from calculators.estimate.speaker import Speaker
from calculators.estimate.work import estimate
from calculators.inputs import parse_answers
from tests.support.built import example_of, squeezed

SNAPSHOTS = Path(__file__).parents[1] / "snapshots"
DAY = date(2026, 1, 15)

FORMS = {
    "share": ("fujian-draft/compute-subsidy", {}),
    "share-below-threshold": ("fujian-draft/compute-subsidy", {"compute_spend": "28万元"}),
    "share-of-product": ("xiamen-2025/zero-rent", {}),
    "share-by-bracket": ("xiamen-2025/compute-voucher", {}),
    "share-by-level": ("siming-2025/digital-upgrade", {}),
    "amount": ("xiamen-2025/national-platform", {}),
    "amount-for-each": ("fujian-draft/core-engineers", {}),
    "blocks": ("xiamen-2025/hit-product", {}),
    "sum": ("siming-2025/filing-award", {}),
    "sum-with-limits": ("zhangzhou-2025/housing", {"managers": "5"}),
    "ratio": ("wuhan-2024-draft/overseas-listing", {"invested_in_wuhan": "7亿元"}),
    "condition-not-met": ("xiamen-2025/first-edition-software", {"first_edition": "false"}),
    "ceiling": ("fujian-draft/vertical-model", {}),
    "range": ("wuhan-2024-draft/key-rd", {}),
    "pool": ("wuhan-2024-draft/compute-voucher-pool", {}),
    "undetermined": ("wuhan-2024-draft/large-model", {}),
}


def in_lines(html: str) -> str:
    """The text of an answer, a line for each block of it."""
    parted = re.sub(r"</?(?:p|div|li|h2|dt|dd|tr|section|summary|blockquote|details)\b[^>]*>", "\n", html)
    parted = re.sub(r"</(?:td|th)>", " | ", parted)
    lines = (squeezed(unescape(re.sub(r"<[^>]+>", "", line))) for line in re.sub(r"\n\s*", "\n", parted).splitlines())
    return "\n".join(line for line in lines if line) + "\n"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", FORMS)
def test_explanation(catalogue: Catalogue, form: str, lang: str) -> None:
    """An answer says exactly what it said when somebody last looked at it."""
    name, changes = FORMS[form]
    benefit = catalogue.benefit(name)
    answers, problems = parse_answers(catalogue.inputs, example_of(benefit) | changes)
    assert not problems
    found = estimate(benefit, answers, catalogue.kinds, on=DAY)
    html = answer_html(found, Speaker(catalogue, lang), "")
    text = in_lines(html.head.replace("<span", "<p") + html.body)
    file = SNAPSHOTS / f"{form}.{lang}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8"), "look at the difference; UPDATE_SNAPSHOTS=1 accepts it"


def test_no_snapshot_without_its_case() -> None:
    """Nothing is kept that is not compared."""
    assert {file.name for file in SNAPSHOTS.glob("*.txt")} == {f"{form}.{lang}.txt" for form in FORMS for lang in ("zh", "en")}
