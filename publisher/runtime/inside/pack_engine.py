"""Runs in a runtime with the whole library: packs the engine with the part of the library that it needs.

Which part that is shows when the engine works: it is imported from a zip, as it will be in the browser, and
answers some requests. Then every module that was loaded is taken, and those that an import statement of the
engine names even if no request came that way.
"""

import ast
import contextlib
import importlib
import sys
from pathlib import Path

LIBRARY = f"/lib/python{sys.version_info.major}{sys.version_info.minor}.zip"
ENTRY = "calculators.browser"
PACKAGE = ENTRY.partition(".")[0]

# Modules that Python loads by a name computed at run time, where no trace and no import statement shows them.
LOADED_BY_NAME = (
    "_strptime", "linecache", "traceback",
    "encodings.ascii", "encodings.cp437", "encodings.gb18030", "encodings.latin_1", "encodings.utf_16", "encodings.utf_8_sig",
)  # fmt: skip


def main(engine: str, target: str, requests: list[str]) -> dict[str, int]:
    """Writes the zip to `target` and returns how many files of the library and of the engine are in it.

    `engine` is a folder of importable packages; `requests` are answered by `call` of ENTRY.
    """
    sources = _files_below(engine)
    before = set(sys.modules)
    from .bytecode import compiled, read_zip, write_zip
    from .stand_ins import REPLACED_MODULES, STAND_INS

    named = _modules_named_by(sources)
    if missing := REPLACED_MODULES.intersection(named):
        raise ImportError(f"the engine imports {', '.join(sorted(missing))}: take it out of stand_ins.py")
    sources |= {name: text.encode() for name, text in STAND_INS.items() if name in sources}

    library = read_zip(LIBRARY)
    packed = {name: content for name, content in sources.items() if not name.endswith((".py", ".pyc"))}
    for name, content in sources.items():
        if name.endswith(".py"):
            packed[name + "c"] = compiled(content, f"{LIBRARY}/{name}")
    write_zip("/engine.zip", packed)
    for module in set(sys.modules) - before:
        del sys.modules[module]  # else the trace would take for the engine's what only this script needs

    sys.path.insert(0, "/engine.zip")
    call = importlib.import_module(ENTRY).call
    for request in requests:
        call(request)
    for module in named:
        _import_if_there(module)
    for module in LOADED_BY_NAME:
        importlib.import_module(module)
    loaded = _loaded_files()

    # The engine is kept whole; what it stands on is cut down to what was used, data files apart.
    members = {name: content for name, content in library.items() if name in loaded}
    for name, content in packed.items():
        if name in loaded or _is_own(name) or not name.endswith(".pyc"):
            members[name] = content
    write_zip(target, members)
    from_library = sum(name in library for name in members)
    return {"library": from_library, "engine": len(members) - from_library}


def _is_own(name: str) -> bool:
    """Whether a file belongs to the engine itself and not to a package it stands on."""
    return name.startswith(f"{PACKAGE}/")


def _files_below(folder: str) -> dict[str, bytes]:
    """The contents of all files below `folder` by their path in it."""
    root = Path(folder)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def _modules_named_by(sources: dict[str, bytes]) -> list[str]:
    """The modules that the engine's browser side names in import statements, at any depth of its functions.

    It starts at ENTRY and follows the engine's own modules, so the command line's needs stay out.
    """
    named: set[str] = set()
    waiting = [ENTRY]
    while waiting:
        module = waiting.pop()
        stem = module.replace(".", "/")
        package_file, module_file = f"{stem}/__init__.py", f"{stem}.py"
        source = sources.get(package_file, sources.get(module_file))
        package = module if package_file in sources else module.rpartition(".")[0]
        for name in _names_imported(source or b"", package):
            if name not in named:
                named.add(name)
                if name.partition(".")[0] == PACKAGE:
                    waiting.append(name)
    return sorted(named)


def _names_imported(source: bytes, package: str) -> set[str]:
    """What the import statements of a module of `package` may name; a name imported *from* a module may be one."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parent = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join(parent + ([node.module] if node.module else []))
            names.add(base)
            names.update(f"{base}.{alias.name}" for alias in node.names)
    return names


def _import_if_there(name: str) -> None:
    # It may be the name of a class or function, or a module that Pyodide does not have.
    with contextlib.suppress(ImportError):
        importlib.import_module(name)


def _loaded_files() -> set[str]:
    """The files inside a zip that the loaded modules came from."""
    files = {getattr(module, "__file__", None) or "" for module in list(sys.modules.values())}
    return {file.partition(".zip/")[2] for file in files} - {""}
