"""Promise: whoever stops a build has their terminal back, and no process is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from publisher.press.whole_build import WholeBuild
from tests.support.project import copy_project

pytestmark = [pytest.mark.extended, pytest.mark.skipif(sys.platform == "win32", reason="interrupts are others there")]

PATIENCE = 120
"""Seconds for a busy machine; the processes beside the build finish what they are at, which takes a few."""


def test_an_interrupted_build_ends(tmp_path: Path) -> None:
    """At whatever moment it comes: while pages are handed over, while they are written, or before anything was begun."""
    copy_project(tmp_path)
    log = tmp_path / "log"
    for seconds in (0, 0.5, 1, 1.5, 2, 3):
        with log.open("w") as out:
            build = subprocess.Popen(
                [sys.executable, "build_site.py", "build"], cwd=tmp_path, stdout=out, stderr=out, start_new_session=True
            )
        end = time.monotonic() + PATIENCE
        while "Building documentation" not in log.read_text("utf-8") and time.monotonic() < end:
            time.sleep(0.02)
        time.sleep(seconds)
        os.killpg(build.pid, signal.SIGINT)  # as a terminal does: to all of its processes
        try:
            code = build.wait(PATIENCE)
        finally:
            if build.poll() is None:
                os.killpg(build.pid, signal.SIGKILL)
        said = log.read_text("utf-8")
        assert code == 130 and said.rstrip().endswith("Stopped."), f"after {seconds} s: {said}"
        while _alive(build.pid):
            assert time.monotonic() < end, f"after {seconds} s a process is left"
            time.sleep(0.1)


def test_an_answer_is_not_broken_off() -> None:
    """Processes beside a build leave an interrupt to it: it would wait for ever for the rest of an answer."""
    build = WholeBuild()
    try:
        assert build._pool.submit(signal.getsignal, signal.SIGINT).result(PATIENCE) == signal.SIG_IGN
    finally:
        build.close()


def _alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
