"""Whoever searches finds the right article first, in Chinese of either script and in English, and pays for it only then."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from publisher.search.documents import documents
from publisher.search.traditional import folding
from tests.support.hosting import Host, until

pytestmark = pytest.mark.xdist_group("search")


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(service_workers="block")
    yield context
    context.close()


def search(page: Page, query: str) -> list[tuple[str, str]]:
    """Type a query into the open dialog; the address and the text of each result, best first."""
    page.fill(".hc-search__input", "")
    until(page, "document.querySelector('.hc-search__status').textContent === ''")
    page.fill(".hc-search__input", query)
    until(page, r"/[\d]|没有找到|Nothing/.test(document.querySelector('.hc-search__status').textContent)")
    found = page.locator("a[role=option]").evaluate_all(
        "(options) => options.map((option) => [option.pathname + option.hash, option.textContent])"
    )
    return [(address.removeprefix("/project/"), text) for address, text in found]


def opened(context: BrowserContext, host: Host, path: str = "") -> Page:
    page = context.new_page()
    page.goto(host.address + path)
    page.wait_for_load_state("load")
    page.keyboard.press("Control+k")
    page.wait_for_selector("dialog[open]")
    return page


RIGHT = [
    ("", "算力券", ["policies/zhangzhou-2025/1/", "policies/xiamen-2025/8/"]),
    ("", "首版次软件", ["policies/xiamen-2025/3/"]),
    ("", "首版次軟件", ["policies/xiamen-2025/3/"]),
    ("", "贷款贴息", ["policies/zhangzhou-2025/11/"]),
    ("", "貸款貼息", ["policies/zhangzhou-2025/11/"]),
    ("", "大模型训练企业", ["policies/siming-2025/2/"]),
    ("", "compute voucher", ["glossary/#compute-voucher"]),
    ("en/", "compute voucher", ["en/policies/zhangzhou-2025/1/"]),
    ("en/", "subsidies", ["en/policies/zhangzhou-2025/5/"]),
    ("en/", "算力券", ["en/policies/zhangzhou-2025/1/"]),
    ("en/", "loan interest", ["en/policies/zhangzhou-2025/11/"]),
]


def test_the_right_article_stands_on_top(context: BrowserContext, host: Host) -> None:
    """Each of these queries has the article first that a reader of the law would name."""
    pages = {path: opened(context, host, path) for path in ("", "en/")}
    wrong = {query: found[:2] for path, query, right in RIGHT if (found := search(pages[path], query))[0][0] not in right}
    assert not wrong


def test_traditional_and_full_width_find_what_simplified_finds(context: BrowserContext, host: Host) -> None:
    """The script, the width and the marks of a query make no difference."""
    page = opened(context, host)
    for one, other in (("补助", "補助"), ("补贴", "補貼"), ("50万元", "５０萬元"), ("智能体", "智能體")):
        assert search(page, one) == search(page, other) != []


def test_chinese_is_found_wherever_it_stands(context: BrowserContext, host: Host, site: Path) -> None:
    """As many articles are found as have the words, whatever a dictionary would make of them, and a number only whole."""
    texts = [
        one.content.replace("\u200b", "")
        for file in sorted(site.glob("policies/*/*/index.html"))
        for one in documents(file.read_text("utf-8"), "", "zh")
    ]
    articles = [text for text in texts if 'data-kind="article"' in text and 'lang="zh"' in text]
    closings = [
        one.content.replace("\u200b", "")
        for file in sorted(site.glob("policies/*/index.html"))
        for one in documents(file.read_text("utf-8"), "", "zh")
        if 'data-kind="article"' in one.content
    ]
    page = opened(context, host)
    for query in ("力券", "版次软", "给予", "新型研发", "国家级", "能体"):
        search(page, query)
        shown = page.evaluate("document.querySelector('#hc-search-kind-article small')?.textContent ?? '0'")
        assert int("".join(filter(str.isdigit, shown))) == sum(
            query in text.split("<main")[1].split(">", 1)[1] for text in articles + closings
        ), query
    assert all("50万" in text for _, text in search(page, "50万") if "计算器" not in text)


def test_results_say_what_they_are(context: BrowserContext, host: Host) -> None:
    """A result names its policy, its standing on this day and what was found; the groups say how many there are."""
    page = opened(context, host)
    search(page, "算力券")
    first = page.locator("a[role=option]").first
    assert first.locator(".hc-search__policy").inner_text().startswith("漳州市")
    assert first.locator(".hc-badge").inner_text()
    assert "算力券" in first.locator("mark").all_inner_texts()
    assert page.locator(".hc-search__kind").all_inner_texts()[0].startswith("条文")
    assert page.locator("dialog").get_by_role("status").inner_text().startswith("找到")


def test_nothing_is_fetched_before_it_is_used(context: BrowserContext, host: Host) -> None:
    """A page fetches neither the search nor its index; one query takes a small part of it, of one language only."""
    page = context.new_page()
    page.goto(host.address)
    page.wait_for_timeout(1500)
    assert not [path for path in host.requests if "search/" in path or path.endswith("search.mjs")]
    page.keyboard.press("/")
    page.wait_for_selector("dialog[open]")
    search(page, "算力券")
    asked = [path for path in host.requests if "assets/search/" in path]
    assert asked and not [path for path in asked if "/en/" in path]
    index = [path for path in asked if path.endswith(".pf_index")]
    assert 0 < len(index) <= 3
    assert page.evaluate("performance.getEntriesByType('resource').every(({ name }) => name.startsWith(location.origin))")


def test_the_keyboard_suffices(context: BrowserContext, host: Host) -> None:
    """Open, choose, go there, and close again without a mouse; `/` is only a sign where somebody types, and can be given up."""
    page = context.new_page()
    page.goto(host.address + "glossary/")
    page.keyboard.press("/")
    page.wait_for_selector("dialog[open]")
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    page.keyboard.press("Control+k")
    page.keyboard.type("算力券/")
    assert page.locator(".hc-search__input").input_value() == "算力券/"
    page.wait_for_selector('a[role=option][aria-selected="true"]')
    chosen = page.locator(".hc-search__input").get_attribute("aria-activedescendant")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    second = page.locator(".hc-search__input").get_attribute("aria-activedescendant")
    assert chosen != second
    target = page.locator(f"#{second}").get_attribute("href")
    assert target
    page.keyboard.press("Enter")
    page.wait_for_url(target)

    page.keyboard.press("/")
    page.wait_for_selector("dialog[open]")
    page.locator(".hc-search__keys input").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.wait_for_timeout(300)
    assert page.locator("dialog[open]").count() == 0


def test_closed_and_opened_at_once(context: BrowserContext, host: Host) -> None:
    """A dialog that has just been closed still has the focus until the page is drawn: `/` opens it once more all the same."""
    page = opened(context, host)
    still_there = page.evaluate(
        """() => {
          const dialog = document.querySelector('dialog.hc-search');
          dialog.close();
          const { activeElement } = document;
          activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true, cancelable: true }));
          return dialog.contains(activeElement);
        }"""
    )
    assert still_there, "the browser has changed: this tests nothing"
    page.wait_for_selector("dialog[open]")


def test_a_query_without_results_says_what_to_try(context: BrowserContext, host: Host) -> None:
    """Nothing found, and no word that merely begins like it; the ways that need no search are named."""
    page = opened(context, host)
    assert search(page, "xyzzyq") == []
    help_ = page.locator(".hc-search__help")
    assert help_.is_visible() and help_.locator("a").count() == 3
    english = opened(context, host, "en/")
    assert search(english, "anthropology") == []


def test_without_an_index_it_says_so(context: BrowserContext, host: Host) -> None:
    """Where the index cannot be had the visitor is told, and the next query tries again."""
    host.damage["pagefind.js"] = lambda content: None
    page = opened(context, host)
    page.fill(".hc-search__input", "算力券")
    until(page, "document.querySelector('.hc-search__status').textContent.includes('用不了')")
    host.damage.clear()
    page = opened(context, host)
    assert search(page, "算力券")


def test_without_scripts_there_is_a_list(chromium: Browser, host: Host) -> None:
    """The header leads to the policies where no script runs."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(host.address + "en/glossary/")
    link = page.locator(".md-header a.hc-find")
    assert link.is_visible() and (link.get_attribute("href") or "").endswith("policies/")
    assert not page.locator("[data-search-open]").is_visible()
    context.close()


def test_only_what_is_the_texts_own_is_searched() -> None:
    """Foreign words, chrome and what is marked are left out; blocks do not run into one another."""
    page = (
        '<p>before</p><div data-pagefind-body data-kind="article" data-title="A &amp; B"><nav>chrome</nav>'
        '<p>one <b>two</b></p><p>three <q lang="zh-Hans">四</q></p><aside data-pagefind-ignore><p>aside</p></aside>'
        "<script>code</script></div><p>after</p>"
    )
    (found,) = documents(page, "x/", "en")
    assert found.url == "x/" and found.lang == "en"
    assert found.content.endswith(">A &amp; B · one two · three </main></body></html>")


def test_only_characters_that_matter_are_folded() -> None:
    """A Traditional character becomes the Simplified one that the corpus has; one that the corpus has itself stays."""
    found = folding(set("补贴著"))
    assert found["補"] == "补" and found["貼"] == "贴"
    assert "著" not in found and "體" not in found
    assert json.dumps(found)
