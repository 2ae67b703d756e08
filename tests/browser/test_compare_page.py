"""Promise: one set of figures, all policies; the page's own amounts are Python's, and what pays nothing stands below."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from calculators.catalogue import Catalogue
from calculators.estimate.work import estimate
from calculators.inputs import parse_answers
from calculators.terminal.commandline import main
from tests.support.rows import PATIENCE, Rows, live, without_python
from tests.support.watched import watched

pytestmark = pytest.mark.xdist_group("compare-home")

FIRM = {
    "organisation": "enterprise",
    "annual_revenue": "80000000",
    "compute_spend": "1000000",
    "local_compute_spend_3y": "6000000",
}
SHARED = "compute_spend=1300000&annual_revenue=200000000&organisation=enterprise&local_compute_spend_3y=1000000"
VOUCHERS = ["xiamen-2025", "siming-2025", "zhangzhou-2025"]
WUHAN, POOL = "wuhan-2024-draft/vertical-model-compute", "wuhan-2024-draft/compute-voucher-pool"
READ = """() => Object.fromEntries([...document.querySelectorAll('tr[data-benefit]')].map((row) => [row.dataset.benefit, {
  state: row.dataset.state, amount: row.dataset.amount, silent: row.classList.contains('hc-compare--silent'),
  headline: row.querySelector('[data-headline]').textContent, status: row.querySelector('.hc-badge').textContent,
}]))"""
TYPE = f"""(answers) => {{
  for (const [name, text] of Object.entries(answers)) document.querySelector(`.hc-compare__form [name="${{name}}"]`).value = text;
  document.querySelector('.hc-compare__form [name]').dispatchEvent(new Event('input', {{ bubbles: true }}));
  return ({READ})();
}}"""


def _open(tab: Page, address: str) -> Rows:
    """The rows as the page's script shows them by itself."""
    tab.goto(address)
    expect(tab.locator(f"tr[data-benefit='{WUHAN}']")).not_to_have_attribute("data-state", "prerendered")
    rows: Rows = tab.evaluate(READ)
    return rows


def _live(tab: Page) -> Rows:
    """The rows once Python has answered for all of them."""
    return live(tab, "tr[data-benefit]:not([data-state=live])", READ)


def _amounts(rows: Rows) -> dict[str, str]:
    return {benefit: row["amount"] for benefit, row in rows.items()}


def _engine(catalogue: Catalogue, purpose: str, given: dict[str, str]) -> dict[str, str]:
    """What the engine says of each benefit, every condition met."""
    found = {}
    for benefit in catalogue.benefits.values():
        if benefit.purpose == purpose:
            asked = {name: catalogue.inputs[name] for name in benefit.questions}
            met = {name: "true" for name, one in asked.items() if one.kind == "yes-no"}
            answers, problems = parse_answers(asked, met | {name: text for name, text in given.items() if name in asked})
            assert not problems
            amount = estimate(benefit, answers, catalogue.kinds).amount
            found[benefit.id] = "" if amount is None else f"{amount:.2f}"
    return found


def test_at_once_and_by_python(chromium: Browser, address: str, catalogue: Catalogue) -> None:
    """Below, at and above each threshold and cap the corners' amounts, Python's a moment later and the engine's are the same."""
    spends = ["49999.99", "50000", "299999.99", "300000", "1234567.89", "4000000", "99999999"]
    firms = [{"annual_revenue": "99999999.99"}, {"annual_revenue": "1000000000"}, {"organisation": "university"}]
    cases = [{"compute_spend": spend} for spend in spends] + [{"local_compute_spend_3y": "33333.33", **firm} for firm in firms]
    with watched(chromium, address) as tab:
        _open(tab, f"{address}compare/compute/")
        for case in cases:
            typed = FIRM | case
            at_once: Rows = tab.evaluate(TYPE, typed)
            expected = _engine(catalogue, "compute", typed)
            assert {row["state"] for benefit, row in at_once.items() if benefit != POOL} == {"corners"}
            live = _live(tab)
            assert _amounts(at_once) == _amounts(live) == expected, case
            assert {one: row["headline"] for one, row in at_once.items()} == {one: row["headline"] for one, row in live.items()}


def test_what_pays_nothing_is_marked_and_below(chromium: Browser, address: str, catalogue: Catalogue) -> None:
    """On the day of the address drafts, superseded and expired texts say so and stand below what can be claimed."""
    days = {"2026-01-15": VOUCHERS, "2026-10-15": VOUCHERS[1:], "2027-06-01": VOUCHERS[2:], "2028-01-01": []}
    with watched(chromium, address, day="2025-12-01") as tab:
        for on, paying in days.items():
            _ranked(catalogue, _open(tab, f"{address}compare/compute/?{SHARED}&on={on}"), on, paying)
            expect(tab.locator("[data-day]")).to_contain_text(on)
            if on == "2026-10-15":
                _ranked(catalogue, _live(tab), on, paying)
        rows = tab.evaluate(READ)
        assert {rows[f"{policy}/compute-voucher"]["status"] for policy in VOUCHERS} == {"已被取代", "已失效"}


def _ranked(catalogue: Catalogue, rows: Rows, on: str, paying: list[str]) -> None:
    """Fail unless the rows stand as they must on that day, each with its status."""
    for one, row in rows.items():
        validity = catalogue.benefits[one].policy.validity
        assert row["silent"] is not validity.on(date.fromisoformat(on)).pays
        assert ("征求意见稿" in row["status"]) == validity.draft and row["status"]
    assert {one.split("/")[0] for one, row in rows.items() if not row["silent"]} == set(paying)
    ranks = [(row["silent"], -float(row["amount"] or 0)) for row in rows.values()]
    assert ranks == sorted(ranks)


def test_today_by_the_clock(chromium: Browser, address: str) -> None:
    """Without a day in the address the statuses are those of today, told with the day."""
    with watched(chromium, address, day="2026-10-15") as tab:
        without_python(tab)
        rows = _open(tab, f"{address}compare/compute/?{SHARED}")
        assert rows["xiamen-2025/compute-voucher"]["silent"] and rows["xiamen-2025/compute-voucher"]["status"] == "已被取代"
        assert not rows["siming-2025/compute-voucher"]["silent"]
        expect(tab.locator("[data-day]")).to_contain_text("2026-10-15")
        assert "&on=" not in tab.url


def test_a_shared_link_wins(chromium: Browser, address: str, catalogue: Catalogue, capsys: pytest.CaptureFixture[str]) -> None:
    """Who opens a link sees its figures, as the command line has them, and takes them and its day to the other language."""
    given = dict(part.split("=") for part in SHARED.split("&"))
    with watched(chromium, address) as tab:
        at_once = _open(tab, f"{address}compare/compute/?{SHARED}&on=2026-10-15")
        live = _live(tab)
        assert _amounts(at_once) == _amounts(live) == _engine(catalogue, "compute", given)
        expect(tab.locator("#field-compute_spend")).to_have_value("130万元")
        expect(tab.locator("#field-annual_revenue")).to_have_value("2亿元")
        tab.locator(".hc-switch").click()
        tab.wait_for_url("**/en/compare/compute/**compute_spend=1300000**on=2026-10-15**")
    answers = [part for part in SHARED.split("&") if not part.startswith("local")]
    assert main(["estimate", "xiamen-2025/compute-voucher", *answers, "--lang", "zh", "--on", "2026-10-15"]) == 0
    headline = live["xiamen-2025/compute-voucher"]["headline"]
    assert headline == "最高 52万元" and headline in capsys.readouterr().out


def test_in_english(chromium: Browser, address: str) -> None:
    """The English page says amounts, statuses, problems and the chart in English, at once and by Python."""
    with watched(chromium, address, day="2026-01-15") as tab:
        _open(tab, f"{address}en/compare/compute/")
        for rows in (tab.evaluate(TYPE, FIRM), _live(tab)):
            assert rows["siming-2025/compute-voucher"]["headline"] == "up to RMB 100,000"
            assert rows["siming-2025/compute-voucher"]["status"] == "In force"
            assert rows["fujian-draft/compute-subsidy"]["headline"] == "RMB 400,000"
        tab.fill("#field-compute_spend", "lots")
        expect(tab.locator("#problem-compute_spend")).to_contain_text("lots")
        han = re.compile("[\u4e00-\u9fff]")
        shown = tab.locator(".hc-compare__table").inner_text() + tab.locator(".hc-compare__legend").first.inner_text()
        assert not han.search(shown)


def test_the_chart_has_legend_and_words(chromium: Browser, address: str) -> None:
    """Every curve is drawn and named in a legend, and the picture points to the table that says the same in figures."""
    with watched(chromium, address) as tab:
        without_python(tab)
        rows = _open(tab, f"{address}compare/compute/?{SHARED}")
        drawn = 0
        for figure in tab.locator("figure[data-chart]").all():
            expect(figure.locator("canvas")).to_be_visible()
            expect(figure.locator("[data-plot]")).to_have_attribute("role", "img")
            assert "上表" in str(figure.locator("[data-plot]").get_attribute("aria-label"))
            named = figure.locator("li[data-line]").evaluate_all("all => all.map((one) => one.dataset.line)")
            assert named and set(named) <= set(rows)
            styles = figure.locator("li[data-line]").evaluate_all(
                "all => all.map((one) => [one.className, one.querySelector('line').getAttribute('stroke-dasharray')].join())"
            )
            assert len(set(styles)) == len(styles)
            drawn += len(named)
        assert drawn == len(rows) - 1  # the pool has no amount for a firm
        assert tab.locator(".hc-compare__table caption").inner_text()


def test_wuhans_amount_is_of_another_question(chromium: Browser, address: str) -> None:
    """What Wuhan pays by three years' local compute has its own question, chart and label; the year's spend does not move it."""
    with watched(chromium, address) as tab:
        without_python(tab)
        _open(tab, f"{address}compare/compute/")
        label = tab.locator("label[for=field-local_compute_spend_3y]").inner_text()
        assert label == "三年本地算力服务费合计"
        expect(tab.locator("[data-chart=local_compute_spend_3y] figcaption")).to_contain_text(label)
        expect(tab.locator("[data-chart=compute_spend] [data-line^=wuhan]")).to_have_count(0)
        expect(tab.locator(f"tr[data-benefit='{WUHAN}'] .hc-compare__by")).to_contain_text(label)
        expect(tab.locator("tr[data-benefit='siming-2025/compute-voucher'] .hc-compare__by")).to_contain_text("年度算力支出")
        before = _amounts(tab.evaluate(TYPE, FIRM))
        assert _amounts(tab.evaluate(TYPE, FIRM | {"compute_spend": "700000"}))[WUHAN] == before[WUHAN] == "3000000.00"
        after = _amounts(tab.evaluate(TYPE, FIRM | {"local_compute_spend_3y": "1000000"}))
        assert after == before | {WUHAN: "500000.00"}


def test_wrong_input_leaves_no_older_figure(chromium: Browser, address: str) -> None:
    """What Python refuses is told beside its field, and no row that asks for it, and no curve, goes on showing an amount."""
    concerned = [f"{policy}/compute-voucher" for policy in VOUCHERS] + ["fujian-draft/compute-subsidy"]
    problem, chart = "#problem-compute_spend", "[data-chart=compute_spend]"
    with watched(chromium, address) as tab:
        tab.goto(f"{address}compare/compute/?{SHARED}&on=2026-01-15")
        before = _live(tab)
        for wrong, told in (("很多", "很多"), ("-5", "-5"), ("2000亿", "100,000,000,000")):
            at_once: Rows = tab.evaluate(TYPE, FIRM | {"compute_spend": wrong})
            assert {at_once[one]["amount"] for one in concerned} == {""}
            expect(tab.locator(problem)).to_contain_text(told)
            rows: Rows = tab.evaluate(READ)
            left = {(rows[one]["state"], rows[one]["amount"], rows[one]["headline"]) for one in concerned}
            assert left == {("refused", "", "请改正标出的一项")}
            assert rows[WUHAN]["amount"] == "3000000.00"
            assert rows[POOL]["headline"] == before[POOL]["headline"]
            expect(tab.locator("#field-compute_spend")).to_have_attribute("aria-invalid", "true")
            expect(tab.locator(chart)).to_be_hidden()
            tab.fill("#field-compute_spend", "100万")
            _live(tab)
            expect(tab.locator(problem)).to_be_hidden()
            expect(tab.locator(chart)).to_be_visible()


@pytest.mark.parametrize("query", ["", f"?{SHARED}"])
def test_typed_before_the_script(chromium: Browser, address: str, catalogue: Catalogue, query: str) -> None:
    """What is typed while the script is still on its way is not lost, not even to a link that says otherwise."""
    held: list[Route] = []
    with watched(chromium, address) as tab:
        tab.route("**/app/tools.mjs", lambda route: held.append(route))
        tab.goto(f"{address}compare/compute/{query}", wait_until="commit")
        tab.fill("#field-compute_spend", "70万")
        tab.select_option("#field-organisation", "university")
        assert {row["state"] for row in tab.evaluate(READ).values()} == {"prerendered"}
        for route in held:
            route.continue_()
        rest = dict(part.split("=") for part in SHARED.split("&")) if query else FIRM
        assert _amounts(_live(tab)) == _engine(
            catalogue, "compute", rest | {"compute_spend": "700000", "organisation": "university"}
        )
        assert "compute_spend=700000" in tab.url and "organisation=university" in tab.url


def test_calculator_links_carry_the_case(chromium: Browser, address: str) -> None:
    """The way on to a calculator carries what it asks, and the day: it opens with the same amount."""
    with watched(chromium, address) as tab:
        tab.goto(f"{address}compare/compute/?{SHARED}&on=2026-01-15")
        amount = _live(tab)["xiamen-2025/compute-voucher"]["amount"]
        tab.locator("tr[data-benefit='xiamen-2025/compute-voucher'] [data-calculator-link]").click()
        tab.wait_for_url("**/calculators/xiamen-2025/compute-voucher/?*")
        for part in ("compute_spend=1300000", "annual_revenue=200000000", "organisation=enterprise", "on=2026-01-15"):
            assert part in tab.url
        assert "local_compute_spend_3y" not in tab.url
        tab.wait_for_selector("output[data-state=live]", timeout=PATIENCE)
        assert tab.get_attribute("output", "data-amount") == amount


def test_without_javascript(chromium: Browser, address: str, catalogue: Catalogue) -> None:
    """Without JavaScript the table shows the amounts of the example and says so, without a status that could be stale."""
    with watched(chromium, address, java_script_enabled=False) as tab:
        tab.goto(f"{address}compare/compute/")
        rows = tab.locator("tr[data-benefit]")
        expected = _engine(catalogue, "compute", FIRM)
        assert {str(row.get_attribute("data-benefit")): row.get_attribute("data-amount") for row in rows.all()} == expected
        expect(tab.locator("noscript .hc-warning")).to_be_visible()
        expect(tab.locator("tr .hc-badge:visible")).to_have_count(0)
        expect(tab.locator("figure[data-chart]:visible")).to_have_count(0)


@pytest.mark.parametrize("lang", ["", "en/"])
def test_on_a_phone(chromium: Browser, address: str, lang: str) -> None:
    """At 360 and at 320 pixels nothing sticks out, not even with long figures, and the chart fits."""
    for width in (360, 320):
        with watched(chromium, address, width=width) as tab:
            without_python(tab)
            _open(tab, f"{address}{lang}compare/compute/?{SHARED}&on=2026-01-15")
            tab.evaluate(TYPE, FIRM | {"compute_spend": "1234567.89", "local_compute_spend_3y": "7654321.01"})
            canvas = tab.locator("[data-chart=compute_spend] canvas")
            expect(canvas).to_be_visible()
            box = canvas.bounding_box()
            assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
            assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_other_purposes_on_a_phone(chromium: Browser, address: str) -> None:
    """The index and comparisons of many rows and questions open without trouble, and nothing sticks out at 320 pixels."""
    with watched(chromium, address, width=320) as tab:
        without_python(tab)
        for path in ("compare/", "en/compare/", "en/compare/talent/"):
            tab.goto(address + path)
            assert tab.evaluate("document.documentElement.scrollWidth") <= 320, path
