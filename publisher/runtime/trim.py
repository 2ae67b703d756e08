"""Takes out of Pyodide what only packages with compiled code would ask for: names, not code.

Such a package is linked when it is loaded, so Pyodide's wasm file exports every
function of Python that one could want, thousands of them, and at every start
its script makes each of them known to the linker and to itself. The engine is
Python alone. So only those exports stay that the scripts themselves name; what
they do is the same.

Source: WebAssembly Core Specification, 5.5 (modules in the binary format).
"""

from __future__ import annotations

import re

from publisher.errors import Trouble
from publisher.runtime.wasm import Section, exports, module, sections, vector

_WORD = re.compile(r"[\w$]+")

# What Emscripten writes at the end of its script: the list of names, and the function that gives them their exports.
_LIST = re.compile(r"var (?P<names>[\w$]+(?:,[\w$]+)*);function assignWasmExports\(wasmExports\)\{(?P<assignments>[^{}]*)\}")
_ASSIGNMENT = re.compile(r'(?P<name>[\w$]+)=.*wasmExports\["(?P<export>[^"]+)"\]')


def trim(script: str, wasm: bytes, loader: str) -> tuple[str, bytes]:
    """Pyodide's script and wasm file without the exports that neither the script nor the loader names otherwise.

    Raises:
        Trouble: script or file are not of the form that is known; another version of Pyodide may have another.
    """
    found = list(_LIST.finditer(script))
    if len(found) != 1:
        raise Trouble("Pyodide's script has no list of exports where it was: compare publisher/runtime/trim.py with it")
    (listed,) = found
    named = set(_WORD.findall(script[: listed.start()] + script[listed.end() :] + loader))
    names, assignments = [], []
    for assignment in listed["assignments"].split(";"):
        match = _ASSIGNMENT.match(assignment)
        if match is None:
            raise Trouble(f"Pyodide's script assigns exports in a way that is not known: {assignment[:80]}")
        if match["name"] in named or match["export"] in named:
            names.append(match["name"])
            assignments.append(assignment)
    assigned = {name for assignment in assignments for name in _WORD.findall(assignment)}
    names = [name for name in listed["names"].split(",") if name in assigned]
    kept = f"var {','.join(names)};function assignWasmExports(wasmExports){{{';'.join(assignments)}}}"
    return script[: listed.start()] + kept + script[listed.end() :], _with_exports(wasm, named | assigned)


def _with_exports(wasm: bytes, named: set[str]) -> bytes:
    """The wasm file, of its exports those that are named."""

    def kept(content: bytes) -> bytes:
        return vector(export.written for export in exports(content) if export.name in named)

    return module((kind, kept(content) if kind == Section.EXPORT else content) for kind, content in sections(wasm))
