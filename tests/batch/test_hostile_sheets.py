"""Promise: no sheet of firms breaks the page: bombs, a hundred thousand rows, merged cells, days that are numbers."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from publisher.wording import say
from tests.support.watched import watched
from tests.support.workbooks import C, workbook

pytestmark = pytest.mark.xdist_group("sheets")

HEADINGS = ("企业名称", "所在地", "日期", "年度算力支出（万元）", "所购公共智能算力已在思明区AI产业服务平台上架")
FIRM = ("企业", "思明区", "2026-01-15", 100, "是")
PATIENCE = 60_000
"""Milliseconds for what has to come."""


def lying(book: bytes) -> bytes:
    """The same zip, its directory and its headers saying that the sheet is a hundred bytes long."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        size = max(one.file_size for one in archive.infolist())
    return book.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))


def drop(tab: Page, address: str, content: bytes, name: str = "firms.xlsx") -> None:
    """Open the plan and give it a file."""
    tab.goto(f"{address}plan/")
    expect(tab.locator("[data-drop]")).to_be_visible(timeout=PATIENCE)
    give(tab, content, name)


def give(tab: Page, content: bytes, name: str) -> None:
    """Give the open plan a file."""
    tab.locator("[data-file]").set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": content})


def ends(tab: Page, state: str) -> None:
    """The run comes to this end."""
    expect(tab.locator("[data-run]")).to_have_attribute("data-state", state, timeout=PATIENCE)


@pytest.fixture(scope="module")
def bomb() -> bytes:
    """A workbook of hundreds of megabytes, nearly all of them blanks."""
    return workbook([HEADINGS, FIRM], padding=400_000_000)


@pytest.mark.parametrize(
    ("claim", "key"),
    [
        pytest.param(bytes, "too-large-inside", id="honest"),
        pytest.param(lying, "broken-workbook", id="lying", marks=pytest.mark.extended),
    ],
)
def test_a_bomb_is_refused(chromium: Browser, address: str, bomb: bytes, claim: Callable[[bytes], bytes], key: str) -> None:
    """A small file that unpacks to hundreds of megabytes is refused in a sentence, whatever size it claims; the page lives on."""
    content = claim(bomb)
    assert len(content) < 1_000_000
    with watched(chromium, address, sheet=True) as tab:
        drop(tab, address, content)
        ends(tab, "failed")
        expect(tab.locator("[data-run-said]")).to_have_text(say(f"error.{key}", "zh", limit=300))
        give(tab, workbook([HEADINGS, FIRM]), "firms.xlsx")
        ends(tab, "done")


def test_days_are_read_as_spreadsheets_keep_them(chromium: Browser, address: str) -> None:
    """A day kept as a number and shown as a day is that day; a bare number is named by its cell and stops no other row."""
    day = C("46037", s=1)  # 15 January 2026
    rows = [HEADINGS, (*FIRM[:2], day, *FIRM[3:]), (*FIRM[:2], 46037, *FIRM[3:]), FIRM]
    with watched(chromium, address, day="2026-11-20", sheet=True) as tab:
        drop(tab, address, workbook(rows, formats=["14"]))
        ends(tab, "done")
        firms = tab.locator(".hc-batch__firms tbody tr")
        expect(firms).to_have_count(2)
        expect(firms.nth(0).locator("td").nth(4)).to_have_text(firms.nth(1).locator("td").nth(4).inner_text())
        expect(tab.locator(".hc-batch__problems tbody td").nth(1)).to_have_text("C3")


def test_merged_cells_are_empty_but_for_the_first(chromium: Browser, address: str) -> None:
    """A name merged over two rows leaves the second without one; its amounts are worked out all the same."""
    with watched(chromium, address, sheet=True) as tab:
        drop(tab, address, workbook([HEADINGS, FIRM, (None, *FIRM[1:])], merged=["A2:A3"]))
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
        expect(tab.locator("[data-run-count]")).to_have_text(re.compile(r"已计算 [1-9]\d* / 100000 行"), timeout=PATIENCE)
        tab.locator("[data-cancel]").click()
        ends(tab, "cancelled")
        expect(tab.locator(".hc-batch__firms tbody tr")).to_have_count(20)
