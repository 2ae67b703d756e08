"""What of others' work the site publishes, from the packages' own metadata: name, version, licence, where it comes from.

The lists name packages; everything else is read from what is installed, which
the lock files pin. A test compares the lists with what a built site contains.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib import metadata

from publisher.errors import Trouble
from publisher.project import ROOT

PYTHON_PACKAGES = ("mkdocs-material", "jinja2", "markupsafe", "opencc-python-reimplemented")
"""The theme's scripts, styles and icons; what the engine imports; the characters that the search folds."""

NPM_PACKAGES = ("pyodide", "pagefind", "uplot", "write-excel-file")
"""Published from `node_modules`."""

INSIDE = {"write-excel-file": ("fflate",)}
"""What the bundled script of a package contains of others; each stands in `node_modules` too."""

FOLDER = "licences"
"""Where the texts stand in the site: `licences/uplot.txt`."""

CLASSIFIERS = {"BSD License": "BSD-3-Clause", "Apache Software License": "Apache-2.0"}
"""SPDX names for the packages whose metadata has only the older classifier: jinja2 and OpenCC."""


@dataclass(frozen=True)
class Shipped:
    """A work of others in the site: `licence` is its SPDX name, `text` the licence as its package holds it, or empty."""

    name: str
    version: str
    licence: str
    address: str
    text: str = ""

    @property
    def file(self) -> str:
        """Where the text of the licence stands below the site's address; empty where the package brings none."""
        return f"{FOLDER}/{self.name}.txt" if self.text else ""


@cache
def shipped() -> tuple[Shipped, ...]:
    """Everything, sorted by name; looked up once, for what is installed does not change while a process runs.

    Raises:
        Trouble: a package is missing.
        ValueError: a package does not say under which licence it stands.
    """
    inside = {name for names in INSIDE.values() for name in names}
    npm = [_npm(name) for name in {*NPM_PACKAGES, *inside}]
    return tuple(sorted([*map(_python, PYTHON_PACKAGES), *npm, _cpython()], key=lambda one: one.name.lower()))


def _python(name: str) -> Shipped:
    package = metadata.distribution(name)
    about = package.metadata
    classifiers = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or [] if line.startswith("License")]
    licence = about.get("License-Expression") or next((CLASSIFIERS[one] for one in classifiers if one in CLASSIFIERS), "")
    addresses = dict(line.split(", ", 1) for line in about.get_all("Project-URL") or [])
    files = about.get_all("License-File") or []
    texts = [package.read_text(f"licenses/{file}") or package.read_text(file) for file in files]  # where it is now, and was
    address = addresses.get("Source") or about.get("Home-page") or ""
    return _checked(Shipped(name, package.version, licence, address, next(filter(None, texts), "")))


def _npm(name: str) -> Shipped:
    folder = ROOT / "node_modules" / name
    if not (folder / "package.json").is_file():
        raise Trouble(f"{folder} is missing: run `npm ci`")
    about = json.loads((folder / "package.json").read_text("utf-8"))
    repository = about["repository"]
    address = repository["url"] if isinstance(repository, dict) else repository
    address = re.sub(r"^git\+|^git:|\.git$", "", address)
    address = re.sub(r"^(github:)?(?=[\w.-]+/[\w.-]+$)", "https://github.com/", address)
    found = [*folder.iterdir(), *folder.glob("LICENSE/*")]  # pagefind has a folder of that name
    texts = sorted(file for file in found if file.is_file() and re.fullmatch(r"LICEN[SC]E(\.\w+)?", file.name, re.IGNORECASE))
    text = texts[0].read_text("utf-8") if texts else ""
    return _checked(Shipped(name, about["version"], about.get("license", ""), address, text))


def _cpython() -> Shipped:
    """The Python inside Pyodide, whose lock file names its version; its licence comes with no package."""
    lock = json.loads((ROOT / "node_modules" / "pyodide" / "pyodide-lock.json").read_text("utf-8"))
    return Shipped("cpython", lock["info"]["python"], "PSF-2.0", "https://github.com/python/cpython")


def _checked(one: Shipped) -> Shipped:
    if not one.licence or not one.address:
        raise ValueError(f"{one.name} {one.version} names no licence or no source: look it up before it is published")
    return one
