"""Promise: what the hosting page tells people to do works as it is printed."""

from __future__ import annotations

import os
import re
import shlex
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest
from playwright.sync_api import Browser

from harness.nginx import PAGES, PREFIX, find, install, printed, serving
from publisher.project import ROOT
from tests.support.project import copy_project
from tests.support.watched import watched

CALCULATOR = "calculators/siming-2025/compute-voucher/"
TYPES = {
    ".html": "text/html", ".mjs": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".json": "application/json",
    ".svg": "image/svg+xml", ".png": "image/png", ".csv": "text/csv", ".ics": "text/calendar",
}  # fmt: skip
"""What browsers, spreadsheets and calendars must be told that they get."""

PACKED = (".html", ".mjs", ".js", ".css", ".json", ".wasm", ".svg", ".csv", ".txt")
PATIENCE = 60_000


def recipes(lang: str) -> list[str]:
    """Everything on the page that is to be typed or written."""
    text = PAGES[lang].read_text("utf-8")
    blocks = re.findall(r"```\w*\n(.*?)```", text, re.DOTALL)
    return blocks + re.findall(r"`(python3 [^`]*)`", text)


def test_both_languages_print_the_same() -> None:
    """What is tested is what everybody reads, and a recipe that is added here has to be tested too."""
    assert recipes("zh") == recipes("en")
    assert len(recipes("en")) == 3


def read(recipe: str) -> list[list[object]]:
    """A file of nginx: statements as lists of words, a block as a list at the end of its statement."""
    levels: list[list[list[object]]] = [[]]
    words: list[object] = []
    for token in re.findall(r'#[^\n]*|[{};]|"[^"]*"|[^\s{};]+', recipe):
        if token == "{":
            levels[-1].append([*words, inner := []])
            levels.append(inner)
            words = []
        elif token == "}":
            assert not words, f"{words} has no semicolon"
            levels.pop()
        elif token == ";":
            levels[-1].append(words)
            words = []
        elif not token.startswith("#"):
            words.append(token)
    [statements] = levels
    return statements


def test_nginx_keeps_the_types_it_knows() -> None:
    """A `types` block stands for all types of its level, so those it knows are read there too; no JavaScript goes unpacked."""
    [[name, server]] = read(printed())
    assert name == "server" and isinstance(server, list)
    own = [statement for statement in server if statement[0] == "types"]
    assert own and ["include", "/etc/nginx/mime.types"] in server
    [packed] = [statement[1:] for statement in server if statement[0] == "gzip_types"]
    assert {"text/javascript", "application/javascript", "text/css", "application/wasm", "application/json"} <= set(packed)


@pytest.fixture(scope="module")
def nginx() -> str:
    """The path of nginx, installed where that is allowed."""
    path = find() or install()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("There is no nginx here, and CI has to have it")
        pytest.skip("there is no nginx on this machine and none could be installed: the recipe was read, and not run")
    return path


@pytest.fixture(scope="module")
def served(nginx: str, site: Path) -> Iterator[str]:
    """The address of the site behind nginx; it has nothing to complain of."""
    said: list[str] = []
    with serving(nginx, site, said) as address:
        yield address
    assert not [line for line in said if "[warn]" in line]


class _Stay(HTTPRedirectHandler):
    """A redirection is an answer, and not followed."""

    def redirect_request(self, *args: object) -> None:
        return None


def ask(address: str, packed: bool = True) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and content."""
    request = Request(address, headers={"Accept-Encoding": "gzip"} if packed else {})
    try:
        with build_opener(_Stay).open(request, timeout=30) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()


def one_of_each_ending(site: Path) -> dict[str, str]:
    """The largest file of every ending, by its path below the site."""
    files = sorted((file for file in site.rglob("*") if file.is_file()), key=lambda file: file.stat().st_size)
    return {file.suffix: file.relative_to(site).as_posix() for file in files}


def test_nginx_sends_files_as_what_they_are(served: str, site: Path) -> None:
    """Every ending with its type, text and wasm packed, `.bin` as it is; folders end in a slash, and what is missing says so."""
    found = one_of_each_ending(site)
    assert TYPES.keys() <= found.keys()
    for ending, path in found.items():
        status, headers, _ = ask(served + path)
        assert status == 200, path
        assert headers["Content-Type"].startswith(TYPES.get(ending, "")), path
        assert (headers.get("Content-Encoding") == "gzip") is (ending in PACKED or ending == ".xml"), path
    assert ask(f"{served}policies/")[0] == 200
    status, headers, _ = ask(f"{served}policies")
    assert (status, headers["Location"]) == (301, f"{PREFIX}policies/")
    status, headers, content = ask(f"{served}nowhere/", packed=False)
    assert status == 404 and content == (site / "404.html").read_bytes()


def test_pages_compute_behind_nginx(served: str, chromium: Browser) -> None:
    """A browser shows the pages instead of saving them, and Python starts."""
    with watched(chromium, served) as tab:
        tab.goto(f"{served}{CALCULATOR}?compute_spend=1000000")
        tab.wait_for_selector("output[data-state=live]", timeout=PATIENCE)


def test_python_serves_the_site_on_one_machine(site: Path, tmp_path: Path, chromium: Browser) -> None:
    """The command for a look at it: types that browsers run, pages at their addresses."""
    [command] = [one for one in recipes("en") if one.startswith("python3")]
    (tmp_path / "site").symlink_to(site)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [*shlex.split(command), "--bind", "127.0.0.1", str(port)]
    with subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        address = f"http://127.0.0.1:{port}/"
        try:
            for _ in range(100):
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                except OSError:
                    time.sleep(0.1)
            with watched(chromium, address) as tab:
                tab.goto(f"{address}{CALCULATOR}?compute_spend=1000000")
                tab.wait_for_selector("output[data-state=live]", timeout=PATIENCE)
        finally:
            process.terminate()


@pytest.mark.extended
def test_the_site_is_built_for_its_address(tmp_path: Path) -> None:
    """The command that names the address: site map and twins are below it."""
    [command] = [one for one in recipes("en") if "make build" in one]
    copy_project(tmp_path)
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    (tmp_path / "build").mkdir(exist_ok=True)
    (tmp_path / "build" / ".ready").touch()  # what it sets up is set up
    done = subprocess.run(command, shell=True, cwd=tmp_path, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    [address] = re.findall(r"SITE_URL=(\S+)", command)
    assert f"<loc>{address}en/policies/</loc>" in (tmp_path / "site" / "sitemap.xml").read_text("utf-8")
    assert f'rel="canonical" href="{address}about/"' in (tmp_path / "site" / "about" / "index.html").read_text("utf-8")
