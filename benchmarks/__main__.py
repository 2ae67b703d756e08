"""`make bench`: everything in one run, into `build/benchmarks.json` and the table in `docs/`."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

from benchmarks import blocking, build, firms, report, start, tables
from harness.chromium import find
from publisher.project import ROOT

OUT = ROOT / "build" / "benchmarks.json"
SIZES = (5, 50, 200)


def main(argv: list[str]) -> int:
    """Measure, write, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure speed and size, ours beside others.")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument(
        "--only", action="append", choices=sorted(SUITES), help="run these suites and keep the others' last figures"
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="numbers of policies to build")
    options = parser.parse_args(argv)
    if not start.site_is_built():
        subprocess.run([sys.executable, "build_site.py", "build"], cwd=ROOT, check=True)
    found: dict[str, Any] = json.loads(OUT.read_text("utf-8")) if OUT.exists() and options.only else {}
    found |= {"machine": machine(), "date": datetime.now(UTC).date().isoformat(), "rounds": options.rounds}
    for name, suite in SUITES.items():
        if options.only and name not in options.only:
            continue
        print(f"{name} …", flush=True)
        found[name] = suite(options)
        print(json.dumps(found[name], indent=1), flush=True)
        OUT.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    report.write(found)
    return 0


def machine() -> str:
    """What this was measured on, without a name that would identify it."""
    browser = subprocess.run([find(whole=True) or "chromium", "--version"], capture_output=True, text=True).stdout.strip()
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, CPython {platform.python_version()}, {browser}"


def _cold(line: str) -> Any:
    return lambda options: start.summary(start.cold(start.LINES[line], options.rounds))


def _if_there(visits: Any) -> Any:
    return start.summary(visits) if visits else None


SUITES: dict[str, Any] = {
    "cold": _cold("fast"),
    "cold 20 Mbit/s": _cold("20 Mbit/s"),
    "cold 4 Mbit/s": lambda options: start.summary(start.cold(start.LINES["4 Mbit/s"], min(3, options.rounds))),
    "warm": lambda options: start.summary(start.warm(start.LINES["fast"], options.rounds)),
    "service worker": lambda options: start.summary(
        start.warm(start.LINES["fast"], options.rounds, start.wait_for_service_worker)
    ),
    "Firefox": lambda options: _if_there(start.cold_in_firefox(start.LINES["fast"], min(3, options.rounds))),
    "latency": lambda options: start.latency(),
    "typing": lambda options: blocking.measure(options.rounds),
    "weights": lambda options: start.weights(start.PAGES_WEIGHED),
    "search": lambda options: start.search(),
    "firms": lambda options: firms.measure(options.rounds),
    "tables": lambda options: tables.measure(),
    "build": lambda options: build.measure(tuple(options.sizes)),
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
