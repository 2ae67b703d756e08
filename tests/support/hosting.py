"""A host whose visitors' luck the tests decide: it can be down, slow, send damaged files, and change to another build."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from harness.server import Answer, Server

PREFIX = "/project/"


def until(page: Page, script: str, argument: object = None, *, seconds: float = 20) -> None:
    """Wait until a script is true of a page; Playwright's own waiting needs `eval`, which the pages' policy forbids."""
    end = time.monotonic() + seconds
    while not page.evaluate(script, argument):
        assert time.monotonic() < end, f"not within {seconds} s: {script}"
        page.wait_for_timeout(50)


class Host(Server):
    """Serves a folder under a sub-path, as GitHub Pages would; files as they are, for it is them that tests damage."""

    def __init__(self, folder: Path) -> None:
        super().__init__({PREFIX: folder})
        self.down = False
        self.delay = 0.0
        """Seconds before a page is sent."""
        self.damage: dict[str, Callable[[bytes], bytes | None]] = {}
        """By the end of a path, what becomes of the file; None is 404."""
        self.refusal: dict[str, int] = {}
        """By the end of a path, the status it is refused with."""
        self.slow: dict[str, float] = {}
        """By the end of a path, the seconds before it is sent."""

    @property
    def address(self) -> str:
        """Ends in a slash."""
        return f"{self.origin}{PREFIX}"

    def change_to(self, folder: Path) -> None:
        """Serve another build from now on."""
        self.folders[PREFIX] = folder

    def answer(self, path: str, *, zipped: bool) -> Answer | None:
        if self.down:
            return None
        answer = super().answer(path, zipped=False)
        assert answer is not None
        time.sleep(self.delay if answer.headers.get("Content-Type") == "text/html" else 0)
        time.sleep(max((seconds for end, seconds in self.slow.items() if path.endswith(end)), default=0))
        for end, status in self.refusal.items():
            if path.endswith(end):
                return Answer(status, {"Cache-Control": "no-store"})
        for end, change in self.damage.items():
            if path.endswith(end) and answer.content:
                answer = self._damaged(answer, change)
        return answer

    def _damaged(self, answer: Answer, change: Callable[[bytes], bytes | None]) -> Answer:
        """A host does not know that the line will be cut: it announces what the file measures."""
        content = change(answer.content)
        if content is None:
            return Answer(404, {"Cache-Control": "no-store"})
        del answer.headers["ETag"]
        return Answer(answer.status, answer.headers, content, max(len(answer.content), len(content)))
