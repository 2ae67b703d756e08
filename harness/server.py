"""A host on this machine that sends what GitHub Pages sends (gzip, ETag, ten minutes of freshness), over a line of any speed."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote, urlsplit

TYPES = {".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm", ".json": "application/json"}
"""What a host answers with, whatever this machine knows of endings."""

COMPRESSED = {".html", ".css", ".js", ".mjs", ".json", ".svg", ".wasm", ".xml", ".txt"}
CHUNK = 16_384


class Line:
    """A shared line: `megabits` per second and a delay in seconds before each answer; 0 is as fast as it goes."""

    def __init__(self, megabits: float = 0, delay: float = 0) -> None:
        self.megabits = megabits
        self.delay = delay
        self.sent = 0
        """Bytes of bodies sent so far, as they go over the wire."""
        self._free = 0.0
        self._lock = threading.Lock()

    def wait(self, size: int) -> None:
        """Return when `size` more bytes have passed the line."""
        with self._lock:
            self.sent += size
        if not self.megabits:
            return
        with self._lock:
            now = time.monotonic()
            self._free = max(self._free, now) + size * 8 / (self.megabits * 1e6)
            until = self._free
        time.sleep(max(0.0, until - now))


@dataclass
class Answer:
    """What is sent for one request; `length` is what is announced where the line will be cut before the end."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    content: bytes = b""
    length: int | None = None


class Server(ThreadingHTTPServer):
    """Serves folders from entering to leaving, on a free port of 127.0.0.1.

    `folders` are by the prefix of their addresses, which ends in a slash; the
    first that fits counts.
    """

    daemon_threads = True

    def __init__(self, folders: Mapping[str, Path], line: Line | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folders = dict(folders)
        self.line = line or Line()
        self.headers: dict[str, tuple[str, str]] = {}
        """By the end of a path, a header that a file is sent with."""
        self.requests: list[str] = []
        """What was asked for, from the root of the server on, with its query."""

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.shutdown()
        self.server_close()

    @property
    def origin(self) -> str:
        """Without a slash at its end."""
        return f"http://127.0.0.1:{self.server_port}"

    def answer(self, path: str, *, zipped: bool) -> Answer | None:
        """What is sent for a path; None says nothing and closes the line. `zipped` is whether the visitor unpacks gzip."""
        file = self._file(path)
        if file is None:
            return Answer(HTTPStatus.NOT_FOUND, {"Cache-Control": "no-store"})
        content, tag = _read(file, file.stat().st_mtime_ns)
        headers = {"Content-Type": content_type(file), "ETag": f'"{tag}"', "Cache-Control": "max-age=600"}
        headers |= [header for end, header in self.headers.items() if path.endswith(end)]
        if zipped and file.suffix in COMPRESSED:
            content = _zipped(file, file.stat().st_mtime_ns)
            headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        return Answer(HTTPStatus.OK, headers, content)

    def _file(self, path: str) -> Path | None:
        """The file behind a path, a folder's `index.html`; None where there is none."""
        for prefix, folder in self.folders.items():
            if path.startswith(prefix):
                file = folder / path.removeprefix(prefix)
                if file.is_dir():
                    file = file / "index.html"
                return file if file.is_file() else None
        return None

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A page that is closed, or a worker that is ended, leaves its downloads; whatever else happens is told."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def content_type(file: Path) -> str:
    """The media type of a file by its ending."""
    return TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"


@lru_cache(maxsize=4096)
def _read(file: Path, changed: int) -> tuple[bytes, str]:
    content = file.read_bytes()
    return content, hashlib.sha256(content).hexdigest()[:16]


@lru_cache(maxsize=4096)
def _zipped(file: Path, changed: int) -> bytes:
    return gzip.compress(_read(file, changed)[0], 6, mtime=0)


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # as web servers do: the end of an answer does not wait for its beginning to be confirmed
    wbufsize = 2 * CHUNK

    def do_GET(self) -> None:
        self.server.requests.append(self.path)
        time.sleep(self.server.line.delay)
        zipped = "gzip" in self.headers.get("Accept-Encoding", "")
        answer = self.server.answer(unquote(urlsplit(self.path).path), zipped=zipped)
        if answer is None:
            self.close_connection = True
        elif answer.headers.get("ETag", "") == self.headers.get("If-None-Match"):
            self.send_response(HTTPStatus.NOT_MODIFIED)
            self.end_headers()
        else:
            self._send(answer)

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        length = len(answer.content) if answer.length is None else answer.length
        for name, value in {**answer.headers, "Content-Length": str(length)}.items():
            self.send_header(name, value)
        self.end_headers()
        for start in range(0, len(answer.content), CHUNK):
            part = answer.content[start : start + CHUNK]
            self.server.line.wait(len(part))
            self.wfile.write(part)
        if len(answer.content) < length:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: tests and benchmarks print lines of their own."""
