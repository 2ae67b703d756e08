"""Promise: a sheet of firms goes in and a sheet of amounts and reasons comes out, whatever is wrong with some rows."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.watched import watched

HEAD = "企业名称,所在地,年度营业收入（万元）,Compute spend in the year,所购公共智能算力已在思明区AI产业服务平台上架"
PATIENCE = 45_000
"""Milliseconds for a thousand rows on a busy machine."""


def _sheet(rows: int) -> str:
    """`rows` firms in Siming; every hundredth row is wrong, the one after it is named like a formula."""
    lines = [HEAD]
    for number in range(1, rows + 1):
        spend = "看情况" if number % 100 == 0 else f"{number % 90 + 10}万元"
        name = f"=HYPERLINK(“x”){number}" if number % 100 == 1 else f"企业{number}"
        lines.append(f"{name},思明区,8000,{spend},是")
    return "\n".join(lines) + "\n"


def _drop(tab: Page, name: str, content: bytes) -> None:
    tab.locator("[data-file]").set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": content})


def _state(tab: Page, state: str) -> None:
    expect(tab.locator("[data-run]")).to_have_attribute("data-state", state, timeout=PATIENCE)


def _saved(tab: Page, kind: str, folder: Path) -> Path:
    with tab.expect_download() as download:
        tab.locator(f"[data-save-batch={kind}]").click()
    target = folder / download.value.suggested_filename
    download.value.save_as(target)
    return target


def _cells(book: Path) -> list[list[str]]:
    """The first sheet of a workbook, read with nothing but the standard library."""
    with zipfile.ZipFile(book) as archive:
        shared = []
        if "xl/sharedStrings.xml" in archive.namelist():
            strings = archive.read("xl/sharedStrings.xml").decode()
            shared = [
                "".join(re.findall(r"<t[^>]*>([^<]*)</t>", item)) for item in re.findall(r"<si>(.*?)</si>", strings, re.DOTALL)
            ]
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet and "<f " not in sheet
    rows = []
    for row in re.findall(r"<row[^>]*>(.*?)</row>", sheet, re.DOTALL):
        cells = []
        for attributes, content in re.findall(r"<c([^>]*)>(.*?)</c>", row, re.DOTALL):
            value = re.search(r"<(?:v|t)[^>]*>([^<]*)</", content)
            text = value[1] if value else ""
            cells.append(shared[int(text)] if 't="s"' in attributes else text)
        rows.append(cells)
    return rows


def test_a_thousand_firms(chromium: Browser, address: str, tmp_path: Path) -> None:
    """A thousand rows in GBK are worked out; bad rows are named by row and column; the files hold every row and run nothing."""
    with watched(chromium, address, sheet=True) as tab:
        tab.goto(address + "plan/")
        _drop(tab, "firms.csv", _sheet(1000).encode("gbk", "replace"))
        _state(tab, "done")
        expect(tab.locator("[data-run-said]")).to_have_text("已计算 990 家；10 行有误，未计算。")
        problems = tab.locator(".hc-batch__problems tbody tr")
        expect(problems).to_have_count(10)
        expect(problems.first.locator("td").nth(0)).to_have_text("101")
        expect(problems.first.locator("td").nth(1)).to_have_text("D101")
        expect(problems.first.locator("td").nth(2)).to_have_text("Compute spend in the year")
        text = _saved(tab, "csv", tmp_path).read_text("utf-8-sig")
        book = _cells(_saved(tab, "xlsx", tmp_path))
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == len(book) == 1001
    first = dict(zip(rows[0], rows[2], strict=True))
    assert first["企业名称"] == "企业2"
    # 120,000 of compute: half of it from the city; a tenth from the district besides, which may or may not be combined.
    assert (first["确定可得（元）"], first["稳妥合计（元）"], first["最宽合计（元）"]) == ("0.00", "60000.00", "72000.00")
    assert "D101" in dict(zip(rows[0], rows[100], strict=True))["填写问题"]
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert rows[1][1].startswith("'=HYPERLINK")
    assert "60000" in book[2] and book[1][1].startswith("=HYPERLINK")  # a text cell, which no program runs


@pytest.mark.parametrize(("lang", "kind"), [("zh", "xlsx"), pytest.param("en", "csv", marks=pytest.mark.extended)])
def test_compared_with_the_last_time(chromium: Browser, address: str, tmp_path: Path, lang: str, kind: str) -> None:
    """What was taken away, given with the new sheet, is known again; what has changed stands in the file, not on the page."""
    with watched(chromium, address, sheet=True) as tab:
        home = f"{address}{'' if lang == 'zh' else 'en/'}plan/?place=350203"
        tab.goto(f"{home}&on=2026-01-15")
        _drop(tab, "october.csv", _sheet(3).encode())
        _state(tab, "done")
        last = _saved(tab, kind, tmp_path)
        tab.goto(f"{home}&on=2026-11-27")
        tab.locator("[data-file]").set_input_files(
            [
                {"name": name, "mimeType": "text/csv", "buffer": data}
                for name, data in (
                    (last.name, last.read_bytes()),
                    ("november.csv", _sheet(4).encode()),
                )
            ]
        )
        _state(tab, "done")
        remarks = tab.locator(".hc-batch__remarks").inner_text()
        assert "2026-01-15" in remarks and "企业4" in remarks
        expect(tab.locator(".hc-batch__firms thead th")).to_have_count(6)
        rows = list(csv.reader(io.StringIO(_saved(tab, "csv", tmp_path).read_text("utf-8-sig"))))
        book = _cells(_saved(tab, "xlsx", tmp_path))
        first = rows[2]
        assert first[1] == "企业2" and first[-3:-1] == ["60000.00", "72000.00"] and "2026-02-17" in first[-1]
        assert book[0] == rows[0] and "60000" in book[2][-3:-1]  # a number
        _drop(tab, last.name, last.read_bytes())
        _state(tab, "failed")


@pytest.mark.parametrize("lang", [pytest.param("zh", marks=pytest.mark.extended), "en"])
def test_the_template_comes_back(chromium: Browser, address: str, tmp_path: Path, lang: str) -> None:
    """The template in either language can be downloaded as a workbook and as CSV, and given back it is understood."""
    with watched(chromium, address, sheet=True) as tab:
        tab.goto(f"{address}{'' if lang == 'zh' else 'en/'}plan/")
        for kind in ("xlsx", "csv"):
            with tab.expect_download() as download:
                tab.locator(f"[data-template={lang}][data-kind={kind}]").click()
            file = tmp_path / download.value.suggested_filename
            download.value.save_as(file)
            _drop(tab, file.name, file.read_bytes())
            _state(tab, "done")
            expect(tab.locator("[data-run-said]")).to_contain_text("1 家；0 行" if lang == "zh" else "1 firms worked out; 0 rows")
            expect(tab.locator(".hc-batch__problems")).to_have_count(0)


def test_it_can_be_cancelled(chromium: Browser, address: str) -> None:
    """Cancelling ends the run soon, keeps what was worked out, and leaves the page fit for the next file."""
    with watched(chromium, address, sheet=True) as tab:
        tab.goto(address + "plan/")
        _drop(tab, "many.csv", _sheet(20_000).encode())
        expect(tab.locator("[data-run-count]")).to_contain_text("已计算", timeout=PATIENCE)
        tab.locator("[data-cancel]").click()
        _state(tab, "cancelled")
        expect(tab.locator("[data-run-said]")).to_contain_text("已取消")
        expect(tab.locator("[data-cancel]")).to_be_hidden()
        assert 0 < int(tab.locator("[data-bar]").evaluate("bar => bar.value")) < 20_000
        expect(tab.locator(".hc-batch__firms tbody tr")).to_have_count(20)
        _drop(tab, "few.csv", _sheet(3).encode())
        _state(tab, "done")
        expect(tab.locator(".hc-batch__firms tbody tr")).to_have_count(3)


def test_a_result_of_another_day_says_so(chromium: Browser, address: str) -> None:
    """Place and day of the page stand in for those of a row: once they are others, the result is marked and can be had anew."""
    with watched(chromium, address, sheet=True) as tab:
        tab.goto(address + "plan/")
        _drop(tab, "firms.csv", "企业名称,compute_spend\n甲,1000000\n".encode())
        _state(tab, "done")
        before = tab.locator("[data-batch-result]").inner_text()
        expect(tab.locator("[data-run-again]")).to_be_hidden()
        tab.locator("#field-place").select_option("350600")
        expect(tab.locator("[data-run-said]")).to_contain_text("已改")
        expect(tab.locator("[data-batch-result]")).to_have_attribute("data-stale", "")
        tab.locator("[data-run-again]").click()
        _state(tab, "done")
        expect(tab.locator("[data-run-again]")).to_be_hidden()
        assert tab.locator("[data-batch-result]").inner_text() != before
        expect(tab.locator("[data-batch-result]")).not_to_have_attribute("data-stale", "")


NO_SHEETS = [  # each with another sentence than the one before
    ("notes.csv", b"a,b\n1,2\n", "No headings"),
    ("broken.xlsx", b"PK\x03\x04 no workbook", "cannot be read"),
    ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old XLS format"),
    ("empty.csv", b"", "No headings"),
]


def test_what_is_no_sheet_is_refused(chromium: Browser, address: str) -> None:
    """A file that is no sheet of firms is refused in a sentence, and nothing breaks: one after the other on the same page."""
    with watched(chromium, address, sheet=True) as tab:
        tab.goto(address + "en/plan/")
        for name, content, said in NO_SHEETS:
            _drop(tab, name, content)
            expect(tab.locator("[data-run-said]")).to_contain_text(said, timeout=PATIENCE)
            _state(tab, "failed")
            expect(tab.locator("[data-cancel]")).to_be_hidden()


def test_place_and_day_of_the_page_stand_in(chromium: Browser, address: str) -> None:
    """Where the sheet names no place or day, those chosen above hold."""
    with watched(chromium, address, sheet=True) as tab:
        tab.goto(f"{address}plan/?place=350602&on=2026-03-01")
        _drop(tab, "zhangzhou.csv", "年度算力支出,租用的智能算力用于大模型应用且符合条件\n100万元,是\n".encode("utf-8-sig"))
        _state(tab, "done")
        expect(tab.locator(".hc-batch__firms tbody td").nth(2)).to_have_text("350602")
        expect(tab.locator(".hc-batch__firms tbody td").nth(4)).to_have_text("50万元")
