"""What `make serve` does otherwise than a build, so that an edit shows at once.

Each language's pages are made by a process of its own; the second lives as
long as the preview and so remembers, like the first, every record that has not
been edited. Data and engine follow in the background, when the pages can be
read already.
"""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from publisher.assets import BUILD, PREVIEW_MANIFEST, build_runtime, publish_runtime
from publisher.compiled_site import read_site
from publisher.pages import Page, Site, pages_in
from publisher.runtime.errors import RuntimeBuildError

HERE, THERE = "zh", "en"
"""Which language is made by this process, and which by the other."""

_log = logging.getLogger("mkdocs.huice")


class Preview:
    """One `make serve`, through all its builds.

    Pages name the engine's manifest instead of carrying it, so that none has to
    be rendered again when the engine has caught up with an edit.
    """

    manifest = PREVIEW_MANIFEST

    def __init__(self) -> None:
        # Spawned, not forked: this process has threads.
        self._other = ProcessPoolExecutor(1, get_context("spawn"), initializer=_leave_interrupts_to_the_server)
        self._there: Future[list[Page]] | None = None
        self._engine = threading.Lock()

    def begin(self, extras: Mapping[str, Any]) -> None:
        """Let the other process read the records and make its pages, while this one reads them too."""
        self._there = self._other.submit(_pages_there, dict(extras))

    def pages(self, site: Site) -> Iterator[Page]:
        """Every page of `site`, as `all_pages` would yield it; `begin` was given its extras."""
        assert self._there is not None
        yield from pages_in(site, HERE)
        yield from self._there.result()

    def follow(self, site: Path, write_data: Callable[[], None]) -> None:
        """Bring data and engine in the folder `site` up to the records; waits only where there is no engine at all."""
        thread = threading.Thread(target=self._follow, args=(site, write_data), daemon=True)
        thread.start()
        if not (BUILD / "runtime" / PREVIEW_MANIFEST).exists():
            thread.join()

    def close(self) -> None:
        """End the other process."""
        self._other.shutdown(wait=False, cancel_futures=True)

    def _follow(self, site: Path, write_data: Callable[[], None]) -> None:
        with self._engine:
            try:
                write_data()
                build_runtime()
                publish_runtime(site)
            except (RuntimeBuildError, OSError) as error:
                _log.warning("The engine could not be built: %s", error)


def _pages_there(extras: dict[str, Any]) -> list[Page]:
    return list(pages_in(replace(read_site(), extras=extras), THERE))


def _leave_interrupts_to_the_server() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
