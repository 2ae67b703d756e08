"""A sheet of ten thousand firms, worked out in the browser and on the command line; and what its later columns cost."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date

from benchmarks.browser import profile
from benchmarks.contestants import WORK
from benchmarks.quartiles import Quartiles, ratios
from benchmarks.start import SITE
from calculators import load
from calculators.batch.lines import Lines
from calculators.batch.reading import Chunk, Reading
from calculators.batch.words import result_row
from calculators.csv_file import csv_text
from harness.server import Server
from publisher.project import ROOT

ROWS = 10_000
LONGEST = 600_000
"""Milliseconds that the browser is given."""

DAY = date(2026, 11, 27)
HEADINGS = (
    "name",
    "place",
    "annual_revenue",
    "compute_spend",
    "compute_listed",
    "model_spend",
    "model_listed",
    "annotation_spend",
)
PLACES = ("350203", "350203", "350200", "350600", "350602")


def measure(rounds: int) -> dict[str, object]:
    """Seconds for `ROWS` firms: on the page from dropping the file, and by the command; and the ratio of `ratio`."""
    sheet = WORK / "firms.csv"
    WORK.mkdir(parents=True, exist_ok=True)
    sheet.write_text(csv_text([HEADINGS, *map(_firm, range(ROWS))]), "utf-8")
    content = sheet.read_bytes()
    return {
        "rows": ROWS,
        "browser_s": round(_in_browser(content), 1),
        "command_s": round(_by_command(str(sheet)), 1),
        "ratio": ratio(content, rounds),
    }


def _firm(number: int) -> tuple[object, ...]:
    """No two are alike; most get something, and most lack something."""
    listed = ("yes", "", "no", "yes")[number % 4]
    models = (number * 7919 % 900_000, ("yes", "")[number % 2]) if number % 3 else ("", "")
    annotation = number * 6007 % 500_000 if number % 5 == 0 else ""
    return (
        f"Firm {number}",
        PLACES[number % 5],
        1_000_000 * (1 + number % 90),
        number * 4999 % 4_000_000,
        listed,
        *models,
        annotation,
    )


def ratio(content: bytes, rounds: int) -> Quartiles:
    """Processor time of the whole table against that of the columns up to the problems alone, in turns: reading to CSV."""
    law = load()
    speaker = law.speaker("zh")

    def timed(written: Callable[[Chunk], list[list[str]]]) -> float:
        began = time.process_time()
        csv_text(written(Reading.open(content, "", law, None, DAY).run()))
        return time.process_time() - began

    turns = [
        (
            timed(lambda chunk: Lines(speaker).of(chunk.results, chunk.troubles)),
            timed(lambda chunk: [result_row(one, speaker) for one in chunk.results]),
        )
        for _ in range(rounds)
    ]
    return ratios(*zip(*turns, strict=True))


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
