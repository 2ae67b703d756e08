"""Promise: everybody can use every kind of page, in both languages, by day and by night, wide and narrow (WCAG 2.2 AA)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from calculators.browser import call
from harness.server import Server
from publisher.project import ROOT
from publisher.wording import say
from tests.support.pages import one_of_each_kind

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
BY_COLOUR = ["color-contrast", "link-in-text-block"]
"""The rules whose result another colour scheme can change."""

BENEFIT = "siming-2025/compute-voucher"
CALCULATOR = f"calculators/{BENEFIT}/"
MOST_TABS = 80
DEVICES = ("iPhone 13", "iPhone SE", "Pixel 7")
FINGER = 44
"""CSS pixels: WCAG 2.5.5, one level above what is promised elsewhere."""

pytestmark = [pytest.mark.extended, pytest.mark.xdist_group("accessibility")]


@pytest.fixture(scope="module")
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """Nothing fades in or out: what is measured is what stays."""
    context = chromium.new_context(viewport=WIDE, reduced_motion="reduce", service_workers="block")
    yield context
    context.close()


def violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """What axe finds, one line for each element."""
    found: list[dict[str, Any]] = page.evaluate(
        """async (rules) => {
          const only = rules ? { runOnly: { type: 'rule', values: rules } } : {};
          return (await axe.run(document, { resultTypes: ['violations'], ...only })).violations;
        }""",
        rules,
    )
    return [f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:200]}" for one in found for node in one["nodes"]]


def test_axe_finds_nothing(context: BrowserContext, address: str, site: Path) -> None:
    """axe-core, all its rules: no violation on any kind of page, in two languages, two widths and two colour schemes.

    The two languages' pages are the same but for their words, so each takes
    half of the combinations.
    """
    axe = AXE.read_text("utf-8")
    page = context.new_page()
    with Server({"/": site}) as root:
        for path in one_of_each_kind(site):
            english = path.startswith("en/")
            page.set_viewport_size(NARROW if english else WIDE)
            # What is not found names its files from the address that the site was built for, which has no folder.
            page.goto(f"{root.origin}/{path}" if path == "404.html" else address + path)
            page.evaluate(axe)  # as a browser's own tools would: past the page's policy, which stays in force
            found = violations(page)
            assert not found, f"{path or 'home'}, light:\n" + "\n".join(found[:5])
            page.set_viewport_size(WIDE if english else NARROW)
            page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
            found = violations(page, BY_COLOUR)
            assert not found, f"{path or 'home'}, dark:\n" + "\n".join(found[:5])
    page.close()


def test_a_filled_in_calculator_is_as_good(context: BrowserContext, address: str) -> None:
    """Not only as it comes: after an answer of Python's, and with a mistake marked, axe finds nothing either."""
    page = context.new_page()
    for text, state in (("1234567", "live"), ("a lot", "refused")):
        page.goto(f"{address}en/{CALCULATOR}?compute_spend={text}")
        page.wait_for_selector(f"output[data-state={state}]", timeout=60_000)
        page.evaluate(AXE.read_text("utf-8"))
        assert not violations(page)
    page.close()


def press_until(page: Page, wanted: str, key: str = "Tab") -> None:
    """Press a key until the focus is on the wanted element, and see at every step where it is."""
    for _ in range(MOST_TABS):
        page.keyboard.press(key)
        focus = page.evaluate(
            """(wanted) => {
              const element = document.activeElement;
              const shown = element.matches('.md-option') ? element.nextElementSibling : element;
              const { outlineStyle, outlineWidth } = getComputedStyle(shown);
              const { width, height } = shown.getBoundingClientRect();
              return { there: element.matches(wanted), html: element.outerHTML.slice(0, 120), size: Math.min(width, height),
                seen: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 };
            }""",
            wanted,
        )
        assert focus["seen"], f"no focus ring on {focus['html']}"
        assert focus["size"] > 0, f"the focus is on something that cannot be seen: {focus['html']}"
        if focus["there"]:
            return
    raise AssertionError(f"{wanted} was not reached in {MOST_TABS} presses of {key}")


@pytest.mark.parametrize("width", [WIDE, NARROW], ids=["wide", "narrow"])
def test_from_home_to_an_answer_by_keyboard_alone(chromium: Browser, address: str, width: Any) -> None:
    """Tab, Enter and typing lead from the home page to a calculator and its answer; the focus is always seen."""
    context = chromium.new_context(viewport=width, reduced_motion="reduce", service_workers="block")
    page = context.new_page()
    page.goto(address + "en/")
    press_until(page, ".md-skip")
    page.keyboard.press("Enter")
    assert "#" in page.url
    page.goto(address + "en/")
    press_until(page, ".md-tabs__link[href='calculators/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/calculators/")
    page.locator(f"a[href$='{BENEFIT}/']").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{CALCULATOR}*")
    press_until(page, "[name=compute_spend]")
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("1234567")
    page.wait_for_selector("output[data-state=live]", timeout=60_000)
    expect(page.locator("[name=compute_spend]")).to_be_focused()
    press_until(page, "input[data-gate]")
    before = page.locator("output[data-amount]").get_attribute("data-amount")
    page.keyboard.press("Space")
    page.wait_for_function("before => document.querySelector('output[data-amount]').dataset.amount !== before", arg=before)
    context.close()


def test_the_amount_is_spoken_once_and_as_one_would_say_it(context: BrowserContext, address: str) -> None:
    """A screen reader hears the amount and how sure it is, once the visitor pauses; not the whole working, not every key."""
    page = context.new_page()
    page.goto(f"{address}en/{CALCULATOR}")
    page.wait_for_selector("[data-program]")
    page.evaluate(
        """() => {
          self.spoken = [];
          for (const region of document.querySelectorAll('[aria-live]:not([aria-live=off]), [role=status], [role=alert]')) {
            const heard = () => region.checkVisibility() && region.textContent.trim() && spoken.push(region.textContent.trim());
            new MutationObserver(heard)
              .observe(region, { childList: true, characterData: true, subtree: true });
          }
        }"""
    )
    field = page.locator("[name=compute_spend]")
    field.fill("")
    field.press_sequentially("1234567", delay=20)
    page.wait_for_selector("output[data-state=live]", timeout=60_000)
    page.wait_for_timeout(1200)
    request = {"op": "amount", "benefit": BENEFIT, "lang": "en", "inputs": {"compute_spend": "1234567"}}
    headline = json.loads(call(json.dumps(request)))["headline"]
    spoken = [text for text in page.evaluate("spoken") if text not in {say("live.starting", "en"), say("live.calculating", "en")}]
    assert len([text for text in spoken if headline in text]) == 1, spoken
    assert all(len(text) < 200 for text in spoken), spoken
    page.close()


def test_charts_have_a_table(context: BrowserContext, address: str, site: Path) -> None:
    """Whoever cannot see a chart finds its figures in a table beside it, and a drawing is hidden from screen readers or named."""
    page = context.new_page()
    for path in one_of_each_kind(site):
        page.goto(address + path)
        unnamed = page.evaluate(
            """() => [...document.querySelectorAll('main svg, main canvas')].filter((drawing) =>
              !drawing.closest('[aria-hidden=true], [role=img][aria-label], button, summary, [aria-label]')
            ).map((drawing) => drawing.outerHTML.slice(0, 120))"""
        )
        assert not unnamed, f"{path}: {unnamed}"
        for plot in page.locator("[data-plot]").all():
            assert plot.locator("xpath=ancestor::*[self::section or self::figure or self::div][.//table][1]").count(), path
    page.close()


@pytest.mark.parametrize("device", DEVICES)
def test_targets_are_as_large_as_a_finger(
    playwright: Playwright, chromium: Browser, address: str, site: Path, device: str
) -> None:
    """On a phone every button, field and link that stands by itself measures 44 pixels; links within text are text."""
    profile = {**playwright.devices[device]}
    profile.pop("default_browser_type")
    context = chromium.new_context(**profile, service_workers="block")
    page = context.new_page()
    for path in one_of_each_kind(site):
        if path == "404.html":
            continue  # names its files from the address that the site was built for
        page.goto(address + path)
        small = page.evaluate(
            r"""([targets, finger]) => {
              const said = (nodes) => [...nodes].map((node) => node.textContent).join('').replace(/[\s·,，、|]/g, '');
              const withinText = (link) => {
                const blocks = 'td, th, li, dd, dt, p, figcaption, caption, label, summary, h1, h2, h3, h4, div, nav, main';
                const block = link.closest(blocks);
                return block !== null && said([block]) !== said(block.querySelectorAll('a'));
              };
              return [...document.querySelectorAll(targets)].filter((element) => {
                if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
                const choice = 'input[type=checkbox], input[type=radio]';
                if (element.matches(choice) && element.labels.length) return false; // its label is the target
                if (element.matches('label') && !element.control?.matches(choice)) return false;
                if (element.matches('a') && getComputedStyle(element).display === 'inline' && withinText(element)) return false;
                const { width, height } = element.getBoundingClientRect();
                return Math.min(width, height) > 1 && Math.min(width, height) < finger - 0.5;
              }).map((element) => element.outerHTML.slice(0, 120));
            }""",
            ["a[href], button, input:not([type=hidden]), select, textarea, summary, label", FINGER],
        )
        assert not small, f"{path or 'home'}: {small[:4]}"
        spilt = page.evaluate(
            """() => [...document.querySelectorAll('main a[href], main button')]
              .filter((one) => one.checkVisibility() && getComputedStyle(one).display !== 'inline')
              .filter((one) => one.scrollWidth > one.clientWidth + 1)
              .map((one) => one.outerHTML.slice(0, 120))"""
        )
        assert not spilt, f"{path or 'home'}: words run out of {spilt[:4]}"
    context.close()


def test_forced_colours_leave_nothing_out(chromium: Browser, address: str, site: Path) -> None:
    """With the colours of the operating system no control loses its edge and no chosen one looks like the others."""
    context = chromium.new_context(forced_colors="active", service_workers="block")
    page = context.new_page()
    for path in ("en/", f"en/{CALCULATOR}", "en/policies/xiamen-2025/3/"):
        page.goto(address + path)
        bare = page.evaluate(
            """() => [...document.querySelectorAll('main :is(button, select, input[type=text])')].filter((element) => {
              if (!element.checkVisibility()) return false;
              const { borderStyle, borderBottomStyle, textDecorationLine } = getComputedStyle(element);
              return borderStyle === 'none' && borderBottomStyle === 'none' && textDecorationLine === 'none';
            }).map((element) => element.outerHTML.slice(0, 120))"""
        )
        assert not bare, f"{path}: {bare}"
        current = page.locator("[aria-current]:visible").first
        assert "underline" in current.evaluate("element => getComputedStyle(element).textDecorationLine"), path
    context.close()
