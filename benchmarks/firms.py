"""A sheet of ten thousand firms, worked out in the browser and on the command line."""

from __future__ import annotations

import subprocess
import sys
import time

from benchmarks.browser import profile
from benchmarks.contestants import WORK
from benchmarks.start import SITE
from calculators import load
from calculators.batch.sheet import template
from calculators.csv_file import csv_text
from harness.server import Server
from publisher.project import ROOT

ROWS = 10_000
LONGEST = 600_000
"""Milliseconds that the browser is given."""


def measure() -> dict[str, float]:
    """Seconds for `ROWS` firms like the template's example: on the page from dropping the file, and by the command."""
    headings, example, *_ = template(load(), "zh")
    WORK.mkdir(parents=True, exist_ok=True)
    sheet = WORK / "firms.csv"
    sheet.write_text(csv_text([headings, *[example] * ROWS]), "utf-8")
    return {"rows": ROWS, "browser_s": round(_in_browser(sheet.read_bytes()), 1), "command_s": round(_by_command(str(sheet)), 1)}


def _in_browser(content: bytes) -> float:
    with Server({"/huice/": SITE}) as server, profile() as context:
        page = context.new_page()
        page.goto(f"{server.origin}/huice/plan/")
        page.wait_for_selector("[data-plan][data-engine=ready]", timeout=LONGEST)
        began = time.perf_counter()
        page.set_input_files("[data-file]", {"name": "firms.csv", "mimeType": "text/csv", "buffer": content})
        page.wait_for_selector("[data-run][data-state=done]", timeout=LONGEST)
        return time.perf_counter() - began


def _by_command(sheet: str) -> float:
    began = time.perf_counter()
    command = [sys.executable, "-m", "calculators", "plan", "--place", "350203", "--batch", sheet]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began
