"""A small site as GitHub Pages would serve it, below a path, and stricter: with a content security policy."""

import json
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from harness.quiet_server import TYPES, QuietServer
from publisher.runtime.manifest import BundleManifest

PREFIX = "/project"
POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'"

PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Engine</title>
<form id="form"><input id="field"></form><script type="module" src="../page.mjs"></script></html>
"""

# The options come in the address, as JSON; tests look at `engine` and `states`.
PAGE_SCRIPT = """import { startEngine } from './assets/engine/client.mjs';
import { onIntent } from './assets/engine/intent.mjs';

const options = JSON.parse(decodeURIComponent(location.hash.slice(1)));
if (options.when === 'intent') options.when = onIntent(document.getElementById('form'));
if (options.when === 'call') options.when = () => {};
globalThis.states = [];
globalThis.engine = startEngine({ base: '../engine/', onState: (state) => states.push(state), ...options });
"""


class PublishedSite:
    """Serves a folder on a free port of this machine."""

    def __init__(self, folder: Path, manifest: BundleManifest) -> None:
        self.folder = folder
        self.manifest = manifest
        self.requests: list[str] = []
        """Paths that were asked for."""
        self.console: list[str] = []
        """What the page wrote to the browser's console."""
        (folder / "page").mkdir()
        (folder / "page/index.html").write_text(PAGE, encoding="utf-8")
        (folder / "page.mjs").write_text(PAGE_SCRIPT, encoding="utf-8")
        self._server = QuietServer(partial(_Handler, self))

    def page(self, **options: object) -> str:
        """Address of a page whose engine is started with `options`."""
        fragment = json.dumps({"manifest": self.manifest.name, **options}, separators=(",", ":"))
        return f"{self.address}/page/#{fragment}"

    @property
    def address(self) -> str:
        """Where the site begins."""
        return self._server.address + PREFIX

    def file(self, part: str) -> Path:
        """The published file that plays `part` in the manifest."""
        return self.folder / "engine" / self.manifest.files[part].path

    def asked_for(self, part: str) -> int:
        """How often the file that plays `part` was asked for."""
        return sum(path.endswith(self.manifest.files[part].path) for path in self.requests)

    def __enter__(self) -> Self:
        self._server.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.__exit__(kind, error, trace)


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map = TYPES

    def __init__(self, site: PublishedSite, *args: Any) -> None:
        self._site = site
        super().__init__(*args, directory=str(site.folder))

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(PREFIX) if path.startswith(PREFIX + "/") else "/outside")

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        self._site.requests.append(self.path)
