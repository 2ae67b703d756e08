"""Promise: each firm's line says what to do next, what is short by how little, what excludes what, and which days are near."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from calculators.batch.lines import Lines
from calculators.batch.outlook import COLUMNS, MOST
from calculators.batch.reading import Reading
from calculators.batch.words import COLUMNS as OF_BEFORE
from calculators.catalogue import Catalogue
from calculators.estimate.steps import NextKind, next_steps
from calculators.estimate.work import estimate
from calculators.status import ENDING_WITHIN
from tests.batch.firms import in_text

NOVEMBER, JANUARY, AFTER = date(2026, 11, 27), date(2026, 1, 15), date(2027, 1, 10)
HEADINGS = ("name", "place", "compute_spend", "compute_listed", "model_spend", "model_listed", "organisation", "annual_revenue")
FIRM = ("甲", "350203", "100万", "是", "8万", "是", "企业", "8000万")


def lines(catalogue: Catalogue, *rows: Any, on: date = NOVEMBER, lang: str = "zh") -> list[dict[str, str]]:
    """The lines of a sheet, by the names of their columns."""
    reading = Reading.open(in_text(HEADINGS, *rows), "", catalogue, None, on)
    table, chunk = Lines(catalogue.speaker(lang)), reading.run()  # type: ignore[attr-defined]
    return [dict(zip(table.columns, line, strict=True)) for line in table.of(chunk.results, chunk.troubles)]


def data(catalogue: Catalogue, *rows: Any, on: date = NOVEMBER) -> list[Any]:
    chunk = Reading.open(in_text(HEADINGS, *rows), "", catalogue, None, on).run()
    table = Lines(catalogue.speaker("zh"))  # type: ignore[attr-defined]
    return [table.data(one) for one in chunk.results]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_columns_come_after_those_of_before(catalogue: Catalogue, lang: str) -> None:
    """What stood there stands where it stood, in both languages; the rows that cannot be read are as wide as the others."""
    table = Lines(catalogue.speaker(lang))  # type: ignore[attr-defined]
    assert table.columns == (*OF_BEFORE, *COLUMNS, "version")
    good, bad = lines(catalogue, FIRM, ("乙", "火星", "1", "", "", "", "", ""), lang=lang)
    assert good["next"] and bad["problem"] and not bad["next"] and bad.keys() == good.keys()
    assert [table.columns[at] for at in table.amounts()] == ["firm", "cautious", "widest", "vouchers"]


def test_what_is_worth_most_comes_first(catalogue: Catalogue) -> None:
    """At most three, by what they bring; each names the provision, and what is only our advice is marked so."""
    (found,) = data(catalogue, ("甲", "350203", "300万", "是", "60万", "", "企业", "8000万"), on=JANUARY)
    steps = found["next"]
    assert 1 < len(steps) <= MOST
    amounts = [float(one["amount"]) for one in steps]
    assert amounts == sorted(amounts, reverse=True)
    paid = {one["benefit"] for one in found["benefits"]}
    for one in steps:
        assert ("本站建议" in one["text"]) is (one["benefit"] in paid)
        benefit = catalogue.benefit(one["benefit"])
        assert benefit.policy.labels[benefit.quote.place]["zh"] in one["text"]


def test_steps_say_what_the_plan_says(catalogue: Catalogue) -> None:
    """A condition that is open and the papers to keep are those of the steps of an estimate."""
    missing, paid = data(catalogue, ("甲", "350203", "100万", "", "", "", "企业", ""), FIRM)
    found = estimate(catalogue.benefit("siming-2025/compute-voucher"), {}, catalogue.kinds, on=NOVEMBER, gates_open=False)
    steps = next_steps(found, catalogue)
    condition = next(one for one in steps if one.kind is NextKind.BEFORE_SPENDING)
    assert condition.text["zh"] in missing["next"][0]["text"]
    kept = catalogue.inputs["compute_spend"].evidence
    assert kept and kept["zh"] in paid["next"][0]["text"]


def test_what_is_short_by_how_little(catalogue: Catalogue) -> None:
    """Twenty thousand short of a hundred thousand: said with the difference; the nearest threshold first."""
    (found,) = data(catalogue, ("甲", "350203", "4.9万", "是", "8万", "是", "企业", "8000万"))
    assert [(one["input"], one["by"]) for one in found["short"]] == [("compute_spend", "1000"), ("model_spend", "20000")]
    (line,) = lines(catalogue, FIRM, lang="en")
    assert "Model purchases in the year: RMB 20,000 short of RMB 100,000" in line["short"]
    assert lines(catalogue, ("甲", "350203", "100万", "是", "", "", "企业", ""))[0]["short"] == ""


def test_choices_say_who_loses_by_how_much(catalogue: Catalogue) -> None:
    """District and city on one bill: which is paid, on what ground, where that stands, and what the other would cost."""
    (line,) = lines(catalogue, FIRM, on=JANUARY)
    assert "厦门算力券与思明算力“AI券”" in line["choices"] and "说不清" in line["choices"]
    assert "附则" in line["choices"] and "稳妥合计少40万元" in line["choices"]


def test_days_in_sight(catalogue: Catalogue) -> None:
    """The end of the text and the lapse of the voucher within ninety days; in the new year that it has ended."""
    (found,) = data(catalogue, FIRM)
    assert {one["date"] for one in found["days"]} == {"2026-12-31"} and len(found["days"]) == 2
    (early,) = data(catalogue, FIRM, on=date(2026, 12, 31) - ENDING_WITHIN - date.resolution)
    assert early["days"] == []
    (after,) = data(catalogue, FIRM, on=AFTER)
    assert [one["date"] for one in after["days"]] == ["2026-02-17", "2026-12-31"] and "到期" in after["days"][1]["text"]
    assert after["next"] == []


def test_who_may_not_apply_is_told_nothing_to_do(catalogue: Catalogue) -> None:
    """A research institute cannot have a voucher that is for enterprises."""
    (found,) = data(catalogue, (*FIRM[:6], "科研机构", ""))
    assert found["next"] == [] and found["short"] == []


def test_the_order_of_firms_makes_no_difference(catalogue: Catalogue) -> None:
    """What is kept of one firm is not told of another."""
    rows = [
        FIRM,
        ("乙", "350203", "100万", "", "9万", "", "企业"),
        ("丙", "350600", "4万", "是", "1万", "是", ""),
        ("丁", "350200", "9万", *FIRM[3:]),
    ]
    there, back = lines(catalogue, *rows), lines(catalogue, *reversed(rows))
    named = {one["name"]: [one[name] for name in COLUMNS] for one in there}
    assert named == {one["name"]: [one[name] for name in COLUMNS] for one in back}
    assert named == {rows[at][0]: [lines(catalogue, rows[at])[0][name] for name in COLUMNS] for at in range(4)}
