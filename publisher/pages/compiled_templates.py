"""Templates, the theme's and our own, compiled once and kept on disk, each under a name made from its contents."""

from __future__ import annotations

from jinja2 import FileSystemBytecodeCache

from publisher.project import ROOT

FOLDER = ROOT / "build" / "cache" / "templates"


def compiled_templates() -> FileSystemBytecodeCache:
    """Where an environment keeps them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(FOLDER))
