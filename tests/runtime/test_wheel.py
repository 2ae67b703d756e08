"""The engine as a wheel: the same bytes every time, and any Pyodide page loads it by name."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from publisher.engine.wheel import build_wheel, write_lock
from publisher.errors import Trouble
from tests.runtime.published import PublishedSite

from .conftest import ENGINE, NODE_MODULES

OTHER_PAGE = """import { loadPyodide } from './pyodide/pyodide.mjs';
globalThis.load = async () => {
  const python = await loadPyodide({ lockFileURL: new URL('./wheels/pyodide-lock.json', import.meta.url).href });
  await python.loadPackage('huice-calculators');
  return python.pyimport('calculators.browser').call('{"do": "share", "with": ["1000000"]}');
};
"""


def test_the_wheel_is_the_same_every_time(tmp_path: Path) -> None:
    """Neither the clock nor the order of the file system shows."""
    wheels = [build_wheel(ENGINE, tmp_path / name, "1.2.3") for name in ("a", "b")]
    assert wheels[0].name == "huice_calculators-1.2.3-py3-none-any.whl"
    assert wheels[0].read_bytes() == wheels[1].read_bytes()


def test_the_wheel_holds_the_engine_alone(tmp_path: Path) -> None:
    """The package with its data, and a record that names every file once."""
    with zipfile.ZipFile(build_wheel(ENGINE, tmp_path, "1.2.3", ["jinja2>=3.1"])) as wheel:
        names = wheel.namelist()
        record = wheel.read("huice_calculators-1.2.3.dist-info/RECORD").decode()
        metadata = wheel.read("huice_calculators-1.2.3.dist-info/METADATA").decode()
    assert {name.partition("/")[0] for name in names} == {"calculators", "huice_calculators-1.2.3.dist-info"}
    assert [line.partition(",")[0] for line in record.splitlines()] == names
    assert "Requires-Dist: jinja2>=3.1\n" in metadata


def test_the_lock_lists_the_wheel_with_what_it_needs(tmp_path: Path) -> None:
    """Named without a folder, because it lies beside the lock; Pyodide's own packages have a full address."""
    wheel = build_wheel(ENGINE, tmp_path, "1.2.3", ["jinja2>=3.1"])
    packages = json.loads(write_lock(wheel, NODE_MODULES / "pyodide").read_text(encoding="utf-8"))["packages"]
    own = packages["huice-calculators"]
    assert (own["file_name"], own["depends"], own["imports"]) == (wheel.name, ["jinja2"], ["calculators"])
    assert packages["jinja2"]["file_name"].startswith("https://")


def test_a_requirement_pyodide_does_not_have_is_refused(tmp_path: Path) -> None:
    """A lock that promises what nobody can load is not written."""
    wheel = build_wheel(ENGINE, tmp_path, "1.2.3", ["no-such-package"])
    with pytest.raises(Trouble, match="no-such-package"):
        write_lock(wheel, NODE_MODULES / "pyodide")


def test_another_pyodide_page_loads_it_by_name(open_page: Callable[..., Page], site: PublishedSite) -> None:
    """A stock Pyodide that is given the lock's address needs nothing else."""
    write_lock(build_wheel(ENGINE, site.folder / "wheels", "1.2.3"), NODE_MODULES / "pyodide")
    (site.folder / "pyodide").symlink_to(NODE_MODULES / "pyodide")
    page = open_page(when="call")
    (site.folder / "other.mjs").write_text(OTHER_PAGE, encoding="utf-8")
    page.evaluate("async () => { await import('../other.mjs'); }")
    assert json.loads(page.evaluate("load()")) == {"answer": "400000.00"}
