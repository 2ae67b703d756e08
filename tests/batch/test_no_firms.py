"""Promise: totals, averages, notes and titles among the firms are no firms; they are left out, and said to be."""

from __future__ import annotations

from typing import Any

import pytest

from calculators.catalogue import Catalogue
from tests.batch.firms import FIRM, HEADINGS, in_book, in_text, worked

OTHER = ("乙", *FIRM[1:])


@pytest.mark.parametrize("file", [in_text, in_book])
@pytest.mark.parametrize(
    "label",
    [
        "合计", "合 计", "合　　计", "合计：", "总计", "小计", "共计", "累计", "平均", "平均值", "均值", "汇总", "合计（2家）",
        "合计：2家", "共2家", "思明区小计", "本页合计", "合计金额", "Total", "TOTAL", "Total:", "Total (2 firms)", "Grand total",
        "Subtotal", "Sub-total", "Sum", "Average", "Mean",
    ],
)  # fmt: skip
def test_totals(catalogue: Catalogue, file: Any, label: str) -> None:
    """Between the firms and below them, with a place and an answer or without, in the first column or in that of the names."""
    rows = (FIRM, (label, *FIRM[1:]), OTHER, (label, "", 200, ""))
    found = worked(catalogue, file(HEADINGS, *rows))
    assert found.names == ["甲", "乙"] and not found.problems
    assert [(one["row"], one["why"]) for one in found.read["left_out"]] == [(3, "total"), (5, "total")]
    assert "第3行" in found.zh and "row 5" in found.en
    numbered = [("", *row) for row in rows] + [(label, "", "", 200, "")]
    assert worked(catalogue, file(("序号", *HEADINGS), *numbered)).names == ["甲", "乙"]


@pytest.mark.parametrize(
    "name", ["合计科技有限公司", "总计网络", "Total Energies", "Average Joe Ltd", "平均律音乐", "累计智能公司"]
)
def test_firms_that_are_called_like_it(catalogue: Catalogue, name: str) -> None:
    """A name that holds one of these words and more is a name."""
    assert worked(catalogue, in_text(HEADINGS, (name, *FIRM[1:]))).names == [name]


@pytest.mark.parametrize("file", [in_text, in_book])
@pytest.mark.parametrize(
    "note",
    [
        "注：以上数据由各企业自报。", "备注：不含税", "说明：合同金额", "注1：仅供参考", "填表人：张三", "数据来源：各企业",
        "※ 预估数", "以上数据截至2026年3月，由各企业自行填报。", "Note: as reported by the firms", "Source: park office",
    ],
)  # fmt: skip
def test_notes(catalogue: Catalogue, file: Any, note: str) -> None:
    """A sentence below the table or between its rows is no firm and no trouble."""
    found = worked(catalogue, file(HEADINGS, FIRM, (note,), OTHER, (), (note, "", "", "")))
    assert found.names == ["甲", "乙"] and not found.problems and [one["why"] for one in found.read["left_out"]] == ["note"] * 2


def test_a_note_in_another_column(catalogue: Catalogue) -> None:
    """Also where the first column is the place, and where the note stands in a column that is not read."""
    headings = (*HEADINGS[1:], "备注")
    found = worked(catalogue, in_text(headings, (*FIRM[1:], "x"), ("注：仅供参考", "", "", ""), ("", "", "", "截至三月")))
    assert len(found.results) == 1 and found.cells == ["D1"] and len(found.read["left_out"]) == 2


def test_titles_between(catalogue: Catalogue) -> None:
    """A cell merged over several columns, alone in its row, heads what follows."""
    found = worked(catalogue, in_book(HEADINGS, ("一、思明区",), FIRM, ("二、湖里区",), OTHER, merged=["A2:D2", "A4:D4"]))
    assert found.names == ["甲", "乙"] and [one["row"] for one in found.read["left_out"]] == [2, 4]


@pytest.mark.parametrize("file", [in_text, in_book])
def test_headings_again(catalogue: Catalogue, file: Any) -> None:
    """Headings that are printed again on every page are passed over."""
    found = worked(catalogue, file(HEADINGS, FIRM, HEADINGS, OTHER))
    assert found.names == ["甲", "乙"] and not found.problems and found.read["left_out"][0]["why"] == "headings"


def test_a_name_alone(catalogue: Catalogue) -> None:
    """A name about which nothing is said is not worked out; with what is said of all it is a firm like the others."""
    rows = (HEADINGS, FIRM, ("丙公司", "", "", ""), ("丁公司", "", "—", "/"))
    found = worked(catalogue, in_text(*rows))
    assert found.names == ["甲"] and [one["why"] for one in found.read["left_out"]] == ["name", "name"]
    assert len(worked(catalogue, in_text(*rows), answers={"compute_listed": True}).results) == 3
    assert len(worked(catalogue, in_text(HEADINGS, ("丙公司", "思明区", "", ""))).results) == 1


def test_of_many_some_are_named(catalogue: Catalogue) -> None:
    """Twelve subtotals are told by the first ten and their number."""
    found = worked(catalogue, in_text(HEADINGS, *[FIRM, ("小计", "", 100, "")] * 12))
    assert len(found.results) == 12 and "等12行" in found.zh and "12 in all" in found.en and "第25行" not in found.zh


def test_what_is_merged_over_rows(catalogue: Catalogue) -> None:
    """A place or an answer merged over rows is that of each firm; a name is that of the first, a sum that of nobody."""
    blank = (None, None, 100, None)
    found = worked(catalogue, in_book(HEADINGS, ("甲", "漳州市", 100, "是"), blank, OTHER, merged=["A2:A3", "B2:B3", "D2:D3"]))
    assert [(one["name"], one["place"]) for one in found.results] == [("甲", "350600"), ("", "350600"), ("乙", "350203")]
    shared = worked(catalogue, in_book(HEADINGS, FIRM, ("乙", "思明区", None, "是"), OTHER, merged=["C2:C3"]))
    assert shared.cells == ["C2", "C3"] and "合并" in shared.problems[0]["message"] and len(shared.results) == 1
    one = worked(catalogue, in_book(HEADINGS, FIRM, (), OTHER, merged=["A2:A3", "B2:B3", "C2:C3", "D2:D3"]))
    assert one.names == ["甲", "乙"] and not one.problems
