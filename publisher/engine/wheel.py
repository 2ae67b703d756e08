"""The engine as a wheel, listed in a lock file from which any Pyodide page can load it by name."""

import base64
import hashlib
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from pyodide_lock import PyodideLockSpec
from pyodide_lock.utils import add_wheels_to_spec

from publisher.errors import Trouble

DISTRIBUTION = "huice_calculators"
_PACKAGE = "calculators"

# Zip files cannot say "no time": this is the earliest they know.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def build_wheel(engine: Path, out: Path, version: str, requires: Sequence[str] = ()) -> Path:
    """Packs `engine/calculators` as a pure wheel; equal files give equal bytes.

    Args:
        engine: the folder that `build_bundle` takes.
        out: the folder to write to; created.
        version: of the wheel (PEP 440).
        requires: what it stands on, as requirements (PEP 508): `jinja2>=3.1`.

    Returns:
        The wheel.

    Raises:
        Trouble: there is no engine.
    """
    package = engine / _PACKAGE
    if not package.is_dir():
        raise Trouble(f"{package} is missing: there is no engine to pack")
    files = {
        path.relative_to(engine).as_posix(): path.read_bytes()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    info = f"{DISTRIBUTION}-{version}.dist-info"
    files = dict(sorted(files.items()))
    files[f"{info}/METADATA"] = _metadata(version, requires).encode()
    files[f"{info}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: huice\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files[f"{info}/RECORD"] = _record(files, f"{info}/RECORD").encode()
    out.mkdir(parents=True, exist_ok=True)
    wheel = out / f"{DISTRIBUTION}-{version}-py3-none-any.whl"
    _write(wheel, files)
    return wheel


def write_lock(wheel: Path, pyodide: Path) -> Path:
    """Writes `pyodide-lock.json` beside `wheel`: Pyodide's own packages and the wheel.

    Pyodide looks for a package where the lock file lies, so the wheel is named without a folder; its own packages
    are not published here and get the address of Pyodide's distribution.

    Args:
        wheel: what `build_wheel` returned.
        pyodide: the npm package, for its version and lock file.

    Raises:
        Trouble: the wheel requires something that Pyodide does not have.
    """
    version = json.loads((pyodide / "package.json").read_text(encoding="utf-8"))["version"]
    spec = PyodideLockSpec.from_json(pyodide / "pyodide-lock.json")
    for package in spec.packages.values():
        package.file_name = f"https://cdn.jsdelivr.net/pyodide/v{version}/full/{package.file_name}"
    try:
        spec = add_wheels_to_spec(spec, [wheel])
    except (ImportError, RuntimeError) as error:
        raise Trouble(f"{wheel.name} cannot be listed: {error}") from error
    lock = wheel.with_name("pyodide-lock.json")
    spec.to_json(lock)
    return lock


def _metadata(version: str, requires: Sequence[str]) -> str:
    lines = [
        "Metadata-Version: 2.1",
        f"Name: {DISTRIBUTION.replace('_', '-')}",
        f"Version: {version}",
        "Summary: AI-industry support policies of five Chinese governments, computed",
        "License: MIT",
        "Requires-Python: >=3.12",
        *(f"Requires-Dist: {requirement}" for requirement in requires),
    ]
    return "\n".join(lines) + "\n"


def _record(files: Mapping[str, bytes], record: str) -> str:
    """Every file with hash and size, as PEP 376 wants it; the record itself has neither."""
    lines = []
    for name, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        lines.append(f"{name},sha256={digest},{len(content)}")
    return "\n".join([*lines, f"{record},,"]) + "\n"


def _write(path: Path, files: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
