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
from collections.abc import Iterator

from publisher.runtime.errors import RuntimeBuildError

_MODULE_START = b"\0asm\x01\0\0\0"
_EXPORT_SECTION = 7
_WORD = re.compile(r"[\w$]+")

# What Emscripten writes at the end of its script: the list of names, and the function that gives them their exports.
_LIST = re.compile(r"var (?P<names>[\w$]+(?:,[\w$]+)*);function assignWasmExports\(wasmExports\)\{(?P<assignments>[^{}]*)\}")
_ASSIGNMENT = re.compile(r'(?P<name>[\w$]+)=.*wasmExports\["(?P<export>[^"]+)"\]')


def trim(script: str, wasm: bytes, loader: str) -> tuple[str, bytes]:
    """Pyodide's script and wasm file without the exports that neither the script nor the loader names otherwise.

    Raises:
        RuntimeBuildError: script or file are not of the form that is known; another version of Pyodide may have another.
    """
    found = list(_LIST.finditer(script))
    if len(found) != 1:
        raise RuntimeBuildError("Pyodide's script has no list of exports where it was: compare publisher/runtime/trim.py with it")
    (listed,) = found
    named = set(_WORD.findall(script[: listed.start()] + script[listed.end() :] + loader))
    names, assignments = [], []
    for assignment in listed["assignments"].split(";"):
        match = _ASSIGNMENT.match(assignment)
        if match is None:
            raise RuntimeBuildError(f"Pyodide's script assigns exports in a way that is not known: {assignment[:80]}")
        if match["name"] in named or match["export"] in named:
            names.append(match["name"])
            assignments.append(assignment)
    assigned = {name for assignment in assignments for name in _WORD.findall(assignment)}
    names = [name for name in listed["names"].split(",") if name in assigned]
    kept = f"var {','.join(names)};function assignWasmExports(wasmExports){{{';'.join(assignments)}}}"
    return script[: listed.start()] + kept + script[listed.end() :], _with_exports(wasm, named | assigned)


def _with_exports(wasm: bytes, named: set[str]) -> bytes:
    """The wasm file, of its exports those that are named."""
    if not wasm.startswith(_MODULE_START):
        raise RuntimeBuildError("Pyodide's wasm file is none")
    out = bytearray(_MODULE_START)
    for kind, content in _sections(wasm):
        if kind == _EXPORT_SECTION:
            kept = [entry for name, entry in _exports(content) if name in named]
            content = _number(len(kept)) + b"".join(kept)
        out += bytes([kind]) + _number(len(content)) + content
    return bytes(out)


def _sections(wasm: bytes) -> Iterator[tuple[int, bytes]]:
    at = len(_MODULE_START)
    while at < len(wasm):
        kind = wasm[at]
        size, at = _read_number(wasm, at + 1)
        yield kind, wasm[at : at + size]
        at += size


def _exports(section: bytes) -> Iterator[tuple[str, bytes]]:
    """Each export's name, and the bytes that it is written in."""
    count, at = _read_number(section, 0)
    for _ in range(count):
        start = at
        size, at = _read_number(section, at)
        name = section[at : at + size].decode()
        _, at = _read_number(section, at + size + 1)  # one byte says what it is, the number which one
        yield name, section[start:at]


def _read_number(data: bytes, at: int) -> tuple[int, int]:
    """An unsigned LEB128 number, and where it ends."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at


def _number(value: int) -> bytes:
    out = bytearray()
    while True:
        value, low = value >> 7, value & 0x7F
        out.append(low | (0x80 if value else 0))
        if not value:
            return bytes(out)
