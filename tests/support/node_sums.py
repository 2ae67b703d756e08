"""The page's own sums, run by Node: one process that answers line by line."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from publisher.project import ROOT

SCRIPT = Path(__file__).parent / "node" / "sums.mjs"
NODE = ROOT / ".venv" / "bin" / "node"


class Node:
    """Answers questions in the form that `sums.mjs` names."""

    def __init__(self) -> None:
        command = [str(NODE) if NODE.exists() else "node", str(SCRIPT)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")

    def ask(self, **question: object) -> Any:
        """What the modules make of the question."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        self._process.communicate()
