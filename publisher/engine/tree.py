"""The engine as the browser's Python sees it: `calculators/`, its catalogue, its compiled templates, and Jinja2."""

from __future__ import annotations

import json
import shutil
from importlib.util import find_spec
from pathlib import Path

from calculators import wording
from calculators.templating import compile_templates
from publisher.project import ROOT

PACKAGES = ("jinja2", "markupsafe")
"""What the engine imports besides the standard library; pure Python, taken from this environment."""

LEFT_OUT = ("__main__.py", "bulk/", "terminal/", "batch/file.py")
"""The command line and what is for whole tables stay at home."""


def write_engine_tree(out: Path, catalogue: Path) -> Path:
    """Write the tree to `out`, which is emptied first, and return it."""
    shutil.rmtree(out, ignore_errors=True)
    package = out / "calculators"
    _copy_sources(ROOT / "calculators", package)
    (package / "catalogue.json").write_text(_for_browser(catalogue), "utf-8")
    (package / "wording.json").write_text(json.dumps(wording.catalogue(), ensure_ascii=False), "utf-8")
    compile_templates(package / "compiled_templates")
    for name in PACKAGES:
        spec = find_spec(name)
        assert spec is not None and spec.origin is not None
        _copy_sources(Path(spec.origin).parent, out / name)
    return out


def _for_browser(catalogue: Path) -> str:
    """The catalogue without the help texts of the questions, which stand on the pages."""
    data = json.loads(catalogue.read_bytes())
    for asked in data["inputs"].values():
        asked["help"] = {}
    return json.dumps(data, ensure_ascii=False)


def _copy_sources(source: Path, target: Path) -> None:
    for file in sorted(source.rglob("*.py")):
        if not file.relative_to(source).as_posix().startswith(LEFT_OUT):
            copy = target / file.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
