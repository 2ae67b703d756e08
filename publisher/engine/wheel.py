"""The sums and the law as a wheel, with what it needs, listed in a lock file from which any Pyodide page loads it by name."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path

from hatchling.builders.wheel import WheelBuilder
from pyodide_lock import PyodideLockSpec
from pyodide_lock.utils import add_wheels_to_spec

from publisher.errors import Trouble
from publisher.project import ROOT

NEEDS = ("jinja2", "markupsafe")
"""What stands beside the wheel, so that nobody has to go elsewhere for it."""

LOCK = "pyodide-lock.json"

DAY_OF_FILES = "SOURCE_DATE_EPOCH"
"""Where a machine may say from when files are to be; Hatchling follows it, and else has a day that is always the same."""

# Zip files cannot say "no time": this is the earliest they know.
_EPOCH = (1980, 1, 1, 0, 0, 0)

_MACHINE = (".so", ".pyd", ".c", ".pyi", ".pyc")
"""Compiled code and what describes it: a pure wheel goes without."""

_INSTALLED = ("INSTALLER", "RECORD", "REQUESTED", "WHEEL", "direct_url.json")
"""What an installer notes beside a package."""


def write_packages(out: Path, pyodide: Path) -> None:
    """Write everything into `out`: our wheel, those it needs, and the lock file for the npm package `pyodide`.

    Raises:
        Trouble: something is missing.
    """
    write_lock([build_wheel(out), *(pure_wheel(name, out) for name in NEEDS)], pyodide)


def build_wheel(out: Path, root: Path = ROOT) -> Path:
    """Build the wheel from the source tree into `out`: the same sources and records give the same bytes, on whatever day."""
    told = os.environ.pop(DAY_OF_FILES, None)
    try:
        return Path(next(WheelBuilder(str(root)).build(directory=str(out), versions=["standard"])))
    finally:
        if told is not None:
            os.environ[DAY_OF_FILES] = told


def pure_wheel(name: str, out: Path) -> Path:
    """Pack an installed package as a wheel for every machine, without its compiled parts.

    Raises:
        Trouble: it is not installed.
    """
    try:
        package = metadata.distribution(name)
    except metadata.PackageNotFoundError as error:
        raise Trouble(f"{name} is not installed: run `make` once") from error
    return write_wheel(out, package.name.lower(), package.version, dict(_pure_files(package)))


def _pure_files(package: metadata.Distribution) -> Iterator[tuple[str, bytes]]:
    for file in package.files or ():
        if ".." not in file.parts and file.suffix not in _MACHINE and file.name not in _INSTALLED:
            yield file.as_posix(), Path(str(file.locate())).read_bytes()


def write_wheel(out: Path, name: str, version: str, files: Mapping[str, bytes]) -> Path:
    """Write `files`, metadata included, as a pure wheel: equal files give equal bytes."""
    info = f"{name}-{version}.dist-info"
    files = {**files, f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: huice\nRoot-Is-Purelib: true\nTag: py3-none-any\n"}
    files = dict(sorted(files.items()))
    files[f"{info}/RECORD"] = _record(files, f"{info}/RECORD").encode()
    out.mkdir(parents=True, exist_ok=True)
    wheel = out / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return wheel


def _record(files: Mapping[str, bytes], record: str) -> str:
    """Every file with hash and size, as PEP 376 wants it; the record itself has neither."""
    lines = []
    for name, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        lines.append(f"{name},sha256={digest},{len(content)}")
    return "\n".join([*lines, f"{record},,"]) + "\n"


def write_lock(wheels: Sequence[Path], pyodide: Path) -> Path:
    """Write `pyodide-lock.json` beside the `wheels`: them, and Pyodide's own packages.

    Pyodide looks for a package where the lock file lies, so a wheel is named without a folder; of its own packages
    those that are not published here get the address of Pyodide's distribution.

    Args:
        wheels: all in one folder.
        pyodide: the npm package, for its version and lock file.

    Raises:
        Trouble: a wheel requires something that Pyodide does not have, or Pyodide is missing.
    """
    elsewhere = distribution(pyodide)
    spec = PyodideLockSpec.from_json(pyodide / LOCK)
    for package in spec.packages.values():
        package.file_name = f"{elsewhere}{package.file_name}"
    try:
        spec = add_wheels_to_spec(spec, list(wheels))
    except (ImportError, RuntimeError) as error:
        raise Trouble(f"The wheels cannot be listed for Pyodide: {error}") from error
    lock = wheels[0].with_name(LOCK)
    spec.to_json(lock)
    return lock


def distribution(pyodide: Path) -> str:
    """Where Pyodide publishes the version that the npm package has; ends in a slash.

    Raises:
        Trouble: the package is missing.
    """
    if not (pyodide / "package.json").is_file():
        raise Trouble(f"{pyodide} is missing: run `npm ci`")
    version = json.loads((pyodide / "package.json").read_text("utf-8"))["version"]
    return f"https://cdn.jsdelivr.net/pyodide/v{version}/full/"
