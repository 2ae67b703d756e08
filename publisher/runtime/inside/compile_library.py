"""Runs in the stock runtime: compiles the whole standard library."""

import sys

from bytecode import compiled, read_zip, write_zip

# Where loadPyodide() writes whatever `stdLibURL` names.
LIBRARY = f"/lib/python{sys.version_info.major}{sys.version_info.minor}.zip"


def main(target: str) -> dict[str, int]:
    """Writes the library at LIBRARY, compiled, to `target`; returns how many modules were compiled."""
    members: dict[str, bytes] = {}
    for name, content in read_zip(LIBRARY).items():
        if name.endswith(".py"):
            members[name + "c"] = compiled(content, f"{LIBRARY}/{name}")
        else:
            members[name] = content
    write_zip(target, members)
    return {"modules": sum(name.endswith(".pyc") for name in members)}
