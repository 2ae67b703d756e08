"""Promise: what helps a reader of the law works by mouse, keyboard and touch, and is not needed to read it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

ARTICLE = "policies/siming-2025/2/"
OVERVIEW = "policies/siming-2025/"


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(
        service_workers="block", timezone_id="Asia/Shanghai", permissions=["clipboard-read", "clipboard-write"]
    )
    yield context
    context.close()


@pytest.fixture
def tab(context: BrowserContext) -> Page:
    tab = context.new_page()
    tab.clock.set_fixed_time("2026-10-03T04:00:00Z")
    return tab


def test_a_term_is_explained_to_the_mouse(tab: Page, address: str) -> None:
    """Hovering over a term shows it in both languages with its explanation; the note can be hovered over, and goes."""
    tab.goto(address + ARTICLE)
    note = tab.get_by_role("tooltip")
    term = tab.locator("a.hc-term").first
    term.hover()
    expect(note).to_be_visible()
    expect(note.locator("b")).to_have_text(str(term.text_content()))
    expect(note.locator("span")).to_have_attribute("lang", "en")
    note.hover()
    tab.wait_for_timeout(400)
    expect(note).to_be_visible()
    tab.locator("h1").hover()
    expect(note).to_be_hidden()


def test_a_term_is_explained_to_the_keyboard(tab: Page, address: str) -> None:
    """Focus shows the note and ties it to the term for a screen reader; Escape takes it away and leaves the focus."""
    tab.goto(f"{address}en/{ARTICLE}")
    note = tab.get_by_role("tooltip")
    term = tab.locator(".hc-pair__en a.hc-term").first
    term.focus()
    expect(note).to_be_visible()
    expect(term).to_have_attribute("aria-describedby", str(note.get_attribute("id")))
    tab.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(term).to_be_focused()
    assert term.get_attribute("aria-describedby") is None


def test_a_term_is_explained_to_the_finger(chromium: Browser, address: str) -> None:
    """The first touch of a term explains it, a touch elsewhere closes the note, the second touch opens the glossary."""
    context = chromium.new_context(
        has_touch=True, is_mobile=True, viewport={"width": 360, "height": 800}, service_workers="block"
    )
    tab = context.new_page()
    tab.goto(address + ARTICLE)
    note, term = tab.get_by_role("tooltip"), tab.locator("a.hc-term").first
    ident = term.get_attribute("data-term")
    term.tap()
    expect(note).to_be_visible()
    box = note.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    tab.locator("h1").tap()
    expect(note).to_be_hidden()
    term.tap()
    term.tap()
    tab.wait_for_url(f"**/glossary/#{ident}")
    context.close()


def test_without_scripts_the_law_is_all_there(chromium: Browser, address: str) -> None:
    """Without JavaScript a term is a link to the glossary, the dates of the line are a list, both languages can be chosen."""
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(address + ARTICLE)
    href = str(tab.locator("a.hc-term").first.get_attribute("href"))
    assert "glossary/#" in href
    expect(tab.locator(".hc-pair__en").first).to_be_visible()
    tab.locator('input[value="own"]').check()
    expect(tab.locator(".hc-pair__en").first).to_be_hidden()
    tab.goto(address + OVERVIEW)
    assert tab.locator(".hc-days time").count() >= 4
    expect(tab.locator("[data-today-mark]")).to_be_hidden()
    context.close()


def test_the_view_chosen_holds(tab: Page, address: str) -> None:
    """Side by side is how an article opens where there is room; what is chosen is how the next one opens."""
    tab.goto(address + ARTICLE)
    expect(tab.locator(".hc-pair__en").first).to_be_visible()
    tab.locator('input[value="own"]').check()
    tab.locator('a[rel="next"]').click()
    expect(tab.locator(".hc-pair__zh").first).to_be_visible()
    expect(tab.locator(".hc-pair__en").first).to_be_hidden()


def test_a_phone_shows_one_language_until_asked(tab: Page, address: str) -> None:
    tab.set_viewport_size({"width": 390, "height": 800})
    tab.goto(address + ARTICLE)
    expect(tab.locator(".hc-pair__en").first).to_be_hidden()
    tab.locator('input[value="both"]').check()
    expect(tab.locator(".hc-pair__en").first).to_be_visible()


def test_one_switch_for_the_whole_site(tab: Page, address: str) -> None:
    """English with the Chinese below, English alone or Chinese alone: what is chosen on one English page holds on all."""
    pages = ("", "plan/", "calculators/siming-2025/compute-voucher/")
    english, law = ".hc-pairs > :not([lang])", '.hc-pairs > [lang="zh-Hans"]'
    for choice, seen, unseen in (("both", (english, law), ()), ("own", (english,), (law,)), ("law", (law,), (english,))):
        tab.goto(f"{address}en/{ARTICLE}")
        tab.locator(f'input[value="{choice}"]').check()
        for page in pages:
            tab.goto(f"{address}en/{page}")
            if page == "plan/":
                tab.locator(".hc-plan__binding summary").click()
            quotes = tab.locator("blockquote.hc-pairs:visible").first
            for words in seen:
                expect(quotes.locator(words.replace(".hc-pairs", ":scope"))).to_be_visible()
            for words in unseen:
                expect(quotes.locator(words.replace(".hc-pairs", ":scope"))).to_be_hidden()


@pytest.mark.parametrize("view", ["own", "both"])
def test_a_figure_is_shown_in_both_texts(tab: Page, address: str, view: str) -> None:
    """A link to a figure of the translation shows the law's own beside it, and marks both, whatever is read."""
    tab.goto(f"{address}en/{ARTICLE}")
    tab.locator(f'input[value="{view}"]').check()
    ident = str(tab.locator(".hc-pair__en .hc-figure").first.get_attribute("id"))
    tab.goto(f"{address}en/{ARTICLE}#{ident}")
    expect(tab.locator(f"#{ident.removesuffix('-en')}")).to_be_visible()
    expect(tab.locator(".hc-figure--here")).to_have_text(["5万元", "RMB 50,000"])


def test_a_figure_pointed_at_lights_up_in_both_texts(tab: Page, address: str) -> None:
    tab.goto(f"{address}en/{ARTICLE}")
    tab.locator(".hc-pair__en .hc-figure", has_text="10%").hover()
    expect(tab.locator(".hc-figure--here")).to_have_text(["10%", "10%"])


def test_a_step_leads_to_the_text_that_is_read(tab: Page, address: str) -> None:
    for prefix, column in (("", "zh"), ("en/", "en")):
        tab.goto(f"{address}{prefix}calculators/siming-2025/compute-voucher/")
        tab.locator(".hc-formula a.hc-figure").first.click()
        tab.wait_for_url("**/policies/**")
        assert tab.locator(f".hc-pair__{column} .hc-figure:target").count() == 1


def test_a_citation_is_ready_to_copy(tab: Page, address: str) -> None:
    """The citation has today's date and this page's address, and the button copies it as it stands."""
    tab.goto(f"{address}en/{ARTICLE}")
    tab.locator("#cite summary").click()
    here = f"{address}en/{ARTICLE}"
    expect(tab.locator("#cite-gbt7714")).to_contain_text(f"[2026-10-03]. {here}.")
    expect(tab.locator("#cite-apa")).to_contain_text(f"Retrieved October 3, 2026, from {here}")
    expect(tab.locator("#cite-bibtex")).to_contain_text("urldate = {2026-10-03}")
    tab.locator('[data-copy="cite-apa"]').click()
    assert tab.evaluate("navigator.clipboard.readText()") == tab.locator("#cite-apa").text_content()


def test_an_error_report_is_filled_in(tab: Page, address: str) -> None:
    """The text to send names the policy, the article, this page and the sum of the text."""
    tab.goto(address + ARTICLE)
    text = str(tab.locator("#report-text").text_content())
    for part in ("思明", "第二条", "siming-2025/2", address + ARTICLE):
        assert part in text


@pytest.mark.parametrize(
    ("now", "word", "left"),
    [("2026-10-03", "即将到期", "还剩89天"), ("2026-05-01", "现行有效", ""), ("2027-01-01", "已失效", "")],
)
def test_standing_follows_the_visitors_day(tab: Page, address: str, now: str, word: str, left: str) -> None:
    """The same page says in force, ending with the days left, or expired, and marks today on the line."""
    tab.clock.set_fixed_time(f"{now}T04:00:00Z")
    tab.goto(address + OVERVIEW)
    expect(tab.locator(".hc-status .hc-badge")).to_have_text(word)
    expect(tab.locator(".hc-status__left")).to_have_text(left)
    expect(tab.locator("[data-today-mark]")).to_be_visible()
    days = tab.locator(".hc-days time").evaluate_all("(all) => all.map((one) => one.dateTime)")
    assert now in days
    assert days == sorted(days)
