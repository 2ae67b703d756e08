"""The desk in a browser: started, a record opened and altered, a text drafted, all of it there again after a reload."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from publisher.engine.desk import MANIFEST
from tests.support.watched import Watch

pytestmark = pytest.mark.xdist_group("desk")

STARTS = 300_000
"""Milliseconds; seconds on a quiet machine, but this is a whole Python, and others may be at work."""

ANSWERS = 60_000


def start(page: Page) -> None:
    page.locator("[data-desk-load]:enabled").click()
    page.locator("[data-desk-work]:not([hidden])").wait_for(timeout=STARTS)


def checked(page: Page) -> None:
    """Wait for the answer to what has just been typed."""
    page.locator("[data-desk][data-checked]").wait_for(timeout=ANSWERS)


def forget(page: Page) -> None:
    page.evaluate("document.querySelector('[data-desk]').removeAttribute('data-checked')")


@pytest.fixture(scope="session")
def visit(chromium: Browser, address: str) -> Iterator[tuple[Page, Watch]]:
    """The desk, started once."""
    context = chromium.new_context()
    watch = Watch(context, address)
    page = context.new_page()
    page.goto(f"{address}en/desk/")
    expect(page.locator("[data-desk-load]")).to_contain_text("MB")
    start(page)
    yield page, watch
    context.close()


@pytest.fixture(scope="session")
def altered(visit: tuple[Page, Watch]) -> tuple[Page, Watch]:
    """The desk with a published record opened, in which a share was made twice as large."""
    page, _ = visit
    page.locator("[data-desk-published]").select_option("siming-2025")
    checked(page)
    assert page.locator("[data-desk]").get_attribute("data-left") == "0"
    page.locator(".hc-desk__figure--bound", has_text="10%").first.click()
    forget(page)
    page.keyboard.press("End")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    page.keyboard.type("20%")
    checked(page)
    return visit


def test_nothing_of_its_python_is_loaded_before_somebody_asks(chromium: Browser, address: str) -> None:
    context = chromium.new_context()
    watch = Watch(context, address)
    page = context.new_page()
    page.goto(f"{address}desk/")
    page.locator("[data-desk-load]:enabled").wait_for()
    assert not [one for one in watch.requests if "pyodide" in one or "codemirror" in one]
    context.close()


def test_a_published_record_is_opened_and_altered(altered: tuple[Page, Watch]) -> None:
    """Its figures lead to their lines; an altered one is refused at once, and what it would change is told."""
    page, watch = altered
    page.locator("[data-desk-tab=left]").click()
    expect(page.locator("[data-desk-findings]")).to_contain_text("this figure, whole, in its quote", timeout=ANSWERS)
    page.locator("[data-desk-tab=change]").click()
    page.locator("[data-desk-compare]").click()
    expect(page.locator("[data-desk-change]")).to_contain_text("300 firms", timeout=ANSWERS)
    page.locator("[data-desk-tab=try]").click()
    expect(page.locator("[data-desk-trial]")).to_contain_text("RMB", timeout=ANSWERS)
    assert watch.troubles == []


@pytest.mark.extended
def test_a_pasted_text_is_drafted_and_is_there_after_a_reload(altered: tuple[Page, Watch]) -> None:
    page, watch = altered
    sample = page.locator(".hc-desk__sample").inner_text()
    page.locator(".hc-desk details summary").click()
    page.locator("[data-desk-paste]").fill(sample)
    page.locator("[data-desk-draft]").click()
    expect(page.locator("[data-desk-note]")).to_contain_text("name for the new record")
    page.locator("[data-desk-name]").fill("yunhe-2026")
    forget(page)
    page.locator("[data-desk-draft]").click()
    checked(page)
    page.locator("[data-desk-tab=law]").click()
    expect(page.locator("[data-desk-words] h2")).to_have_count(3, timeout=ANSWERS)
    page.reload()
    start(page)
    checked(page)
    names = page.locator("[data-desk-works] option").all_inner_texts()
    assert names == ["siming-2025", "yunhe-2026"]
    assert page.locator("[data-desk-works]").input_value() == "yunhe-2026"
    page.locator("[data-desk-works]").select_option("siming-2025")
    forget(page)
    checked(page)
    assert page.locator("[data-desk]").get_attribute("data-left") != "0"
    page.locator("[data-desk-editor] .cm-content").focus()
    forget(page)
    for _ in range(8):
        page.keyboard.press("Control+z")
    checked(page)
    assert page.locator("[data-desk]").get_attribute("data-left") == "0", "what was altered before the reload is undone after it"
    assert watch.troubles == []


def test_the_download_is_the_record(visit: tuple[Page, Watch]) -> None:
    page, _ = visit
    forget(page)
    page.locator("[data-desk-published]").select_option("xiamen-2025")
    checked(page)
    with page.expect_download() as awaited:
        page.locator("[data-desk-save]").click()
    assert awaited.value.suggested_filename.endswith(".yaml")
    assert Path(awaited.value.path()).read_text("utf-8").count("articles:") == 1


def test_it_is_kept_by_no_service_worker(site: Path) -> None:
    """Neither its Python nor the editor is fetched for offline use."""
    listed = (site / "sw.js").read_text("utf-8").split("\n", 1)[0]
    assert "assets/desk" not in listed
    assert "app/desk" not in listed
    assert "codemirror" not in listed


def test_the_manifest_says_what_it_weighs(site: Path) -> None:
    manifest = json.loads((site / MANIFEST).read_text("utf-8"))
    files = list((site / manifest["folder"]).iterdir())
    assert sum(file.stat().st_size for file in files) == manifest["bytes"]
    assert manifest["bytes"] < 20_000_000
