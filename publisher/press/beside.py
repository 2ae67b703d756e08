"""What processes beside MkDocs' own do: the second language's pages, the engine, the data."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from publisher.compiled_site import read_site
from publisher.engine.assets import build_runtime
from publisher.exports import exports
from publisher.pages import Page, Site, pages_in

HERE, THERE = "zh", "en"
"""Which language is made by MkDocs' process, and which by the other."""

DRAFTS = "drafts"
"""Among the extras of a site: whether it shows records that are being written."""

_shared: Site | None = None


def share(site: Site) -> None:
    """Leave the records to processes that are forked from this one; others read them for themselves."""
    global _shared
    _shared = site


def leave_interrupts() -> None:
    """Let this process finish what it is at; one that is broken off over an answer leaves MkDocs' waiting for the rest of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def interrupts_wait() -> Iterator[None]:
    """Let an interrupt wait for the end of this; one that came while processes begin would leave some that nobody ends."""
    if sys.platform == "win32":  # which has no such thing, and interrupts otherwise
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def pages_there(extras: Mapping[str, Any]) -> list[Page]:
    """The other process's pages, of a site with these extras.

    Raises:
        Refused: the records are wrong.
    """
    return list(pages_in(_site(extras), THERE))


def data_there(extras: Mapping[str, Any], pages: Sequence[str]) -> list[tuple[str, bytes]]:
    """The files that are data, by path and content; `pages` are the addresses of the site's pages.

    Raises:
        Refused: the records are wrong.
    """
    return list(exports(_site(extras), pages))


def packed_engine() -> tuple[dict[str, Any], list[tuple[int, str]]]:
    """The manifest of the engine, packed from the catalogue on disk, and what was said of it, each line with its level.

    Raises:
        Trouble: it could not be packed.
    """
    said: list[tuple[int, str]] = []
    return build_runtime(lambda level, line: said.append((level, line))), said


def _site(extras: Mapping[str, Any]) -> Site:
    return replace(_shared or read_site(drafts=bool(extras.get(DRAFTS))), extras=extras)
