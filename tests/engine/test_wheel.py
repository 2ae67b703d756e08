"""The wheel: complete, the same bytes every time, installed and used as the README and the data page say, loaded by Pyodide."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from packaging.version import Version
from playwright.sync_api import Browser

import calculators
from harness.server import Server
from publisher import published as names
from publisher.compiled_site import compile_site
from publisher.engine.hatch_hooks import BUILT, version_in, version_of
from publisher.engine.wheel import build_wheel, distribution, write_lock, write_packages, write_wheel
from publisher.errors import Trouble
from publisher.exports import exports
from publisher.node import node_executable
from publisher.pages import Site, data
from publisher.project import CATALOGUE, NODE_MODULES, ROOT

PYODIDE = NODE_MODULES / "pyodide"
SOURCES = ("calculators", "pyproject.toml", "README.md", "LICENSE", "policies/LICENSE.md", "publisher/engine/hatch_hooks.py")
"""What the wheel is built from, besides the law."""

pytestmark = pytest.mark.xdist_group("wheel")


@dataclass(frozen=True)
class Published:
    """What the site publishes around the wheel, served; `page` is the data page of each language as it would stand there."""

    folder: Path
    address: str
    page: dict[str, str]

    @property
    def packages(self) -> Path:
        return self.folder / names.PACKAGES

    @property
    def wheel(self) -> Path:
        return self.folder / names.wheel(version_in(ROOT))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    """The packages and the data, served, and the data page that tells of them."""
    folder = tmp_path_factory.mktemp("published")
    site = compile_site()
    with Server({"/": folder}) as server:
        address = f"{server.origin}/"
        here = replace(site, extras={"address": address})
        write_packages(folder / names.PACKAGES, PYODIDE)
        for name, content in exports(here, []):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        yield Published(folder, address, {lang: _data_page(here, lang) for lang in ("zh", "en")})


def _data_page(site: Site, lang: str) -> str:
    return next(data.pages(site, lang)).block


@pytest.fixture(scope="module")
def installed(published: Published, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that had nothing in it, with the wheel installed by the command of the data page; where its programs are."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    (command,) = [one for one in _code(published.page["en"]) if one.startswith("pip install ")]
    assert command.endswith(published.wheel.name)
    # The site alone: whatever it needs comes from the folder of packages, and no index is asked.
    alone = ["--isolated", "--no-index", "--find-links", str(published.packages), "--disable-pip-version-check"]
    pip = [sys.executable, "-m", "pip", "--python", str(programs / "python"), "install", "-q", *alone]
    subprocess.run([*pip, *shlex.split(command)[2:]], check=True, timeout=300)
    return programs


def _code(page: str) -> list[str]:
    """The code that stands on a page."""
    return [
        unescape(re.sub(r"<[^>]+>", "", one)) for one in re.findall(r"<pre[^>]*><code[^>]*>(.*?)</code></pre>", page, re.DOTALL)
    ]


def _run(programs: Path, code: str, folder: Path) -> str:
    """What some code prints in the environment: Python as a whole, commands line by line."""
    env = {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": "", "PYTHONUTF8": "1"}
    how = {"cwd": folder, "env": env, "check": True, "timeout": 120}
    if code.startswith("import "):
        return subprocess.run([programs / "python", "-c", code], **how, capture_output=True, encoding="utf-8").stdout
    printed = [
        subprocess.run(shlex.split(line), **how, capture_output=True, encoding="utf-8").stdout for line in code.splitlines()
    ]
    assert all(printed)
    return "".join(printed)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_data_page_as_it_stands(published: Published, installed: Path, lang: str, tmp_path: Path) -> None:
    """Every example of the page runs in an environment that has nothing but the wheel; those for a browser run below."""
    examples = [one for one in _code(published.page[lang]) if not one.startswith(("pip ", "import {"))]
    printed = [_run(installed, one, tmp_path) for one in examples if one.startswith(("import ", "huice "))]
    assert len(printed) == len([one for one in examples if not one.startswith("[{")]) == 3
    in_the_page, in_python, on_the_command_line = printed
    assert "siming-2025/compute-voucher" in in_the_page
    assert calculators.load().benefits["siming-2025/compute-voucher"].title[lang] in in_python
    assert in_python.splitlines()[1] in on_the_command_line and '"totals"' in on_the_command_line


def test_the_readme_as_it_stands(installed: Path, tmp_path: Path) -> None:
    """So does every example of the README; what is not for Python is a target of the Makefile, which CI runs."""
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", (ROOT / "README.md").read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert {language for language, _ in blocks} == {"", "python", "sh"}
    targets = re.findall(r"^(\w[\w-]*):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    for language, code in blocks:
        if language:
            assert _run(installed, code, tmp_path)
        else:
            assert all(line.split()[0] == "make" and line.split()[1] in targets for line in code.splitlines())


def test_what_is_installed_is_whole(installed: Path, published: Published, tmp_path: Path) -> None:
    """Help texts, pages and types come with it, it says which law it holds, and lies outside of this folder."""
    code = (
        "import calculators, importlib.metadata as m, json; from calculators.estimate.html import answer_html;"
        "law = calculators.load(); case = law.estimate('siming-2025/compute-voucher');"
        "files = [str(one) for one in m.files('huice-calculators')];"
        "print(json.dumps([calculators.__file__, law.version, m.version('huice-calculators'),"
        " [all(one.help.values()) for one in law.inputs.values()], len(answer_html(case, law.speaker('en'), '').body),"
        " 'calculators/py.typed' in files, m.metadata('huice-calculators')['Description'],"
        " sorted(one.partition('licenses/')[2] for one in files if 'licenses/' in one)]))"
    )
    where, law, version, helped, html, typed, description, licences = json.loads(_run(installed, f"import sys; {code}", tmp_path))
    assert str(ROOT) not in where and all(helped) and html > 1000 and typed
    assert version == version_in(ROOT) and law == calculators.load().version and law in version
    assert description.strip() == (ROOT / "README.md").read_text("utf-8").strip()
    assert licences == ["LICENSE", "policies/LICENSE.md"]


def test_the_wheel_is_the_same_every_time(published: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither clock, folder, modes nor order show; and from the source archive comes the same wheel."""
    copy = _copied(tmp_path / "copy", law=True)
    for file in copy.rglob("*.py"):
        os.utime(file, (1, 1))
        file.chmod(0o600)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1924991999")
    again = build_wheel(tmp_path / "again", copy)
    assert os.environ["SOURCE_DATE_EPOCH"] == "1924991999"
    assert again.name == published.wheel.name and again.read_bytes() == published.wheel.read_bytes()
    archive = next(SdistBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"]))
    with tarfile.open(archive) as sources:
        sources.extractall(tmp_path / "sources", filter="data")
    (unpacked,) = (tmp_path / "sources").iterdir()
    assert build_wheel(tmp_path / "third", unpacked).read_bytes() == published.wheel.read_bytes()


def test_the_version_moves_with_the_law(tmp_path: Path) -> None:
    """A changed record changes it, a later check raises it, and it is written as packaging wants it."""
    law = {"checked": "2026-01-02", "version": "0123456789ab"}
    version = version_of("1.1", law)
    later = version_of("1.1", law | {"checked": "2026-02-01", "version": "a"})
    assert str(Version(version)) == version and str(Version(later)) == later and Version(version) < Version(later)
    assert len({version, version_of("1.1", law | {"version": "00000000"}), version_of("1.1", law | {"version": "0"})}) == 3
    copy = _copied(tmp_path, law=True)
    written = (copy / BUILT).read_text("utf-8")
    (copy / BUILT).write_text(written.replace(calculators.load().version, "changed"), "utf-8")
    assert "changed" in build_wheel(tmp_path / "out", copy).name


def test_without_the_law_it_says_so(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """While it is built, and in one line when it is used."""
    wheel = build_wheel(tmp_path / "out", _copied(tmp_path / "copy", law=False))
    assert "holds no policies" in "".join(capfd.readouterr()) and "nolaw" in wheel.name
    for words in (["list"], ["estimate", "siming-2025/compute-voucher"]):
        done = subprocess.run(
            [sys.executable, "-m", "calculators", *words],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(wheel), "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert "built without the policies" in done.stderr


def _copied(to: Path, *, law: bool) -> Path:
    """The sources of the wheel somewhere else."""
    for name in (*SOURCES, *([BUILT] if law else [])):
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, to / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(CATALOGUE if name == BUILT else source, to / name)
    return to


def test_the_lock_lists_the_wheels(published: Published) -> None:
    """Ours and what it needs lie beside the lock, pure; Pyodide's other packages have their full address."""
    packages = json.loads((published.folder / names.LOCK).read_text("utf-8"))["packages"]
    own = packages["huice-calculators"]
    assert (own["file_name"], own["depends"], own["imports"]) == (published.wheel.name, ["jinja2"], ["calculators"])
    for name in ("huice-calculators", "jinja2", "markupsafe"):
        file = published.packages / packages[name]["file_name"]
        assert file.is_file() and file.name.endswith("-py3-none-any.whl")
        with zipfile.ZipFile(file) as wheel:
            assert not [one for one in wheel.namelist() if one.endswith((".so", ".pyd", ".c"))]
            assert any("licenses/" in one for one in wheel.namelist())
            record = next(one for one in wheel.namelist() if one.endswith("/RECORD"))
            listed = [line.rpartition(",")[0].rpartition(",")[0] for line in wheel.read(record).decode().splitlines()]
            assert sorted(listed) == sorted(wheel.namelist())
    assert packages["numpy"]["file_name"].startswith("https://")
    assert {one.name for one in published.packages.iterdir()} == {
        names.LOCK.rpartition("/")[2],
        *(packages[name]["file_name"] for name in ("huice-calculators", "jinja2", "markupsafe")),
    }


def test_a_requirement_pyodide_does_not_have_is_refused(tmp_path: Path) -> None:
    """A lock that promises what nobody can load is not written."""
    about = b"Metadata-Version: 2.1\nName: one\nVersion: 1\nRequires-Dist: no-such-package\n"
    wheel = write_wheel(tmp_path, "one", "1", {"one.py": b"", "one-1.dist-info/METADATA": about})
    with pytest.raises(Trouble, match="no-such-package"):
        write_lock([wheel], PYODIDE)
    with pytest.raises(Trouble, match="npm ci"):
        write_lock([wheel], tmp_path)
    assert list(tmp_path.iterdir()) == [wheel]


IN_NODE = """globalThis.fetch = (what) => { throw new Error(`asked for ${what}`); };
const { loadPyodide } = await import(process.argv[1]);
const python = await loadPyodide({ lockFileURL: process.argv[2], stdout: () => {} });
await python.loadPackage('huice-calculators', { messageCallback: () => {} });
const said = python.pyimport('calculators').load().estimate('siming-2025/compute-voucher').explain('en');
console.log(said + '\\n' + python.runPython('import calculators.estimate.html, markupsafe; markupsafe.__version__'));
"""


def test_pyodide_under_node_loads_it_by_name(published: Published) -> None:
    """From the lock file and the wheels beside it, without asking anybody."""
    done = subprocess.run(
        [
            str(node_executable()),
            "--input-type=module",
            "-e",
            IN_NODE,
            str(PYODIDE / "pyodide.mjs"),
            str(published.folder / names.LOCK),
        ],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=300,
    )
    assert done.stdout.startswith(calculators.load().estimate("siming-2025/compute-voucher").explain("en"))


@pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.extended)])
def test_the_example_for_a_page_runs_in_a_browser(published: Published, chromium: Browser, lang: str) -> None:
    """As it stands, except that Pyodide itself comes from this machine; nobody else is asked for anything."""
    (code,) = [one for one in _code(published.page[lang]) if one.startswith("import {")]
    assert distribution(PYODIDE) in code
    if not (published.folder / "pyodide").exists():
        (published.folder / "pyodide").symlink_to(PYODIDE)
    code = code.replace(distribution(PYODIDE), f"{published.address}pyodide/")
    (published.folder / "page.html").write_text(
        f'<!doctype html><meta charset="utf-8"><script type="module">{code}</script>', "utf-8"
    )
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with page.expect_console_message(lambda message: message.type == "log" and "\n" in message.text, timeout=300_000) as said:
        page.goto(f"{published.address}page.html")
    page.close()
    assert calculators.load().benefits["siming-2025/compute-voucher"].title[lang] in said.value.text
    assert [one for one in asked if not one.startswith(published.address)] == []
