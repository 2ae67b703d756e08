"""Promise: the types that the scripts are checked with are the shapes of what Python writes into pages and answers."""

from __future__ import annotations

import json
import re
import subprocess
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from calculators.browser import OPERATIONS, call
from publisher.node import node_executable
from publisher.pages import benefits, compares, homes, plans
from publisher.pages.site import Site
from publisher.project import NODE_MODULES, ROOT

DAY = "2026-01-15"
CASE = {"benefit": "xiamen-2025/compute-voucher", "inputs": {"compute_spend": "100万", "organisation": "enterprise"}, "on": DAY}
FIRM = {"place": "350203", "inputs": {"compute_spend": "100万", "organisation": "enterprise"}, "on": DAY}
SHEET = "企业名称,compute_spend\n甲,100\n乙,很多\n"
REQUESTS: dict[str, dict[str, Any]] = {
    "amount": CASE,
    "estimate": {**CASE, "root": "../../../"},
    "case": {**CASE, "address": "https://example.org/"},
    "compare": {"purpose": "compute", "place": None, "inputs": CASE["inputs"], "on": DAY, "curves": True},
    "plan": {**FIRM, "root": "../"},
    "export": FIRM,
    "days": FIRM,
    "sheet": {"name": "firms.csv", "content": b64encode(SHEET.encode()).decode(), "place": "350203", "on": DAY},
    "batch": {"most": 10},
    "csv": {"rows": [["=1+1", "甲"]]},
    "template": {},
}
PAGES = "docs/assets/app/shared/page-data.d.ts"
MESSAGES = "docs/assets/engine/messages.d.ts"


TYPES = {benefits: "PageCase", compares: "ComparePage", homes: "HomePage", plans: "PlanPage"}

_DATA = re.compile(r'<script type="application/json" data-(?:case|page)>(.*?)</script>', re.DOTALL)


def _carried(law: Site) -> Iterator[tuple[str, str]]:
    """What pages carry for their scripts, each with its type."""
    for room, name in TYPES.items():
        for lang in ("zh", "en"):
            for page in room.pages(law, lang):
                yield from ((name, data) for data in _DATA.findall(page.block))


def _check(folder: Path, lines: list[str]) -> str:
    """What the compiler says of these declarations."""
    source = folder / "shapes.ts"
    source.write_text("\n".join(lines) + "\n", "utf-8")
    options = [
        "--ignoreConfig",
        "--noEmit",
        "--strict",
        "--skipLibCheck",
        "--target",
        "esnext",
        "--module",
        "nodenext",
        "--types",
        "",
    ]
    compiler = NODE_MODULES / "typescript" / "bin" / "tsc"
    done = subprocess.run([node_executable(), compiler, *options, source], capture_output=True, text=True, check=False)
    return done.stdout


def _imports(file: str, *names: str) -> str:
    return f'import type {{ {", ".join(names)} }} from "{(ROOT / file).as_posix()}";'


def test_what_pages_carry(law: Site, tmp_path: Path) -> None:
    """Every calculator, comparison, plan and home page in both languages."""
    found = list(_carried(law))
    assert {name for name, _ in found} == set(TYPES.values()) and len(found) > 150
    lines = [_imports(PAGES, *TYPES.values())]
    lines += [f"export const a{at}: {name} = {data};" for at, (name, data) in enumerate(found)]
    assert _check(tmp_path, lines) == ""
    another = json.loads(found[0][1]) | {"main": 7}
    assert "error TS2322" in _check(tmp_path, [*lines, f"export const wrong: PageCase = {json.dumps(another)};"])


def test_what_the_engine_answers(tmp_path: Path) -> None:
    """Every operation, answered and refused; none is left out."""
    assert set(REQUESTS) == set(OPERATIONS)
    lines, reading = [_imports(MESSAGES, "Answer", "Request")], 0
    for name, request in REQUESTS.items():
        asked = {"op": name, "lang": "zh", **request} | ({"reading": reading} if name == "batch" else {})
        answer = json.loads(call(json.dumps(asked)))
        assert answer["ok"], (name, answer)
        reading = answer.get("reading", reading)
        lines.append(f"export const ask_{name}: Request<'{name}'> = {json.dumps(asked)};")
        lines.append(f"export const answer_{name}: Answer<'{name}'> = {json.dumps(answer)};")
    refused = json.loads(call(json.dumps({"op": "amount", "lang": "en", **CASE, "inputs": {"compute_spend": "lots"}})))
    assert not refused["ok"]
    lines.append(f"export const refused: Answer<'amount'> = {json.dumps(refused)};")
    assert _check(tmp_path, lines) == ""
