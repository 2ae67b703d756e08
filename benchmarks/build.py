"""How long the build takes and how much memory it needs as policies grow, beside plain Material on the same Markdown."""

from __future__ import annotations

import math
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.quartiles import quartiles, ratios
from publisher.project import POLICIES, ROOT
from publisher.records.corpus import read_corpus

WORK = ROOT / "build" / "bench" / "corpus"
MODEL = "zhangzhou-2025"
"""The record that the synthetic corpus repeats, under invented ids."""
ROUNDS, SMALL = 5, 10
"""So often are sites of up to so many policies built."""


def measure(sizes: tuple[int, ...]) -> dict[str, Any]:
    """Build `size` policies for each size; returns seconds for us and for plain Material, our peak megabytes and pages.

    Of the real records the cache has everything, as after a build; of others nothing, as after an edit of every one.
    Small sites are built several times, in turns with plain Material.
    """
    rows: list[dict[str, Any]] = []
    for size in sizes:
        tree = synthetic_tree(size)
        plain_tree = tree / "rendered"
        subprocess.run([sys.executable, "build_site.py", "render", "rendered/docs"], cwd=tree, check=True, capture_output=True)
        (plain_tree / "mkdocs.yml").write_text(PLAIN, "utf-8")
        shutil.copytree(tree / "docs" / "assets", plain_tree / "docs" / "assets", dirs_exist_ok=True)
        rounds = []
        for _ in range(ROUNDS if size <= SMALL else 1):
            ours = timed([sys.executable, "build_site.py", "build"], tree)
            rounds.append((ours, timed([sys.executable, "-m", "mkdocs", "build", "-q"], plain_tree)))
        rows.append(
            {
                "policies": size,
                "pages": sum(1 for _ in (tree / "site").rglob("index.html")),
                "ours_s": quartiles([ours["seconds"] for ours, _ in rounds], 1),
                "plain_s": quartiles([plain["seconds"] for _, plain in rounds], 1),
                "peak_mb": round(median(ours["peak_mb"] for ours, _ in rounds)),
                "ratio": ratios((ours["seconds"] for ours, _ in rounds), (plain["seconds"] for _, plain in rounds)),
            }
        )
        shutil.rmtree(tree)
    return {"rows": rows, "exponent": _exponent(rows[0], rows[-1]) if len(rows) > 1 else None}


def _exponent(first: dict[str, Any], last: dict[str, Any]) -> float:
    """The power of the number of pages with which the time grows from one size to another."""
    times = last["ours_s"]["median"] / first["ours_s"]["median"]
    return round(math.log(times) / math.log(last["pages"] / first["pages"]), 2)


PLAIN = """\
site_name: plain
theme: {name: material, font: false}
plugins: []
nav: [index.md]
markdown_extensions: [admonition, attr_list, md_in_html, tables]
"""


def synthetic_tree(size: int) -> Path:
    """A copy of the project with `size` policies, all but the real ones invented by repeating one record."""
    tree = WORK / str(size)
    shutil.rmtree(tree, ignore_errors=True)
    names = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    for name in names.splitlines():
        if (ROOT / name).is_file() and not name.startswith("tests/"):
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, tree / name)
    for link in ("node_modules", ".venv"):
        (tree / link).symlink_to(ROOT / link)
    (tree / "build").mkdir()
    shutil.copytree(ROOT / "build" / "cache", tree / "build" / "cache")
    record = (ROOT / "policies" / f"{MODEL}.yaml").read_text("utf-8")
    real = len(read_corpus(POLICIES).records)
    for number in range(max(0, size - real)):
        name = f"synthetic-{number:04d}"
        (tree / "policies" / f"{name}.yaml").write_text(record.replace(f"id: {MODEL}", f"id: {name}", 1), "utf-8")
    return tree


def timed(command: list[str], folder: Path) -> dict[str, float]:
    """Run a command; seconds of wall time and peak megabytes of its largest process.

    Raises:
        RuntimeError: it failed; holds the end of what it said.
    """
    said = folder / "timed.log"
    with said.open("w") as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, stdout=output, stderr=output
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{said.read_text()[-2000:]}")
    return {"seconds": round(seconds, 1), "peak_mb": round(usage.ru_maxrss / 1024)}
