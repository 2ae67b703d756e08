"""Promise: a cell of a workbook is read as it is shown, or the firm is not worked out and the cell is named with the reason."""

from __future__ import annotations

import io

import pytest

from calculators.batch.formats import digits, format_of
from calculators.batch.workbook import open_workbook
from calculators.catalogue import Catalogue
from calculators.errors import Problem
from tests.batch.firms import DAY, FIRM, HEADINGS, LISTED, SPEND, in_book, worked
from tests.support.workbooks import STRICT, Book, C, Page

PLAIN_SPEND = "年度算力支出"


def spend(catalogue: Catalogue, cell: object, *, heading: str = SPEND, formats: tuple[str, ...] = ()) -> str:
    """What a firm with this cell gets, or why it is not worked out."""
    found = worked(catalogue, in_book((*HEADINGS[:2], heading, LISTED), ("甲", "思明区", cell, "是"), formats=formats))
    assert len(found.results) + len(found.problems) == 1
    if found.results:
        return found.spends[0]
    assert found.cells == ["C2"]
    return str(found.problems[0]["message"])


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (C("#N/A", "e", "VLOOKUP(A2,F:G,2,0)"), "错误值"),
        (C("#DIV/0!", "e", "A1/0"), "错误值"),
        (C("#REF!", "e"), "错误值"),
        (C("#VALUE!", "e"), "错误值"),
        (C(f="SUM(F2:Q2)"), "没有计算过"),
        (C("", f="SUM(F2:Q2)"), "没有计算过"),
        (C(t="str", f='IF(1,"a","b")'), "没有计算过"),
        (C("x"), "读不出来"),
        (C("NaN"), "读不出来"),
        (C("7", "s"), "读不出来"),
        (C("2", "b"), "读不出来"),
        ("#N/A", "错误值"),
        ("####", "错误值"),
        ("Err:502", "错误值"),
        (True, "不是金额"),
        (C("2026-01-15T00:00:00", "d"), "不是金额"),
    ],
)
def test_what_cannot_be_read_is_listed(catalogue: Catalogue, cell: object, words: str) -> None:
    """Errors, formulas that were never worked out and whatever else is not empty and has no value that can be read."""
    assert words in spend(catalogue, cell)


@pytest.mark.parametrize("at", range(4))
def test_an_error_in_any_column_that_is_read(catalogue: Catalogue, at: int) -> None:
    """Name, place, sum or answer: the firm is not worked out, and the others are."""
    broken = [*FIRM]
    broken[at] = C("#N/A", "e", "VLOOKUP(1,A:B,2)")
    found = worked(catalogue, in_book(HEADINGS, broken, FIRM))
    assert found.cells == [f"{'ABCD'[at]}2"] and found.names == ["甲"]


def test_an_error_elsewhere_is_nobodys_business(catalogue: Catalogue) -> None:
    """A column that is not read may hold what it likes; a text that looks like an error is a name like another."""
    found = worked(catalogue, in_book((*HEADINGS, "备注"), (*FIRM, C("#N/A", "e")), ("#N/A", *FIRM[1:])))
    assert found.cells == ["E1"] and found.names == ["甲", "#N/A"]


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        (C("100", f="SUM(F2:Q2)"), "100000.00"),
        (C("100", f=""), "100000.00"),  # one that shares the formula of another
        (C("100万元", "str", 'IF(1,"100万元","")'), "100000.00"),
        (C("", "str", 'IF(1,"","")'), "0.00"),
        (C("99.899999999999991"), "99900.00"),
        (C("30.029999999999998"), "30030.00"),
        (C("0.30000000000000004"), "0.00"),
        (C("121.00000000000001"), "121000.00"),
        (C("1.0E2"), "100000.00"),
        (C("1E+02"), "100000.00"),
        (C(t="inlineStr", runs=["1", "00"]), "100000.00"),
        (C(t="inlineStr", runs=["100", " 万元 "]), "100000.00"),
        (C(t="inlineStr", runs=["100"], inside="<is><rPh sb='0' eb='1'><t>yi bai</t></rPh></is>"), "100000.00"),
        ("100\xa0", "100000.00"),
        ("\u200b100", "100000.00"),
        ("１００", "100000.00"),
        ("'100", "100000.00"),
        ('="100"', "100000.00"),
        ("-", "0.00"),
        ("—", "0.00"),
        ("--", "0.00"),
        ("/", "0.00"),
        ("N/A", "0.00"),
        ("无", "0.00"),
        ("暂无", "0.00"),
        ("  ", "0.00"),
        (None, "0.00"),
    ],
)
def test_what_can_be_read(catalogue: Catalogue, cell: object, amount: str) -> None:
    """Values of formulas, the fifteen digits that a spreadsheet keeps, rich text, numbers kept as text, signs for nothing."""
    assert spend(catalogue, cell) == amount


@pytest.mark.parametrize(
    ("code", "number", "amount"),
    [
        ("General", "1000000", "100000.00"),
        ("#,##0.00", "1000000", "100000.00"),
        ("4", "1000000", "100000.00"),
        ('_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', "1000000", "100000.00"),
        ("[$¥-804]#,##0.00", "1000000", "100000.00"),
        ('"RMB "#,##0', "1000000", "100000.00"),
        ("[$CNY] #,##0", "1000000", "100000.00"),
        ("#,##0_);[Red](#,##0)", "1000000", "100000.00"),
        ("@", "1000000", "100000.00"),
        ("0.00E+00", "1000000", "100000.00"),
        ("[>100]0;[Red]0", "1000000", "100000.00"),
        ('0.00"万元"', "100", "100000.00"),
        ('#,##0"万"', "100", "100000.00"),
        ('0!.0,"万"', "1000000", "100000.00"),
        ('0!.0000"万元"', "1000000", "100000.00"),
        ('0.00,,"百万"', "1000000", "100000.00"),
        ('[>=100000000]0!.00,,"亿";[>=10000]0!.0,"万";0', "1000000", "100000.00"),
        ("0%", "0.5", "不是金额"),
        ("9", "0.5", "不是金额"),
        ('0"%"', "50", "不是金额"),
        ("$#,##0.00", "1000", "人民币"),
        ("[$$-409]#,##0", "1000", "人民币"),
        ("[$€-2] #,##0", "1000", "人民币"),
        ("[$￥-411]#,##0", "1000", "人民币"),
        ("[$HK$-C04]#,##0", "1000", "人民币"),
        ('"约"0', "1000000", "确切"),
        ("#,##0,", "1000000", "另一个数量级"),
        ('[>=100]0"万元";0"元"', "1000", "另一个数量级"),
        ("yyyy-mm-dd", "46037", "不是金额"),
        ("14", "46037", "不是金额"),
    ],
)
def test_a_number_is_what_its_format_shows(catalogue: Catalogue, code: str, number: str, amount: str) -> None:
    """A format may show a share, another currency, a unit, or a ten-thousandth; none of them changes a sum unseen."""
    assert amount in spend(catalogue, C(number, s=1), heading=PLAIN_SPEND, formats=(code,))


def test_a_unit_in_the_format_goes_before_the_headings(catalogue: Catalogue) -> None:
    """A cell that shows 万元 or 元 by itself is in that, whatever the heading says."""
    for code, number in (('0"万元"', "100"), ('0!.0,"万"', "1000000"), ('0" 元"', "1000000")):
        assert spend(catalogue, C(number, s=1), formats=(code,)) == "100000.00"
    assert spend(catalogue, C("100", s=1), formats=("[$¥-804]#,##0",)) == "100000.00"
    assert "货币符号" in spend(catalogue, "¥100")


@pytest.mark.parametrize("since_1904", [False, True])
@pytest.mark.parametrize(
    ("code", "more", "day"),
    [
        ("14", 0, "2026-01-15"),
        ("22", 0.354, "2026-01-15"),
        ("yyyy-mm-dd", 0, "2026-01-15"),
        ("31", 0, "2026-01-15"),
        ("58", 0, "2026-01-15"),
        ('yyyy"年"m"月"d"日";@', 0, "2026-01-15"),
        ("[$-804]yyyy/m/d", 0.999, "2026-01-15"),
        ("[$-F800]dddd, mmmm dd, yyyy", 0, "2026-01-15"),
        ("m/d/yy h:mm AM/PM", 0.5, "2026-01-15"),
        ('yyyy"年"m"月"', 0, None),
        ("17", 0, None),
        ("h:mm", 0.354, None),
        ("[h]:mm", 0.354, None),
        ("General", 0, None),
        ("0", 0, None),
    ],
)
def test_days(catalogue: Catalogue, code: str, more: float, day: str | None, since_1904: bool) -> None:
    """A number shown as a day is that day, with a time of day behind it or not, counted from 1904 or not; a month is none."""
    number = 46037 - 1462 * since_1904 + more
    book = Book([Page("a", [(*HEADINGS, "日期"), (*FIRM, C(repr(number), s=1))])], (code,), since_1904=since_1904)
    found = worked(catalogue, book.file())
    assert [one["on"] for one in found.results] == ([day] if day else []) and found.cells == ([] if day else ["E2"])


@pytest.mark.parametrize("text", ["2026-01-15T00:00:00", "2026-01-15", "2026-01-15T00:00:00.000Z", "2026-01-15T23:30:00+08:00"])
def test_days_as_iso_cells(catalogue: Catalogue, text: str) -> None:
    """A date-time is the day it shows; no time zone has a say."""
    found = worked(catalogue, in_book((*HEADINGS, "日期"), (*FIRM, C(text, "d"))))
    assert [one["on"] for one in found.results] == ["2026-01-15"]


def test_every_way_to_write_a_workbook(catalogue: Catalogue) -> None:
    """Shared and inline texts, prefixes, the strict namespace, cells and rows without addresses, gaps between rows."""
    rows = [HEADINGS, FIRM, ("乙", "思明区", C("100"), "是")]
    pages = [Page("a", rows), Page("b", [["说明"]])]
    for book in (
        Book(pages),
        Book(pages, shared=True),
        Book(pages, prefix="x:"),
        Book(pages, namespace=STRICT, shared=True),
        Book([Page("a", rows, addresses=False)]),
        Book([Page("a", rows, first=900)]),
        Book(pages, more={"xl/media/image1.png": "x" * 100, "xl/vbaProject.bin": "x"}),
    ):
        found = worked(catalogue, book.file())
        assert found.names == ["甲", "乙"] and found.spends == ["100000.00"] * 2 and not found.problems


def test_texts_are_what_they_say() -> None:
    """Runs are joined, pronunciations left out, characters that XML cannot hold put back, outer space gone."""
    cells = [C(t="inlineStr", runs=["甲", " 公司 "]), C("_x005F_x000D_ a_x0041_", "str"), C("1", "b"), C("0", "b")]
    (grid,) = open_workbook(io.BytesIO(in_book(cells)))
    assert [*next(grid.rows()).cells.values()] == ["甲 公司", "_x000D_ aA", "true", "false"]


@pytest.mark.parametrize(
    ("number", "kept"),
    [("99.899999999999991", "99.9"), ("1234.5600000000002", "1234.56"), ("1E+22", "10000000000000000000000"), ("-0.1", "-0.1")],
)
def test_fifteen_digits(number: str, kept: str) -> None:
    """What a workbook has in seventeen digits is what the spreadsheet shows in fifteen."""
    assert digits(number) == kept


@pytest.mark.parametrize("code", ["", ";;;", "[", '"', "\\", "[$", "[>", "%;%", "yyyy" * 50, "\x00", "[$-]", "_", "*"])
def test_any_format_is_taken(code: str) -> None:
    """A format that no program would write says nothing, and breaks nothing."""
    assert isinstance(format_of(code).shown("46037.5", since_1904=False), str | Problem)


@pytest.mark.parametrize("number", ["1e300", "-1e300", "1e309", "3000000", "-1"])
def test_no_day_of_a_calendar(catalogue: Catalogue, number: str) -> None:
    """A number shown as a day that no calendar has is listed."""
    found = worked(catalogue, in_book((*HEADINGS, "日期"), (*FIRM, C(number, s=1)), formats=("14",)))
    assert found.cells == ["E2"] and not found.results


def test_the_day_stands_in(catalogue: Catalogue) -> None:
    """A blank day is the day that is asked for."""
    found = worked(catalogue, in_book((*HEADINGS, "日期"), (*FIRM, "—"), (*FIRM, None)))
    assert [one["on"] for one in found.results] == [DAY.isoformat()] * 2
