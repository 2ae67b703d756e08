"""Steps that make the runtime smaller or its start faster, and without which all works.

They lean on how one version of Pyodide is written. Where a new one no longer
fits a step, the runtime is published without it, and the build says so.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from publisher.errors import Trouble

_NOTES = "left-out.json"
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A step that failed, and why."""

    step: str
    reason: str

    def __str__(self) -> str:
        return f"The runtime is published without the step `{self.step}`, so pages start slower: {self.reason}"


def attempt(step: str, do: Callable[[], object], undo: Callable[[], None]) -> list[LeftOut]:
    """Take a step; where it fails, undo it and return it as left out."""
    try:
        do()
    except Exception as error:  # noqa: BLE001 - it reads what nobody here has written, and may stumble over anything
        undo()
        reason = str(error) if isinstance(error, Trouble) else f"{type(error).__name__}: {error}"
        return [LeftOut(step, reason if len(reason) <= _LONGEST else f"{reason[:_LONGEST]} …")]
    return []


def note(left_out: list[LeftOut], folder: Path) -> None:
    """Keep with what was made in `folder` which steps it lacks."""
    (folder / _NOTES).write_text(json.dumps([asdict(one) for one in left_out]), "utf-8")


def noted(folder: Path) -> list[LeftOut]:
    """What `note` has kept in `folder`."""
    return [LeftOut(**one) for one in json.loads((folder / _NOTES).read_text("utf-8"))]
