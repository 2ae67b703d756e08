"""The page of licences names every work of others that the site publishes, with the licence its package states."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from publisher.engine.desk import PACKAGES as DESK_PYTHON
from publisher.engine.tree import PACKAGES
from publisher.pages.shipped import BROUGHT, EDITOR_PACKAGES, INSIDE, NPM_PACKAGES, shipped
from publisher.project import ROOT

HOUSES = {"runtime": "pyodide", "search": "pagefind", "desk": "pyodide", "vendor/codemirror": "@codemirror/view"}
"""Folders of `assets/` that hold a package under another name than their own."""


def test_every_dependency_that_is_published_is_named() -> None:
    """What package.json depends on, what the engine imports, the theme, and the Python inside Pyodide."""
    named = {one.name for one in shipped()}
    assert set(json.loads((ROOT / "package.json").read_text("utf-8"))["dependencies"]) == set(NPM_PACKAGES)
    assert {*NPM_PACKAGES, *PACKAGES, "mkdocs-material", "cpython"} <= named


def test_all_that_the_editor_imports_is_named() -> None:
    """The lock file says what its packages depend on, and those again."""
    locked = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    wanted, found = list(EDITOR_PACKAGES), set()
    while wanted:
        name = wanted.pop()
        found.add(name)
        wanted += [one for one in locked[f"node_modules/{name}"].get("dependencies", {}) if one not in found]
    assert found == {*EDITOR_PACKAGES, *BROUGHT}


def test_all_that_the_desk_imports_is_named() -> None:
    assert {*DESK_PYTHON, "pydantic-core"} <= {one.name for one in shipped()}


@pytest.mark.parametrize("package", sorted(INSIDE))
def test_what_a_bundled_script_contains_is_named(package: str) -> None:
    """The source map of a bundled script, or the remarks in one, name no package of others that the page does not."""
    folder = ROOT / "node_modules" / package
    if package == "docx":
        sources = re.findall(r"^// (node_modules/.+)$", (folder / "dist" / "index.mjs").read_text("utf-8"), re.MULTILINE)
    else:
        (script,) = (folder / "bundle").glob(f"{package}.min.js.map")
        sources = json.loads(script.read_text("utf-8"))["sources"]
    inside = {part.split("/")[0] for source in sources for _, _, part in [source.partition("node_modules/")] if part}
    inside |= {"saxen"} if any("/saxen/" in source for source in sources) else set()
    assert inside == set(INSIDE[package])


def test_the_built_site_holds_the_page_and_the_texts(site: Path) -> None:
    """Both pages list every work, every text is there, and no folder of the site holds a work that is not listed."""
    for lang in ("", "en/"):
        page = (site / lang / "licences" / "index.html").read_text("utf-8")
        for one in shipped():
            assert one.name in page and one.version in page and one.licence in page
    for one in shipped():
        if one.file:
            assert len((site / one.file).read_text("utf-8")) > 500, one.name
    names = {one.name for one in shipped()}
    vendors = {folder.name for folder in (site / "assets/vendor").iterdir()}
    assert {name for name in vendors if f"vendor/{name}" not in HOUSES} <= names
    assert {name for folder, name in HOUSES.items() if (site / "assets" / folder).is_dir()} <= names
