"""Promise: the home page answers one question at once, by the page's own amounts and then by Python's, which are the same."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from calculators.catalogue import Catalogue
from calculators.estimate.work import estimate
from calculators.inputs import parse_answers
from tests.support.rows import PATIENCE, Rows, live, without_python
from tests.support.watched import watched

pytestmark = pytest.mark.xdist_group("compare-home")

SIMING, ZHANGZHOU, WUHAN, FUZHOU = "350203", "350600", "420106", "350100"
XIAMEN = "xiamen-2025/compute-voucher"
HERE = [XIAMEN, "siming-2025/compute-voucher", "fujian-draft/compute-subsidy"]
READ = """() => Object.fromEntries([...document.querySelectorAll('.hc-quick__row')].filter((row) => !row.hidden)
  .map((row) => [row.dataset.benefit, {
  state: row.dataset.state, amount: row.dataset.amount, silent: row.classList.contains('hc-quick--silent'),
  headline: row.querySelector('[data-headline]').textContent, status: row.querySelector('.hc-badge').textContent,
}]))"""
ASK = f"""(answers) => {{
  for (const [name, text] of Object.entries(answers)) document.querySelector(`#quick-${{name}}`).value = text;
  document.querySelector('#quick-spend').dispatchEvent(new Event('input', {{ bubbles: true }}));
  return ({READ})();
}}"""
COUNT = """
let answers = 0;
window.Worker = class extends Worker {
  constructor(...given) {
    super(...given);
    this.addEventListener('message', ({ data }) => { if (data.answer) document.documentElement.dataset.answers = ++answers; });
  }
};"""
"""Counts Python's answers on the page, whatever it makes of them."""


def _open(tab: Page, address: str) -> Rows:
    """The rows as the page's script shows them by itself."""
    tab.goto(address)
    expect(tab.locator(f"[data-benefit='{XIAMEN}']")).to_have_attribute("data-state", "corners")
    rows: Rows = tab.evaluate(READ)
    return rows


def _ask(tab: Page, **answers: str) -> Rows:
    """The rows right after something was chosen or typed, before anything else could run."""
    rows: Rows = tab.evaluate(ASK, answers)
    return rows


def _live(tab: Page) -> Rows:
    """The rows once Python has answered for all that are shown."""
    return live(tab, ".hc-quick__row:not([hidden], [data-state=live])", READ)


def _amounts(rows: Rows) -> dict[str, str]:
    return {benefit: row["amount"] for benefit, row in rows.items()}


def _engine(catalogue: Catalogue, benefit: str, spend: str) -> str:
    """What the engine says for that sum, the rest as in the example."""
    one = catalogue.benefit(benefit)
    assert one.main
    given = {name: "true" if catalogue.inputs[name].kind == "yes-no" else text for name, text in one.example.items()}
    answers, problems = parse_answers({name: catalogue.inputs[name] for name in one.inputs}, given | {one.main: spend})
    assert not problems
    amount = estimate(one, answers, catalogue.kinds).amount
    assert amount is not None
    return f"{amount:.2f}"


def _query(tab: Page, link: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(str(tab.locator(link).get_attribute("href"))).query)


def test_at_once_and_by_python(chromium: Browser, address: str, catalogue: Catalogue) -> None:
    """For every purpose, around thresholds and caps, the amounts before Python, Python's and the engine's are the same."""
    places = (SIMING, ZHANGZHOU, WUHAN)
    with watched(chromium, address) as tab:
        _open(tab, address)
        purposes = tab.locator("#quick-purpose option").evaluate_all("all => all.map((one) => one.value)")
        cases = [(place, "compute", spend) for place in places for spend in ("49999.99", "30万", "1234567.89")]
        cases += [(place, purpose, "500.55万") for place in places for purpose in purposes]
        seen = set()
        for place, purpose, spend in cases:
            at_once = _ask(tab, place=place, purpose=purpose, spend=spend)
            seen.update(at_once)
            assert {row["state"] for row in at_once.values()} <= {"corners"}
            live = _live(tab)
            assert _amounts(at_once) == _amounts(live) == {one: _engine(catalogue, one, spend) for one in at_once}
            assert {one: row["headline"] for one, row in at_once.items()} == {one: row["headline"] for one, row in live.items()}
        assert seen == set(tab.locator(".hc-quick__row").evaluate_all("all => all.map((one) => one.dataset.benefit)"))


def test_place_and_purpose_choose_the_rows(chromium: Browser, address: str) -> None:
    """Only what reaches the place and pays for the purpose is shown; where nothing does, the page says so."""
    with watched(chromium, address) as tab:
        without_python(tab)
        assert list(_open(tab, address)) == HERE
        tab.select_option("#quick-place", ZHANGZHOU)
        assert {one.split("/")[0] for one in tab.evaluate(READ)} == {"zhangzhou-2025", "fujian-draft"}
        tab.select_option("#quick-purpose", "annotation")
        assert list(tab.evaluate(READ)) == ["zhangzhou-2025/annotation-voucher-a"]
        tab.select_option("#quick-purpose", "data")
        expect(tab.locator("[data-none]")).to_be_visible()
        expect(tab.locator("[data-best]")).to_be_hidden()
        tab.fill("#quick-spend", "很多")
        tab.select_option("#quick-place", SIMING)
        expect(tab.locator("[data-none]")).to_be_hidden()
        assert list(tab.evaluate(READ)) == ["siming-2025/data-voucher"]


@pytest.mark.parametrize(
    ("lang", "wrongs"),
    [
        ("", {"很多": "请写金额", "2000亿": "1,000亿元"}),
        ("en/", {"lots": "amount", "200000000000": "RMB 100,000,000,000"}),
    ],
)
def test_a_wrong_sum_takes_the_amounts_away(chromium: Browser, address: str, lang: str, wrongs: dict[str, str]) -> None:
    """What is no sum, or beyond the limit, is told in a sentence at once; no amount is left, in no row and in no link."""
    with watched(chromium, address) as tab:
        without_python(tab)
        _open(tab, address + lang)
        for wrong, told in wrongs.items():
            rows = _ask(tab, spend=wrong, place=SIMING)
            assert {(row["state"], row["amount"], row["headline"]) for row in rows.values()} == {("refused", "", "—")}
            expect(tab.locator("#quick-problem")).to_contain_text(told)
            expect(tab.locator("#quick-spend")).to_have_attribute("aria-invalid", "true")
            expect(tab.locator("[data-best]")).to_be_hidden()
            _ask(tab, place=ZHANGZHOU)
            assert _query(tab, "[data-plan-link]") == {"place": [ZHANGZHOU]}
            assert _query(tab, "[data-compare-link]") == {}
            assert {row["state"] for row in _ask(tab, spend="100万").values()} == {"corners"}
            expect(tab.locator("#quick-problem")).to_be_hidden()
            expect(tab.locator("#quick-spend")).not_to_have_attribute("aria-invalid", "true")


def test_a_late_answer_is_not_for_a_later_question(chromium: Browser, address: str) -> None:
    """Python's answer to a sum that has been changed into none meanwhile does not bring amounts back."""
    held: list[Route] = []
    with watched(chromium, address) as tab:
        tab.add_init_script(COUNT)
        tab.route("**/engine/worker.mjs", lambda route: held.append(route))
        _open(tab, address)
        _ask(tab, spend="130万")
        _ask(tab, spend="很多")
        for route in held:
            route.continue_()
        expect(tab.locator("html")).to_have_attribute("data-answers", "1", timeout=PATIENCE)
        assert {(row["state"], row["amount"]) for row in tab.evaluate(READ).values()} == {("refused", "")}
        expect(tab.locator("[data-best]")).to_be_hidden()
        _ask(tab, spend="60万")
        assert {row["state"] for row in _live(tab).values()} == {"live"}


def test_links_carry_the_figures(chromium: Browser, address: str) -> None:
    """The ways on to the plan, to the comparison and to a calculator carry place and sum; Enter leads to the plan."""
    with watched(chromium, address) as tab:
        without_python(tab)
        _open(tab, address)
        tab.fill("#quick-spend", "130万")
        assert _query(tab, "[data-plan-link]") == {"place": [SIMING], "compute_spend": ["1300000"]}
        assert _query(tab, "[data-compare-link]") == {"compute_spend": ["1300000"]}
        calculator = _query(tab, f"[data-benefit='{XIAMEN}'] [data-calculator-link]")
        assert calculator["compute_spend"] == ["1300000"] and calculator["organisation"] == ["enterprise"]
        tab.locator("[data-compare-link]").click()
        tab.wait_for_url("**/compare/compute/?compute_spend=1300000*")
        expect(tab.locator("tr[data-benefit='siming-2025/compute-voucher']")).to_have_attribute("data-amount", "130000.00")
        _open(tab, address)
        tab.fill("#quick-spend", "130万")
        tab.press("#quick-spend", "Enter")
        tab.wait_for_url(f"**/plan/?compute_spend=1300000&place={SIMING}")


@pytest.mark.parametrize(
    ("day", "best", "paying", "status"),
    [
        ("2026-01-15", "50万元", HERE[:2], "现行有效"),
        ("2026-10-15", "10万元", HERE[1:2], "已被取代"),
    ],
)
def test_statuses_by_the_clock(
    chromium: Browser, address: str, catalogue: Catalogue, day: str, best: str, paying: list[str], status: str
) -> None:
    """What pays today stands first and alone makes the best; drafts and what has ended are marked and never in that line."""
    with watched(chromium, address, day=day) as tab:
        without_python(tab)
        rows = _open(tab, address)
        assert [one for one, row in rows.items() if not row["silent"]] == paying == list(rows)[: len(paying)]
        assert rows[XIAMEN]["status"] == status
        assert "征求意见稿" in rows["fujian-draft/compute-subsidy"]["status"]
        expect(tab.locator("[data-best]")).to_contain_text(best)
        for spend in ("29.9万", "30万", "1亿"):
            rows = _ask(tab, spend=spend)
            most = max((float(rows[one]["amount"]) for one in paying), default=0)
            said = re.search(r"最多一项 ([\d.]+)万元", tab.locator("[data-best]").inner_text())
            assert (float(said[1]) if said else 0) == most / 10_000
        _ask(tab, place=FUZHOU, spend="100万")  # where nothing but the draft reaches
        expect(tab.locator("[data-best]")).to_contain_text("没有能据以申领")
        assert "40" not in tab.locator("[data-best]").inner_text()


@pytest.mark.parametrize(
    ("day", "place", "purpose", "paying", "best"),
    [
        ("2026-10-15", SIMING, "compute", "siming-2025", "最多一项 10万元"),
        ("2027-01-15", ZHANGZHOU, "compute", "zhangzhou-2025", "最多一项 50万元"),
        ("2028-01-01", ZHANGZHOU, "compute", "", "最后结束的是漳州的文件，到 2027-12-31 为止"),
        ("2031-06-01", ZHANGZHOU, "compute", "", "最后结束的是漳州的文件，到 2027-12-31 为止"),
        ("2019-06-01", SIMING, "compute", "", "没有能据以申领"),
    ],
)
def test_the_first_question_is_one_that_can_be_answered(
    chromium: Browser, address: str, day: str, place: str, purpose: str, paying: str, best: str
) -> None:
    """At once, place and purpose are ones for which a text pays on the day; where none does, what ended last is said."""
    with watched(chromium, address, day=day) as tab:
        without_python(tab)
        tab.goto(address)
        expect(tab.locator("[data-best]")).to_contain_text(best)
        assert (tab.input_value("#quick-place"), tab.input_value("#quick-purpose")) == (place, purpose)
        rows: Rows = tab.evaluate(READ)
        assert {one.split("/")[0] for one, row in rows.items() if not row["silent"]} == ({paying} if paying else set())
        assert _query(tab, "[data-plan-link]")["place"] == [place]
        boxes = [tab.locator(one).first.bounding_box() for one in ("[data-best]", "[data-benefit]:visible")]
        assert boxes[0] and boxes[1] and boxes[0]["y"] < boxes[1]["y"], "it is said first"


def test_what_is_asked_is_not_changed(chromium: Browser, address: str) -> None:
    """A place that an address or a visitor names stays, whatever can be claimed there."""
    with watched(chromium, address, day="2027-01-15") as tab:
        without_python(tab)
        tab.goto(f"{address}?place={SIMING}&purpose=compute")
        expect(tab.locator("[data-best]")).to_contain_text("此地现在没有能据以申领的条款")
        assert tab.input_value("#quick-place") == SIMING


def test_python_starts_at_the_first_touch(chromium: Browser, address: str) -> None:
    """A visit that asks nothing fetches none of Python, however long it lasts; reaching for the question does."""
    with watched(chromium, address) as tab:
        fetched: list[str] = []
        tab.on("request", lambda request: fetched.append(request.url))
        _open(tab, address)
        tab.wait_for_load_state("networkidle")
        tab.wait_for_timeout(4000)
        assert [url for url in fetched if ".wasm" in url or "pyodide" in url or "snapshot" in url] == []
        tab.focus("#quick-spend")
        expect(tab.locator(".hc-quick")).to_have_attribute("data-engine", "ready", timeout=PATIENCE)
        assert any(".wasm" in url for url in fetched)


def test_the_best_line_after_python(chromium: Browser, address: str) -> None:
    """Python's answer leaves the best line free of drafts too, in English as well, and below a threshold it says so."""
    with watched(chromium, address, day="2026-10-15") as tab:
        _open(tab, f"{address}en/")
        tab.fill("#quick-spend", "1,000,000")
        rows = _live(tab)
        assert rows["fujian-draft/compute-subsidy"]["amount"] == "400000.00" and rows["fujian-draft/compute-subsidy"]["silent"]
        assert rows["siming-2025/compute-voucher"]["headline"] == "up to RMB 100,000"
        expect(tab.locator("[data-best]")).to_have_text("Open to claim today, the largest single one: RMB 100,000")
        tab.fill("#quick-spend", "40,000")
        assert {row["amount"] for row in _live(tab).values() if not row["silent"]} == {"0.00"}
        expect(tab.locator("[data-best]")).to_contain_text("threshold")


def test_typed_before_the_script(chromium: Browser, address: str) -> None:
    """A sum typed while the script is still on its way is answered."""
    held: list[Route] = []
    with watched(chromium, address) as tab:
        tab.route("**/app/tools.mjs", lambda route: held.append(route))
        tab.goto(address, wait_until="commit")
        tab.fill("#quick-spend", "130万")
        tab.select_option("#quick-place", ZHANGZHOU)
        for route in held:
            route.continue_()
        expect(tab.locator("[data-benefit='zhangzhou-2025/compute-voucher']")).to_have_attribute("data-amount", "650000.00")
        assert _amounts(_live(tab)) == {
            "zhangzhou-2025/compute-voucher": "650000.00",
            "fujian-draft/compute-subsidy": "500000.00",
        }
        expect(tab.locator("#quick-spend")).to_have_value("130万元")


@pytest.mark.parametrize(("lang", "headline"), [("", "最高 50万元"), ("en/", "up to RMB 500,000")])
def test_without_javascript(chromium: Browser, address: str, catalogue: Catalogue, lang: str, headline: str) -> None:
    """Without JavaScript the page shows the example with its amounts, no status and no best, and the form leads to the plan."""
    with watched(chromium, address, java_script_enabled=False) as tab:
        tab.goto(address + lang)
        shown = tab.locator(".hc-quick__row:visible")
        assert {str(one.get_attribute("data-benefit")) for one in shown.all()} == set(HERE)
        for one in shown.all():
            assert one.get_attribute("data-state") == "prerendered"
            assert one.get_attribute("data-amount") == _engine(catalogue, str(one.get_attribute("data-benefit")), "1000000")
        expect(tab.locator(f"[data-benefit='{XIAMEN}'] [data-headline]")).to_have_text(headline)
        expect(tab.locator(".hc-quick .hc-badge:visible")).to_have_count(0)
        expect(tab.locator("[data-best]")).to_be_hidden()
        assert str(tab.locator(".hc-quick__ask").get_attribute("action")).endswith("plan/")


def test_wuhans_sum_is_of_another_question(chromium: Browser, address: str) -> None:
    """Where the sum answers another question than the year's spend, the row says which."""
    with watched(chromium, address) as tab:
        without_python(tab)
        _open(tab, address)
        _ask(tab, place=WUHAN)
        expect(tab.locator("[data-benefit='wuhan-2024-draft/vertical-model-compute']")).to_contain_text("三年本地算力服务费合计")


@pytest.mark.parametrize("lang", ["", "en/"])
def test_on_a_phone(chromium: Browser, address: str, lang: str) -> None:
    """At 360 and at 320 pixels nothing sticks out, with long figures and sentences too."""
    with watched(chromium, address) as tab:
        without_python(tab)
        _open(tab, address + lang)
        for width in (360, 320):
            tab.set_viewport_size({"width": width, "height": 700})
            for spend in ("1234567.89", "99999999999.99", "2000亿"):
                _ask(tab, spend=spend)
                assert tab.evaluate("document.documentElement.scrollWidth") <= width
