"""A thousand visitors on the built site behind nginx, on loopback, as the hosting page sets it up.

`python -m benchmarks.load [--visitors 1000] [--at-once 50] [--json]`

The site is files, so what can break is not the site but its delivery: a wrong
type, a missing file, a page that names what is not there. Every visitor opens
a page, then all that it names; one in ten also loads the engine. Counted are
requests, errors, bytes and the slowest answers. It says nothing about the
speed of GitHub Pages, and the engine's own speed has benchmarks of its own.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import gzip
import http.client
import json
import random
import re
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from harness.nginx import PREFIX, find, install, serving
from publisher.project import ROOT

ENGINE_SHARE = 10
"""One visitor in so many goes on to a calculator and loads Python."""

MOST_VISITORS = 5000
"""This is a check on one machine, not a tool for loading others."""


@dataclass
class Result:
    """What a run came to; times in seconds."""

    requests: int = 0
    received: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, path: str, status: int, size: int, seconds: float) -> None:
        """Count one answer."""
        with self.lock:
            self.requests += 1
            self.received += size
            self.times.append(seconds)
            if status != http.client.OK:
                self.errors[f"{status} {path}"] += 1


class Named(HTMLParser):
    """The addresses that a page names and a browser would ask for."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in {"script", "img"} and values.get("src"):
            self.addresses.append(str(values["src"]))
        if tag == "link" and values.get("rel") in {"stylesheet", "icon", "manifest", "modulepreload"}:
            self.addresses.append(str(values["href"]))


def pages(site: Path) -> list[str]:
    """The addresses of all pages below the prefix."""
    return sorted(file.relative_to(site).as_posix().removesuffix("index.html") for file in site.rglob("index.html"))


def engine_files(site: Path) -> list[str]:
    """What the snapshot start of the engine loads."""
    files = [file for file in (site / "assets/runtime").rglob("*") if file.suffix in {".mjs", ".wasm", ".bin"}]
    return [file.relative_to(site).as_posix() for file in files]


def visit(port: int, page: str, more: list[str], result: Result) -> None:
    """One visitor: the page, all it names, and `more`, over one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        text = _get(connection, PREFIX + page, result).decode("utf-8", "replace")
        named = Named()
        named.feed(text)
        base = f"http://127.0.0.1:{port}{PREFIX}{page}"
        addresses = [urlsplit(urljoin(base, address)).path for address in named.addresses]
        styles = [path for path in addresses if path.endswith(".css")]
        for path in addresses:
            content = _get(connection, path, result)
            if path in styles:
                for found in re.findall(rb"""url\(["']?((?!data:)[^"')]+)""", content):
                    _get(connection, urlsplit(urljoin(path, found.decode())).path, result)
        for path in more:
            _get(connection, PREFIX + path, result)
    except OSError as error:
        with result.lock:
            result.errors[f"{type(error).__name__} {page}"] += 1
    finally:
        connection.close()


def _get(connection: http.client.HTTPConnection, path: str, result: Result) -> bytes:
    """The content as a browser has it; what travelled is counted."""
    start = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    content = answer.read()
    result.note(path, answer.status, len(content), time.perf_counter() - start)
    return gzip.decompress(content) if answer.getheader("Content-Encoding") == "gzip" else content


def run(site: Path, visitors: int, at_once: int) -> dict[str, object]:
    """Send the visitors; returns the figures."""
    chance = random.Random(0)  # the same visitors every time
    known, engine, result = pages(site), engine_files(site), Result()
    ways = [(chance.choice(known), engine if number % ENGINE_SHARE == 0 else []) for number in range(visitors)]
    executable = find() or install()
    if executable is None:
        raise SystemExit("There is no nginx on this machine: apt-get install nginx")
    with serving(executable, site) as address:
        port = urlsplit(address).port or 80
        start = time.perf_counter()
        with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
            for done in [pool.submit(visit, port, page, more, result) for page, more in ways]:
                done.result()
        seconds = time.perf_counter() - start
    times = sorted(result.times)
    return {
        "visitors": visitors,
        "at_once": at_once,
        "requests": result.requests,
        "errors": dict(result.errors.most_common(10)),
        "megabytes": round(result.received / 1e6, 1),
        "seconds": round(seconds, 1),
        "requests_per_second": round(result.requests / seconds),
        "median_ms": round(1000 * times[len(times) // 2], 1),
        "slowest_of_a_hundred_ms": round(1000 * times[int(len(times) * 0.99)], 1),
    }


def main(argv: list[str]) -> int:
    """Run and print; 1 where there was an error."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    parser.add_argument("--visitors", type=int, default=1000)
    parser.add_argument("--at-once", type=int, default=50)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    if not (options.site / "index.html").is_file():
        print(f"{options.site} holds no site: run make build", file=sys.stderr)
        return 2
    figures = run(options.site.resolve(), min(options.visitors, MOST_VISITORS), max(1, min(options.at_once, 200)))
    print(json.dumps(figures, indent=1) if options.json else "\n".join(f"{name:>24}  {value}" for name, value in figures.items()))
    return 1 if figures["errors"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
