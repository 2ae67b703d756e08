"""The same sources give the same site, byte for byte: on any day, in any time zone, in any folder, in any process."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from publisher.project import ROOT

ELSEWHERE = {
    "TZ": "America/Los_Angeles",
    "PYTHONHASHSEED": "271828",
    "SOURCE_DATE_EPOCH": "1924905600",
    "LC_ALL": "C",
    "LANG": "C",
}
"""Another time zone, order of sets, day (the end of 2030) and language than the build that it is compared with."""

NOT_SOURCES = (
    ".git",
    ".venv",
    "build",
    "site",
    "node_modules",
    "__pycache__",
    ".hypothesis",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
)

READ_THE_CLOCK = ["publisher/commandline.py", "publisher/new_record.py"]
"""What of the publisher asks for the day once and is no part of a build: `fresh` says what is old, `new` when a text was read."""
CLOCK = re.compile(r"\b(?:date|datetime)\.(?:today|now|utcnow)\(|\btime\.(?:time|localtime|gmtime|strftime)\(")


def sums(site: Path) -> dict[str, str]:
    """The SHA-256 of every file of a site, by its path."""
    files = sorted(file for file in site.rglob("*") if file.is_file())
    return {file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


@pytest.mark.extended
def test_two_builds_are_the_same(site: Path, tmp_path: Path) -> None:
    """A build elsewhere, on another day and with an empty cache, is compared with the build that the other tests use."""
    if "HUICE_SITE" in os.environ:
        pytest.skip("HUICE_SITE names a site that may have been built from other sources")
    tree = tmp_path / "another" / "folder" / "with a space"
    shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(*NOT_SOURCES))
    for name in (".venv", "node_modules"):
        (tree / name).symlink_to(ROOT / name)
    (tree / "build").mkdir()
    (tree / "build" / "desk-wheels").symlink_to(ROOT / "build" / "desk-wheels")  # fetched as the packages are
    built = subprocess.run(
        [sys.executable, "build_site.py", "build"],
        cwd=tree,
        env={**os.environ, **ELSEWHERE},
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr[-2000:]
    one, other = sums(site), sums(tree / "site")
    assert len(one) > 300
    assert one.keys() ^ other.keys() == set()
    assert [path for path in one if one[path] != other[path]] == []


@pytest.mark.extended
def test_ten_builds_on_a_loaded_machine_are_the_same(tmp_path: Path) -> None:
    """Which of the build's processes comes first makes no difference: with every processor busy, ten builds agree."""
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range((os.cpu_count() or 1) + 1)]
    try:
        for number in range(10):
            target = tmp_path / str(number)
            build = f"from pathlib import Path; from publisher.press.run import build_site; build_site(Path({str(target)!r}))"
            subprocess.run([sys.executable, "-c", build], cwd=ROOT, check=True, capture_output=True)
            assert sums(target) == sums(tmp_path / "0")
            if number:
                shutil.rmtree(target)
    finally:
        for one in busy:
            one.kill()
            one.wait()


def test_nothing_that_builds_asks_for_the_day() -> None:
    """Neither the press nor the engine reads the clock, but for the day that a visitor or the command line means by today."""
    asked = [
        (file.relative_to(ROOT).as_posix(), match.group())
        for folder in ("publisher", "calculators")
        for file in sorted((ROOT / folder).rglob("*.py"))
        for match in CLOCK.finditer(file.read_text("utf-8"))
    ]
    assert [file for file, _ in asked if file.startswith("publisher/")] == READ_THE_CLOCK, "a build must not depend on its day"
    assert all(how == "date.today(" for _, how in asked), asked
