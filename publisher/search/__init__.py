"""The search index of the built site, made by Pagefind and kept by the contents it was made from."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from publisher.build_id import content_id, named_files
from publisher.findings import ROOT
from publisher.runtime.errors import RuntimeBuildError
from publisher.runtime.node import run_script
from publisher.search.documents import Document, documents
from publisher.search.traditional import folding_json

__all__ = ["FOLDER", "publish_search", "site_documents"]

FOLDER = "assets/search/"
"""Where the index stands in the site, in a folder named by the build."""

CACHE = ROOT / "build" / "cache"
PAGEFIND = ROOT / "node_modules" / "pagefind"
_HERE = Path(__file__).parent


def publish_search(site: Path, build: str, *, only_cached: bool = False) -> bool:
    """Put the index of the site in the folder `site` into it; returns whether it has one.

    With `only_cached` nothing is made that an earlier build has not made.

    Raises:
        RuntimeBuildError: Pagefind is missing or failed.
    """
    found = list(site_documents(site))
    made = CACHE / f"search-{_key(found)}"
    if not made.is_dir():
        if only_cached:
            return False
        _make(found, made)
    shutil.copytree(made, site / FOLDER / build, dirs_exist_ok=True)
    return True


def site_documents(site: Path) -> Iterable[Document]:
    """All documents of the built pages."""
    for file in sorted(site.rglob("index.html")):
        url = file.parent.relative_to(site).as_posix()
        yield from documents(file.read_text("utf-8"), "" if url == "." else f"{url}/")


def _key(found: list[Document]) -> str:
    """Names an index by all that goes into it."""
    tools = [*named_files([_HERE]), ("pagefind", (PAGEFIND / "package.json").read_bytes() if PAGEFIND.is_dir() else b"")]
    return content_id([*tools, *((f"{one.lang} {one.url}", one.content.encode()) for one in found)])


def _make(found: list[Document], to: Path) -> None:
    if not (PAGEFIND / "package.json").is_file():
        raise RuntimeBuildError(f"{PAGEFIND} is missing: run `npm ci`")
    to.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(dir=to.parent, prefix="unfinished-"))
    by_language: dict[str, list[dict[str, str]]] = {}
    for one in found:
        by_language.setdefault(one.lang, []).append({"url": one.url, "content": one.content})
    job = {"pagefind": str(PAGEFIND), "out": str(unfinished), "documents": by_language}
    try:
        run_script(_HERE / "index.mjs", job)
    except RuntimeBuildError:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    characters = {character for one in found if one.lang == "zh" for character in one.content}
    (unfinished / "traditional.json").write_text(folding_json(characters), "utf-8")
    unfinished.chmod(0o755)  # it is published as it is
    with contextlib.suppress(OSError):  # another build was sooner: its result is the same
        unfinished.rename(to)
    shutil.rmtree(unfinished, ignore_errors=True)
