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

from calculators.batch.lines import Lines
from calculators.batch.reading import Reading
from calculators.batch.sheet import template
from calculators.batch.words import COLUMNS, remarks
from calculators.catalogue import Catalogue
from calculators.estimate.speaker import Speaker
from calculators.inputs import parse_answers
from calculators.plan.totals import TOTALS
from calculators.plan.work import plan
from calculators.terminal.commandline import main
from publisher.compile.policy import Compiled, catalogue_bytes
from tests.batch.firms import Worked, in_book, in_text
from tests.batch.firms import worked as read_and_worked

JANUARY = date(2026, 1, 15)
HEADINGS = ["企业名称", "place", "年度营业收入（万元）", "compute_spend", "compute_listed", "Type of organization"]
GOOD = ["甲公司", "思明区", "8000", "100万元", "是", "企业"]


def worked(catalogue: Catalogue, headings: Any, *rows: Any, place: str | None = None, **fixed: Any) -> Worked:
    """What comes of the rows below these headings."""
    return read_and_worked(catalogue, in_text(headings, *rows), place=place, on=JANUARY, **fixed)


def test_a_row_gives_what_the_plan_gives(catalogue: Catalogue) -> None:
    """Columns in either language, 万元 in the heading or the cell, a place by name: the same totals as the plan's."""
    found = worked(catalogue, HEADINGS, GOOD)
    (result,) = found.results
    assert not found.problems and result["name"] == "甲公司" and result["row"] == 2
    assert result["totals"] == {"firm": "0.00", "cautious": "500000.00", "widest": "600000.00"}
    assert result["binding"][0]["runner_up"] == "siming-2025/compute-voucher"
    assert "50万元" in result["text"]["counted"] and "相差40万元" in result["text"]["left_out"]


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
    found = worked(catalogue, ["place", heading, "compute_listed", "on"], ["350203", cell, "是", "2026-10-15"])
    assert not found.problems and found.spends == ["100000.00"]


def test_what_is_missing_is_said_where_it_is_known(catalogue: Catalogue) -> None:
    """A firm that spends and has not said that its compute is listed is told what that would bring."""
    (result,) = worked(catalogue, HEADINGS, [*GOOD[:4], "", *GOOD[5:]]).results
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
    found = worked(catalogue, HEADINGS, *rows)
    assert [one["row"] for one in found.results] == [2, 7]
    assert found.cells == ["B3", "D3", "E6", "B6"]
    assert [one["column"] for one in found.problems][:2] == ["place", "compute_spend"]
    assert "不是金额" in found.problems[1]["message"]


def test_unknown_columns_are_left_aside_and_named(catalogue: Catalogue) -> None:
    """A column that no question has is no reason to stop, but it is never passed over in silence."""
    found = worked(catalogue, [*HEADINGS, "备注", "compute_spnd", ""], [*GOOD, "x", "y", "z"])
    assert len(found.results) == 1 and found.cells == ["G1", "H1"]
    assert "是否要写：compute_spend" in found.problems[1]["message"]


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
    found = worked(catalogue, headings, *rows, **fixed)
    assert not found.problems and found.spends == ["100000.00", "100000.00", "0.00", "0.00"]
    assert [one["on"] for one in found.results] == ["2026-01-15", "2026-10-15", "2026-10-15", "2026-01-15"]


def test_a_template_can_be_filled_in_and_read_back(catalogue: Catalogue) -> None:
    """The sheet to download is understood as it is, in both languages."""
    for lang in ("zh", "en"):
        headings, example = template(catalogue, lang)
        found = worked(catalogue, headings, example)
        assert len(found.results) == 1 and not found.problems and not found.read["left_out"]


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
    reading = Reading.open(in_text([*names, "place"], [*cells, place]), "", catalogue, None, on)
    chunk = reading.run()
    answers, problems = parse_answers(catalogue.inputs, {name: cell for name, cell in zip(names, cells, strict=True) if cell})
    assert len(chunk.troubles) == len(problems) and len(chunk.results) == (0 if problems else 1)
    for result in chunk.results:
        found = plan(catalogue, place, answers, on)
        assert result.parts == found.parts and result.bindings == found.bindings
        assert all(result.total(total) == found.total(total) for total in TOTALS)


ANYTHING = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8) | st.none() | st.integers() | st.booleans()


@settings(deadline=None, max_examples=100)
@given(rows=st.lists(st.lists(ANYTHING, max_size=8), max_size=4), file=st.sampled_from([in_text, in_book]))
def test_any_grid_can_be_read(catalogue: Catalogue, rows: list[list[Any]], file: Any) -> None:
    """Whatever stands in the cells, every row is worked out, listed, left out or blank, and the result is a sheet again."""
    reading = Reading.open(file(HEADINGS, *rows), "", catalogue, "350203", JANUARY)
    chunk, speaker = reading.run(), Speaker(catalogue, "zh")
    table = Lines(speaker)
    lines = [table.headings(), *table.of(chunk.results, chunk.troubles)]
    assert all(len(line) == len(table.columns) for line in lines) and table.columns[: len(COLUMNS)] == COLUMNS
    firms, bad = {one.firm.row for one in chunk.results}, {one.row for one in chunk.troubles}
    assert not firms & bad and not {one.row for one in reading.left_out} & (firms | bad) and remarks(reading, speaker)


@pytest.mark.parametrize("file", [in_text, in_book])
def test_chunks_make_no_difference(catalogue: Catalogue, file: Any) -> None:
    """A sheet in chunks gives the rows and numbers that it gives in one, and says when it is through."""
    rows = [[f"{number}", "350203", "8000", f"{number}万元", "是", "企业"] for number in range(1, 40)]
    data = file(HEADINGS, *rows)
    whole = Reading.open(data, "", catalogue, None, JANUARY).run().results
    reading, parts = Reading.open(data, "", catalogue, None, JANUARY), []
    while not reading.ended:
        assert reading.count == 39
        parts += reading.run(7).results
    assert reading.rows == reading.firms == 39
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
    said = ["Read: the headings in row 1.", "Firms worked out: 1. Rows that could not be read: 1. Columns left aside: 0."]
    assert complaint.splitlines() == said

    assert main([*common, "--json", "--lang", "zh"]) == 0
    data = json.loads(read()[0])
    assert data["results"][0]["totals"]["widest"] == "600000.00" and [one["cell"] for one in data["problems"]] == ["B3"]
