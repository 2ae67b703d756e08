"""A host whose visitors' luck the tests decide: it can be down, slow, send damaged files, and change to another build."""

from __future__ import annotations

import http.server
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from playwright.sync_api import Page

from harness.quiet_server import TYPES, QuietServer

PREFIX = "/project"


def until(page: Page, script: str, argument: object = None, *, seconds: float = 20) -> None:
    """Wait until a script is true of a page; Playwright's own waiting needs `eval`, which the pages' policy forbids."""
    end = time.monotonic() + seconds
    while not page.evaluate(script, argument):
        assert time.monotonic() < end, f"not within {seconds} s: {script}"
        page.wait_for_timeout(50)


class Host:
    """Serves a folder under a sub-path, as GitHub Pages would, with its `max-age`.

    `requests` has the paths asked for, below the sub-path, with their query.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.down = False
        self.delay = 0.0
        """Seconds before a page is sent."""
        self.damage: dict[str, Callable[[bytes], bytes | None]] = {}
        """By the end of a path, what becomes of the file; None is 404."""
        self.refusal: dict[str, int] = {}
        """By the end of a path, the status it is refused with."""
        self.slow: dict[str, float] = {}
        """By the end of a path, the seconds before it is sent."""
        self.headers: dict[str, tuple[str, str]] = {}
        """By the end of a path, a header it is sent with."""
        self.requests: list[str] = []
        self._server = QuietServer(partial(_Handler, self))

    @property
    def address(self) -> str:
        """Ends in a slash."""
        return f"{self._server.address}{PREFIX}/"

    def __enter__(self) -> Self:
        self._server.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.__exit__(kind, error, trace)


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map = TYPES

    def __init__(self, host: Host, *args: Any) -> None:
        self._host = host
        super().__init__(*args)

    def do_GET(self) -> None:
        host = self._host
        if host.down:
            self.close_connection = True
            self.connection.close()
            return
        path = self.path.split("?")[0].removeprefix(f"{PREFIX}/")
        host.requests.append(self.path.removeprefix(f"{PREFIX}/"))
        file = host.folder / (path + "index.html" if path.endswith("/") or not path else path)
        content: bytes | None = file.read_bytes() if file.is_file() else None
        for end, change in host.damage.items():
            if content is not None and path.endswith(end):
                content = change(content)
        if file.suffix == ".html":
            time.sleep(host.delay)
        time.sleep(max((delay for end, delay in host.slow.items() if path.endswith(end)), default=0))
        status = next((status for end, status in host.refusal.items() if path.endswith(end)), 404 if content is None else 200)
        content = content if status == 200 else None
        self.send_response(status)
        for end, header in host.headers.items():
            if path.endswith(end):
                self.send_header(*header)
        self.send_header("Content-Type", self.guess_type(str(file)))
        length = file.stat().st_size if content is not None else 0  # a host does not know that the line will be cut
        self.send_header("Content-Length", str(max(length, len(content or b""))))
        self.send_header("Cache-Control", "max-age=600" if content is not None else "no-store")
        self.end_headers()
        self.wfile.write(content or b"")
        if content is not None and len(content) < length:
            self.close_connection = True

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except (ConnectionError, ValueError, OSError):  # a visitor who has left, or a line that was cut
            self.close_connection = True

    def finish(self) -> None:
        try:
            super().finish()
        except (ConnectionError, ValueError, OSError):
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the tests report."""
