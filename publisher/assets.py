"""What the site publishes besides pages: the browser's runtime with the engine in it."""

from __future__ import annotations

import json
import logging
import re
import shutil
import threading
from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import Any

from calculators import __version__
from publisher.compiled_site import CATALOGUE
from publisher.engine_tree import write_engine_tree
from publisher.findings import ROOT
from publisher.runtime.bundle import build_bundle
from publisher.runtime.wheel import build_wheel, write_lock

BUILD = ROOT / "build"
KEYWORD = re.compile(r"[a-z]+(-[a-z]+)*")
RUNTIME = "assets/runtime"
"""Where the runtime stands in the site."""

PACKAGES = "data/packages"
"""Where the wheel and its lock file stand in the site."""

PREVIEW_MANIFEST = "runtime.json"
"""The manifest under a name that does not change, for `make serve`."""

_log = logging.getLogger("mkdocs.huice")
_runtime_lock = threading.Lock()


def build_runtime() -> dict[str, Any]:
    """Build the runtime into `build/runtime`, from the cache where nothing has changed; returns its manifest."""
    engine = write_engine_tree(BUILD / "engine", CATALOGUE)
    fresh = BUILD / "runtime-fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    manifest = build_bundle(
        engine, fresh, BUILD / "cache", ROOT / "node_modules", requests=list(warm_up_requests()), report=_log.info
    )
    content: dict[str, Any] = json.loads(manifest.to_json())
    (fresh / PREVIEW_MANIFEST).write_text(manifest.to_json(), "utf-8")
    with _runtime_lock:
        shutil.rmtree(BUILD / "runtime", ignore_errors=True)
        fresh.rename(BUILD / "runtime")
    return content


def publish_runtime(site: Path) -> None:
    """Copy the built runtime into the site."""
    with _runtime_lock:
        for file in (BUILD / "runtime").rglob("*"):
            target = site / RUNTIME / file.relative_to(BUILD / "runtime")
            if file.is_file() and (not target.exists() or file.name == PREVIEW_MANIFEST):
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, target)


def publish_wheel(site: Path) -> None:
    """Publish the engine as a wheel, and the lock file from which any other Pyodide page can load it by name."""
    wheel = build_wheel(BUILD / "engine", site / PACKAGES, __version__, requires=("jinja2>=3.1",))
    write_lock(wheel, ROOT / "node_modules" / "pyodide")


def warm_up_requests() -> Iterator[str]:
    """Requests that use as much of the engine as visitors will: every kind of benefit by its example, in both languages.

    A second benefit of the same kind would bring nothing new into the snapshot, so hundreds of policies cost no more
    time here than those that show every kind.
    """
    seen = set()
    for policy in json.loads(CATALOGUE.read_bytes())["policies"]:
        for benefit in policy["benefits"]:
            kind = _kind(benefit)
            if kind in seen:
                continue
            seen.add(kind)
            for lang in ("zh", "en"):
                for op in ("estimate", "case"):
                    request = {"op": op, "benefit": benefit["id"], "inputs": benefit["example"], "lang": lang, "on": "2026-01-15"}
                    yield json.dumps(request, ensure_ascii=False)


def _kind(value: Any) -> Hashable:
    """What is the same for benefits that are worked out alike: names and keywords, not figures, prose and places."""
    if isinstance(value, dict):
        return frozenset((name, _kind(part)) for name, part in value.items())
    if isinstance(value, list):
        return frozenset(_kind(part) for part in value)
    return value if isinstance(value, str) and KEYWORD.fullmatch(value) else type(value).__name__
