"""The search index, one for each language, made by Pagefind and kept by the contents it was made from."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from publisher.digest import NAME_LENGTH, named_files, sum_of_files
from publisher.errors import Trouble
from publisher.node import run_script
from publisher.pages import Page
from publisher.project import ROOT
from publisher.search.documents import Document, documents
from publisher.search.traditional import folding_json
from publisher.site_folder import SiteFolder

__all__ = ["FOLDER", "cached_index", "make_index", "publish_index"]

FOLDER = "assets/search/"
"""Where the index stands in the site, in a folder named by the build."""

CACHE = ROOT / "build" / "cache"
PAGEFIND = ROOT / "node_modules" / "pagefind"
_HERE = Path(__file__).parent


def make_index(lang: str, pages: Iterable[Page]) -> Path:
    """A folder with the index of the pages, all of one language.

    Raises:
        Trouble: Pagefind is missing or failed.
    """
    found = list(_documents(pages))
    made = _place(lang, found)
    if not made.is_dir():
        _make(lang, found, made)
    return made


def cached_index(lang: str, pages: Iterable[Page]) -> Path | None:
    """The same, where an earlier build has made it."""
    made = _place(lang, list(_documents(pages)))
    return made if made.is_dir() else None


def publish_index(made: Iterable[Path], site: SiteFolder, build: str) -> None:
    """Put the languages' indices into `site`; the search itself, which each of them brings, once."""
    files = {file.relative_to(folder).as_posix(): file for folder in made for file in sorted(folder.rglob("*"))}
    for name, file in files.items():
        if file.is_file():
            site.put(f"{FOLDER}{build}/{name}", file.read_bytes())


def _documents(pages: Iterable[Page]) -> Iterator[Document]:
    for page in sorted(pages, key=lambda page: page.path):
        yield from documents(page.block, page.path.removesuffix("index.md"), page.meta["lang"])


def _place(lang: str, found: list[Document]) -> Path:
    """Where an index is kept: under a name made from all that goes into it."""
    tools = [*named_files([_HERE]), ("pagefind", (PAGEFIND / "package.json").read_bytes() if PAGEFIND.is_dir() else b"")]
    key = sum_of_files([*tools, *((one.url, one.content.encode()) for one in found)])[:NAME_LENGTH]
    return CACHE / f"search-{lang}-{key}"


def _make(lang: str, found: list[Document], to: Path) -> None:
    if not (PAGEFIND / "package.json").is_file():
        raise Trouble(f"{PAGEFIND} is missing: run `npm ci`")
    to.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(dir=to.parent, prefix="unfinished-"))
    contents = [{"url": one.url, "content": one.content} for one in found]
    job = {"pagefind": str(PAGEFIND), "out": str(unfinished), "language": lang, "documents": contents}
    try:
        run_script(_HERE / "index.mjs", job)
    except Trouble:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    if lang == "zh":
        characters = {character for one in found for character in one.content}
        (unfinished / "traditional.json").write_text(folding_json(characters), "utf-8")
    unfinished.chmod(0o755)  # it is published as it is
    with contextlib.suppress(OSError):  # another build was sooner: its result is the same
        unfinished.rename(to)
    shutil.rmtree(unfinished, ignore_errors=True)
