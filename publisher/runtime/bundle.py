"""Builds the files that a browser starts the engine from."""

import contextlib
import json
import logging
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from publisher.digest import named_files, short, sum_of_files
from publisher.errors import Trouble
from publisher.node import node_version, run_script
from publisher.runtime.attempts import note, noted
from publisher.runtime.fast_start import FIRST, LIBRARY, REST, SNAPSHOT, add_fast_start, lock_without_packages
from publisher.runtime.manifest import BundleFile, BundleManifest
from publisher.runtime.shorten import LOADER, SCRIPT, WASM, shorten

SCRIPTS = Path(__file__).parent

# The part each file of the npm package plays in the browser.
_PYODIDE_FILES = {"loader": LOADER, "runtime": SCRIPT, "wasm": WASM}

# What the build makes, by the part it plays.
_MADE = {"library": LIBRARY, "snapshot": SNAPSHOT, "first": FIRST, "rest": REST}

# What a browser starts from these files with: the build starts it that way too.
_LOADER = SCRIPTS.parents[1] / "docs/assets/engine/loader"

# So many engines stay in the cache: `make serve` makes a new one at every edit of a record, 4 MB each.
_KEPT_ENGINES = 12

# A request that cannot be understood: the way errors go is warm in every bundle.
_NONSENSE = ""


def build_bundle(
    engine: Path,
    out: Path,
    cache: Path,
    node_modules: Path,
    *,
    requests: Sequence[str] = (),
    further: Sequence[str] = (),
    report: Callable[[int, str], None] = logging.log,
    strict: bool = False,
) -> BundleManifest:
    """Writes the runtime with the engine in it to `out`, ready to be published as it is.

    What only makes it faster (the steps trim, link, minify, snapshot and split)
    is left out where it does not fit this version of Pyodide.

    Args:
        engine: a folder with `calculators/` and the pure Python packages it imports.
        out: the folder to write to; created, and other files in it are left alone.
        cache: where results are kept by the hash of all that went into them; may be deleted at any time.
        node_modules: where `pyodide` is installed.
        requests: JSON texts for `calculators.browser.call` that use as much of the engine as visitors will. What
            they import is in the bundle, and what they compute once is in the snapshot already.
        further: more requests that visitors will make. Of Python's own functions, those that all these requests call
            are fetched at the start and the others on demand.
        report: is told the sizes, a line each, and which steps were left out, with the level of a warning.
        strict: whether it is trouble that a step was left out.

    Raises:
        Trouble: something is missing, or a step failed that nothing works without.
    """
    package = node_modules / "pyodide"
    if not (package / "package.json").is_file():
        raise Trouble(f"{package} is missing: run `npm ci`")
    if not (engine / "calculators/browser.py").is_file():
        raise Trouble(f"{engine} has no calculators/browser.py: it is no engine")
    everything = [_NONSENSE, *requests]
    tools = sum_of_files(named_files([SCRIPTS, _LOADER, package / "package.json"]), node_version())

    pyodide = _cached(cache / f"pyodide-{tools}", lambda to: note(shorten(package, to), to))
    library = _cached(cache / f"library-{tools}", lambda to: _compile_library(pyodide, to))
    asked = json.dumps([everything, [*further]]).encode()
    key = sum_of_files([*named_files([engine]), ("requests", asked)], tools)

    def make(to: Path) -> None:
        _pack(pyodide, library, engine, everything, to)
        note(add_fast_start(pyodide, to, everything, further), to)

    made = _cached(cache / f"engine-{key}", make)
    _forget_old(cache)
    left_out = [*noted(pyodide), *noted(made)]
    if strict and left_out:
        raise Trouble("\n".join(map(str, left_out)))
    manifest = _publish(pyodide, made, out)
    for part, file in manifest.files.items():
        report(logging.INFO, f"  {part:9} {file.size:>10,} bytes  {file.path}")
    for one in left_out:
        report(logging.WARNING, str(one))
    return manifest


def _compile_library(pyodide: Path, to: Path) -> None:
    """Puts the whole standard library, compiled by the runtime's own Python, into the folder `to`."""
    run_script(SCRIPTS / "compile_library.mjs", {"pyodide": str(pyodide), "out": str(to / "library.zip")})


def _pack(pyodide: Path, library: Path, engine: Path, requests: Sequence[str], to: Path) -> None:
    """Puts the engine with what it needs of the library into the folder `to`."""
    job = {"pyodide": str(pyodide), "library": str(library / "library.zip"), "engine": str(engine), "requests": requests}
    run_script(SCRIPTS / "pack_engine.mjs", {**job, "out": str(to / LIBRARY)})


def _publish(pyodide: Path, made: Path, out: Path) -> BundleManifest:
    """Copies everything to `out` under names that carry the hash of the contents, and writes the manifest."""
    package = json.loads((pyodide / "package.json").read_text(encoding="utf-8"))
    contents = {part: (pyodide / name).read_bytes() for part, name in _PYODIDE_FILES.items()}
    # Pyodide finds its files by their own names in one folder, so there the folder carries the hash.
    folder = f"pyodide-{package['version']}-{short(b''.join(contents.values()))}"
    paths = {part: f"{folder}/{name}" for part, name in _PYODIDE_FILES.items()}
    for part, name in _MADE.items():
        if (file := made / name).exists():
            contents[part] = file.read_bytes()
            paths[part] = f"{file.stem}.{short(contents[part])}{file.suffix}"

    files = {part: BundleFile.of(paths[part], content) for part, content in contents.items()}
    manifest = BundleManifest(package["version"], lock_without_packages(pyodide), files)
    (out / folder).mkdir(parents=True, exist_ok=True)
    for part, content in contents.items():
        (out / paths[part]).write_bytes(content)
    (out / manifest.name).write_text(manifest.to_json(), encoding="utf-8")
    return manifest


def _cached(place: Path, make: Callable[[Path], None]) -> Path:
    """The folder `place`, filled by `make` unless an earlier build has done so; never half filled."""
    if not place.is_dir():
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(dir=place.parent, prefix="unfinished-"))
        try:
            make(unfinished)
            with contextlib.suppress(OSError):  # another build was sooner: its result is the same
                unfinished.rename(place)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    place.touch()
    return place


def _forget_old(cache: Path) -> None:
    """Deletes all but the latest engines from the cache."""
    engines = sorted(cache.glob("engine-*"), key=lambda place: place.stat().st_mtime, reverse=True)
    for place in engines[_KEPT_ENGINES:]:
        shutil.rmtree(place, ignore_errors=True)
