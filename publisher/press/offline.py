"""Publishes the service worker: `docs/sw.js` with the list of this build's files in front of it.

The list has an integrity for every file whose name carries a hash, so that the
worker never keeps a file that came cut short, and it changes with every build,
which is how a browser learns that there is a new one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from calculators.vocabulary import LANGUAGES
from publisher.digest import integrity
from publisher.project import ROOT
from publisher.published import prefix
from publisher.search import FOLDER as SEARCH
from publisher.site_folder import SiteFolder
from publisher.wording import messages

WORKER = "sw.js"
SOURCE = ROOT / "docs" / WORKER
AT_ONCE = 64 * 1024
"""Bytes: our own files up to this size are fetched with the worker, larger ones are kept when a page has used them."""

WHOLE = "pyodide.asm.wasm"
"""Python for the plain start."""

DESK = "desk"
"""The folder of the one page whose program nobody needs who has no line."""

HUBS = ("", "policies/", "calculators/", "plan/", "glossary/", "about/")
"""Pages that are kept before anybody has looked at them, in both languages."""

_NAMED = re.compile(r"[./-][0-9a-f]{8,}[./]")
"""What the path of a file looks like that carries a hash: another build has other contents under another name."""


def publish_worker(folder: SiteFolder, build: str, own_assets: str, runtime: str) -> None:
    """Put the worker into the built site; `own_assets` and `runtime` are where these stand in it."""
    site = folder.path
    theme = [*site.glob("assets/stylesheets/*.min.css"), *site.glob("assets/javascripts/bundle.*.min.js")]
    own = [file for file in (site / own_assets).rglob("*") if file.is_file() and DESK not in file.parts]
    searched = [file for file in (site / SEARCH / build).rglob("*") if file.suffix in {".js", ".json"}]
    engine = [file for file in (site / runtime).rglob("*") if file.is_file() and _NAMED.search(file.relative_to(site).as_posix())]
    # A start from the snapshot has Python's functions in two parts; whoever must start the plain way keeps the whole.
    whole = [file for file in engine if file.name == WHOLE and any((site / runtime).glob("first.*"))]
    listed = {
        "build": build,
        "first": _integrity(site, [*theme, *(file for file in own if file.stat().st_size <= AT_ONCE)]),
        "used": _integrity(site, [*searched, *whole, *(file for file in own if file.stat().st_size > AT_ONCE)]),
        "engine": _integrity(site, set(engine) - set(whole)),
        "search": f"{SEARCH}{build}/",
        "hubs": [page for lang in LANGUAGES for hub in HUBS if (site / (page := prefix(lang) + hub) / "index.html").is_file()],
        "styles": sorted(file.relative_to(site).as_posix() for file in [*theme, *own] if file.suffix == ".css"),
        "words": {
            lang: {
                key.removeprefix("offline-page."): text[lang]
                for key, text in messages().items()
                if key.startswith("offline-page.")
            }
            for lang in LANGUAGES
        },
    }
    text = json.dumps(listed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    folder.put(WORKER, f"self.HUICE = {text};\n{SOURCE.read_text('utf-8')}".encode())


def _integrity(site: Path, files: Iterable[Path]) -> dict[str, str]:
    """The hash of each file, as browsers want it, by its path below the site's address."""
    return {file.relative_to(site).as_posix(): integrity(file.read_bytes()) for file in sorted(files)}
