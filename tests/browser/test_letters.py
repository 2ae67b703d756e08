"""Promise: a letter on a page can be taken along whole, for English readers in both languages, and printed alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

PAGE = "calculators/siming-2025/compute-voucher/?compute_spend=1000000&on=2026-11-27"


@pytest.mark.parametrize(("prefix", "texts"), [("", 1), ("en/", 2)])
def test_a_letter_is_copied_and_printed(chromium: Browser, address: str, prefix: str, texts: int) -> None:
    """The copied text holds the clause and its questions and no answer of the firm; on paper nothing else is seen."""
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.add_init_script("window.print = () => {};")
    page.goto(f"{address}{prefix}{PAGE}")
    page.wait_for_selector('output[data-state="live"]')
    page.locator(".hc-todo details summary").first.click()
    page.locator("[data-letter-copy]").first.click()
    page.wait_for_function("navigator.clipboard.readText().then((text) => text.length > 0)")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("关于《思明区推动人工智能产业发展若干措施》有关条款的咨询函")
    assert "请问“最高10%”之内的实际补助比例如何确定？" in copied
    assert "1000000" not in copied and "100万" not in copied
    assert len(copied.split("\n\n----\n\n")) == texts
    page.locator("[data-letter-print]").first.click()
    page.emulate_media(media="print")
    seen = "(selector) => getComputedStyle(document.querySelector(selector)).visibility"
    assert page.evaluate(seen, "[data-printed] .hc-letter__text") == "visible"
    assert page.evaluate(seen, "output[data-state]") == "hidden"
    context.close()
