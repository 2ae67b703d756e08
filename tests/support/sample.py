"""The invented policy of `tests/fixtures/sample`: copied, edited, checked."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from publisher.checks import check_folder

FIXTURES = Path(__file__).parents[1] / "fixtures"
RECORD = "sample-2026.yaml"
SUMS = ("text_sha256", "preamble_sha256", "closing_sha256")


def copy_sample(folder: Path) -> Path:
    """Copy the sample and its source into `folder`."""
    shutil.copytree(FIXTURES / "sample", folder, dirs_exist_ok=True)
    shutil.copytree(FIXTURES / "sample_sources", folder / "sources")
    return folder


def edit(file: Path, edits: Iterable[tuple[str, str]]) -> None:
    """Replace words of a file wherever they stand; words that are not there fail the test."""
    text = file.read_text("utf-8")
    for old, new in edits:
        assert old in text, f"{old!r} is not in {file.name}: the sample has changed"
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


def refusals(folder: Path, *, sources: bool = False, sums: bool = True) -> list[str]:
    """What the check says of the folder, in words; without `sums` leave out that a text was edited."""
    *_, findings = check_folder(folder, folder / "sources" if sources else None)
    words = [str(finding).replace(f"{folder}/", "").replace(str(folder), "") for finding in findings]
    return [one for one in words if sums or not any(f"`{key}: " in one for key in SUMS)]
