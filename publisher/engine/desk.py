"""What the desk's page loads besides itself: a whole Python for the browser, with everything that reads and proves a record.

The runtime of the calculators is trimmed to what they need and lacks what
compiled packages need; this one is Pyodide as it comes. It stands beside that
one, under a name of its own, is loaded by one page when somebody asks for it,
and is kept by no service worker.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from publisher.digest import short
from publisher.errors import Trouble
from publisher.project import BUILD, NODE_MODULES, POLICIES, ROOT
from publisher.site_folder import SiteFolder

FOLDER = "assets/desk/"
MANIFEST = f"{FOLDER}desk.json"
"""Names the folder of this build's files and says what they weigh."""

WHEELS = BUILD / "desk-wheels"
RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
ARCHIVE = "desk.zip"

PACKAGES = (
    "annotated-types",
    "beautifulsoup4",
    "cobble",
    "jinja2",
    "mammoth",
    "markupsafe",
    "opencc-python-reimplemented",
    "pydantic",
    "pypdf",
    "pyyaml",
    "ruamel.yaml",
    "soupsieve",
    "typing-extensions",
    "typing-inspection",
)
"""Pure Python, from what is installed; those that have a compiled part besides do without it."""

OWN = ("calculators", "publisher")
LEFT_OUT = (
    "publisher/press",
    "publisher/pages",
    "publisher/runtime",
    "publisher/engine",
    "publisher/exports",
    "publisher/search",
)
ENDINGS = (".py", ".toml", ".j2", ".json", ".txt")
THE_SAME_DAY = (2026, 1, 1, 0, 0, 0)
"""What the archive says of the age of its files: the same files make the same archive."""


def publish_desk(site: SiteFolder) -> None:
    """Put runtime, archive and manifest into the site.

    Raises:
        Trouble: the compiled package has not been fetched.
    """
    runtime = NODE_MODULES / "pyodide"
    files = {name: (runtime / name).read_bytes() for name in RUNTIME}
    files[ARCHIVE] = archive()
    folder = f"{FOLDER}runtime/{short(b''.join(files.values()))}/"
    for name, content in files.items():
        site.put(folder + name, content)
    weight = sum(len(content) for content in files.values())
    site.put(MANIFEST, json.dumps({"folder": folder, "archive": ARCHIVE, "bytes": weight}).encode())


def archive() -> bytes:
    """Everything that Python imports on the desk, and the records it stands beside."""
    found = dict(sorted([*_compiled(), *_installed(), *_own()]))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archived:
        for name, content in found.items():
            archived.writestr(zipfile.ZipInfo(name, THE_SAME_DAY), content, zipfile.ZIP_DEFLATED, 9)
    return made.getvalue()


def _compiled() -> Iterator[tuple[str, bytes]]:
    wheels = sorted(WHEELS.glob("pydantic_core-*.whl"))
    if len(wheels) != 1:
        raise Trouble(f"pydantic-core for the browser is not in {WHEELS.relative_to(ROOT)}: run `make`, which fetches it")
    with zipfile.ZipFile(wheels[0]) as wheel:
        for name in wheel.namelist():
            if name.endswith((".py", ".so")):
                yield name, wheel.read(name)


def _installed() -> Iterator[tuple[str, bytes]]:
    for name in PACKAGES:
        for file in metadata.distribution(name).files or ():
            path = file.as_posix()
            if path.endswith(ENDINGS) and not path.startswith("..") and ".dist-info/" not in path:
                yield path, Path(str(file.locate())).read_bytes()


def _own() -> Iterator[tuple[str, bytes]]:
    for name in OWN:
        for file in sorted((ROOT / name).rglob("*")):
            path = file.relative_to(ROOT).as_posix()
            if file.suffix in (".py", ".toml", ".j2") and not path.startswith(LEFT_OUT):
                yield path, file.read_bytes()
    for file in sorted(POLICIES.rglob("*.yaml")):
        yield f"policies/{file.relative_to(POLICIES).as_posix()}", file.read_bytes()
