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

DESK_PACKAGES = (
    "annotated-types",
    "beautifulsoup4",
    "cobble",
    "mammoth",
    "pydantic",
    "pydantic-core",
    "pypdf",
    "pyyaml",
    "ruamel.yaml",
    "soupsieve",
    "typing-extensions",
    "typing-inspection",
)
"""What the desk's Python imports besides."""

EDITOR_PACKAGES = (
    "@codemirror/autocomplete",
    "@codemirror/commands",
    "@codemirror/lang-yaml",
    "@codemirror/language",
    "@codemirror/lint",
    "@codemirror/search",
    "@codemirror/state",
    "@codemirror/view",
    "@lezer/highlight",
)
"""What the desk's editor is made of."""

NPM_PACKAGES = ("docx", "ical.js", "pyodide", "pagefind", "uplot", "write-excel-file", *EDITOR_PACKAGES)
"""Published from `node_modules`."""

BROUGHT = (
    "@codemirror/streamparser",
    "@lezer/common",
    "@lezer/lr",
    "@lezer/yaml",
    "@marijn/find-cluster-break",
    "crelt",
    "style-mod",
    "w3c-keyname",
)
"""What the editor's packages import of others; all of it is in one file with them."""

INSIDE = {"docx": ("fflate", "nanoid"), "write-excel-file": ("fflate",)}
"""What the bundled script of a package contains of others; each stands in `node_modules` too."""

FOLDER = "licences"
"""Where the texts stand in the site: `licences/uplot.txt`."""

CLASSIFIERS = {"BSD License": "BSD-3-Clause", "Apache Software License": "Apache-2.0", "MIT License": "MIT"}
"""SPDX names for the packages whose metadata has only the older classifier."""

STATED = {"cobble": "BSD-2-Clause"}
"""Where the classifier leaves open which licence of its family it is: as its author's other package has it, mammoth."""

SOURCES = ("Source", "Source Code", "Repository", "Homepage", "Home")
"""What packages call the address that they come from, the most telling first."""


@dataclass(frozen=True)
class Shipped:
    """A work of others in the site: `licence` is its SPDX name, `text` the licence as its package holds it, or empty."""

    name: str
    version: str
    licence: str
    address: str
    text: str = ""

    @property
    def part(self) -> str:
        """What of the site it is for: a key of `[licences]` in the wording."""
        if self.name in (*EDITOR_PACKAGES, *BROUGHT):
            return "editor"
        return "desk" if self.name in DESK_PACKAGES else self.name

    @property
    def file(self) -> str:
        """Where the text of the licence stands below the site's address; empty where the package brings none."""
        return f"{FOLDER}/{self.name.lstrip('@').replace('/', '-')}.txt" if self.text else ""


@cache
def shipped() -> tuple[Shipped, ...]:
    """Everything, sorted by name; looked up once, for what is installed does not change while a process runs.

    Raises:
        Trouble: a package is missing.
        ValueError: a package does not say under which licence it stands.
    """
    inside = {name for names in INSIDE.values() for name in names}
    npm = [_npm(name) for name in {*NPM_PACKAGES, *BROUGHT, *inside}]
    return tuple(sorted([*map(_python, (*PYTHON_PACKAGES, *DESK_PACKAGES)), *npm, _cpython()], key=lambda one: one.name.lower()))


def _python(name: str) -> Shipped:
    package = metadata.distribution(name)
    about = package.metadata
    classifiers = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or [] if line.startswith("License")]
    named = [one for one in (STATED.get(name), about.get("License-Expression"), about.get("License")) if one and " " not in one]
    licence = next(iter(named), "") or next((CLASSIFIERS[one] for one in classifiers if one in CLASSIFIERS), "")
    addresses = dict(line.split(", ", 1) for line in about.get_all("Project-URL") or [])
    files = about.get_all("License-File") or []
    texts = [package.read_text(f"licenses/{file}") or package.read_text(file) for file in files]  # where it is now, and was
    address = next((addresses[one] for one in SOURCES if one in addresses), "") or about.get("Home-page") or ""
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
