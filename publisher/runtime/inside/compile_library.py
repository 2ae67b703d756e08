"""Runs in the stock runtime: compiles the standard library."""

import sys

from .bytecode import compiled, read_zip, write_zip
from .stand_ins import LEFT_OUT, STAND_INS

# Where loadPyodide() writes whatever `stdLibURL` names.
LIBRARY = f"/lib/python{sys.version_info.major}{sys.version_info.minor}.zip"


def main(target: str) -> dict[str, int]:
    """Writes the library at LIBRARY, compiled, to `target`; returns how many modules were compiled."""
    members: dict[str, bytes] = {}
    for name, content in read_zip(LIBRARY).items():
        if name.startswith(LEFT_OUT):
            continue
        if name.endswith(".py"):
            source = STAND_INS[name].encode() if name in STAND_INS else content
            members[name + "c"] = compiled(source, f"{LIBRARY}/{name}")
        else:
            members[name] = content
    write_zip(target, members)
    return {"modules": sum(name.endswith(".pyc") for name in members)}
