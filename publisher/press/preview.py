"""What `make serve` does otherwise than a build, so that an edit shows at once.

The process that makes the second language's pages lives as long as the preview
and so remembers, like this one, every record that has not been edited. Data and
engine follow in the background, when the pages can be read already.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import starmap
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from publisher import published as names
from publisher.compiled_site import compile_site
from publisher.engine.assets import PREVIEW_MANIFEST, build_runtime, publish_runtime, publish_wheel
from publisher.engine.desk import publish_desk
from publisher.errors import Trouble
from publisher.exports import exports
from publisher.pages import Page, Site, pages_in
from publisher.press.beside import DRAFTS, HERE, THERE, leave_interrupts, pages_there
from publisher.project import BUILD
from publisher.search import FOLDER, cached_index, publish_index
from publisher.site_folder import SiteFolder

_log = logging.getLogger("mkdocs.huice")


class Preview:
    """One `make serve`, through all its builds."""

    preview = True
    replaces = (names.SITEMAP,)
    """What MkDocs would bring from the theme or from `docs/` under a name that `publish` writes."""

    _pages: Future[list[Page]]
    _made: dict[str, list[Page]]
    _data: Callable[[], Iterator[tuple[str, bytes]]]

    def __init__(self) -> None:
        # Spawned, not forked: MkDocs' server has threads.
        self._other = ProcessPoolExecutor(1, get_context("spawn"), initializer=leave_interrupts)
        self._following = threading.Lock()

    def read(self, extras: Mapping[str, Any]) -> Site:
        """The records, compiled; the other process reads them too and makes its pages meanwhile.

        Raises:
            Refused: the records are wrong.
        """
        extras = {**extras, DRAFTS: True}
        self._pages = self._other.submit(pages_there, extras)
        return replace(compile_site(drafts=True), extras=extras)

    def pages(self, site: Site) -> list[Page]:
        """Every page of `site`, as `all_pages` would yield it; `read` returned the site."""
        self._made = {HERE: list(pages_in(site, HERE)), THERE: self._pages.result()}
        return [page for pages in self._made.values() for page in pages]

    @property
    def manifest(self) -> str:
        """The name of the engine's manifest; pages do not carry it, so that none is made again when the engine follows."""
        return PREVIEW_MANIFEST

    def begin_data(self, site: Site, pages: Sequence[str]) -> None:
        """Know how the data are made; they follow later."""
        self._data = partial(exports, site, pages)

    def folder(self, path: Path) -> SiteFolder:
        """The site's folder, which is built into again at every edit."""
        return SiteFolder(path, again=True)

    def publish(self, site: SiteFolder, build: str, own_assets: str) -> None:
        """Put into `site`, whose pages are there, what is no page; waits only where there is no engine at all.

        Raises:
            Trouble: a tool is missing or failed.
        """
        thread = threading.Thread(target=self._follow, args=(site, self._data), daemon=True)
        thread.start()
        if not (BUILD / "runtime" / PREVIEW_MANIFEST).exists():
            thread.join()
        publish_runtime(site)
        if not (site.path / FOLDER).exists():
            publish_index(filter(None, starmap(cached_index, self._made.items())), site, build)

    def close(self) -> None:
        """End the other process."""
        self._other.shutdown(wait=False, cancel_futures=True)

    def _follow(self, site: SiteFolder, data: Callable[[], Iterator[tuple[str, bytes]]]) -> None:
        with self._following:
            try:
                for name, content in data():
                    site.put(name, content)
                publish_wheel(site)
                publish_desk(site)
                build_runtime()
                publish_runtime(site)
            except (Trouble, OSError) as error:
                _log.warning("The engine could not be built: %s", error)
