"""Promise: a sheet of firms gives the same on the page and on the command line, which say the same of it, in both languages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from calculators.terminal.commandline import main
from tests.batch.firms import FIRM, HEADINGS, LISTED, in_book, in_text
from tests.support import workbooks
from tests.support.workbooks import Book, C

pytestmark = pytest.mark.xdist_group("sheets")

DAY = "2026-03-02"
DATED = (*HEADINGS, "日期")
ZONES = {"America/Los_Angeles": "zh", "Pacific/Kiritimati": "en"}
"""Machines on which it is another day than in China for most of the day, and the language that each of them reads in."""

FILES: dict[str, bytes] = {
    "errors.xlsx": in_book(HEADINGS, FIRM, ("乙", "思明区", C("#N/A", "e", "A1"), "是"), ("丙", "思明区", C(f="SUM(A1)"), "是")),
    "noise.xlsx": in_book(
        HEADINGS, ("甲", "思明区", C("99.899999999999991"), "√"), ("乙", "Siming", C("0.30000000000000004"), "×")
    ),
    "totals.xlsx": in_book(
        ("2026年一览表",), HEADINGS, FIRM, ("合计", "", 100, ""), ("注：自报数据",), hidden=[3], merged=["A1:D1"]
    ),
    "sheets.xlsx": Book(
        [workbooks.Page("说明", [("填第二张表",)], "hidden"), workbooks.Page("数据", [HEADINGS, FIRM])], shared=True
    ).file(),
    "days.xlsx": in_book(
        DATED,
        (*FIRM, C("46037", s=1)),
        (*FIRM, C("46037.99", s=2)),
        (*FIRM, C("2026-01-15T00:00:00.000Z", "d")),
        (*FIRM, "2026年1月"),
        (*FIRM, C("2026-01-15T23:59:59", "d")),
        formats=["14", "yyyy-mm-dd hh:mm"],
    ),
    "units.csv": in_text((*HEADINGS[:2], "年度算力支出（千元）", LISTED), FIRM, ("乙", "思明区", "1亿2000万", "已上架")),
    "refused.csv": in_text((*HEADINGS[:2], "年度算力支出（美元）", LISTED), FIRM),
    "semicolons.csv": b"sep=;\r\n" + in_text(HEADINGS, ("甲", "思明区", "99,9", "Y"), separator=";", encoding="gb18030"),
    "workbook.csv": in_book(HEADINGS, FIRM),
    "text.xlsx": in_text(HEADINGS, FIRM, ("乙", "火星", "约100万", "x")),
    "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100),
    "firms.et": in_book(HEADINGS, FIRM),
    "web.xls": b"<html><table><tr><td>1</td></tr></table></html>",
    "few.csv": in_text((*HEADINGS[:2], "年度营业收入"), ("甲", "思明区", "1,00,000")),
}
"""Of every kind of remark and refusal, one."""


@pytest.fixture(scope="module", params=["America/Los_Angeles", pytest.param("Pacific/Kiritimati", marks=pytest.mark.extended)])
def plan(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[tuple[str, Page]]:
    """The plan for Siming on that day, in both languages, on machines as far from China to the west as to the east."""
    lang = ZONES[request.param]
    with chromium.new_context(service_workers="block", timezone_id=request.param) as context:
        tab = context.new_page()
        tab.goto(f"{address}{'' if lang == 'zh' else 'en/'}plan/?place=350203&on={DAY}")
        expect(tab.locator("[data-drop]")).to_be_visible(timeout=60_000)
        yield lang, tab


def on_the_page(tab: Page, name: str, content: bytes) -> dict[str, Any]:
    """What the page shows of a file."""
    tab.locator("[data-file]").set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": content})
    panel = tab.locator("[data-run]")
    expect(panel).to_have_attribute("data-state", re.compile("done|failed"), timeout=60_000)
    if panel.get_attribute("data-state") == "failed":
        return {"refused": tab.locator("[data-run-said]").inner_text()}
    rows = "found => found.map(row => [...row.cells].map(cell => cell.textContent))"
    return {
        "firms": tab.locator(".hc-batch__firms tbody tr").evaluate_all(rows),
        "problems": tab.locator(".hc-batch__problems tbody tr").evaluate_all(rows),
        "remarks": tab.locator(".hc-batch__remarks li").all_inner_texts(),
    }


def by_command(file: Path, lang: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What the command line says of it."""
    code = main(["plan", "--batch", str(file), "--place", "350203", "--on", DAY, "--lang", lang, "--json"])
    out, complaint = capsys.readouterr()
    if code:
        return {"refused": complaint.strip()}
    found = json.loads(out)
    return {
        "firms": [[str(one["row"]), one["name"], one["place"], one["totals"]["widest"]] for one in found["results"]],
        "problems": [[str(one["row"]), one["cell"], one["column"], one["message"]] for one in found["problems"]],
        "remarks": found["read"]["remarks"],
    }


@pytest.mark.parametrize("name", FILES)
def test_the_same_both_ways(name: str, plan: tuple[str, Page], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Firms, amounts, problems, remarks and refusals, word for word."""
    lang, tab = plan
    (tmp_path / name).write_bytes(FILES[name])
    page, command = on_the_page(tab, name, FILES[name]), by_command(tmp_path / name, lang, capsys)
    assert page.keys() == command.keys()
    if "refused" in page:
        assert page["refused"] == command["refused"] and name in ("refused.csv", "old.xls", "firms.et", "web.xls")
        return
    assert page["problems"] == command["problems"] and page["remarks"] == command["remarks"]
    assert [one[:3] for one in page["firms"]] == [one[:3] for one in command["firms"]]
    assert [in_yuan(one[-1]) for one in page["firms"]] == [float(one[-1]) for one in command["firms"]]


def in_yuan(shown: str) -> float:
    """An amount as the page shows it: `10万元`, `RMB 100,000`."""
    number = float(re.sub(r"[^\d.]", "", shown))
    return number * 10_000 if "万" in shown else number


def test_a_day_is_that_day_in_every_zone(plan: tuple[str, Page], tmp_path: Path) -> None:
    """The file that is taken away holds the days of the sheet, wherever the browser stands."""
    _, tab = plan
    on_the_page(tab, "days.xlsx", FILES["days.xlsx"])
    with tab.expect_download() as download:
        tab.locator("[data-save-batch=csv]").click()
    download.value.save_as(tmp_path / "out.csv")
    lines = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()[1:]
    assert [line.split(",")[3] for line in lines] == ["2026-01-15", "2026-01-15", "2026-01-15", "", "2026-01-15"]
