"""The engine as the browser's Python sees it: `calculators/`, its catalogue, its compiled templates, and Jinja2."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

from calculators.templating import compile_templates
from publisher.findings import ROOT

PACKAGES = ("jinja2", "markupsafe")
"""What the engine imports besides the standard library; pure Python, taken from this environment."""

LEFT_OUT = {"__main__.py", "commandline.py", "py.typed", "_speedups.c", "_speedups.pyi"}


def write_engine_tree(out: Path, catalogue: Path) -> Path:
    """Write the tree to `out`, which is emptied first, and return it."""
    shutil.rmtree(out, ignore_errors=True)
    package = out / "calculators"
    _copy_sources(ROOT / "calculators", package, (".py", ".toml"))
    shutil.copyfile(catalogue, package / "catalogue.json")
    compile_templates(package / "compiled_templates")
    for name in PACKAGES:
        spec = find_spec(name)
        assert spec is not None and spec.origin is not None
        _copy_sources(Path(spec.origin).parent, out / name, (".py",))
    return out


def _copy_sources(source: Path, target: Path, endings: tuple[str, ...]) -> None:
    for file in sorted(source.rglob("*")):
        if file.is_file() and file.suffix in endings and file.name not in LEFT_OUT and "__pycache__" not in file.parts:
            copy = target / file.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
