"""A small site as GitHub Pages would serve it, below a path, and stricter: with a content security policy."""

import json
from pathlib import Path

from harness.server import Server
from publisher.runtime.manifest import BundleManifest

PREFIX = "/project/"
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


class PublishedSite(Server):
    """Serves a folder with the bundle and the page's modules."""

    def __init__(self, folder: Path, manifest: BundleManifest) -> None:
        super().__init__({PREFIX: folder})
        self.headers[""] = ("Content-Security-Policy", POLICY)
        self.folder = folder
        self.manifest = manifest
        self.console: list[str] = []
        """What the page wrote to the browser's console."""
        (folder / "page").mkdir()
        (folder / "page/index.html").write_text(PAGE, encoding="utf-8")
        (folder / "page.mjs").write_text(PAGE_SCRIPT, encoding="utf-8")

    def page(self, **options: object) -> str:
        """Address of a page whose engine is started with `options`."""
        fragment = json.dumps({"manifest": self.manifest.name, **options}, separators=(",", ":"))
        return f"{self.origin}{PREFIX}page/#{fragment}"

    def file(self, part: str) -> Path:
        """The published file that plays `part` in the manifest."""
        return self.folder / "engine" / self.manifest.files[part].path

    def asked_for(self, part: str) -> int:
        """How often the file that plays `part` was asked for."""
        return sum(path.endswith(self.manifest.files[part].path) for path in self.requests)
