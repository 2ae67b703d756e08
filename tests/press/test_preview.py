"""Promise: an edit of a record shows in the browser of `make serve`; a wrong one is named and takes nothing away."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from publisher.records.corpus import Corpus
from tests.support.project import copy_project

pytestmark = [pytest.mark.extended, pytest.mark.xdist_group("preview")]

PATIENCE = 120
"""Seconds for the first build on a busy machine, which may have to pack the engine too."""


@dataclass
class Preview:
    """`build_site.py serve` in a folder of its own."""

    folder: Path
    address: str
    log: Path

    @property
    def record(self) -> Path:
        return self.folder / "policies" / "xiamen-2025.yaml"

    def said(self) -> str:
        return self.log.read_text("utf-8")

    def edit(self, change: Callable[[str], str]) -> None:
        """Change the record as an editor would."""
        before = self.record.read_text("utf-8")
        after = change(before)
        assert after != before
        self.record.write_text(after, "utf-8")


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    """A preview of a copy of the project that a test may edit."""
    copy_project(tmp_path)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path / "log"
    command = [sys.executable, "build_site.py", "serve", "--port", str(port)]
    with log.open("w") as out, subprocess.Popen(command, cwd=tmp_path, stdout=out, stderr=subprocess.STDOUT) as process:
        running = Preview(tmp_path, f"http://127.0.0.1:{port}/", log)
        try:
            _wait(lambda: "Serving on" in running.said(), running)
            yield running
        finally:
            process.send_signal(signal.SIGINT)


def _wait(happened: Callable[[], object], preview: Preview) -> None:
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, preview.said()
        time.sleep(0.1)


def test_an_edit_shows_and_a_mistake_is_named(chromium: Browser, preview: Preview, corpus: Corpus) -> None:
    """The open page shows the edit by itself, few others are made again, and a mistake leaves what the reader has."""
    words = corpus.record("xiamen-2025").policy.articles[0].heading.en
    context = chromium.new_context(service_workers="block")
    tab = context.new_page()
    tab.goto(f"{preview.address}en/policies/xiamen-2025/1/")
    heading = tab.locator("h1")
    expect(heading).to_contain_text(words)

    preview.edit(lambda text: text.replace(words, f"{words} once more", 1))
    expect(heading).to_contain_text(f"{words} once more", timeout=PATIENCE * 1000)
    (made, all_pages), *_ = map(_numbers, reversed(re.findall(r".* pages have changed", preview.said())))
    assert 0 < made < all_pages / 10, preview.said()

    preview.edit(lambda text: text.replace("articles:", "artikles:", 1))
    _wait(lambda: "artikles" in preview.said(), preview)
    expect(heading).to_contain_text(f"{words} once more")

    preview.edit(lambda text: text.replace("artikles:", "articles:", 1).replace(f"{words} once more", words, 1))
    expect(heading).not_to_contain_text("once more", timeout=PATIENCE * 1000)
    context.close()


def _numbers(line: str) -> tuple[int, int]:
    """`12 of 308 pages have changed`."""
    made, of = map(int, re.findall(r"\d+", line))
    return made, of
