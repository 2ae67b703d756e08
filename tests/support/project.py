"""A copy of the project that a test may edit, build and serve."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from publisher.project import ROOT

COPIED = ("policies", "publisher", "calculators", "docs", "build_site.py", "mkdocs.yml")
LENT = (
    "node_modules",
    "package.json",
    "package-lock.json",
    "requirements-desk.txt",
    "requirements.txt",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "Makefile",
)


KEPT = ("cache", "desk-wheels")
"""Below `build/`: what earlier builds have kept, and what setting up has fetched."""


def copy_project(to: Path) -> None:
    """Copy what a build reads to the folder `to`, and what earlier builds have kept."""
    for name in COPIED:
        source, target = ROOT / name, to / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, target)
    for name in LENT:
        (to / name).symlink_to(ROOT / name)
    for name in KEPT:
        if (ROOT / "build" / name).exists():
            shutil.copytree(ROOT / "build" / name, to / "build" / name, copy_function=os.link)
