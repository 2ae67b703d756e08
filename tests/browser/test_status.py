"""Promise: the browser says of a text's standing what the engine says, on every day and in every time zone."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from calculators.status import ENDING_WITHIN, Status, Validity
from publisher.compile.policy import Compiled
from publisher.project import ROOT

NODE = ROOT / ".venv" / "bin" / "node"
APP = (ROOT / "docs/assets/app").as_uri()
BROWSER = "globalThis.document = { getElementById: () => null, documentElement: { lang: 'zh' } };"
DECIDE = f"""{BROWSER}
const {{ statusOn, daysLeft, ENDING_WITHIN }} = await import('{APP}/shared/status.mjs');
const questions = JSON.parse(await new Response(process.stdin).text());
console.log(JSON.stringify([ENDING_WITHIN, questions.map(([dates, day]) => [statusOn(dates, day), daysLeft(dates, day)])]));
"""
TODAY = f"""{BROWSER}
const instants = JSON.parse(await new Response(process.stdin).text());
const Real = Date;
let now = 0;
globalThis.Date = class extends Real {{ constructor(...given) {{ super(...(given.length ? given : [now])); }} }};
const {{ today }} = await import('{APP}/shared/status.mjs');
console.log(JSON.stringify(instants.map((instant) => {{ now = instant; return today(); }})));
"""


def node(script: str, given: Any, **environment: str) -> Any:
    """Run a module in node with JSON in and out."""
    command = [NODE, "--input-type=module", "--eval", script]
    run = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, env=os.environ | environment)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_browser_and_engine_agree(compiled: Compiled) -> None:
    """Real and invented dates, each day of two years around them, drafts and all: word and days left are the same."""
    some: list[str | None] = [None, "2026-01-01", "2026-06-30", "2028-02-29"]
    invented = [
        {"draft": draft, "first": first, "last": last, "superseded": superseded}
        for draft, first, last, superseded in product((False, True), some, some, some)
    ]
    real = [policy["validity"] for policy in compiled.catalogue["policies"]]
    days = [date(2025, 11, 1) + timedelta(days=step) for step in range(0, 900, 11)]
    edges = [date.fromisoformat(text) + timedelta(days=step) for text in some if text for step in (-91, -90, -89, -1, 0, 1)]
    questions = [(dates, day) for dates in (*real, *invented) for day in sorted({*days, *edges})]
    within, found = node(DECIDE, [(dates, day.isoformat()) for dates, day in questions])
    assert within == ENDING_WITHIN.days
    seen = set()
    for (dates, day), (status, left) in zip(questions, found, strict=True):
        expected = Validity.load(dates)
        assert (status, left) == (expected.on(day).value, expected.days_left(day)), (dates, day)
        seen.add(status)
    assert seen == {status.value for status in Status}


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati", "Europe/London"])
def test_today_is_the_visitors(zone: str) -> None:
    """Today is the day on the visitor's own calendar, a minute before and after midnight, in summer and winter."""
    instants = [
        datetime(2026, month, day, hour, minute, tzinfo=UTC)
        for month, day in ((1, 1), (7, 1), (12, 31))
        for hour in range(24)
        for minute in (0, 59)
    ]
    found = node(TODAY, [round(instant.timestamp() * 1000) for instant in instants], TZ=zone)
    assert found == [instant.astimezone(ZoneInfo(zone)).date().isoformat() for instant in instants]
