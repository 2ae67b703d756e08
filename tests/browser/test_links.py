"""Promise: every page that answers reads its address in one way, and says what of a link could not be had."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from publisher.pages.site import Site
from tests.support.built import address_of
from tests.support.modules import MODULES
from tests.support.plan_form import field
from tests.support.rows import PATIENCE, without_python
from tests.support.watched import watched

PAGES = {
    "calculator": address_of("xiamen-2025/compute-voucher", "zh"),
    "plan": "plan/",
    "compare": "compare/compute/",
    "home": "",
}
SUM = {"calculator": "compute_spend", "plan": "compute_spend", "compare": "compute_spend", "home": "spend"}
CHOICE = {"calculator": "organisation", "plan": "place", "compare": "organisation", "home": "place"}
LABEL = {"calculator": "单位类型", "plan": "企业所在地", "compare": "单位类型", "home": "地点"}

APPENDED = [
    "from=timeline&isappinstalled=0&scene=1&clicktime=1763520000&enterid=1763520000",
    "utm_source=weibo&utm_medium=social&utm_campaign=x",
    "fbclid=IwAR0&gclid=abc&msclkid=def&yclid=1&twclid=2&ttclid=3&li_fat_id=4",
    "spm=a2c4g.11186623&scm=20140722&share_token=1&chksm=00ff&mpshare=1&srcid=0101&sharer_shareid=9",
    "bd_vid=1&hmsr=baidu&wd=%E7%AE%97%E5%8A%9B&eqid=1&luicode=10000011&lfid=1",
    "mc_cid=1&mc_eid=2&_hsenc=3&mkt_tok=4&vero_id=5&_ke=6&ref=newsletter",
    "nsukey=1&pass_ticket=2&exportkey=3&lang=zh_CN&version=2&wx_header=1&_t=1763520000",
]
"""What messengers, networks, search engines and mail tools add to a link."""

pytestmark = pytest.mark.xdist_group("links")


def _open(tab: Page, address: str) -> None:
    """A page whose program has read its address."""
    without_python(tab)
    tab.goto(address)
    expect(tab.locator("html")).to_have_attribute("data-program", "running")
    tab.wait_for_load_state()


GLUED = ("。", ".", "，", "）", ")", "、", "；", "！", "”", "%E3%80%82", "。请查收")
"""What a sentence may put behind a link."""


@pytest.mark.parametrize("page", PAGES)
def test_what_cannot_be_had_is_told(chromium: Browser, address: str, page: str) -> None:
    """A name, a value and a day that cannot be had are told, each by what it is; the rest is used."""
    asked = f"{SUM[page]}=1300000&colour=%3Cb%3Ered&{CHOICE[page]}=club&on=2026-02-31"
    with watched(chromium, address) as tab:
        _open(tab, f"{address}{PAGES[page]}?{asked}")
        notice = tab.locator("[data-notice]")
        for words in ("colour", f"{LABEL[page]}“club”", "2026-02-31"):
            expect(notice).to_contain_text(words)
        assert tab.locator("[data-notice] b").count() == 0, "what an address holds is text"
        expect(tab.locator(f"[name={SUM[page]}]")).to_have_value("130万元")


@pytest.mark.parametrize("page", PAGES)
def test_in_english(chromium: Browser, address: str, page: str) -> None:
    """The same in English."""
    with watched(chromium, address) as tab:
        _open(tab, f"{address}en/{PAGES[page]}?colour=red&on=yesterday")
        expect(tab.locator("[data-notice]")).to_contain_text("this page does not ask for; left out: colour")
        expect(tab.locator("[data-notice]")).to_contain_text("“yesterday”")


@pytest.mark.parametrize("page", PAGES)
def test_what_others_append_is_passed_over(chromium: Browser, address: str, page: str) -> None:
    """Nothing is said of what a link picked up on its way, all of it at once, and the figure is that of the link."""
    with watched(chromium, address) as tab:
        _open(tab, f"{address}{PAGES[page]}?{SUM[page]}=1300000&{'&'.join(APPENDED)}")
        expect(tab.locator(f"[name={SUM[page]}]")).to_have_value("130万元")
        expect(tab.locator("[data-notice]")).to_be_hidden()


def _glued(name: str, glued: str) -> list[str]:
    """What stands before a mark, a sum or a day."""
    return [f"on=2026-03-02&{name}=1300000{glued}", f"{name}=1300000&on=2026-03-02{glued}"]


def test_every_stop_at_the_end_is_taken_off(chromium: Browser, address: str) -> None:
    """Whatever a sentence puts behind a link, by the one reader of all pages."""
    with watched(chromium, address) as tab:
        tab.goto(address)
        queries = [f"?{asked}" for glued in GLUED for asked in _glued("spend", glued)]
        read = tab.evaluate(
            """async ([module, queries]) => {
              const { readAddress } = await import(module);
              return queries.map((query) => readAddress(['spend'], query));
            }""",
            [f"{address}{MODULES}app/shared/address.mjs", queries],
        )
        nothing = {"unknown": [], "unreadable": {}, "badDay": None, "version": None}
        assert read == [{"inputs": {"spend": "1300000"}, "on": "2026-03-02", **nothing}] * len(queries)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("glued", [GLUED[0], *(pytest.param(one, marks=pytest.mark.extended) for one in GLUED[1:])])
def test_a_stop_at_the_end_is_no_part_of_the_link(chromium: Browser, address: str, page: str, glued: str) -> None:
    """What a sentence puts behind a link is taken off, behind a sum as behind a day."""
    with watched(chromium, address) as tab:
        for asked in _glued(SUM[page], glued):
            _open(tab, f"{address}{PAGES[page]}?{asked}")
            expect(tab.locator(f"[name={SUM[page]}]")).to_have_value("130万元")
            expect(tab.locator("[data-notice]")).to_be_hidden()


def test_no_question_is_taken_for_something_appended(chromium: Browser, address: str, law: Site) -> None:
    """Every name that a page asks for is read, whatever others call theirs."""
    with watched(chromium, address) as tab:
        names = [*law.catalogue.inputs, "place", "purpose", "spend"]
        query = "&".join(f"{name}=1" for name in names)
        tab.goto(address)
        read = tab.evaluate(
            """async ([module, names, query]) => Object.keys((await import(module)).readAddress(names, `?${query}`).inputs)""",
            [f"{address}{MODULES}app/shared/address.mjs", names, query],
        )
        assert read == names


def test_a_link_with_a_day_on_the_home_page(chromium: Browser, address: str) -> None:
    """The home page answers for the day of its link, says so, and hands the day on."""
    with watched(chromium, address, day="2025-12-01") as tab:
        _open(tab, f"{address}?place=350203&purpose=compute&spend=1000000&on=2026-10-15")
        row = tab.locator("[data-benefit='xiamen-2025/compute-voucher']")
        expect(row.locator(".hc-badge")).to_have_text("已被取代")
        expect(tab.locator(".hc-quick [data-day]")).to_contain_text("2026-10-15")
        for link in ("[data-plan-link]", "[data-compare-link]", "[data-benefit]:not([hidden]) [data-calculator-link]"):
            assert "on=2026-10-15" in str(tab.locator(link).first.get_attribute("href"))


OWN, LINKED = "place=350602&compute_spend=600000", "place=350203&compute_spend=1000000&compute_listed=true"


def _plan(tab: Page, address: str, query: str = "") -> None:
    tab.goto(f"{address}plan/{query}")
    expect(tab.locator("[data-plan] [data-scripted]").first).to_be_visible()


def _spend(tab: Page) -> str:
    return field(tab, "compute_spend").input_value()


def test_a_colleagues_link_leaves_ones_own_profile(chromium: Browser, address: str) -> None:
    """Both are kept, also where the link's case is changed; the page says which is shown, and shows the other on demand."""
    with watched(chromium, address) as tab:
        _plan(tab, address)
        tab.get_by_label("企业所在地").select_option("350602")
        field(tab, "compute_spend").fill("60万")
        expect(tab.locator("[data-kept]")).to_contain_text("已保存")
        expect(tab.locator("[data-whose]")).to_be_hidden()
        _plan(tab, address, f"?{LINKED}")
        expect(tab.locator("[data-whose]")).to_contain_text("链接里的")
        field(tab, "compute_spend").fill("70万")
        expect(tab).to_have_url(_with("compute_spend=700000"))
        own = json.loads(tab.evaluate("localStorage.getItem('huice-profile')"))
        assert own == {"place": "350602", "on": None, "inputs": {"compute_spend": "600000"}}
        tab.get_by_role("button", name="看我自己的").click()
        assert _spend(tab) == "60万元" and tab.get_by_label("企业所在地").input_value() == "350602"
        expect(tab).to_have_url(_with("compute_spend=600000"))
        tab.get_by_role("button", name="看链接里的").click()
        assert _spend(tab) == "70万元" and tab.get_by_label("企业所在地").input_value() == "350203"
        _plan(tab, address)
        assert _spend(tab) == "60万元"
        expect(tab.locator("[data-whose]")).to_contain_text("你自己填的")
        tab.locator("[data-clear]").click()
        assert tab.evaluate("Object.keys(localStorage).filter((key) => localStorage[key].includes('compute_spend'))") == []
        expect(tab.locator("[data-whose]")).to_be_hidden()


def test_ones_own_link_is_ones_own(chromium: Browser, address: str) -> None:
    """Reloading, the other language and one's own bookmark show what is kept, and nothing is said of a link."""
    with watched(chromium, address) as tab:
        _plan(tab, address)
        field(tab, "compute_spend").fill("60万")
        expect(tab).to_have_url(_with("compute_spend=600000"))
        tab.reload()
        expect(tab.locator("output.hc-plan")).to_have_attribute("data-state", "live", timeout=PATIENCE)
        expect(tab.locator("[data-whose]")).to_be_hidden()
        field(tab, "compute_spend").fill("80万")
        expect(tab).to_have_url(_with("compute_spend=800000"))
        assert "800000" in tab.evaluate("localStorage.getItem('huice-profile')")


def _with(part: str) -> re.Pattern[str]:
    return re.compile(re.escape(part))


OLD = "algorithm_filing=true&generative_ai_filing=true&unaffiliated_clients=6"
"""A link to the filing award as it was made when one date and one listing were asked for both filings."""


@pytest.mark.parametrize("embedded", ["", "&embed=1"])
def test_a_link_of_before_opens(chromium: Browser, address: str, embedded: str) -> None:
    """Names of before fill in what they have become, in a page of its own and embedded; what is asked no more is not told of."""
    page = f"{address}{address_of('siming-2025/filing-award', 'zh')}"
    asked = f"{OLD}&filed_since_2024=false&model_listed=true&small_or_medium_enterprise=true{embedded}"
    with watched(chromium, address) as tab:
        _open(tab, f"{page}?{asked}")
        for name, met in (("algorithm_filing_since_2024", False), ("generative_ai_product_listed", True)):
            expect(tab.locator(f"[name={name}]")).to_be_checked(checked=met)
        expect(tab.locator("[data-notice]")).to_be_hidden()
        expect(tab.locator("output[data-amount]")).to_have_attribute("data-amount", "0.00")


def test_a_profile_of_before_opens(chromium: Browser, address: str) -> None:
    """What a visitor answered when questions had other names is still there, under their names of now."""
    firm = {"place": "350203", "on": "2026-10-15", "inputs": {"filed_since_2024": "true", "small_or_medium_enterprise": "true"}}
    with watched(chromium, address) as tab:
        _open(tab, f"{address}plan/")
        tab.evaluate("firm => localStorage.setItem('huice-profile', JSON.stringify(firm))", firm)
        _open(tab, f"{address}plan/")
        for name in ("algorithm_filing_since_2024", "generative_ai_filing_since_2024"):
            expect(tab.locator(f"[name={name}][value=true]")).to_be_checked()
