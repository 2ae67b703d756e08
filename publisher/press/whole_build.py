"""What a build of the whole site does otherwise than a preview: all of it, on all processors.

Where that is safe, its processes are forked from this one and so have the
records at once; elsewhere they are started afresh and read them again.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from functools import cached_property
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from publisher import published as names
from publisher.compiled_site import compile_site
from publisher.engine.assets import RUNTIME, publish_runtime, publish_wheel
from publisher.engine.desk import publish_desk
from publisher.pages import Page, Site, pages_in
from publisher.press import offline
from publisher.press.beside import HERE, THERE, data_there, interrupts_wait, leave_interrupts, packed_engine, pages_there, share
from publisher.search import make_index, publish_index
from publisher.site_folder import SiteFolder

_log = logging.getLogger("huice.engine")  # not MkDocs', whose strict builds end with a warning


class WholeBuild:
    """One build."""

    preview = False
    replaces = (names.SITEMAP, offline.WORKER)
    """What MkDocs would bring from the theme or from `docs/` under a name that `publish` writes."""

    _is_published = False
    _pool: ProcessPoolExecutor
    _pages: Future[list[Page]]
    _engine: Future[tuple[dict[str, Any], list[tuple[int, str]]]]
    _indices: list[Future[Path]]
    _data: Future[list[tuple[str, bytes]]]

    def __init__(self) -> None:
        # It starts its processes with the first work.
        self._pool = ProcessPoolExecutor(2, get_context(_start()), initializer=leave_interrupts)

    def read(self, extras: Mapping[str, Any]) -> Site:
        """The records, compiled; the other processes begin their work.

        Raises:
            Refused: the records are wrong.
        """
        site = replace(compile_site(), extras=extras)
        share(site)
        with interrupts_wait():
            self._pages = self._pool.submit(pages_there, dict(extras))
            self._engine = self._pool.submit(packed_engine)
        return site

    def pages(self, site: Site) -> list[Page]:
        """Every page of `site`, as `all_pages` would yield it; `read` returned the site. Their index is made meanwhile."""
        here = list(pages_in(site, HERE))
        self._indices = [self._pool.submit(make_index, HERE, here)]
        there = self._pages.result()
        del self._pages  # it would keep them all until the end
        self._indices.append(self._pool.submit(make_index, THERE, there))
        return [*here, *there]

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """The engine's manifest, when it has been packed.

        Raises:
            Trouble: it could not be.
        """
        manifest, said = self._engine.result()
        for level, line in said:
            _log.log(level, line)
        return manifest

    def begin_data(self, site: Site, pages: Sequence[str]) -> None:
        """Let the data be made; `pages` are the addresses of the site's pages."""
        self._data = self._pool.submit(data_there, dict(site.extras), pages)

    def folder(self, path: Path) -> SiteFolder:
        """The site's folder, where MkDocs has written the pages."""
        return SiteFolder(path)

    def publish(self, site: SiteFolder, build: str, own_assets: str) -> None:
        """Put into `site`, whose pages are there, what is no page; the service worker, which lists all, comes last.

        Raises:
            Trouble: a tool is missing or failed.
            SecondWriter: a file is there already.
        """
        publish_runtime(site)
        publish_wheel(site)
        publish_desk(site)
        for name, content in self._data.result():
            site.put(name, content)
        publish_index([one.result() for one in self._indices], site, build)
        offline.publish_worker(site, build, own_assets, RUNTIME)
        self._is_published = True

    def close(self) -> None:
        """End the processes; only one that is idle is waited for: who has interrupted a build waits for nothing."""
        self._pool.shutdown(wait=self._is_published, cancel_futures=True)


def _start() -> str:
    """How to start a process: forked ones may stop for good where there are threads, and break on macOS."""
    alone = sys.platform == "linux" and len(list(Path("/proc/self/task").iterdir())) == 1
    return "fork" if alone else "spawn"
