"""Publishes `docs/assets/` below a folder named by its contents: `assets/app/main.mjs` stands at `assets/<hash>/app/main.mjs`.

A page names its scripts and styles by the very contents it was built with, so
it never runs with those of another build, however long a browser or a host
keeps files. All of them move together, so modules import one another by
relative addresses as they do in the source. Templates go on writing
`'assets/…' | url`: the address is changed here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
from jinja2 import Environment
from mkdocs.structure.files import Files

from publisher.build_id import content_id, named_files

ASSETS = "assets/"
PREVIEW = "preview"
"""The folder's name in `make serve`, where an edit of a style sheet must not change every page."""


class OwnAssets:
    """The project's own assets: where they are read and where they are published."""

    def __init__(self, docs: Path, *, preview: bool) -> None:
        self._docs = docs
        self.folder = f"{ASSETS}{PREVIEW if preview else content_id(named_files([docs / 'assets']))}/"

    def move(self, files: Files) -> None:
        """Give the project's own assets their published place."""
        for file in files:
            if file.src_uri.startswith(ASSETS) and file.src_dir is not None and Path(file.src_dir) == self._docs:
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
        if value.startswith(ASSETS) and (self._docs / value).is_file():
            return self.folder + value.removeprefix(ASSETS)
        return value
