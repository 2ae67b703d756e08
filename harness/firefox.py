"""Drives the machine's Firefox over WebDriver BiDi, which it speaks by itself: no driver program, no package.

Only what the tests and benchmarks need: open an address, evaluate an expression, listen for
the console. Sources: W3C, WebDriver BiDi; RFC 6455 for the WebSocket.
"""

from __future__ import annotations

import base64
import json
import os
import re
import secrets
import shutil
import socket
import struct
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

NAMES = ("firefox-esr", "firefox")
START = 60.0  # seconds; a first start makes a whole profile
ANSWER = 120.0
PREFERENCES = {
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False,
}
"""A browser that asks nobody anything of its own accord."""

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10


def find() -> str | None:
    """The path of a Firefox: `FIREFOX`, or one of the machine's; None where there is none."""
    named = os.environ.get("FIREFOX")
    if named and Path(named).is_file():
        return named
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class FirefoxError(Exception):
    """Firefox did not start, refused a command, or the page threw; the message says which."""


class Firefox:
    """One Firefox with one page, and an empty profile of its own."""

    def __init__(self, executable: str) -> None:
        self._profile = tempfile.TemporaryDirectory(prefix="firefox-", ignore_cleanup_errors=True)
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
        (Path(self._profile.name) / "user.js").write_text("\n".join(lines), "utf-8")
        self._log = Path(self._profile.name) / "firefox.log"
        command = [executable, "--headless", "--no-remote", "--profile", self._profile.name, "--remote-debugging-port", "0"]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log)
        self.console: list[str] = []
        """Warnings and errors of the page, policy violations among them."""
        self._count = 0
        self._socket = _WebSocket(*self._listening())
        self._ask("session.new", capabilities={})
        self._ask("session.subscribe", events=["log.entryAdded"])
        self._page = self._ask("browsingContext.getTree")["contexts"][0]["context"]

    def before_pages(self, script: str) -> None:
        """Run a script in every page before any of its own."""
        self._ask("script.addPreloadScript", functionDeclaration=f"() => {{ {script} }}")

    def open(self, address: str) -> None:
        """Go to an address and wait until it is loaded."""
        self._ask("browsingContext.navigate", context=self._page, url=address, wait="complete")

    def evaluate(self, expression: str) -> Any:
        """The value of an expression in the page, awaited; as JSON carries it.

        Raises:
            FirefoxError: the page threw.
        """
        found = self._ask(
            "script.evaluate",
            expression=f"(async () => JSON.stringify((await ({expression})) ?? null))()",
            target={"context": self._page},
            awaitPromise=True,
        )
        if found["type"] == "exception":
            raise FirefoxError(found["exceptionDetails"]["text"])
        return json.loads(found["result"]["value"])

    def wait_for(self, expression: str, seconds: float = 60.0) -> Any:
        """Evaluate an expression until it is true, and return it.

        Raises:
            FirefoxError: it was not within the time.
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := self.evaluate(expression):
                return found
            time.sleep(0.1)
        raise FirefoxError(f"not within {seconds:.0f} s: {expression}; console: {self.console[-3:]}")

    def fill(self, selector: str, text: str) -> None:
        """Type into a field as a visitor would: its value, and the event that says so."""
        place, value = json.dumps(selector), json.dumps(text)
        event = "new InputEvent('input', { bubbles: true })"
        fill = f"(field, text) => {{ field.focus(); field.value = text; field.dispatchEvent({event}) }}"
        self.evaluate(f"({fill})(document.querySelector({place}), {value})")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._socket.close()
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._profile.cleanup()

    def _listening(self) -> tuple[str, int]:
        """Where Firefox listens; it says so when it is ready."""
        end = time.monotonic() + START
        while time.monotonic() < end:
            said = self._log.read_text("utf-8", "replace")
            if found := re.search(r"WebDriver BiDi listening on ws://([\d.]+):(\d+)", said):
                return found[1], int(found[2])
            if self._process.poll() is not None:
                break
            time.sleep(0.1)
        self._process.kill()
        raise FirefoxError(f"Firefox did not start: {self._log.read_text('utf-8', 'replace')[-300:]}")

    def _ask(self, method: str, **parameters: Any) -> Any:
        self._count += 1
        self._socket.send(json.dumps({"id": self._count, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._socket.receive())
            if answer.get("method") == "log.entryAdded" and answer["params"]["level"] in {"warn", "error"}:
                self.console.append(answer["params"]["text"] or "")
            if answer.get("id") != self._count:
                continue
            if answer["type"] == "error":
                raise FirefoxError(f"{method}: {answer['message']}")
            return answer["result"]


class _WebSocket:
    """A client's side of one connection; text messages only."""

    def __init__(self, host: str, port: int) -> None:
        self._socket = socket.create_connection((host, port), ANSWER)
        self._rest = b""
        key = base64.b64encode(secrets.token_bytes(16)).decode()
        head = ["GET /session HTTP/1.1", f"Host: {host}:{port}", "Upgrade: websocket", "Connection: Upgrade"]
        head += [f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13", "", ""]
        self._socket.sendall("\r\n".join(head).encode())
        while b"\r\n\r\n" not in self._rest:
            self._rest += self._socket.recv(4096)
        status, _, self._rest = self._rest.partition(b"\r\n\r\n")
        if b" 101 " not in status.split(b"\r\n")[0]:
            raise FirefoxError(f"no WebSocket: {status[:100]!r}")

    def send(self, text: str, kind: int = TEXT) -> None:
        content, mask = text.encode(), secrets.token_bytes(4)
        if len(content) < 126:
            size = struct.pack("!B", 128 | len(content))
        elif len(content) < 1 << 16:
            size = struct.pack("!BH", 128 | 126, len(content))
        else:
            size = struct.pack("!BQ", 128 | 127, len(content))
        masked = bytes(byte ^ mask[index % 4] for index, byte in enumerate(content))
        self._socket.sendall(bytes([128 | kind]) + size + mask + masked)

    def receive(self) -> str:
        message = b""
        while True:
            first, second = self._take(2)
            size = second & 127
            if size == 126:
                (size,) = struct.unpack("!H", self._take(2))
            elif size == 127:
                (size,) = struct.unpack("!Q", self._take(8))
            content, kind = self._take(size), first & 15
            if kind == PING:
                self.send(content.decode(), PONG)
            elif kind == CLOSE:
                raise FirefoxError("Firefox closed the connection")
            elif kind != PONG:
                message += content
                if first & 128:
                    return message.decode()

    def close(self) -> None:
        self._socket.close()

    def _take(self, size: int) -> bytes:
        while len(self._rest) < size:
            piece = self._socket.recv(65536)
            if not piece:
                raise FirefoxError("Firefox is gone")
            self._rest += piece
        taken, self._rest = self._rest[:size], self._rest[size:]
        return taken
