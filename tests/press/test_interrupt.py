"""Promise: whoever stops a build has their terminal back, and no process is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
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
    for seconds in (0, 0.5, 1, 1.5, 2, 3):
        _interrupt(tmp_path, lambda _, log: "Building documentation" in log, seconds)


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes where Linux lists them")
def test_a_build_ends_that_is_interrupted_as_its_processes_begin(tmp_path: Path) -> None:
    """At the moment at which the first of them is there and the other is not."""
    copy_project(tmp_path)
    for seconds in (0, 0.001, 0.005):
        _interrupt(tmp_path, lambda build, _: _is_forked(build), seconds)


def _interrupt(project: Path, moment: Callable[[int, str], bool], seconds: float) -> None:
    """Build and interrupt so long after a moment, which a process and what it has said tell; it stops, and all of it."""
    log = project / "log"
    with log.open("w") as out:
        build = subprocess.Popen(
            [sys.executable, "build_site.py", "build"], cwd=project, stdout=out, stderr=out, start_new_session=True
        )
    end = time.monotonic() + PATIENCE
    while not moment(build.pid, log.read_text("utf-8")) and time.monotonic() < end:
        time.sleep(0.001)  # a longer pause could let the moment go by
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


def _is_forked(build: int) -> bool:
    """Whether a build has a process beside it, which goes by the same command as itself."""
    try:
        begun = Path(f"/proc/{build}/task/{build}/children").read_text("utf-8").split()
        return any(Path(f"/proc/{one}/cmdline").read_text("utf-8").endswith("build_site.py\0build\0") for one in begun)
    except OSError:  # it has ended meanwhile
        return False


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
