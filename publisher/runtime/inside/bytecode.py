"""Compiling Python to byte code, and packing it so that equal input gives equal bytes."""

import importlib.util
import marshal
import zipfile
from collections.abc import Mapping

# Zip files cannot say "no time": this is the earliest they know.
_EPOCH = (1980, 1, 1, 0, 0, 0)

# PEP 552: byte code that names the hash of its source and is never checked against it (there is no source).
_UNCHECKED_HASH = (1).to_bytes(4, "little")


def compiled(source: bytes, file_name: str) -> bytes:
    """The contents of a .pyc for `source`, without docstrings and assertions.

    `file_name` is what tracebacks show.
    """
    code = compile(source, file_name, "exec", dont_inherit=True, optimize=2)
    return importlib.util.MAGIC_NUMBER + _UNCHECKED_HASH + importlib.util.source_hash(source) + marshal.dumps(code)


def write_zip(path: str, members: Mapping[str, bytes]) -> None:
    """Writes a zip whose bytes depend on the members alone."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(members):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, members[name])


def read_zip(path: str) -> dict[str, bytes]:
    """The files of a zip by name."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
