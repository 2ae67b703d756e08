"""Promise: the plan's page asks what matters at the place, keeps it in this browser, and shows what Python works out."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.plan_form import asked, field
from tests.support.watched import watched

SIMING = "place=350203&organisation=enterprise&annual_revenue=80000000&compute_spend=1000000"
LISTED = f"{SIMING}&compute_listed=true"
PATIENCE = 60_000
"""Milliseconds for Python's first answer on a busy machine."""


def _answered(tab: Page) -> None:
    expect(tab.locator("output.hc-plan")).to_have_attribute("data-state", "live", timeout=PATIENCE)


def _totals(tab: Page) -> list[str | None]:
    _answered(tab)
    output = tab.locator("output.hc-plan")
    return [output.get_attribute(f"data-{total}") for total in ("firm", "cautious", "widest")]


@pytest.mark.parametrize(
    ("day", "case", "totals"),
    [
        ("2026-01-15", LISTED, ["0.00", "500000.00", "600000.00"]),
        ("2026-01-15", SIMING, ["0.00", "500000.00", "500000.00"]),
        ("2026-10-15", LISTED, ["0.00", "100000.00", "100000.00"]),
    ],
)
def test_the_totals_of_the_issue(chromium: Browser, address: str, day: str, case: str, totals: list[str]) -> None:
    """The Siming firm gets what the issue says: listed, without saying so, and once the city text is superseded."""
    with watched(chromium, address, day=day) as tab:
        tab.goto(f"{address}plan/?{case}")
        assert _totals(tab) == totals
        draft = tab.locator(".hc-plan__apart li[data-benefit='fujian-draft/compute-subsidy']")
        expect(draft).to_contain_text("40万元")
        assert "40万元" not in tab.locator(".hc-plan__totals").inner_text()


def test_in_english(chromium: Browser, address: str) -> None:
    """The English page says the same in English, the law's own words below the translation and marked as Chinese."""
    with watched(chromium, address) as tab:
        tab.goto(f"{address}en/plan/?{LISTED}")
        assert _totals(tab) == ["0.00", "500000.00", "600000.00"]
        expect(tab.locator(".hc-plan__amount[data-total=cautious]")).to_have_text("RMB 500,000")
        words = tab.locator(".hc-plan__binding blockquote p")
        expect(words.first).to_contain_text("the higher applies, no double benefit")
        expect(words.last).to_have_attribute("lang", "zh-Hans")
        expect(tab.locator("[data-reach] li:visible")).to_have_text(
            [re.compile("Siming"), re.compile("Xiamen"), re.compile("Fujian")]
        )


def test_the_example_is_built_ahead(chromium: Browser, address: str) -> None:
    """Without JavaScript the page shows the plan of its example, with the day it was worked out for and a picture in words."""
    with watched(chromium, address, java_script_enabled=False) as tab:
        tab.goto(address + "plan/")
        output = tab.locator("output.hc-plan")
        assert output.get_attribute("data-state") == "prerendered"
        assert float(str(output.get_attribute("data-cautious"))) > 0
        expect(output).to_contain_text("2026-01-15")
        assert tab.locator(".hc-bar svg").count() == tab.locator(".hc-bar svg[role=img][aria-label]").count() > 2
        expect(tab.locator("noscript .hc-warning")).to_be_visible()


def test_only_what_the_place_needs_is_asked(chromium: Browser, address: str) -> None:
    """A question is asked where a text in force asks it; the rest only on request; progress counts what is asked."""
    with watched(chromium, address, day="2026-11-20") as tab:
        tab.goto(address + "plan/")
        questions = tab.locator("[data-ask]:not([hidden])")
        expect(tab.locator("#ask-annual_revenue")).to_be_hidden()
        expect(asked(tab, "compute_listed")).to_be_visible()
        siming = questions.count()
        assert 10 < siming < 40
        expect(tab.locator("#ask-organisation")).to_be_visible()  # an enterprise, where nobody answers: no question more
        expect(tab.locator("[data-count]")).to_contain_text(f"0 / {siming - 1} ")
        tab.get_by_label("也问只有征求意见稿").check()
        assert questions.count() > siming
        expect(asked(tab, "annual_revenue")).to_be_visible()
        tab.get_by_label("企业所在地").select_option("350602")
        _answered(tab)
        expect(tab.locator("#ask-annotation_spend")).not_to_have_attribute("hidden", "")
        expect(tab.locator("#ask-compute_listed")).to_be_hidden()


def test_answers_are_kept_here_and_go_when_cleared(chromium: Browser, address: str) -> None:
    """What was answered is back when the page is opened again, in the other language too, until it is cleared."""
    with watched(chromium, address) as tab:
        tab.goto(address + "plan/")
        field(tab, "compute_spend").fill("100万")
        asked(tab, "compute_listed").get_by_label("是", exact=True).check()
        _answered(tab)
        assert "compute_spend=1000000" in tab.url and "place=350203" in tab.url
        keys = tab.evaluate(
            "Object.entries(localStorage).filter(([, text]) => text.includes('compute_spend')).map(([key]) => key)"
        )
        assert keys == ["huice-profile"]
        tab.goto(address + "en/plan/")
        _answered(tab)
        assert field(tab, "compute_spend").input_value() == "1,000,000"
        expect(tab.locator("[data-count]")).to_contain_text("2 of ")
        tab.get_by_role("button", name="Clear").click()
        assert tab.evaluate("localStorage.getItem('huice-profile')") is None
        tab.goto(address + "plan/")
        assert field(tab, "compute_spend").input_value() == ""


def test_a_link_wins_over_what_is_kept(chromium: Browser, address: str) -> None:
    """Who opens a link sees the case of the link, and what was kept stays until something is typed."""
    with watched(chromium, address) as tab:
        tab.goto(address + "plan/")
        field(tab, "compute_spend").fill("60万")
        _answered(tab)
        tab.goto(f"{address}plan/?{LISTED}&on=2026-10-15")
        assert _totals(tab) == ["0.00", "100000.00", "100000.00"]
        assert "600000" in tab.evaluate("localStorage.getItem('huice-profile')")


def test_what_is_missing_leads_to_its_question(chromium: Browser, address: str) -> None:
    """What the firm began with comes first, each part in the order of what it would bring; a line leads to its question."""
    with watched(chromium, address) as tab:
        tab.goto(f"{address}plan/?{LISTED}")
        _answered(tab)
        gaps = tab.locator(".hc-plan__gap").evaluate_all("all => all.map(one => ['started' in one.dataset, one.dataset.brings])")
        assert [started for started, _ in gaps] == sorted((started for started, _ in gaps), reverse=True)
        known = [float(brings) for started, brings in gaps if brings and not started]
        assert known == sorted(known, reverse=True) and known
        assert tab.locator("details[data-group=platform]").get_attribute("open") is None
        tab.locator(".hc-plan__gap [data-go=new_national_platform]").click()
        expect(tab.locator("#ask-new_national_platform input").first).to_be_focused()
        expect(tab.locator("#ask-new_national_platform")).to_be_in_viewport()


def test_what_is_missing_is_answered_where_it_stands(chromium: Browser, address: str) -> None:
    """An answer there is the form's and in the address; the focus stays in the list; a wrong one is told at its field."""
    with watched(chromium, address) as tab:
        tab.goto(f"{address}plan/?{SIMING}")
        _answered(tab)
        gap = tab.locator("[data-told=missing] [data-input=compute_listed]")
        gap.get_by_role("button", name="是").press("Enter")
        assert _totals(tab) == ["0.00", "500000.00", "600000.00"]
        expect(gap).to_have_count(0)
        expect(tab.locator("[name=compute_listed][value=true]")).to_be_checked()
        expect(tab).to_have_url(re.compile("compute_listed=true"))
        assert tab.evaluate("document.activeElement.closest('[data-told=missing]') !== null")
        spend = tab.locator("[data-told=missing] [data-input] input").first
        name = str(spend.locator("xpath=ancestor::li[@data-input][1]").get_attribute("data-input"))
        fold = tab.locator("[data-told=missing] > details")
        fold.locator("summary").click()
        spend.fill("很多")
        spend.press("Enter")
        expect(tab.locator(f"#problem-{name}")).to_be_visible()
        expect(tab.locator(f"#field-{name}")).to_be_focused()
        assert tab.locator(f"#field-{name}").input_value() == "很多"
        tab.locator(f"#field-{name}").fill("")
        _answered(tab)
        expect(fold).to_have_attribute("open", "")


@pytest.mark.parametrize("lang", ["", "en/"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_the_first_screen(chromium: Browser, address: str, lang: str, width: int, height: int) -> None:
    """Totals, the moves that are worth most and the picture are seen at once; the whole page stays short."""
    context = chromium.new_context(viewport={"width": width, "height": height})
    tab = context.new_page()
    tab.goto(f"{address}{lang}plan/")
    for seen in (".hc-plan__totals", ".hc-moves li:nth-child(3) > a", ".hc-bars"):
        box = tab.locator(seen).bounding_box()
        assert box and box["y"] < height - 20, seen
    expect(tab.locator(".hc-moves li")).to_have_count(3)
    if width > 1000:
        assert tab.evaluate("document.documentElement.scrollHeight") < 4500
    assert "未满足或未回答" not in tab.locator(".hc-planner").inner_text()
    context.close()


def test_the_totals_stay_in_sight(chromium: Browser, address: str) -> None:
    """Who has scrolled past the totals has them at the foot of the window, and nobody has them twice."""
    with watched(chromium, address, width=390) as tab:
        tab.goto(f"{address}plan/?{LISTED}")
        _answered(tab)
        expect(tab.locator("[data-peek]")).to_be_hidden()
        tab.locator("details[data-group]").last.scroll_into_view_if_needed()
        expect(tab.locator("[data-peek]")).to_be_visible()
        for total, amount in (("firm", "0"), ("cautious", "50万"), ("widest", "60万")):
            expect(tab.locator(f"[data-peeked={total}]")).to_contain_text(amount)


def test_answered_groups_fold(chromium: Browser, address: str) -> None:
    """A group whose last question is answered folds when it is left, and not before; one that comes answered is folded."""
    with watched(chromium, address) as tab:
        tab.goto(f"{address}plan/?{SIMING}")
        _answered(tab)
        group = tab.locator("details[data-group=compute]")
        asked(tab, "compute_listed").get_by_label("是", exact=True).check()
        expect(group).to_have_attribute("open", "")
        expect(group).to_have_attribute("data-done", "")
        tab.locator("[name=place]").focus()
        expect(group).not_to_have_attribute("open", "")
        tab.goto(f"{address}plan/?{SIMING}&industrial_enterprise=false&software_firm=true")
        _answered(tab)
        expect(tab.locator("details[data-group]").first).not_to_have_attribute("open", "")


def test_a_plan_year_by_year(chromium: Browser, address: str) -> None:
    """What runs past the year is shown by year, what a text gives for no period once."""
    with watched(chromium, address, day="2026-11-27") as tab:
        tab.goto(f"{address}en/plan/?place=350602&in_annotation_base=true&lease_of_3_years=true&seats=100&rent_years=3")
        _answered(tab)
        row = tab.locator(".hc-plan__years tr[data-benefit='zhangzhou-2025/premises-rent'] td")
        expect(row).to_have_text(["", "RMB 360,000", "RMB 360,000", "RMB 360,000"])


def test_the_table_sorts_by_keyboard(chromium: Browser, address: str) -> None:
    """A heading is a button: it sorts, says so, sorts the other way, and gives the groups back."""
    with watched(chromium, address) as tab:
        tab.goto(f"{address}plan/?{LISTED}&model_spend=600000&model_listed=true&model_filed=true")
        _answered(tab)
        rows = tab.locator(".hc-plan__table tr[data-benefit]:visible")

        def amounts() -> list[float]:
            return [float(text) for text in rows.evaluate_all("all => all.map(one => one.dataset.amount)")]

        before, heading = amounts(), tab.locator("th[data-sort=amount]")
        heading.get_by_role("button").press("Enter")
        assert amounts() == sorted(before, reverse=True)
        expect(heading).to_have_attribute("aria-sort", "ascending")
        heading.get_by_role("button").press("Enter")
        assert amounts() == sorted(before)
        heading.get_by_role("button").press("Enter")
        assert amounts() == before
        assert heading.get_attribute("aria-sort") is None


def test_a_wrong_answer_is_told_beside_its_field(chromium: Browser, address: str) -> None:
    """What cannot be read is refused in a sentence at the field, and the last result is not taken for an answer."""
    with watched(chromium, address) as tab:
        tab.goto(f"{address}plan/?{LISTED}")
        _answered(tab)
        field(tab, "compute_spend").fill("很多")
        expect(tab.locator("#problem-compute_spend")).to_be_visible()
        expect(tab.locator("output.hc-plan")).to_have_attribute("data-state", "refused")
        field(tab, "compute_spend").fill("100万")
        expect(tab.locator("#problem-compute_spend")).to_be_hidden()
        _answered(tab)


def test_the_export_opens_again(chromium: Browser, address: str, tmp_path: Path) -> None:
    """The workbook and the CSV hold answers, data version, date, totals and quotes; the workbook has no formula."""
    with watched(chromium, address) as tab:
        tab.goto(f"{address}plan/?{LISTED}")
        _answered(tab)
        for kind in ("xlsx", "csv"):
            with tab.expect_download() as download:
                tab.locator(f"[data-export={kind}]").click()
            download.value.save_as(tmp_path / f"plan.{kind}")
            assert download.value.suggested_filename == f"huice-350203-2026-01-15.{kind}"
        version = tab.evaluate("JSON.parse(document.getElementById('hc-runtime').textContent).version")
    written = (tmp_path / "plan.csv").read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(written)))
    assert ["年度算力支出", "100万元", "compute_spend"] in rows
    assert any(row[:2] == ["数据版本", version] for row in rows) and ["计算日期", "2026-01-15"] in rows
    assert any(row[:2] == ["稳妥合计（元）", "500000.00"] for row in rows)
    assert "就高不重复" in written and "每家企业每年最高不超25万元" in written
    with zipfile.ZipFile(tmp_path / "plan.xlsx") as book:
        names = re.findall(r'<sheet [^>]*name="([^"]+)"', book.read("xl/workbook.xml").decode())
        parts = [
            book.read(name).decode()
            for name in book.namelist()
            if name.startswith("xl/worksheets/sheet") or "sharedStrings" in name
        ]
    assert names == ["概要", "可得项目", "叠加与取舍", "还差什么", "不计入合计", "填写内容"]
    text = "".join(parts)
    assert "就高不重复" in text and version in text and "<v>500000</v>" in text and "<f" not in text.replace("<font", "")


def test_the_recap_prints_on_two_pages(chromium: Browser, address: str, tmp_path: Path) -> None:
    """Printed, the plan is a recap of at most two pages with the answers it rests on."""
    with watched(chromium, address) as tab:
        tab.goto(f"{address}plan/?{LISTED}&model_spend=600000&model_listed=true&model_filed=true")
        _answered(tab)
        paper = tab.pdf(format="A4", margin={"top": "12mm", "bottom": "12mm", "left": "12mm", "right": "12mm"})
        assert paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") in (1, 2)
        tab.emulate_media(media="print")
        expect(tab.locator("[data-given-answers]")).to_contain_text("100万元")
        expect(tab.locator("#profile")).to_be_hidden()


def test_on_a_phone(chromium: Browser, address: str) -> None:
    """At 360 pixels nothing sticks out."""
    with watched(chromium, address, width=360) as tab:
        tab.goto(f"{address}plan/?{LISTED}")
        _answered(tab)
        assert tab.evaluate("document.documentElement.scrollWidth") <= 360
