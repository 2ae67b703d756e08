"""Finds a Chromium for the browser tests, and installs one where there is none: `python -m harness.chromium`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

SHELL = "chromium-headless-shell"
"""Chromium without the windows that nobody sees here: the same pages, a third less work."""

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find(*, whole: bool = False) -> str | None:
    """The path of a Chromium: `CHROMIUM`, one of the machine's, or Playwright's own; a `whole` one is a visitor's."""
    named = os.environ.get("CHROMIUM")
    if named and Path(named).is_file():
        return named
    for name in NAMES if whole else (SHELL, *NAMES):
        if path := shutil.which(name):
            return path
    return _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def install() -> str:
    """Install Chromium: Debian's where we may, else Playwright's own."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-y", "-qq"]
        # One by one: where a release has no shell, the whole browser does as well.
        for command in (["apt-get", "update", "-qq"], [*install, "chromium", "fonts-noto-cjk"], [*install, SHELL]):
            subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if not find():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    path = find()
    if path is None:
        raise SystemExit(
            "No Chromium was found and none could be installed: install one, or name it with CHROMIUM=/path/to/chromium."
        )
    return path


if __name__ == "__main__":
    if find() is None:
        print("Installing Chromium for the browser tests …")
        install()
