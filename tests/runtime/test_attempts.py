"""Promise: where a new Pyodide no longer fits a step that makes a start fast, the build says so, and all works without it."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from publisher.errors import Trouble
from publisher.node import run_script
from publisher.runtime import fast_start, shorten
from publisher.runtime.bundle import build_bundle
from publisher.runtime.fast_start import SCRIPTS
from publisher.runtime.manifest import BundleManifest
from tests.runtime.published import PublishedSite

from .conftest import ENGINE, NODE_MODULES, REQUESTS

STEPS = ("trim", "link", "minify", "snapshot", "split")
OF_PYODIDE = STEPS[:3]
"""Those whose result is in the cache for every engine; the others' is for one."""

QUESTIONS = ['{"do": "share", "with": ["1000000"]}', '{"do": "late"}', "no request at all"]
ANSWERS = [{"answer": "400000.00"}, {"answer": "2"}, {"error": "JSONDecodeError"}]

type Said = list[tuple[int, str]]


def break_steps(monkeypatch: pytest.MonkeyPatch, *steps: str) -> None:
    """Make these steps fail, as they do when Pyodide is written in another way."""

    def broken(*_: object) -> Any:
        raise KeyError(9)  # a section that is not there, say

    def script(file: Path, job: dict[str, Any]) -> Any:
        if {"minify.mjs": "minify", "make_snapshot.mjs": "snapshot"}.get(file.name) in steps:
            raise Trouble(f"{file.name} failed:\nno such option")
        return run_script(file, job)

    monkeypatch.setattr(shorten, "run_script", script)
    monkeypatch.setattr(fast_start, "run_script", script)
    for step, module, name in (("trim", shorten, "trim"), ("link", shorten, "link_at_once"), ("split", fast_start, "split")):
        if step in steps:
            monkeypatch.setattr(module, name, broken)


def built(tmp_path: Path, cache: Path, said: Said, requests: list[str], **options: Any) -> BundleManifest:
    """A bundle in the folder `out`."""
    report: Callable[[int, str], None] = lambda level, line: said.append((level, line))  # noqa: E731
    return build_bundle(ENGINE, tmp_path / "out", cache, NODE_MODULES, requests=requests, report=report, **options)


def left_out(said: Said) -> list[str]:
    """The steps that the build warned about, each with a reason."""
    lines = [line for level, line in said if level == logging.WARNING]
    assert all(line.startswith("The runtime is published without the step `") for line in lines)
    assert all(line.endswith(("KeyError: 9", "no such option")) for line in lines)
    return [line.split("`")[1] for line in lines]


def answers_in_node(folder: Path, manifest: BundleManifest, *, plain: bool = False) -> list[Any]:
    """What the published runtime answers under node, started as in a browser's worker."""
    files = {part: (folder / file.path).absolute().as_uri() for part, file in manifest.files.items()}
    if plain:
        files.pop("snapshot", None)
    done = run_script(SCRIPTS / "ask.mjs", {"files": files, "lock": manifest.lock, "requests": QUESTIONS})
    return [json.loads(one) for one in done["answers"]]


@pytest.fixture
def said() -> Iterator[Said]:
    yield []


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(("split",), marks=pytest.mark.extended),
        pytest.param(STEPS, marks=pytest.mark.extended),
        pytest.param(("snapshot",), marks=pytest.mark.extended),
        *(pytest.param((step,), marks=pytest.mark.extended) for step in OF_PYODIDE),
        pytest.param(OF_PYODIDE, marks=pytest.mark.extended),
    ],
    ids=" ".join,
)
def test_a_step_that_does_not_fit_is_left_out(
    broken: tuple[str, ...], bundle: Any, cache: Path, tmp_path: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The build names step and reason, also when it finds the result in its cache; both starts answer; CI refuses it."""
    break_steps(monkeypatch, *broken)
    own = tmp_path / "cache" if {*broken} & {*OF_PYODIDE} else cache
    requests = [*REQUESTS, json.dumps({"without": broken})]
    manifest = built(tmp_path, own, said, requests)
    expected = [one for one in broken if one != "split" or "snapshot" not in broken]  # without a snapshot nothing is split
    assert left_out(said) == expected
    assert ("snapshot" in manifest.files, "rest" in manifest.files) == (
        "snapshot" not in broken,
        not {"snapshot", "split"} & {*broken},
    )
    for plain in (False, True):
        assert answers_in_node(tmp_path / "out", manifest, plain=plain) == ANSWERS
    said.clear()
    assert built(tmp_path, own, said, requests) == manifest and left_out(said) == expected
    with pytest.raises(Trouble) as refused:
        built(tmp_path, own, said, requests, strict=True)
    assert [line.split("`")[1] for line in str(refused.value).splitlines() if "`" in line] == expected


@pytest.mark.extended
def test_a_step_whose_result_does_not_start_is_left_out(tmp_path: Path, said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a step makes is tried before it is kept: a script may look right and not run."""
    monkeypatch.setattr(shorten, "trim", lambda script, wasm, loader: (f"throw new Error('trimmed too much');{script}", wasm))
    left = shorten.shorten(NODE_MODULES / "pyodide", tmp_path)
    assert [one.step for one in left] == ["trim"] and "trimmed too much" in left[0].reason
    run_script(SCRIPTS / "start.mjs", {"pyodide": str(tmp_path)})


def test_nothing_is_left_out_of_this_pyodide(
    bundle: tuple[Path, BundleManifest], cache: Path, tmp_path: Path, said: Said
) -> None:
    """The version that the project is locked to fits every step, so CI, which is strict, publishes all of them."""
    assert built(tmp_path, cache, said, REQUESTS, strict=True) == bundle[1]
    assert not left_out(said)


@pytest.mark.extended
@pytest.mark.parametrize("broken", [STEPS, ("split",), OF_PYODIDE], ids=" ".join)
def test_pages_start_without_it(
    broken: tuple[str, ...], browser: Browser, tmp_path: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In Chromium too, by the start that is left, without a word in the console."""
    break_steps(monkeypatch, *broken)
    manifest = built(tmp_path, tmp_path / "cache", said, REQUESTS)
    site = tmp_path / "site"
    (tmp_path / "out").rename(tmp_path / "engine")
    site.mkdir()
    (tmp_path / "engine").rename(site / "engine")
    (site / "assets").mkdir()
    (site / "assets/engine").symlink_to(Path(__file__).parents[2] / "docs/assets/engine")
    with PublishedSite(site, manifest) as published:
        page = browser.new_page()
        page.on("console", lambda message: published.console.append(message.text))
        page.goto(published.page())
        found = [page.evaluate("request => engine.call(request)", json.loads(one)) for one in QUESTIONS[:2]]
        assert found == ANSWERS[:2]
        assert page.evaluate("engine.detail") == ("plain" if "snapshot" in broken else "snapshot")
        assert published.console == []
        page.close()
