"""The bundle is complete, small, described truly, and the same for the same input."""

import hashlib
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from publisher.errors import Trouble
from publisher.runtime import bundle as bundle_module
from publisher.runtime import fast_start, shorten
from publisher.runtime.bundle import build_bundle
from publisher.runtime.manifest import BundleManifest

from .conftest import ENGINE, NODE_MODULES, REQUESTS


def _contents(folder: Path) -> dict[str, str]:
    """The hash of every file below `folder`."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.extended  # test_reproducible.py says it of the whole site
def test_two_builds_give_the_same_bytes(bundle: tuple[Path, BundleManifest], tmp_path: Path) -> None:
    """Nothing of the clock, of chance, or of the folders it was made in gets into a bundle."""
    engine = tmp_path / "elsewhere"
    engine.symlink_to(ENGINE)
    build_bundle(engine, tmp_path / "out", tmp_path / "cache", NODE_MODULES, requests=REQUESTS)
    assert _contents(tmp_path / "out") == _contents(bundle[0])


def test_an_unchanged_engine_is_taken_from_the_cache(
    bundle: tuple[Path, BundleManifest], cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second build of the same input runs no script."""

    def refuse(script: Path, job: dict[str, Any]) -> None:
        raise AssertionError(f"{script.name} was run")

    for module in (bundle_module, fast_start, shorten):
        monkeypatch.setattr(module, "run_script", refuse)
    assert build_bundle(ENGINE, tmp_path, cache, NODE_MODULES, requests=REQUESTS) == bundle[1]


def test_a_changed_request_is_a_new_build(
    bundle: tuple[Path, BundleManifest], cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The requests decide what is in the bundle, so they are part of the cache's key."""
    ran: list[str] = []

    def note(script: Path, job: dict[str, Any]) -> None:
        ran.append(script.name)
        raise Trouble("stop here")

    own = tmp_path / "cache"  # other tests fill the shared one meanwhile
    own.mkdir()
    for place in cache.glob("[pl]*-*"):
        (own / place.name).symlink_to(place)
    monkeypatch.setattr(bundle_module, "run_script", note)
    with pytest.raises(Trouble):
        build_bundle(ENGINE, tmp_path / "out", own, NODE_MODULES, requests=[*REQUESTS, "{}"])
    assert ran == ["pack_engine.mjs"]
    assert not list(own.glob("unfinished-*"))


def test_the_manifest_describes_every_file(bundle: tuple[Path, BundleManifest]) -> None:
    """Each file is there, as long and with the contents the manifest says, under a name that carries its hash."""
    folder, manifest = bundle
    assert BundleManifest.from_json((folder / manifest.name).read_text(encoding="utf-8")) == manifest
    assert set(manifest.files) == {"loader", "runtime", "wasm", "library", "snapshot", "first", "rest"}
    assert {*(file.path for file in manifest.files.values()), manifest.name} == set(_contents(folder))
    for part, file in manifest.files.items():
        content = (folder / file.path).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file.size, file.sha256)
        if part in ("library", "snapshot", "first", "rest"):
            assert file.sha256[:12] in file.path


def test_the_library_holds_what_the_engine_needs(bundle: tuple[Path, BundleManifest]) -> None:
    """The engine whole with its data, modules it imports late, and little else; byte code only."""
    folder, manifest = bundle
    with zipfile.ZipFile(folder / manifest.files["library"].path) as library:
        names = set(library.namelist())
    assert {"calculators/browser.pyc", "calculators/catalogue.json", "decimal.pyc", "statistics.pyc"} <= names
    assert not {"sqlite3/__init__.pyc", "unittest/__init__.pyc", "ssl.pyc"} & names
    assert not any(name.endswith(".py") for name in names)
    assert manifest.files["library"].size < 900_000
    assert manifest.files["snapshot"].size < 2_500_000


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    """A build that cannot begin says what to do."""
    with pytest.raises(Trouble, match="npm ci"):
        build_bundle(ENGINE, tmp_path, tmp_path, tmp_path)
    with pytest.raises(Trouble, match="no engine"):
        build_bundle(tmp_path, tmp_path, tmp_path, NODE_MODULES)


@pytest.mark.extended
def test_an_engine_too_large_for_a_snapshot_has_none(cache: Path, tmp_path: Path) -> None:
    """An engine that needs more memory than a runtime starts with is published all the same; the build gives both sizes."""
    engine, said = tmp_path / "engine", list[str]()
    shutil.copytree(ENGINE, engine)
    script = engine / "calculators" / "browser.py"
    script.write_text(f"{script.read_text('utf-8')}\nBALLAST = b'x' * 40_000_000\n", "utf-8")
    manifest = build_bundle(
        engine, tmp_path / "out", cache, NODE_MODULES, requests=REQUESTS, report=lambda _, line: said.append(line)
    )
    assert set(manifest.files) == {"loader", "runtime", "wasm", "library"}
    assert re.search(r"`snapshot`.* takes \d+\.\d MB of memory, and a snapshot may have the \d+\.\d MB that Pyodide", said[-1])
