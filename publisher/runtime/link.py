"""Makes the start of Pyodide's script shorter: what it does at every start, function by function, is done at once.

Python's code knows some functions of the script by their address in a table. For
each of them Emscripten's script makes a wasm module of its own at every start,
and to find out whether a function has an address already it looks at every one
in the table. Here one module is made for all, and the addresses of those that
are exported are known from the file.
"""

from __future__ import annotations

import json
from pathlib import Path

from publisher.errors import Trouble
from publisher.runtime.wasm import CONSTANT, FUNCTION, Reader, Section, exports, sections

_TOGETHER = Path(__file__).with_name("convert_together.js")

_CHANGES = (
    ("var convertJsFunctionToWasm=", "{together}var convertJsFunctionToWasm="),
    ("var reportUndefinedSymbols=()=>{", "var reportUndefinedSymbols=()=>{convertTogether();"),
    ("try{setWasmTableEntry(ret,func)}", "try{setWasmTableEntry(ret,converted.get(func)??func)}"),
    ("updateGOT(origExports);", "functionsInTableMap=placesOf(origExports);updateGOT(origExports);"),
)
"""What stands in the script, once, and what shall."""


def link_at_once(script: str, wasm: bytes) -> str:
    """Pyodide's script for this wasm file, linking all at once.

    Raises:
        Trouble: the script is not of the form that is known; another version of Pyodide may have another.
    """
    places = {str(function): place for function, place in _places(wasm).items()}
    together = f"var PLACES={json.dumps(places, separators=(',', ':'))};{_TOGETHER.read_text('utf-8')}"
    for known, wanted in _CHANGES:
        if script.count(known) != 1:
            raise Trouble(f"Pyodide's script does not say {known!r} once: compare publisher/runtime/link.py with it")
        script = script.replace(known, wanted.replace("{together}", together))
    return script


def _places(wasm: bytes) -> dict[int, int]:
    """The place in the table of functions of each exported function that has one; the last, if it has several."""
    content = dict(sections(wasm))
    exported = {export.index for export in exports(content[Section.EXPORT]) if export.kind == FUNCTION}
    elements = Reader(content[Section.ELEMENT])
    if elements.number() != 1 or elements.number() != 0:
        raise Trouble("Pyodide's wasm file does not fill one table: compare publisher/runtime/link.py with it")
    first = Reader(elements.match(CONSTANT), 1).number()
    places = {}
    for place in range(first, first + elements.number()):
        if (function := elements.number()) in exported:
            places[function] = place
    return places
