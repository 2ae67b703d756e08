"""What is wrong with a record, told so that it can be mended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that is wrong: where, what stands there, what was expected, and what to do."""

    file: Path
    line: int
    value: str
    expected: str
    mend: str

    def __str__(self) -> str:
        here = Path.cwd()  # whoever runs the check finds the file by what is printed
        name = self.file.relative_to(here) if self.file.is_relative_to(here) else self.file
        return f"{name}:{self.line}: {shorten(self.value)}\n    expected: {self.expected}\n    mend: {self.mend}"


class Refused(Exception):
    """Records that cannot be used; holds every finding, not the first only."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = sorted(set(findings))
        super().__init__("\n".join(map(str, self.findings)))


def shorten(text: object, most: int = 80) -> str:
    """One line of at most `most` characters."""
    line = " ".join(str(text).split())
    return line if len(line) <= most else line[: most - 1] + "…"
