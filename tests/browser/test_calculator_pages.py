"""Calculator pages in Chromium: a figure at once, Python's a moment later, links that reopen, sentences beside wrong answers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.support.built import address_of
from tests.support.calculator_page import LONGEST, Opened, opened

VOUCHER = "xiamen-2025/compute-voucher"
HIT = "xiamen-2025/hit-product"
DAY = "2026-01-15"

pytestmark = pytest.mark.xdist_group("calculator-pages")


@pytest.fixture
def tab(chromium: Browser, address: str) -> Iterator[Opened]:
    """A page that must stay free of console errors and foreign requests."""
    with opened(chromium, address) as tab:
        yield tab


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_typing(tab: Opened, lang: str) -> None:
    """The figure from the corners stands at once and is Python's, which follows; the curve is drawn, the address has the case."""
    tab.goto(VOUCHER, lang)
    assert (tab.state, tab.amount) == ("prerendered", "500000.00")
    assert tab.type("compute_spend", "130万") == ("corners", "650000.00")
    assert tab.live() == "650000.00"
    expect(tab.page.locator(".hc-answer__amount")).to_have_text("最高 65万元" if lang == "zh" else "up to RMB 650,000")
    expect(tab.page).to_have_url(re.compile("compute_spend=1300000"))
    expect(tab.page.locator("[data-plot] canvas")).to_be_visible()
    expect(tab.page.locator(".hc-mark--you")).to_contain_text("65万元" if lang == "zh" else "RMB 650,000")
    assert tab.type("annual_revenue", "5亿") == ("corners", "520000.00")
    assert tab.live() == "520000.00"


def test_words_that_tarry(tab: Opened) -> None:
    """Python's figure stands before its words do; while the old words wait they are shown fainter, and not for longer."""
    tab.page.add_init_script(
        """globalThis.held = [];
        globalThis.Worker = class extends Worker {
          postMessage(message) {
            if (globalThis.holding && message.request?.includes('"op":"estimate"')) held.push(() => super.postMessage(message));
            else super.postMessage(message);
          }
        };"""
    )
    tab.goto(VOUCHER, "en")
    tab.type("compute_spend", "100万")
    assert tab.live() == "500000.00"
    tab.page.evaluate("globalThis.holding = true")
    tab.type("compute_spend", "130万")
    output = tab.page.locator("output[data-state]")
    expect(output).to_have_attribute("data-stale", "words", timeout=LONGEST)
    expect(output.locator(".hc-answer__amount")).to_have_text("up to RMB 650,000")
    assert tab.amount == "650000.00" and tab.state != "live"
    tab.page.evaluate("held.forEach((send) => send())")
    assert tab.live() == "650000.00"
    assert output.get_attribute("data-stale") is None


WATCHED = """
globalThis.seen = [];
const { requestAnimationFrame, setTimeout, history } = globalThis;
globalThis.setTimeout = (work, milliseconds = 0) => setTimeout(work, 50 * milliseconds);
globalThis.requestAnimationFrame = (callback) => requestAnimationFrame((time) => {
  seen.push('drawing');
  callback(time);
});
const replaceState = history.replaceState.bind(history);
history.replaceState = (...given) => {
  seen.push('address');
  replaceState(...given);
};
CanvasRenderingContext2D.prototype.stroke = new Proxy(CanvasRenderingContext2D.prototype.stroke, {
  apply: (...given) => {
    if (seen.at(-1) !== 'chart') seen.push('chart');
    return Reflect.apply(...given);
  },
});
addEventListener('input', () => queueMicrotask(() => seen.push('typed')));
"""
"""Notes when the task of the typing is at its end, when the page is drawn, its address changed, and its chart painted.

What is done by the clock is put off: on a busy machine a drawing comes later than a page waits for one.
"""


def test_what_can_wait(tab: Opened) -> None:
    """The address and the chart, which have to know the layout, come after the figure has been drawn, each in its own time."""
    tab.page.add_init_script(WATCHED)
    tab.goto(VOUCHER, "en")
    tab.type("compute_spend", "100万")
    tab.live()
    expect(tab.page.locator(".hc-mark--you")).to_contain_text("RMB 500,000", timeout=LONGEST)
    tab.page.evaluate("seen.length = 0")
    tab.type("compute_spend", "130万")
    expect(tab.page.locator(".hc-mark--you")).to_contain_text("RMB 650,000")
    seen: list[str] = tab.page.evaluate("seen")
    assert seen[:2] == ["typed", "drawing"], "nothing that knows the layout in the task of the typing"
    assert seen.index("address") < seen.index("chart")
    assert "drawing" in seen[seen.index("address") : seen.index("chart")], "two tasks with a drawing between them"


def test_in_a_page_that_nobody_sees(tab: Opened) -> None:
    """A page in the background is not drawn: what waits for that is done all the same."""
    tab.goto(VOUCHER, "en")
    tab.page.evaluate("globalThis.requestAnimationFrame = () => 0")
    tab.type("compute_spend", "130万")
    tab.live()
    expect(tab.page).to_have_url(re.compile("compute_spend=1300000"))
    expect(tab.page.locator(".hc-mark--you")).to_contain_text("RMB 650,000", timeout=LONGEST)


def test_wrong_answer(tab: Opened) -> None:
    """A wrong answer has Python's sentence beside its field and no figure on the page; a right one takes both back."""
    tab.goto(VOUCHER, "en")
    state, amount = tab.type("compute_spend", "a lot")
    assert (state, amount) == ("calculating", "")
    tab.page.wait_for_selector('output[data-state="refused"]', timeout=LONGEST)
    assert tab.amount == ""
    expect(tab.page.locator("#problem-compute_spend")).to_contain_text("a lot")
    field = tab.page.locator("#field-compute_spend")
    expect(field).to_have_attribute("aria-invalid", "true")
    assert "problem-compute_spend" in (field.get_attribute("aria-describedby") or "")
    tab.type("compute_spend", "100万")
    assert tab.live() == "500000.00"
    expect(tab.page.locator("#problem-compute_spend")).to_be_hidden()
    assert field.get_attribute("aria-invalid") is None


def test_typed_before_the_script(tab: Opened) -> None:
    """What is typed while the script is still on its way is neither lost nor taken for the example."""
    held: list[Route] = []
    tab.page.route("**/app/tools.mjs", lambda route: held.append(route))
    tab.page.goto(f"{tab.home}{address_of(VOUCHER, 'en')}?compute_spend=400000", wait_until="commit")
    tab.page.fill("#field-compute_spend", "1,300,000")
    assert tab.state == "prerendered"
    for route in held:
        route.continue_()
    assert tab.live() == "650000.00"
    expect(tab.page).to_have_url(re.compile("compute_spend=1300000"))


def test_both_readings(tab: Opened) -> None:
    """Xiamen's 2,500万 of sales: 100万 by whole blocks, 125万 pro rata, both at the top of the answer."""
    tab.goto(HIT, "zh", f"?product_sales=25000000&hit_product=true&on={DAY}")
    assert tab.live() == "1000000.00"
    head = tab.page.locator(".hc-answer__head")
    expect(head).to_contain_text("100万元")
    expect(head).to_contain_text("125万元")


def test_condition(tab: Opened) -> None:
    """A condition that is unticked brings the amount to nothing, at once and by Python."""
    tab.goto(HIT)
    tab.page.uncheck("#field-hit_product")
    assert tab.amount == "0.00"
    assert tab.live() == "0.00"


def test_language_switch_keeps_the_case(tab: Opened) -> None:
    """The link to the other language carries the case."""
    tab.goto(VOUCHER)
    tab.type("compute_spend", "200万")
    tab.live()
    tab.page.click(".hc-switch")
    tab.page.wait_for_url("**/en/calculators/**compute_spend=2000000**")
    assert tab.live() == "1000000.00"


def test_shared_link(tab: Opened) -> None:
    """A link opens to the same answer; what it holds wrongly is said in a sentence, and the rest is used."""
    tab.goto(VOUCHER, "en", "?compute_spend=4000000&annual_revenue=500000000&organisation=enterprise&on=2026-01-15")
    assert tab.live() == "1600000.00"
    expect(tab.page.locator("[data-notice]")).to_be_hidden()
    tab.goto(VOUCHER, "en", "?compute_spend=4000000&colour=%3Cb%3Ered&organisation=club&on=2026-02-31&v=0123456789ab")
    assert tab.live() == "2000000.00"
    notice = tab.page.locator("[data-notice]")
    for words in ("colour", "Type of organization", "2026-02-31", "0123456789ab"):
        expect(notice).to_contain_text(words)
    assert tab.page.locator("[data-notice] b").count() == 0, "what an address holds is text"


def test_unit_of_the_reader(tab: Opened) -> None:
    """The unit is a matter of display, and is remembered on the next page."""
    tab.goto(VOUCHER)
    tab.page.check('input[name="unit"][value="yuan"]')
    assert tab.live() == "500000.00"
    expect(tab.page.locator(".hc-answer__amount")).to_have_text("最高 500,000元")
    expect(tab.page.locator("#field-compute_spend")).to_have_value("1,000,000")
    expect(tab.page).to_have_url(re.compile("compute_spend=1000000"))
    tab.goto(HIT)
    expect(tab.page.locator("#field-product_sales")).to_have_value("25,000,000")
    expect(tab.page.locator(".hc-answer__amount")).to_have_text("1,000,000元")
    assert tab.amount == "1000000.00"


def test_take_away(chromium: Browser, address: str) -> None:
    """Link, files and code hold the case that is on the page."""
    with opened(chromium, address, accept_downloads=True, permissions=["clipboard-read", "clipboard-write"]) as tab:
        tab.goto(HIT, "en", f"?on={DAY}")
        tab.type("product_sales", "3500万")
        assert tab.live() == "1500000.00"
        tab.page.click("[data-take-link]")
        expect(tab.page.locator("[data-take-told]")).not_to_be_empty()
        link = tab.page.evaluate("navigator.clipboard.readText()")
        assert "product_sales=35000000" in link
        assert f"on={DAY}" in link
        assert re.search(r"v=[0-9a-f]{12}", link)
        with tab.page.expect_download(timeout=LONGEST) as download:
            tab.page.click('[data-take-file="json"]')
        assert json.loads(Path(download.value.path()).read_text("utf-8"))["estimate"]["amount"] == "1500000.00"
        tab.page.click("[data-take-code] summary")
        expect(tab.page.locator('[data-take-text="command"]')).to_contain_text("product_sales=35000000", timeout=LONGEST)
        tab.page.click("[data-take-embed] summary")
        expect(tab.page.locator('[data-take-text="embed"]')).to_contain_text("embed=1")
        tab.page.goto(link)
        assert tab.live() == "1500000.00"


def test_embedded(tab: Opened) -> None:
    """In somebody else's page the calculator stands without the site's frame, and tells how high it is."""
    tab.page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
    tab.page.goto(tab.home.replace("127.0.0.1", "localhost") + "llms.txt")
    tab.watch.troubles.clear()  # that was another site, as browsers see it
    tab.page.evaluate(
        """(src) => {
          addEventListener('message', ({ data }) => { self.told = data; });
          document.body.append(Object.assign(document.createElement('iframe'), { id: 'inside', src }));
        }""",
        f"{tab.home}{address_of(VOUCHER, 'zh')}?embed=1",
    )
    tab.page.wait_for_function("self.told", timeout=LONGEST)
    told = tab.page.evaluate("self.told")
    assert told["type"] == "huice-height"
    assert told["height"] > 300
    inside = tab.page.frame_locator("#inside")
    expect(inside.locator(".md-header")).to_be_hidden()
    expect(inside.locator("output")).to_be_visible()
    expect(inside.locator(".hc-embedded a")).to_have_attribute("target", "_blank")


@pytest.mark.parametrize(
    ("benefit", "query", "lang", "most"),
    [
        (VOUCHER, "?compute_spend=1000000", "zh", 1),
        pytest.param(VOUCHER, "?compute_spend=1000000", "en", 1, marks=pytest.mark.extended),
        pytest.param("zhangzhou-2025/housing", "?managers=5", "zh", 1, marks=pytest.mark.extended),
        ("zhangzhou-2025/housing", "?managers=5", "en", 2),
    ],
)
def test_printed_on_one_page(tab: Opened, benefit: str, query: str, lang: str, most: int) -> None:
    """A recap is one page, with inputs, steps, words of the law, day, address and version; the longest, in two languages, two."""
    tab.goto(benefit, lang, f"{query}&on={DAY}")
    tab.live()
    expect(tab.page.locator("[data-plot] canvas")).to_be_visible()
    pdf = tab.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) <= most
    tab.page.emulate_media(media="print")
    for seen in (".hc-ontop", ".hc-given", ".hc-working", ".hc-working .hc-words"):
        expect(tab.page.locator(seen).first).to_be_visible()
    for unseen in (".hc-form", ".hc-take", ".md-header"):
        expect(tab.page.locator(unseen).first).to_be_hidden()
