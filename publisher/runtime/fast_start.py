"""What starts the packed engine fast: a snapshot of it, and Python's functions in two parts. Each may be left out."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publisher.errors import Trouble
from publisher.node import run_script
from publisher.runtime.attempts import LeftOut, attempt
from publisher.runtime.shorten import LOADER, LOCK, SCRIPT, WASM
from publisher.runtime.split import split
from publisher.runtime.trace import called, traced
from publisher.runtime.wasm import read

SCRIPTS = Path(__file__).parent

LIBRARY, SNAPSHOT, FIRST, REST = "python.zip", "snapshot.bin", "first.wasm", "rest.wasm"
"""The files that are made, in one folder."""

_MEGABYTE = 1 << 20


def add_fast_start(pyodide: Path, made: Path, requests: Sequence[str], further: Sequence[str]) -> list[LeftOut]:
    """Put a snapshot, and the two parts of the wasm file to start it with, into the folder `made`, where the library is.

    Args:
        pyodide: the folder with Pyodide.
        made: the folder with the packed engine.
        requests: what the engine has answered when it is photographed.
        further: what it will be asked besides: of Python's functions, all those that the answers call go into the first part.

    Returns:
        The steps that failed; what they would have made is not there.
    """
    start = _Start(pyodide, made)

    def without(*names: str) -> Callable[[], None]:
        def undo() -> None:
            for name in names:
                (made / name).unlink(missing_ok=True)

        return undo

    left_out = attempt("snapshot", lambda: start.photograph(requests), without(SNAPSHOT))
    if left_out:
        return left_out
    left_out = attempt("split", lambda: start.split([*requests, *further]), without(FIRST, REST))
    if left_out:  # so nothing has shown yet that Python starts from the snapshot
        left_out += attempt("snapshot", lambda: start.ask(requests), without(SNAPSHOT))
    return left_out


@dataclass(frozen=True)
class _Start:
    """A start of the engine that is in the folder `made`."""

    pyodide: Path
    made: Path

    def photograph(self, requests: Sequence[str]) -> None:
        """Make the snapshot.

        Raises:
            Trouble: there can be none, as for an engine that needs more memory than a runtime starts with.
        """
        job = {"pyodide": str(self.pyodide), "stdlib": str(self.made / LIBRARY), "requests": requests}
        done = run_script(SCRIPTS / "make_snapshot.mjs", {**job, "out": str(self.made / SNAPSHOT)})
        if "heap" not in done:
            needs, may = (done[name] / _MEGABYTE for name in ("needs", "may"))
            raise Trouble(
                f"the engine, when it has answered its first requests, takes {needs:.1f} MB of memory, and a snapshot may have "
                f"the {may:.1f} MB that Pyodide starts with; a smaller catalogue, or fewer requests to warm up with, would do"
            )

    def split(self, requests: Sequence[str]) -> None:
        """Make the two parts of Pyodide's wasm file, and see that a start needs no more than the first.

        Raises:
            Trouble: the file has something that Pyodide's had not when this was written, or no start succeeds with the parts.
        """
        wasm = (self.pyodide / WASM).read_bytes()
        with tempfile.TemporaryDirectory() as place:
            noting = Path(place) / FIRST
            everywhere: Collection[int] = range(len(read(wasm).type_of))
            noting.write_bytes(split(traced(wasm), everywhere)[0])  # with nothing moved, but as the loader expects it
            words = self.ask(requests, first=noting, rest=noting)["words"]
        needed = frozenset(called(wasm, words))
        for name, part in zip((FIRST, REST), split(wasm, needed), strict=True):
            (self.made / name).write_bytes(part)
        self.ask(requests[:1], first=self.made / FIRST, rest=self.made / REST)

    def ask(self, requests: Sequence[str], **parts: Path) -> Mapping[str, Any]:
        """Start as a browser will, from the snapshot, and let the requests be answered.

        Raises:
            Trouble: it does not start, or does not answer.
        """
        files = {"loader": self.pyodide / LOADER, "runtime": self.pyodide / SCRIPT, "wasm": self.pyodide / WASM}
        files |= {"library": self.made / LIBRARY, "snapshot": self.made / SNAPSHOT, **parts}
        addresses = {part: file.absolute().as_uri() for part, file in files.items()}
        return run_script(
            SCRIPTS / "ask.mjs", {"files": addresses, "lock": lock_without_packages(self.pyodide), "requests": requests}
        )


def lock_without_packages(pyodide: Path) -> dict[str, Any]:
    """Pyodide's lock file without packages."""
    lock = json.loads((pyodide / LOCK).read_text(encoding="utf-8"))
    return {"info": lock["info"], "packages": {}}
