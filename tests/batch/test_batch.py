"""A spreadsheet of firms in, amounts and reasons out; a bad row is named and stops nobody else."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.batch.sheet import Sheet, cell_text, template
from calculators.batch.words import COLUMNS, heading_row, result_json, result_row
from calculators.batch.work import Batch, summed
from calculators.catalogue import Catalogue
from calculators.errors import Misuse
from calculators.estimate.speaker import Speaker
from calculators.inputs import parse_answers
from calculators.plan.totals import TOTALS
from calculators.plan.work import plan
from calculators.terminal.commandline import main
from publisher.compile.policy import Compiled, catalogue_bytes

JANUARY = date(2026, 1, 15)
HEADINGS = ["企业名称", "place", "年度营业收入（万元）", "compute_spend", "compute_listed", "Type of organization"]
GOOD = ["甲公司", "思明区", "8000", "100万元", "是", "企业"]


def worked(catalogue: Catalogue, headings: list[Any], *rows: list[Any], **fixed: Any) -> tuple[list[Any], list[Any]]:
    """What comes of the rows below these headings, as data."""
    sheet, speaker = Sheet.read(catalogue, headings, JANUARY, **fixed), Speaker(catalogue, "en")
    results, troubles = Batch(sheet).run(rows, 2)
    return [result_json(one, speaker) for one in results], [*sheet.troubles, *troubles]


def test_a_row_gives_what_the_plan_gives(catalogue: Catalogue) -> None:
    """Columns in either language, 万元 in the heading or the cell, a place by name: the same totals as the plan's."""
    (result,), troubles = worked(catalogue, HEADINGS, GOOD)
    assert not troubles and result["name"] == "甲公司" and result["row"] == 2
    assert result["totals"] == {"firm": "0.00", "cautious": "500000.00", "widest": "600000.00"}
    assert result["binding"][0]["runner_up"] == "siming-2025/compute-voucher"
    assert "RMB 500,000" in result["text"]["counted"] and "loses by RMB 400,000" in result["text"]["left_out"]


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("年度算力支出（万元）", "100"),
        ("年度算力支出 (亿元)", "0.01"),
        ("Compute spend in the year (元)", "1,000,000"),
        ("compute_spend（万元）", "1000000元"),
        ("COMPUTE_SPEND", "100万"),
    ],
)
def test_units_in_the_heading(catalogue: Catalogue, heading: str, cell: str) -> None:
    """A plain number is in the unit of its heading; a number with a unit of its own keeps it."""
    (result,), troubles = worked(catalogue, ["place", heading, "compute_listed", "on"], ["350203", cell, "是", "2026-10-15"])
    assert not troubles and result["totals"]["widest"] == "100000.00"


def test_what_is_missing_is_said_where_it_is_known(catalogue: Catalogue) -> None:
    """A firm that spends and has not said that its compute is listed is told what that would bring."""
    (result,), _ = worked(catalogue, HEADINGS, [*GOOD[:4], "", *GOOD[5:]])
    assert [one["inputs"] for one in result["missing"]] == [["compute_listed"]]
    assert result["missing"][0]["brings"] == "100000.00"


def test_bad_cells_are_named_and_stop_nobody(catalogue: Catalogue) -> None:
    """Every bad cell is listed with row, column and reason; blank rows are passed over; the other rows are worked out."""
    rows = [
        GOOD,
        ["乙公司", "火星", "8000", "x", "是", "企业"],
        [],
        ["", "", "", "", "", ""],
        ["丙公司", "", "8000", "100万元", "也许", "企业"],
        GOOD,
    ]
    results, troubles = worked(catalogue, HEADINGS, *rows)
    assert [one["row"] for one in results] == [2, 7]
    assert [one.cell for one in troubles] == ["B3", "D3", "E6", "B6"]
    assert [one.heading for one in troubles][:2] == ["place", "compute_spend"]
    assert "is no sum of money" in troubles[1].problem.message("en") and "不是金额" in troubles[1].problem.message("zh")


def test_unknown_columns_are_left_aside_and_named(catalogue: Catalogue) -> None:
    """A column that no question has is no reason to stop, but it is never passed over in silence."""
    results, troubles = worked(catalogue, [*HEADINGS, "备注", "compute_spnd", ""], [*GOOD, "x", "y", "z"])
    assert len(results) == 1 and [one.cell for one in troubles] == ["G1", "H1"]
    assert "Did you mean compute_spend" in troubles[1].problem.message("en")


@pytest.mark.parametrize(
    ("headings", "words"),
    [
        (["place", "compute_spend", "年度算力支出"], "twice"),
        (["place", "备注"], "names no column"),
        ([], "names no column"),
        (["compute_spend"], "Nothing says where"),
    ],
)
def test_a_sheet_that_cannot_be_understood_is_refused(catalogue: Catalogue, headings: list[str], words: str) -> None:
    """Two columns for one question, no question at all, or no place: there is nothing to begin with."""
    with pytest.raises(Misuse, match=words):
        Sheet.read(catalogue, headings, JANUARY)


def test_what_stands_in_for_blank_cells(catalogue: Catalogue) -> None:
    """Place, day and answers given for all count where a row says nothing, and a row's own go before them."""
    answers, _ = parse_answers(catalogue.inputs, {"compute_listed": "true"})
    headings, fixed = ["compute_spend", "on", "place", "compute_listed"], {"place": "350203", "answers": answers}
    rows = [
        ["100万", "", "", ""],
        ["100万", "2026-10-15", "", ""],
        ["100万", "2026/10/15", "350600", ""],
        ["100万", "", "", "否"],
    ]
    results, troubles = worked(catalogue, headings, *rows, **fixed)
    assert not troubles and [one["totals"]["widest"] for one in results] == ["100000.00", "100000.00", "0.00", "0.00"]
    assert [one["on"] for one in results] == ["2026-01-15", "2026-10-15", "2026-10-15", "2026-01-15"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (12, "12"),
        (1e22, "10000000000000000000000"),
        (0.1, "0.1"),
        (" a ", "a"),
        (1000000.0, "1000000.0"),
    ],
)
def test_a_cell_reads_as_it_would_be_typed(cell: object, text: str) -> None:
    """Numbers and ticks of a spreadsheet become the digits and words a person would type."""
    assert cell_text(cell) == text


def test_a_template_can_be_filled_in_and_read_back(catalogue: Catalogue) -> None:
    """The sheet to download is understood as it is, in both languages."""
    for lang in ("zh", "en"):
        headings, example = template(catalogue, lang)
        results, troubles = worked(catalogue, headings, example)
        assert len(results) == 1 and not troubles


CELLS = st.sampled_from(["", "1", "100万元", "是", "否", "5000000", "国家级", "3", "12"])


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_batch_and_plan_agree(catalogue: Catalogue, data: st.DataObject) -> None:
    """Any row that can be read has the totals that `plan` gives for the same answers; any other names its cells."""
    names = data.draw(st.lists(st.sampled_from(list(catalogue.inputs)), min_size=1, max_size=25, unique=True))
    cells = [data.draw(CELLS) for _ in names]
    place, on = (
        data.draw(st.sampled_from(["350203", "350600", "420106"])),
        data.draw(st.dates(date(2025, 1, 1), date(2027, 12, 31))),
    )
    sheet = Sheet.read(catalogue, [*names, "place"], on)
    results, troubles = Batch(sheet).run([[*cells, place]], 2)
    answers, problems = parse_answers(catalogue.inputs, {name: cell for name, cell in zip(names, cells, strict=True) if cell})
    assert len(troubles) == len(problems) and len(results) == (0 if problems else 1)
    if results:
        found = plan(catalogue, place, answers, on)
        assert results[0].parts == found.parts and results[0].bindings == found.bindings
        assert summed(results) == {total: found.total(total) for total in TOTALS}


@settings(deadline=None, max_examples=100)
@given(
    rows=st.lists(st.lists(st.text(max_size=8) | st.none() | st.integers() | st.floats() | st.booleans(), max_size=8), max_size=4)
)
def test_any_grid_can_be_read(catalogue: Catalogue, rows: list[list[Any]]) -> None:
    """Whatever stands in the cells, every row is worked out, listed, or blank, and the result is a sheet again."""
    sheet = Sheet.read(catalogue, HEADINGS, JANUARY, "350203")
    results, troubles = Batch(sheet).run(rows, 2)
    speaker = Speaker(catalogue, "zh")
    lines = [heading_row(speaker), *(result_row(one, speaker) for one in results)]
    assert all(len(line) == len(COLUMNS) for line in lines)
    assert not {one.firm.row for one in results} & {one.row for one in troubles}


def test_chunks_make_no_difference(catalogue: Catalogue) -> None:
    """A sheet in chunks gives the rows and numbers that it gives in one."""
    sheet = Sheet.read(catalogue, HEADINGS, JANUARY)
    rows = [[f"{number}", "350203", "8000", f"{number}万元", "是", "企业"] for number in range(1, 40)]
    whole, _ = Batch(sheet).run(rows, 2)
    batch = Batch(sheet)
    parts = [one for start in range(0, len(rows), 7) for one in batch.run(rows[start : start + 7], start + 2)[0]]
    assert [(one.firm.row, one.total("widest")) for one in parts] == [(one.firm.row, one.total("widest")) for one in whole]
    assert whole[29].total("widest") == Decimal(180_000)


def test_the_command_reads_a_file(
    compiled: Compiled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`plan --batch` prints a line for every row and says on standard error how many it could not read."""
    (tmp_path / "catalogue.json").write_bytes(catalogue_bytes(compiled.catalogue))
    monkeypatch.setattr("calculators.catalogue.BUILT", tmp_path / "catalogue.json")
    file = tmp_path / "firms.csv"
    file.write_text("\n".join(",".join(row) for row in [HEADINGS, GOOD, ["乙", "火星", "1", "1", "", ""]]), "gb18030")
    common: list[str] = ["plan", "--batch", str(file), "--on", "2026-01-15"]
    read: Callable[[], tuple[str, str]] = lambda: (captured := capsys.readouterr()) and (captured.out, captured.err)  # noqa: E731

    assert main([*common, "--lang", "en"]) == 0
    out, complaint = read()
    first, second = csv.DictReader(io.StringIO(out))
    assert (first["name"], first["cautious"], first["widest"], first["vouchers"]) == (
        "甲公司",
        "500000.00",
        "600000.00",
        "500000.00",
    )
    assert second["row"] == "3" and second["widest"] == "" and "B3 (place)" in second["problem"]
    assert complaint == "Firms worked out: 1. Rows that could not be read: 1. Columns left aside: 0.\n"

    assert main([*common, "--json", "--lang", "zh"]) == 0
    data = json.loads(read()[0])
    assert data["results"][0]["totals"]["widest"] == "600000.00" and [one["cell"] for one in data["problems"]] == ["B3"]
