"""Promise: the columns are found wherever they stand, in every unit they are headed with, and what was read is said."""

from __future__ import annotations

from typing import Any

import pytest

from calculators.batch.headings import Headings
from calculators.catalogue import Catalogue
from calculators.errors import Misuse
from tests.batch.firms import FIRM, HEADINGS, LISTED, SPEND, in_book, in_text, worked
from tests.support.workbooks import Book, Page

ENGLISH = "Compute spend in the year"


@pytest.mark.parametrize(
    ("heading", "power"),
    [
        ("年度算力支出", None),
        ("年度算力支出（元）", 0),
        ("年度算力支出（千元）", 3),
        ("年度算力支出（万元）", 4),
        ("年度算力支出(万元)", 4),
        ("年度算力支出/万元", 4),
        ("年度算力支出／万元", 4),
        (" 年度算力支出（ 万元 ）", 4),
        ("年度算力支出【万元】", 4),
        ("年度算力支出[万元]", 4),
        ("年度算力支出：万元", 4),
        ("年度算力支出，万元", 4),
        ("年度算力支出-万元", 4),
        ("年度算力支出_万元", 4),
        ("年度算力支出万元", 4),
        ("年度算力支出\n（万元）", 4),
        ("年度 算力支出 （万元）", 4),
        ("年度算力支出（单位：人民币万元）", 4),
        ("年度算力支出（万元人民币）", 4),
        ("年度算力支出（RMB，万元）", 4),
        ("年度算力支出（万元，人民币）", 4),
        ("年度算力支出（万）", 4),
        ("年度算力支出（万元/年）", 4),
        ("年度算力支出（百万元）", 6),
        ("年度算力支出（千万元）", 7),
        ("年度算力支出（亿元）", 8),
        ("年度算力支出（万元）（必填）", 4),
        ("年度算力支出（2025年，万元）", 4),
        ("年度算力支出（不含税，万元）", 4),
        ("*年度算力支出（万元）", 4),
        ("1.年度算力支出（万元）", 4),
        ("（3）年度算力支出（万元）", 4),
        ("二、年度算力支出（万元）", 4),
        ("年度算力支出（万元）*", 4),
        ("年度算力支出（万元）：", 4),
        ("\ufeff年度算力支出（万元）", 4),
        ("compute_spend（万元）", 4),
        ("COMPUTE_SPEND", None),
        (f"{ENGLISH} (RMB 10,000)", 4),
        (f"{ENGLISH} (RMB million)", 6),
        (f"{ENGLISH} (RMB millions)", 6),
        (f"{ENGLISH} (in millions of RMB)", 6),
        (f"{ENGLISH}, RMB million", 6),
        (f"{ENGLISH} (RMB m)", 6),
        (f"{ENGLISH} (RMB '000)", 3),
        (f"{ENGLISH} [CNY thousand]", 3),
        (f"{ENGLISH} (10k RMB)", 4),
        (f"{ENGLISH} (ten thousand yuan)", 4),
        (f"{ENGLISH} (RMB bn)", 9),
        (f"{ENGLISH} (¥)", 0),
    ],
)
def test_units(catalogue: Catalogue, heading: str, power: int | None) -> None:
    """Whatever brackets, signs and languages a unit stands in."""
    column = Headings(catalogue).column(heading)
    assert column is not None
    assert (column.name, column.power, column.odd) == ("compute_spend", power, "")


@pytest.mark.parametrize(
    "heading",
    [
        "年度算力支出（美元）",
        "年度算力支出（万美元）",
        "年度算力支出（USD）",
        "年度算力支出（港币）",
        "年度算力支出（人）",
        "年度算力支出（预计）",
        "年度算力支出（1）",
        "年度算力支出/月",
        f"{ENGLISH} (kUSD)",
        f"{ENGLISH} (lakh)",
        "三年本地算力服务费合计（万元/年）",
        "有效席位数（百个）",
        "购买办公场所的面积（亩）",
        "免租月数（年）",
    ],
)
@pytest.mark.parametrize("file", [in_text, in_book])
def test_a_unit_that_is_not_understood_is_refused(catalogue: Catalogue, heading: str, file: Any) -> None:
    """The sheet is refused with the cell, the heading and the units that can be had: no answer that is off by ten thousand."""
    with pytest.raises(Misuse) as refused:
        worked(catalogue, file((*HEADINGS[:2], heading, LISTED), FIRM))
    assert "C1" in refused.value.message("zh") and heading.strip() in refused.value.message("en")
    assert "万元" in refused.value.message("zh") and "RMB million" in refused.value.message("en")


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("企业名称（全称）", "name"),
        ("公司名称", "name"),
        ("单位名称", "name"),
        ("Company", "name"),
        ("所在地（区）", "place"),
        ("日期（年/月/日）", "on"),
        ("属于工业企业（是/否）", "industrial_enterprise"),
        ("属于工业企业？", "industrial_enterprise"),
        ("单位类型（企业/高校/科研机构）", "organisation"),
        ('产品已被厦门市综合评定为"爆款"产品', "hit_product"),
        ("有效席位数（个）", "seats"),
        ("购买办公场所的面积（㎡）", "premises_area"),
        ("免租月数（月）", "rent_free_months"),
        ("compute_spend_old", None),
        ("年度算力支出增长率", None),
        ("日期（成立）", None),
        ("企业规模", None),
        ("备注", None),
        ("", None),
    ],
)
def test_other_columns(catalogue: Catalogue, heading: str, name: str | None) -> None:
    """What people add to headings of other columns is passed over; another heading is another column."""
    column = Headings(catalogue).column(heading)
    assert (column.name if column else None) == name


@pytest.mark.parametrize("file", [in_text, in_book])
@pytest.mark.parametrize(
    ("above", "said"),
    [
        ([("2026年入驻企业一览表",)], "第2行"),
        ([("2026年入驻企业一览表",), (), ("",), ("填报单位：厦门某某园区",)], "第5行"),
        ([("序号", "说明"), ("1", "年度算力支出填全年数")], "第3行"),
    ],
)
def test_rows_above(catalogue: Catalogue, file: Any, above: list[Any], said: str) -> None:
    """Titles, blank rows and explanations above the headings."""
    found = worked(catalogue, file(*above, HEADINGS, FIRM))
    assert found.names == ["甲"] and found.spends == ["100000.00"] and said in found.zh


@pytest.mark.parametrize("file", [in_text, in_book])
@pytest.mark.parametrize(
    ("headings", "rows"),
    [
        ([("企业名称", "所在地", "算力", ""), ("", "", SPEND, LISTED)], "1–2"),
        ([("基本情况", "", "算力", ""), HEADINGS], "2"),
        ([HEADINGS, ("Firm name", "Place", ENGLISH, "")], "1–2"),
        ([("企业名称", "所在地", "年度算力支出", LISTED), ("", "", "万元", "是/否")], "1–2"),
        ([("企业名称", "所在地", "年度算力支出", LISTED), ("", "", "（万元）", "")], "1–2"),
    ],
)
def test_headings_in_several_rows(catalogue: Catalogue, file: Any, headings: list[Any], rows: str) -> None:
    """Groups above, a second language or units below."""
    found = worked(catalogue, file(*headings, FIRM, ("乙", *FIRM[1:])))
    assert found.names == ["甲", "乙"] and found.spends == ["100000.00"] * 2 and f"第{rows}行" in found.zh


@pytest.mark.parametrize("file", [in_text, in_book])
@pytest.mark.parametrize(
    ("line", "amount"),
    [
        ("单位：万元", "100000.00"),
        ("（单位：人民币万元）", "100000.00"),
        ("金额单位：万元    制表日期：2026-03-02", "100000.00"),
        ("单位：万元、人", "100000.00"),
        ("2026年入驻企业一览表（单位：万元）", "100000.00"),
        ("2026年入驻企业一览表（万元）", "100000.00"),
        ("Unit: RMB 10,000", "100000.00"),
        ("单位：千元", "10000.00"),
        ("填报单位：厦门某某园区", "0.00"),
        ("单位：元", "0.00"),
    ],
)
def test_a_unit_above_the_table(catalogue: Catalogue, file: Any, line: str, amount: str) -> None:
    """A line above the headings says what plain sums are in, and that it was minded is said; a heading's own unit holds."""
    found = worked(catalogue, file((line,), (*HEADINGS[:2], "年度算力支出", LISTED), FIRM))
    assert found.spends == [amount]
    assert (line.split("  ")[0] in found.zh) == ("填报单位" not in line)
    assert worked(catalogue, file((line,), HEADINGS, FIRM)).spends == ["100000.00"]


def test_a_unit_above_that_is_not_understood(catalogue: Catalogue) -> None:
    """单位：万美元 refuses the sheet, unless every sum has a unit of its own."""
    with pytest.raises(Misuse, match="万美元"):
        worked(catalogue, in_text(("单位：万美元",), (*HEADINGS[:2], "年度算力支出", LISTED), FIRM))
    assert worked(catalogue, in_text(("单位：万美元",), HEADINGS, FIRM)).spends == ["100000.00"]


def test_a_unit_below_the_table_is_named(catalogue: Catalogue) -> None:
    """A note that comes when the sums have been read as yuan is no remark but a problem."""
    rows = ((*HEADINGS[:2], "年度算力支出", LISTED), FIRM, ("注：金额单位为万元", "", "", ""))
    found = worked(catalogue, in_text(*rows))
    assert found.cells == ["A3"] and "列名" in found.problems[0]["message"]
    assert not worked(catalogue, in_text(HEADINGS, *rows[1:])).problems


def test_the_sheet_that_has_the_columns(catalogue: Catalogue) -> None:
    """Behind an empty, a hidden and an instruction sheet, and beside one that has fewer of the columns."""
    table = [HEADINGS, FIRM]
    instructions = [("列名", "怎么填"), (SPEND, "全年合计"), (LISTED, "是或否")]
    pages = [Page("空", []), Page("字典", [("是",), ("否",)], "hidden"), Page("填写说明", instructions), Page("数据", table)]
    found = worked(catalogue, Book(pages).file())
    assert found.names == ["甲"] and "“数据”" in found.zh and "“数据”" in found.en and "没有读取" not in found.zh


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets(catalogue: Catalogue, state: str) -> None:
    """A sheet that can be seen goes before a hidden one; where only a hidden one has the columns, that is read, and said."""
    old, new = Page("旧", [HEADINGS, ("旧", *FIRM[1:])], state), Page("新", [HEADINGS, FIRM])
    assert worked(catalogue, Book([old, new]).file()).names == ["甲"]
    alone = worked(catalogue, Book([old, Page("封面", [("你好",)])]).file())
    assert alone.names == ["旧"] and "隐藏" in alone.zh and "hidden" in alone.en


def test_another_sheet_like_it_is_named(catalogue: Catalogue) -> None:
    """Of two sheets with the same columns the first is read, and the other named."""
    found = worked(catalogue, Book([Page("2025", [HEADINGS, FIRM]), Page("2026", [HEADINGS, FIRM])]).file())
    assert found.names == ["甲"] and "“2026”也有这些列，没有读取" in found.zh


def test_hidden_rows_and_columns_count(catalogue: Catalogue) -> None:
    """What is hidden is worked out like the rest, and said to be."""
    rows = [HEADINGS, FIRM, ("乙", *FIRM[1:]), ("丙", *FIRM[1:])]
    found = worked(catalogue, in_book(*rows, hidden=[3, 9], hidden_columns=[(3, 4)]))
    assert found.names == ["甲", "乙", "丙"] and "第3行" in found.zh and "C“年度算力支出（万元）”" in found.zh
    assert found.read["hidden_rows"] == [3]
    assert "隐藏" not in worked(catalogue, in_book(*rows)).zh


@pytest.mark.parametrize("file", [in_text, in_book])
@pytest.mark.parametrize(
    ("headings", "words"),
    [
        (("place", "compute_spend", "年度算力支出"), "twice"),
        (("place", "备注"), "No headings"),
        ((), "No headings"),
        (("compute_spend",), "Nothing says where"),
    ],
)
def test_a_sheet_that_cannot_be_understood(catalogue: Catalogue, file: Any, headings: tuple[str, ...], words: str) -> None:
    """Two columns for one question, no question at all, or no place: there is nothing to begin with."""
    with pytest.raises(Misuse, match=words):
        worked(catalogue, file(headings, ["1"] * len(headings)), place=None)


def test_the_label_itself_goes_before_its_kin(catalogue: Catalogue) -> None:
    """Beside 企业名称 a column 公司名称（英文） is one that is not known."""
    found = worked(catalogue, in_text((*HEADINGS, "企业名称（英文）"), (*FIRM, "Jia")))
    assert found.names == ["甲"] and found.cells == ["E1"]
