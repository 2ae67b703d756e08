"""Promise: no sheet of firms breaks the page: bombs, a hundred thousand rows, merged cells, days that are numbers."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

import pytest
from playwright.sync_api import Browser, Page, expect

from publisher.wording import say
from tests.support.watched import watched

pytestmark = pytest.mark.xdist_group("sheets")

HEADINGS = ("企业名称", "所在地", "日期", "年度算力支出（万元）", "所购公共智能算力已在思明区AI产业服务平台上架")
FIRM = ("企业", "思明区", "2026-01-15", 100, "是")
PATIENCE = 60_000
"""Milliseconds for what has to come."""

CONTENT_TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="xml" ContentType="application/xml"/>
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
</Types>"""
RELATIONS = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>
{more}</Relationships>"""
STYLES_RELATION = """<Relationship Id="rId2" Target="styles.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"/>"""
BOOK = """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<sheets><sheet name="firms" sheetId="1" r:id="rId1"/></sheets></workbook>"""
STYLES = """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs>
<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>"""
DAY_STYLE = 1
"""The second of the formats above: a day, which a workbook keeps as a number."""


class Day(int):
    """Days since the end of 1899, shown as a day."""


def _cell(column: int, row: int, value: object) -> str:
    name = f"{chr(ord('A') + column)}{row}"
    if isinstance(value, Day):
        return f'<c r="{name}" s="{DAY_STYLE}"><v>{int(value)}</v></c>'
    if isinstance(value, int):
        return f'<c r="{name}"><v>{value}</v></c>'
    return f'<c r="{name}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'


def workbook(rows: Sequence[Sequence[object]], *, merged: str = "", padding: int = 0) -> bytes:
    """An XLSX file of one sheet, written by hand: with merged cells, and with so many bytes of nothing in the sheet."""
    lines = [
        f'<row r="{row}">{"".join(_cell(at, row, value) for at, value in enumerate(cells) if value is not None)}</row>'
        for row, cells in enumerate(rows, 1)
    ]
    merge = f'<mergeCells count="1"><mergeCell ref="{merged}"/></mergeCells>' if merged else ""
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f"{''.join(lines)}{' ' * padding}</sheetData>{merge}</worksheet>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("_rels/.rels", RELATIONS.format(kind="officeDocument", target="xl/workbook.xml", more=""))
        more = RELATIONS.format(kind="worksheet", target="worksheets/sheet1.xml", more=STYLES_RELATION)
        archive.writestr("xl/_rels/workbook.xml.rels", more)
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/styles.xml", STYLES)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return out.getvalue()


def lying(book: bytes) -> bytes:
    """The same zip, its directory and its headers saying that the sheet is a hundred bytes long."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        size = max(one.file_size for one in archive.infolist())
    return book.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))


def drop(tab: Page, address: str, content: bytes, name: str = "firms.xlsx") -> None:
    """Open the plan and give it a file."""
    tab.goto(f"{address}plan/")
    expect(tab.locator("[data-drop]")).to_be_visible(timeout=PATIENCE)
    tab.locator("[data-file]").set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": content})


def ends(tab: Page, state: str) -> None:
    """The run comes to this end."""
    expect(tab.locator("[data-run]")).to_have_attribute("data-state", state, timeout=PATIENCE)


@pytest.fixture(scope="module")
def bomb() -> bytes:
    """A workbook of hundreds of megabytes, nearly all of them blanks."""
    return workbook([HEADINGS, FIRM], padding=400_000_000)


@pytest.mark.parametrize("claim", [bytes, lying], ids=["honest", "lying"])
def test_a_bomb_is_refused(chromium: Browser, address: str, bomb: bytes, claim: Callable[[bytes], bytes]) -> None:
    """A small file that unpacks to hundreds of megabytes is refused in a sentence, whatever size it claims; the page lives on."""
    content = claim(bomb)
    assert len(content) < 1_000_000
    with watched(chromium, address, sheet=True) as tab:
        drop(tab, address, content)
        ends(tab, "failed")
        expect(tab.locator("[data-run-said]")).to_have_text(say("script.batch.not-xlsx", "zh"))
        drop(tab, address, workbook([HEADINGS, FIRM]))
        ends(tab, "done")


def test_days_are_read_as_spreadsheets_keep_them(chromium: Browser, address: str) -> None:
    """A day kept as a number and shown as a day is that day; a bare number is named by its cell and stops no other row."""
    day = Day(46037)  # 15 January 2026
    rows = [HEADINGS, (*FIRM[:2], day, *FIRM[3:]), (*FIRM[:2], 46037, *FIRM[3:]), FIRM]
    with watched(chromium, address, day="2026-11-20", sheet=True) as tab:
        drop(tab, address, workbook(rows))
        ends(tab, "done")
        firms = tab.locator(".hc-batch__firms tbody tr")
        expect(firms).to_have_count(2)
        expect(firms.nth(0).locator("td").nth(4)).to_have_text(firms.nth(1).locator("td").nth(4).inner_text())
        expect(tab.locator(".hc-batch__problems tbody td").nth(1)).to_have_text("C3")


def test_merged_cells_are_empty_but_for_the_first(chromium: Browser, address: str) -> None:
    """A name merged over two rows leaves the second without one; its amounts are worked out all the same."""
    with watched(chromium, address, sheet=True) as tab:
        drop(tab, address, workbook([HEADINGS, FIRM, (None, *FIRM[1:])], merged="A2:A3"))
        ends(tab, "done")
        firms = tab.locator(".hc-batch__firms tbody tr")
        expect(firms).to_have_count(2)
        expect(firms.nth(1).locator("td").nth(1)).to_have_text("")
        expect(firms.nth(1).locator("td").nth(4)).to_have_text(firms.nth(0).locator("td").nth(4).inner_text())


@pytest.mark.extended
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_hundred_thousand_rows(chromium: Browser, address: str, kind: str) -> None:
    """A hundred thousand rows are begun at once, tell how far they are, and can be cancelled; what was done is kept."""
    rows = [HEADINGS, *[FIRM] * 100_000]
    text = "\n".join(",".join(map(str, cells)) for cells in rows).encode("gb18030")
    with watched(chromium, address, sheet=True) as tab:
        drop(tab, address, workbook(rows) if kind == "xlsx" else text, f"firms.{kind}")
        expect(tab.locator("[data-run-said]")).to_have_text(re.compile(r"已计算 [1-9]\d* / 100000 行"), timeout=PATIENCE)
        tab.locator("[data-cancel]").click()
        ends(tab, "cancelled")
        expect(tab.locator(".hc-batch__firms tbody tr")).to_have_count(20)
