"""The pages that are measured against each other, all answering the same question."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from calculators import load
from calculators.catalogue import Benefit, Catalogue
from calculators.rules.share import Share
from publisher.project import ROOT

WORK = ROOT / "build" / "bench"
PAGES = Path(__file__).parent / "pages"


@dataclass(frozen=True)
class Question:
    """The benefit that is asked for and the inputs it is asked with."""

    benefit: Benefit
    inputs: dict[str, str]

    @property
    def request(self) -> dict[str, Any]:
        return {"benefit": self.benefit.id, "inputs": self.inputs, "lang": "zh", "on": "2026-01-15", "root": ""}


def question(catalogue: Catalogue | None = None) -> Question:
    """A benefit that is a plain share with a cap, asked with its own example: every contestant can answer it."""
    catalogue = catalogue or load()
    benefit = next(
        one
        for one in catalogue.benefits.values()
        if isinstance(one.rule, Share) and one.rule.term.cap and one.rule.rate and one.main
    )
    gates = {ask.name: "true" for ask in benefit.asks if hasattr(ask, "name")}
    return Question(benefit, {**gates, **benefit.example})


def our_page(asked: Question) -> str:
    """The address of our calculator below the site's root, the case in it."""
    return f"calculators/{asked.benefit.id}/?{urlencode(sorted(asked.inputs.items()))}"


def make_stock(asked: Question) -> Path:
    """A folder with the stock page: Pyodide's npm files as they are, and the engine as wheels of source."""
    out = WORK / "stock"
    shutil.rmtree(out, ignore_errors=True)
    (out / "pyodide").mkdir(parents=True)
    for name in ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"):
        shutil.copyfile(ROOT / "node_modules" / "pyodide" / name, out / "pyodide" / name)
    engine = ROOT / "build" / "engine"
    wheels = [_zip_package(engine, name, out) for name in ("calculators", "jinja2", "markupsafe")]
    (out / "case.json").write_text(json.dumps({"wheels": wheels, "request": asked.request}), "utf-8")
    shutil.copyfile(PAGES / "stock.html", out / "index.html")
    return out


def _zip_package(engine: Path, name: str, out: Path) -> str:
    wheel = out / f"{name}-0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(file for file in (engine / name).rglob("*") if file.is_file()):
            archive.write(file, file.relative_to(engine).as_posix())
    return wheel.name


def make_bare(asked: Question) -> Path:
    """A bare Material page that works out the same sum in hand-written JavaScript; its figures come from the record."""
    rule = asked.benefit.rule
    assert isinstance(rule, Share) and rule.rate and rule.term.cap
    case = json.dumps({"rate": float(rule.rate.value), "cap": float(rule.term.cap.value)})
    source = WORK / "bare-source"
    shutil.rmtree(source, ignore_errors=True)
    (source / "docs").mkdir(parents=True)
    (source / "docs" / "index.md").write_text((PAGES / "bare.md").read_text("utf-8").replace("CASE</", f"{case}</"), "utf-8")
    (source / "mkdocs.yml").write_text("site_name: bare\ntheme: {name: material, font: false}\n", "utf-8")
    out = WORK / "bare"
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(out)], cwd=source, check=True, capture_output=True)
    return out
