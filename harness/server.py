"""A static server that sends what GitHub Pages sends (gzip, ETag, ten minutes of freshness), over a line of any speed."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import unquote, urlsplit

from harness.quiet_server import QuietServer

TYPES = {".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm", ".json": "application/json"}
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


@lru_cache(maxsize=4096)
def _content(file: Path) -> tuple[bytes, bool, str]:
    data = file.read_bytes()
    tag = hashlib.sha256(data).hexdigest()[:16]
    if file.suffix in COMPRESSED:
        return gzip.compress(data, 6, mtime=0), True, tag
    return data, False, tag


@contextmanager
def serve(folders: dict[str, Path], line: Line) -> Iterator[str]:
    """Serve each folder under its prefix (`/site/`); yields the address of the server without a slash at its end."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # as web servers do: the end of an answer does not wait for its beginning to be confirmed
        wbufsize = 2 * CHUNK

        def do_GET(self) -> None:
            time.sleep(line.delay)
            file = _file(folders, self.path)
            if file is None:
                self.send_response(404)
                self.send_header("content-length", "0")
                self.end_headers()
                return
            data, zipped, tag = _content(file)
            if self.headers.get("if-none-match") == f'"{tag}"':
                self.send_response(304)
                self.end_headers()
                return
            self.send_response(200)
            self.send_header(
                "content-type", TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            )
            self.send_header("etag", f'"{tag}"')
            self.send_header("cache-control", "max-age=600")
            if zipped:
                self.send_header("content-encoding", "gzip")
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            for start in range(0, len(data), CHUNK):
                part = data[start : start + CHUNK]
                line.wait(len(part))
                try:
                    self.wfile.write(part)
                except (BrokenPipeError, ConnectionResetError):
                    return

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: the benchmark prints its own lines."""

    with QuietServer(Handler) as server:
        yield server.address


def _file(folders: dict[str, Path], target: str) -> Path | None:
    path = unquote(urlsplit(target).path)
    for prefix, folder in folders.items():
        if path.startswith(prefix):
            file = (folder / path.removeprefix(prefix)).resolve()
            if file.is_dir():
                file = file / "index.html"
            return file if file.is_file() and file.is_relative_to(folder.resolve()) else None
    return None
