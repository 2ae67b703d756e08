"""Promise: pages and answers are HTML as it is specified, and say which of their words are Chinese within English."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from calculators.browser import call
from publisher.pages.plans import example_asked
from publisher.pages.site import Site
from tests.support.built import example_of
from tests.support.html_pages import answered, document, invalid, words
from tests.support.pages import every_page, page_file
from tests.support.watched import watched

HAN = re.compile("[\u3400-\u9fff]")
PATIENCE = 60_000


def engine_answers(sources: Site) -> dict[str, str]:
    """What the engine renders: every calculator for its example and for nothing answered, a plan for much and for little."""
    pages, firm = {}, example_asked(sources)
    for lang in ("zh", "en"):
        for name, benefit in sources.catalogue.benefits.items():
            for case, inputs in (("example", example_of(benefit)), ("nothing", {})):
                asked = {"op": "estimate", "benefit": name, "lang": lang, "root": "../", "inputs": inputs, "on": firm["on"]}
                pages[f"{name} {case} {lang}"] = document(lang, answered(json.loads(call(json.dumps(asked)))["html"]))
        for case, inputs in (("example", firm["inputs"]), ("nothing", {})):
            asked = {"op": "plan", **firm, "lang": lang, "root": "../", "inputs": inputs}
            pages[f"plan {case} {lang}"] = document(lang, "<h2>Plan</h2>" + answered(json.loads(call(json.dumps(asked)))["html"]))
    return pages


@pytest.mark.extended
def test_answers_are_valid(law: Site) -> None:
    """The figure of an answer fits into an `output` element, and all that is said about it is well-formed."""
    found = invalid(engine_answers(law))
    assert not found


@pytest.mark.extended
def test_pages_are_valid(site: Path) -> None:
    """Every page, by html-validate, its rules for accessibility included."""
    found = invalid({page: page_file(site, page).read_text("utf-8") for page in every_page(site)})
    assert not found


@pytest.mark.extended
def test_pages_stay_valid(chromium: Browser, address: str) -> None:
    """What scripts make of a page once there is an answer, a search or a note is valid too."""
    pages = {}
    with watched(chromium, address) as tab:
        for path, done in (
            ("en/calculators/siming-2025/compute-voucher/?compute_spend=1234567", "output[data-state=live]"),
            ("calculators/siming-2025/compute-voucher/?compute_spend=很多", "output[data-state=refused]"),
            ("en/plan/?compute_spend=1234567&place=350203", "output.hc-plan[data-state=live]"),
            ("compare/compute/?compute_spend=1234567", "tr[data-state=live]"),
            ("en/", ".hc-quick__best:not([hidden])"),
            ("policies/siming-2025/", ".hc-days__day--today"),
        ):
            tab.goto(address + path)
            tab.wait_for_selector(done, timeout=PATIENCE)
            pages[path] = tab.content()
    found = invalid(pages)
    assert not found


def test_chinese_words_in_english_say_so(site: Path, law: Site) -> None:
    """No page and no answer leaves a Chinese word in an English sentence to an English voice."""
    pages = {page: page_file(site, page).read_text("utf-8") for page in every_page(site)} | engine_answers(law)
    read = [(page, text, lang) for page, html in pages.items() for text, lang in words(html)]
    assert len({page for page, _, lang in read if lang == "en"}) > len(pages) / 2
    unsaid = [(page, text[:60]) for page, text, lang in read if lang.startswith("en") and HAN.search(text)]
    assert not unsaid
