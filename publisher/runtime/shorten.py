"""Makes Pyodide's own files smaller and quicker to start, one step after the other; each step is tried before it is kept."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from publisher.node import run_script
from publisher.runtime.attempts import LeftOut, attempt
from publisher.runtime.link import link_at_once
from publisher.runtime.trim import trim

_SCRIPTS = Path(__file__).parent

LOADER, SCRIPT, WASM = "pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"
LOCK, LIBRARY = "pyodide-lock.json", "python_stdlib.zip"
"""The files of Pyodide's npm package that make a runtime."""


@dataclass(frozen=True)
class _Pyodide:
    """The files in a folder."""

    folder: Path

    def text(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")

    def trim(self) -> None:
        script, wasm = trim(self.text(SCRIPT), (self.folder / WASM).read_bytes(), self.text(LOADER))
        (self.folder / SCRIPT).write_text(script, "utf-8")
        (self.folder / WASM).write_bytes(wasm)

    def link(self) -> None:
        script = link_at_once(self.text(SCRIPT), (self.folder / WASM).read_bytes())
        (self.folder / SCRIPT).write_text(script, "utf-8")

    def minify(self) -> None:
        script = str(self.folder / SCRIPT)
        run_script(_SCRIPTS / "minify.mjs", {"script": script, "out": script})

    def start(self) -> None:
        """See that Python starts and works.

        Raises:
            Trouble: it does not.
        """
        run_script(_SCRIPTS / "start.mjs", {"pyodide": str(self.folder)})


def shorten(package: Path, to: Path) -> list[LeftOut]:
    """Put Pyodide, as short as it can be said for code that is Python alone, into the folder `to`.

    Returns:
        The steps after which it would not start, or that it was not made for; they are left out.

    Raises:
        Trouble: Pyodide does not start as it is published.
    """
    for name in ("package.json", LOADER, SCRIPT, WASM, LOCK, LIBRARY):
        shutil.copyfile(package / name, to / name)
    pyodide, left_out = _Pyodide(to), list[LeftOut]()
    steps: dict[str, Callable[[], None]] = {"trim": pyodide.trim, "link": pyodide.link, "minify": pyodide.minify}
    for step, change in steps.items():
        before = {name: (to / name).read_bytes() for name in (SCRIPT, WASM)}

        def tried(change: Callable[[], None] = change) -> None:
            change()
            pyodide.start()

        def undo(before: dict[str, bytes] = before) -> None:
            for name, content in before.items():
                (to / name).write_bytes(content)

        left_out += attempt(step, tried, undo)
    return left_out
