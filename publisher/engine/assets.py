"""What the site publishes besides pages: the browser's runtime with the engine in it."""

from __future__ import annotations

import json
import logging
import os
import shutil
import threading
from collections.abc import Callable
from typing import Any

from publisher import published as names
from publisher.engine.requests import further_requests, warm_up_requests
from publisher.engine.tree import write_engine_tree
from publisher.engine.wheel import write_packages
from publisher.project import BUILD, CATALOGUE, NODE_MODULES
from publisher.runtime.bundle import build_bundle
from publisher.site_folder import SiteFolder

RUNTIME = "assets/runtime"
"""Where the runtime stands in the site."""

PREVIEW_MANIFEST = "runtime.json"
"""The manifest under a name that does not change, for `make serve`."""

_log = logging.getLogger("huice.engine")  # not MkDocs', whose strict builds end with a warning
_runtime_lock = threading.Lock()


def build_runtime(report: Callable[[int, str], None] = _log.log) -> dict[str, Any]:
    """Build the runtime into `build/runtime`, from the cache where nothing has changed; returns its manifest.

    `report` is told about it, each line with its level. In CI (the environment
    says `CI=true`) it is trouble when a step that makes a start fast does not fit.

    Raises:
        Trouble: it cannot be built.
    """
    engine = write_engine_tree(BUILD / "engine", CATALOGUE)
    catalogue = json.loads(CATALOGUE.read_bytes())
    fresh = BUILD / "runtime-fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    manifest = build_bundle(
        engine,
        fresh,
        BUILD / "cache",
        NODE_MODULES,
        requests=list(warm_up_requests(catalogue)),
        further=list(further_requests(catalogue)),
        report=report,
        strict=os.environ.get("CI", "").lower() in ("true", "1"),
    )
    content: dict[str, Any] = json.loads(manifest.to_json())
    (fresh / PREVIEW_MANIFEST).write_text(manifest.to_json(), "utf-8")
    with _runtime_lock:
        shutil.rmtree(BUILD / "runtime", ignore_errors=True)
        fresh.rename(BUILD / "runtime")
    return content


def publish_runtime(site: SiteFolder) -> None:
    """Put the built runtime into the site."""
    with _runtime_lock:
        site.put_all(BUILD / "runtime", RUNTIME)


def publish_wheel(site: SiteFolder) -> None:
    """Publish the wheel, the wheels of what it needs, and the lock file from which any Pyodide page can load it by name.

    Raises:
        Trouble: something is missing.
    """
    made = BUILD / "packages"
    shutil.rmtree(made, ignore_errors=True)
    write_packages(made, NODE_MODULES / "pyodide")
    site.put_all(made, names.PACKAGES)
