"""Publishes `docs/assets/` below a folder named by its contents: `assets/app/main.mjs` stands at `assets/<hash>/app/main.mjs`.

A page names its scripts and styles by the very contents it was built with, so
it never runs with those of another build, however long a browser or a host
keeps files. All of them move together, so modules find one another by relative
addresses as they do in the source. Templates go on writing `'assets/…' | url`:
the address is changed here and nowhere else.

A build publishes what esbuild makes of the modules and style sheets: what runs
together is one file, so that a page asks for few. A module that two of these
files use is in both, so none may keep what the whole page has to know.
`make serve` publishes modules and style sheets as they are.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from publisher.digest import NAME_LENGTH, named_files, sum_of_files
from publisher.errors import Trouble
from publisher.node import run_script
from publisher.project import ROOT

ASSETS = "assets/"
PREVIEW = "preview"
"""The folder's name in `make serve`, where an edit of a style sheet must not change every page."""

ENTRIES = (
    "app/main.mjs",
    "app/tools.mjs",
    "app/desk/page.mjs",
    "app/desk/worker.mjs",
    "app/search/dialog.mjs",
    "app/search/narrow.mjs",
    "app/search/worker.mjs",
    "app/plan/workbook-worker.mjs",
    "engine/worker.mjs",
    "engine/loader/plain.mjs",
    "huice.css",
    "search.css",
)
"""What pages, threads and `import()` name; all other modules and style sheets are inside these."""

WALLED = {"app/walled.js": "app/tools.mjs"}
"""What partials/guards.html brings in where a browser lets no modules in; made of an entry with all it imports."""

ESBUILD = ROOT / "node_modules" / "esbuild"
LOCK = ROOT / "package-lock.json"
"""Which esbuild it is: another one makes other files of the same sources."""


class OwnAssets:
    """The project's own assets: where they are read and where they are published."""

    def __init__(self, docs: Path, made: Path | None) -> None:
        """`made` is a folder for what esbuild makes; None publishes the sources, for a preview.

        Raises:
            Trouble: esbuild is missing, or a module names one that is not there.
        """
        self._sources = docs / ASSETS
        files = [file for file in self._sources.rglob("*") if file.is_file()]
        self._names = {file.relative_to(self._sources).as_posix() for file in files} | WALLED.keys()
        self._made = made
        self.folder = f"{ASSETS}{PREVIEW}/"
        if made is not None:
            self.folder = f"{ASSETS}{sum_of_files(named_files([self._sources, LOCK]))[:NAME_LENGTH]}/"
            _bundle(self._sources, made)

    def move(self, files: Files, config: MkDocsConfig) -> None:
        """Give the project's own assets their published place, and put what was made of them in theirs."""
        own = [file for file in files if file.src_uri.startswith(ASSETS) and file.src_dir == config.docs_dir]
        if self._made is not None:
            for file in own:
                if file.src_uri.endswith((".mjs", ".css")):
                    files.remove(file)
            own = [file for file in own if file.src_uri in files.src_uris]
            for name in (*ENTRIES, *WALLED):
                file = File.generated(config, ASSETS + name, abs_src_path=str(self._made / name))
                files.append(file)
                own.append(file)
        for file in own:
            file.dest_uri = self.folder + file.src_uri.removeprefix(ASSETS)
            file.url = quote(file.dest_uri)

    def install(self, env: Environment) -> None:
        """Let the templates' `url` filter know where own assets stand; the theme's own are left alone."""
        plain: Callable[..., str] = env.filters["url"]

        @jinja2.pass_context
        def url(context: Any, value: str) -> str:
            return plain(context, self.address(str(value)))

        env.filters["url"] = url

    def address(self, value: str) -> str:
        """Where `assets/…` is published, if it is one of the project's own."""
        name = value.removeprefix(ASSETS)
        if name != value and name in self._names:
            return self.folder + name
        return value


def _bundle(sources: Path, made: Path) -> None:
    if not (ESBUILD / "package.json").is_file():
        raise Trouble(f"{ESBUILD} is missing: run `npm ci`")
    shutil.rmtree(made, ignore_errors=True)
    job = {"esbuild": str(ESBUILD), "assets": str(sources), "out": str(made), "entries": ENTRIES, "walled": WALLED}
    run_script(Path(__file__).with_suffix(".mjs"), job)
