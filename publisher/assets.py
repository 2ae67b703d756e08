"""What the site publishes besides pages: the browser's runtime with the engine in it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from publisher.compiled_site import CATALOGUE
from publisher.engine_tree import write_engine_tree
from publisher.findings import ROOT
from publisher.runtime.bundle import build_bundle

BUILD = ROOT / "build"
RUNTIME = "assets/runtime"
"""Where the runtime stands in the site."""


def build_runtime() -> dict[str, Any]:
    """Build the runtime into `build/runtime`, from the cache where nothing has changed; returns its manifest."""
    engine = write_engine_tree(BUILD / "engine", CATALOGUE)
    shutil.rmtree(BUILD / "runtime", ignore_errors=True)
    manifest = build_bundle(engine, BUILD / "runtime", BUILD / "cache", ROOT / "node_modules", requests=list(warm_up_requests()))
    return json.loads(manifest.to_json())


def publish_runtime(site: Path) -> None:
    """Copy the built runtime into the site."""
    shutil.copytree(BUILD / "runtime", site / RUNTIME, dirs_exist_ok=True)


def warm_up_requests() -> Iterator[str]:
    """Requests that use as much of the engine as visitors will: every benefit's example, in both languages."""
    catalogue = json.loads(CATALOGUE.read_bytes())
    for policy in catalogue["policies"]:
        for benefit in policy["benefits"]:
            for lang in ("zh", "en"):
                request = {"op": "estimate", "benefit": benefit["id"], "inputs": benefit["example"], "lang": lang, "on": "2026-01-15", "root": ""}
                yield json.dumps(request, ensure_ascii=False)
