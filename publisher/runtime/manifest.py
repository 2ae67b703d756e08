"""The manifest: which files the browser runtime consists of."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from publisher.digest import integrity, sha256, short


@dataclass(frozen=True)
class BundleFile:
    """One published file."""

    path: str
    """Below the folder the bundle is published in, with forward slashes."""
    size: int
    """Bytes."""
    sha256: str
    """Hexadecimal."""
    integrity: str
    """The same hash as browsers want it (`integrity` of a fetch or an element)."""

    @classmethod
    def of(cls, path: str, content: bytes) -> "BundleFile":
        """Describes `content`, to be published at `path`."""
        return cls(path, len(content), sha256(content), integrity(content))


@dataclass(frozen=True)
class BundleManifest:
    """All files of the runtime by the part they play; `docs/assets/engine/manifest.mjs` reads it."""

    pyodide: str
    """Version of Pyodide."""
    lock: Mapping[str, Any]
    """A `pyodide-lock.json` without packages: Pyodide insists on one, and its own has 119 kB nobody here needs."""
    files: Mapping[str, BundleFile]
    """`loader`, `runtime` and `wasm` (Pyodide's own), and, made here, `library`; where it has a snapshot, `snapshot`
    and the two parts of the wasm file that it starts with, `first` and `rest`."""

    @property
    def build(self) -> str:
        """Names this bundle: equal for equal files."""
        return short(self._content().encode())

    @property
    def name(self) -> str:
        """The manifest's own file name."""
        return f"runtime.{self.build}.json"

    def to_json(self) -> str:
        """The text of the manifest, the same for the same files."""
        return json.dumps({"build": self.build, **json.loads(self._content())}, sort_keys=True, separators=(",", ":"))

    def _content(self) -> str:
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "BundleManifest":
        """Reads what `to_json` wrote."""
        data = json.loads(text)
        files = {part: BundleFile(**file) for part, file in data["files"].items()}
        return cls(data["pyodide"], data["lock"], files)
