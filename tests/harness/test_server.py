"""The host sends what GitHub Pages sends, and over a slow line as slowly as is asked for."""

from __future__ import annotations

import gzip
import http.client
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.server import Line, Server

TEXT = "文" * 10_000


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server of two folders, one below the other's address."""
    for name in ("site", "modules"):
        (tmp_path / name).mkdir()
    (tmp_path / "site" / "index.html").write_text(TEXT, "utf-8")
    (tmp_path / "site" / "data.bin").write_bytes(b"\0" * 50_000)
    (tmp_path / "modules" / "one.mjs").write_text("export default 1;", "utf-8")
    with Server({"/site/modules/": tmp_path / "modules", "/site/": tmp_path / "site"}) as server:
        yield server


def ask(server: Server, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    return answer, answer.read()


def test_as_github_pages_sends(server: Server) -> None:
    """Types by ending, gzip for whom it is good, freshness for ten minutes, and nothing twice that has not changed."""
    answer, content = ask(server, "/site/", Accept_Encoding="gzip")
    assert gzip.decompress(content).decode() == TEXT
    assert (answer.headers["Content-Type"], answer.headers["Cache-Control"]) == ("text/html", "max-age=600")
    again, nothing = ask(server, "/site/", If_None_Match=answer.headers["ETag"])
    assert (again.status, nothing) == (304, b"")
    plain, content = ask(server, "/site/")
    assert content.decode() == TEXT and plain.headers["Content-Encoding"] is None
    packed, content = ask(server, "/site/data.bin", Accept_Encoding="gzip")
    assert len(content) == 50_000 and packed.headers["Content-Encoding"] is None
    assert ask(server, "/site/modules/one.mjs")[0].headers["Content-Type"] == "text/javascript"
    assert [ask(server, path)[0].status for path in ("/site/none", "/", "/site/modules/")] == [404] * 3
    assert server.requests[0] == "/site/"


def test_a_file_that_changes_is_sent_anew(server: Server) -> None:
    """What is kept between requests is the file as it is now."""
    before = ask(server, "/site/")[0].headers["ETag"]
    (server.folders["/site/"] / "index.html").write_text("other", "utf-8")
    answer, content = ask(server, "/site/", If_None_Match=before)
    assert (answer.status, content) == (200, b"other")


def test_a_slow_line(server: Server) -> None:
    """A line of two megabits takes a fifth of a second for fifty kilobytes, and counts them."""
    server.line = Line(megabits=2, delay=0.05)
    began = time.perf_counter()
    ask(server, "/site/data.bin")
    assert time.perf_counter() - began >= 0.25
    assert server.line.sent == 50_000
