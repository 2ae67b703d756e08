"""Promise: Pyodide loses names that nobody asks for, and nothing else."""

from __future__ import annotations

import re

import pytest

from publisher.errors import Trouble
from publisher.project import ROOT
from publisher.runtime.trim import trim

PYODIDE = ROOT / "node_modules" / "pyodide"
CODE, EXPORTS = 10, 7


def _small(exports: list[str]) -> bytes:
    """A wasm module with these exports, a section before them and one after."""
    entries = b"".join(bytes([len(name)]) + name.encode() + bytes([0, index]) for index, name in enumerate(exports))
    content = bytes([len(exports)]) + entries
    return b"\0asm\x01\0\0\0" + bytes([5, 1, 7]) + bytes([EXPORTS, len(content)]) + content + bytes([CODE, 2, 8, 9])


SCRIPT = (
    "start(_used);var _used,_unused,memory,wasmMemory;function assignWasmExports(wasmExports){"
    '_used=Module["_used"]=wasmExports["used"];_unused=Module["_unused"]=wasmExports["unused"];'
    'memory=Module["memory"]=wasmMemory=wasmExports["memory"]}run(memory)'
)


def test_what_is_named_stays() -> None:
    """An export that the script or the loader names is kept, and every other section byte for byte."""
    script, wasm = trim(SCRIPT, _small(["used", "unused", "memory", "loaders"]), "Module.loaders()")
    assert "unused" not in script
    assert script.startswith("start(_used);var _used,memory,wasmMemory;function assign") and script.endswith("}run(memory)")
    assert 'memory=Module["memory"]=wasmMemory=wasmExports["memory"]' in script
    kept = _exports_of([("used", 0), ("memory", 2), ("loaders", 3)])
    assert wasm == b"\0asm\x01\0\0\0" + bytes([5, 1, 7]) + kept + bytes([CODE, 2, 8, 9])


def _exports_of(entries: list[tuple[str, int]]) -> bytes:
    content = bytes([len(entries)]) + b"".join(bytes([len(name)]) + name.encode() + bytes([0, at]) for name, at in entries)
    return bytes([EXPORTS, len(content)]) + content


def test_nothing_is_left_without_its_export() -> None:
    """In the real files every name that the script still uses has its export, and the script is two fifths shorter."""
    loader, script = ((PYODIDE / name).read_text("utf-8") for name in ("pyodide.mjs", "pyodide.asm.mjs"))
    wasm = (PYODIDE / "pyodide.asm.wasm").read_bytes()
    trimmed, smaller = trim(script, wasm, loader)
    listed = re.search(r"var ([\w$,]+);function assignWasmExports\(wasmExports\)\{([^{}]*)\}", trimmed)
    assert listed
    rest = trimmed[: listed.start()] + trimmed[listed.end() :]
    gone = set(re.findall(r'wasmExports\["([^"]+)"\]', script)) - set(re.findall(r'wasmExports\["([^"]+)"\]', trimmed))
    used = set(re.findall(r"[\w$]+", rest + loader))
    assert len(gone) > 4000 and not (gone | {f"_{name}" for name in gone}) & used
    assert len(trimmed) < 0.7 * len(script) and len(smaller) < len(wasm) - 300_000


@pytest.mark.parametrize(
    ("script", "wasm"),
    [
        ("no list at all", _small(["used"])),
        (SCRIPT.replace('_unused=Module["_unused"]=wasmExports["unused"]', "_unused=other()"), _small(["used"])),
        (SCRIPT, b"no wasm"),
    ],
)
def test_another_form_is_refused(script: str, wasm: bytes) -> None:
    """Another version of Pyodide may be written otherwise: then the build stops and says what to compare."""
    with pytest.raises(Trouble, match="Pyodide's"):
        trim(script, wasm, "")
