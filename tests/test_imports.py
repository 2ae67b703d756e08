"""Arrows run one way: who may import whom, room by room, and which room stands on which package of others."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator
from graphlib import TopologicalSorter
from importlib.util import resolve_name
from pathlib import Path

import pytest

from publisher.project import CATALOGUE, POLICIES, ROOT

WORDS_AND_FIGURES = ".errors .facts .figures .inputs .money .numerals .places .status .vocabulary .wording"

MAY_IMPORT = {
    "build_site": "publisher.commandline publisher.press",
    # The press, from the command line down to the reading of a record.
    "publisher": "",
    "publisher.commandline": ".checks .compiled_site .errors .impact .impact_of .new_record .pages .press .project .records"
    " .watch .wording calculators.vocabulary",
    "publisher.press": "calculators.foreign calculators.vocabulary .build_id .compiled_site .digest .engine .errors .exports"
    " .node .pages .project .published .records .search .site_folder .wording jinja2 markdown markupsafe mkdocs",
    "publisher.compiled_site": ".checks .compile .draft .pages .project .records",
    "publisher.new_record": ".digest .draft .errors .project .records .wording",
    "publisher.search": ".digest .errors .node .pages .project .site_folder",
    "publisher.exports": ".compile .pages .published .records calculators",
    "publisher.pages": ".checks .compile .engine .errors .project .published .records .wording calculators jinja2 markupsafe",
    "publisher.impact_of": ".checks .compile .errors .impact .project .records calculators",
    "publisher.impact": ".records .wording calculators",
    "publisher.desk": ".checks .compile .digest .draft .impact .records .wording calculators",
    "publisher.watch": ".compile .digest .draft .records .wording calculators.status",
    "publisher.draft": ".checks .compile .records .wording calculators.places calculators.vocabulary bs4 mammoth pypdf",
    "publisher.checks": ".compile .digest .records .wording calculators.vocabulary",
    "publisher.compile": ".digest .records .wording calculators",
    "publisher.records": "calculators.vocabulary opencc pydantic pydantic_core ruamel yaml",
    "publisher.engine": ".digest .errors .project .published .runtime .site_folder calculators hatchling pyodide_lock",
    "publisher.runtime": ".digest .errors .node",
    "publisher.node": ".errors",
    "publisher.build_id": ".digest .project",
    "publisher.digest": "",
    "publisher.wording": "calculators.wording",
    "publisher.published": "",
    "publisher.site_folder": "",
    "publisher.project": "",
    "publisher.errors": "",
    # The sums, from what people and pages call down to words and figures: Python's standard library, and one template.
    "calculators": ".errors .law",
    "calculators.__main__": ".terminal",
    "calculators.terminal": f".calendars .bulk .law .batch .plan .estimate .catalogue .rules .layout {WORDS_AND_FIGURES}",
    "calculators.bulk": f".batch .plan .estimate .catalogue .rules .csv_file .layout {WORDS_AND_FIGURES} duckdb sqlglot pyspark",
    "calculators.browser": f".calendars .law .batch .plan .estimate .rules .csv_file .request {WORDS_AND_FIGURES}",
    "calculators.request": ".errors .money .vocabulary .wording",
    "calculators.batch": f".plan .estimate .catalogue .csv_file {WORDS_AND_FIGURES}",
    "calculators.law": f".bulk .batch .plan .estimate .catalogue .layout {WORDS_AND_FIGURES}",
    "calculators.plan": f".calendars .estimate .catalogue .rules .layout .templating {WORDS_AND_FIGURES}",
    "calculators.estimate": f".calendars .catalogue .rules .csv_file .layout .templating {WORDS_AND_FIGURES}",
    "calculators.catalogue": f".catalogue_form .rules {WORDS_AND_FIGURES}",
    "calculators.catalogue_form": ".rules .figures .inputs .status .vocabulary",
    "calculators.rules": ".facts .figures .vocabulary",
    "calculators.inputs": ".errors .facts .money .numerals .vocabulary",
    "calculators.places": ".errors .numerals",
    "calculators.status": "",
    "calculators.errors": ".wording",
    "calculators.calendars": ".errors icalendar",
    "calculators.csv_file": ".errors",
    "calculators.facts": ".vocabulary",
    "calculators.figures": ".vocabulary",
    "calculators.foreign": "",
    "calculators.layout": "",
    "calculators.money": ".numerals",
    "calculators.numerals": "",
    "calculators.templating": ".foreign jinja2",
    "calculators.vocabulary": "",
    "calculators.wording": ".vocabulary",
    # What is no part of the site.
    "tests": "harness publisher calculators",
    "benchmarks": "harness publisher calculators",
    "harness": "publisher",
}
"""By room, a folder or a module at the top of a package: whom it may import. A dot stands for its own package, as in Python."""

OURS = ("build_site", "calculators", "publisher", "tests", "benchmarks", "harness")
FREE = ("tests", "benchmarks", "harness")
"""One room each, and they import what packages they like."""


def _modules() -> dict[str, Path]:
    """Every module of the project by its name; a package by its own."""
    files = [ROOT / "build_site.py", *(file for name in OURS for file in (ROOT / name).rglob("*.py"))]
    names = {file.relative_to(ROOT).with_suffix("").as_posix().replace("/", "."): file for file in files}
    return {name.removesuffix(".__init__"): file for name, file in names.items() if "fixtures" not in file.parts}


MODULES = _modules()


def room(module: str) -> str:
    return ".".join(module.split(".")[: 1 if module.startswith(FREE) else 2])


def imported(module: str, source: str) -> Iterator[str]:
    """What a module imports anywhere, inside functions too: our modules by their names, others' by their package."""
    package = module if MODULES[module].stem == "__init__" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            named = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            whence = resolve_name("." * node.level + (node.module or ""), package) if node.level else node.module
            named = [f"{whence}.{alias.name}" for alias in node.names]
        else:
            continue
        for one in named:
            if not one.startswith(OURS):
                yield one.partition(".")[0]
            else:
                yield one if one in MODULES else one.rpartition(".")[0]


IMPORTS = {name: set(imported(name, file.read_text("utf-8"))) for name, file in MODULES.items()}


def may(importer: str) -> set[str]:
    """Whom a room may import, names written out."""
    package = importer.partition(".")[0]
    return {f"{package}{one}" if one.startswith(".") else one for one in MAY_IMPORT[importer].split()}


def covering(importer: str, target: str) -> str | None:
    """What allows a module, in the row of a room, to import another or a package; None where nothing does."""
    if not target.startswith(OURS) and (target in sys.stdlib_module_names or importer in FREE):
        return target
    if target.startswith(OURS) and room(target) == importer:
        return target
    return next((one for one in may(importer) if target == one or target.startswith(f"{one}.")), None)


def forbidden(module: str, targets: Iterable[str]) -> set[str]:
    return {target for target in targets if covering(room(module), target) is None}


@pytest.mark.parametrize("name", sorted(MODULES))
def test_only_along_the_arrows(name: str) -> None:
    """No module imports what the row of its room does not name."""
    assert forbidden(name, IMPORTS[name]) == set(), f"the row of {room(name)} allows no such arrow"


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("calculators.money", "import yaml"),
        ("calculators.rules.share", "from calculators import catalogue"),
        ("calculators.rules.share", "def f():\n    from calculators.catalogue import Benefit"),
        ("calculators.estimate.html", "from publisher.project import ROOT"),
        ("publisher.records.corpus", "from publisher.project import POLICIES"),
        ("publisher.commandline", "def f():\n    from mkdocs.commands.build import build"),
        ("publisher.pages.site", "import publisher.press.hooks"),
        ("publisher.search", "from tests.support.built import built_page"),
        ("tests.conftest", "from benchmarks.browser import profile"),
        ("benchmarks.browser", "from tests.support import pages"),
    ],
)
def test_an_arrow_the_other_way_is_seen(module: str, source: str) -> None:
    """The check can fail: wherever the import stands, and however it is written."""
    assert len(forbidden(module, imported(module, source))) == 1


def test_every_room_has_its_row_and_every_row_is_needed() -> None:
    """A new room is entered before it imports anything; what nobody imports any more is struck out."""
    assert {room(name) for name in MODULES} == set(MAY_IMPORT)
    used: dict[str, set[str | None]] = {name: set() for name in MAY_IMPORT}
    for name, targets in IMPORTS.items():
        used[room(name)].update(covering(room(name), target) for target in targets)
    idle = {
        f"{name} → {one}"
        for name in MAY_IMPORT
        for one in may(name) - used[name]
        if one.removeprefix("calculators") not in WORDS_AND_FIGURES
    }
    assert idle == set()


def test_nobody_imports_in_a_circle() -> None:
    """Rooms stand below one another, and so do the modules inside them."""
    rooms = {name: {one for one in MAY_IMPORT if one != name and covering(name, one) not in (None, one)} for name in MAY_IMPORT}
    TopologicalSorter(rooms).prepare()
    TopologicalSorter({name: targets & MODULES.keys() - {name} for name, targets in IMPORTS.items()}).prepare()


READS = """
import sys
read = []
sys.addaudithook(lambda event, given: read.append(str(given[0])) if event in ("open", "os.listdir", "os.scandir") else None)
from calculators.terminal.commandline import main
main(["list"])
main(["plan", "--place", "350203", "compute_spend=1000000"])
sys.stderr.write("\\n".join(read))
"""


def test_only_the_press_reads_the_law() -> None:
    """The command line computes from the catalogue that the press has made, and opens no file of `policies/`."""
    run = subprocess.run([sys.executable, "-c", READS], cwd=ROOT, capture_output=True, text=True, check=True)
    read = [Path(one) for one in run.stderr.splitlines()]
    assert CATALOGUE in read, "what is read is seen"
    assert [one for one in read if POLICIES in (one, *one.parents)] == []
