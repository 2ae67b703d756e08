"""Promise: a calculator in somebody else's page shows the figure of its link, however it is walled off, and fits its frame."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Page

from harness.server import Server
from tests.support.built import address_of

VOUCHER = address_of("siming-2025/compute-voucher", "zh")
LONGEST = 60_000


@pytest.fixture
def other(tmp_path: Path) -> Iterator[str]:
    """The address of somebody else's site, which is the folder `tmp_path`."""
    (tmp_path / "favicon.ico").write_bytes(b"")
    with Server({"/": tmp_path}) as server:
        yield f"{server.origin}/"


def _framed(tab: Page, other: str, folder: Path, markup: str) -> Frame:
    (folder / "page.html").write_text(f"<!doctype html><meta charset=utf-8><title>.</title>{markup}", "utf-8")
    tab.goto(f"{other}page.html")
    frame = tab.frame("inside")
    assert frame is not None
    return frame


@pytest.mark.parametrize(
    "sandbox",
    [
        "allow-scripts",
        *(
            pytest.param(one, marks=pytest.mark.extended)
            for one in ("allow-scripts allow-forms", "allow-scripts allow-same-origin")
        ),
    ],
)
@pytest.mark.parametrize("leave", [True, False], ids=["with-leave", "without-leave"])
def test_a_frame_that_is_walled_off(
    chromium: Browser, address: str, other: str, tmp_path: Path, sandbox: str, leave: bool
) -> None:
    """The link's figure, never the example's, also where the host gives no leave for modules and the browser none for workers."""
    context = chromium.new_context()
    tab = context.new_page()
    if leave:
        allow = {"access-control-allow-origin": "*"}
        tab.route(f"{address}**", lambda route: route.fulfill(response=(got := route.fetch()), headers=got.headers | allow))
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    link = f"{address}{VOUCHER}?compute_spend=3000000&compute_listed=true&embed=1"
    frame = _framed(
        tab, other, tmp_path, f'<iframe name="inside" sandbox="{sandbox}" src="{link}" width="700" height="900"></iframe>'
    )
    frame.wait_for_selector('output[data-amount="250000.00"]', timeout=LONGEST)
    frame.fill("#field-compute_spend", "40万")
    frame.wait_for_selector('output[data-amount="40000.00"]', timeout=LONGEST)
    frame.wait_for_timeout(500)
    assert frame.get_attribute("output", "data-amount") == "40000.00"
    assert frame.is_hidden("#hc-unloaded")
    assert errors == []
    context.close()


def test_where_no_script_comes(chromium: Browser, address: str, other: str, tmp_path: Path) -> None:
    """Where the program does not come at all, the page says so and takes the example's figure away."""
    context = chromium.new_context()
    tab = context.new_page()
    tab.route("**/app/*.*js", lambda route: route.abort())
    link = f"{address}{VOUCHER}?compute_spend=3000000&compute_listed=true&embed=1"
    frame = _framed(tab, other, tmp_path, f'<iframe name="inside" src="{link}" width="700" height="900"></iframe>')
    frame.wait_for_selector("#hc-unloaded:not([hidden])", timeout=LONGEST)
    assert frame.get_attribute("output", "data-amount") == ""
    assert "10万元" not in frame.inner_text(".hc-answer")
    context.close()


def test_a_frame_shrinks_with_its_content(chromium: Browser, address: str, other: str, tmp_path: Path) -> None:
    """The frame is as high as what is in it: higher when something is unfolded, and as before when it is folded again."""
    context = chromium.new_context()
    tab = context.new_page()
    elsewhere = address.replace("127.0.0.1", "localhost")
    frame = _framed(
        tab,
        other,
        tmp_path,
        f"""<iframe name="inside" src="{elsewhere}{VOUCHER}?embed=1" width="700" height="6000"></iframe>
        <script>
        addEventListener("message", ({{ data }}) => {{
          if (data?.type === "huice-height") document.querySelector("iframe").height = data.height;
        }});
        </script>""",
    )
    height = "document.querySelector('iframe').height"
    tab.wait_for_function(f"{height} < 5000", timeout=LONGEST)
    frame.wait_for_selector("[data-plot] canvas", timeout=LONGEST)
    tab.wait_for_timeout(300)
    folded = int(tab.evaluate(height))
    frame.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    tab.wait_for_function(f"{height} > {folded + 100}")
    frame.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = false })")
    tab.wait_for_function(f"{height} <= {folded}")
    assert frame.evaluate("document.documentElement.scrollHeight <= innerHeight + 1")
    context.close()
