"""The rooms of the house as ARCHITECTURE.md lists them, made from the folders on disk: `python -m harness.architecture`.

What a room is for is said in the first sentence of its package; of folders
without one, here. A test fails where the page and the disk differ.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from publisher.project import ROOT

PAGE = ROOT / "ARCHITECTURE.md"
BEGIN, END = "<!-- rooms: made by `python -m harness.architecture` -->\n", "<!-- /rooms -->\n"

HOUSES = ("policies", "calculators", "publisher", "docs", "docs/assets", "docs/assets/app", "docs/assets/engine")
"""The folders whose own folders are rooms."""

ALONE = ("tests", "benchmarks", "harness")
"""Folders that are listed without what is in them: tests are named as the rooms are."""

PLAIN = {
    "policies": "The law: one YAML record for each policy; glossary, questions, purposes, places.",
    "policies/golden": "Cases worked out by hand from the words of the law.",
    "calculators/templates": "What an answer looks like, for the build and for the browser.",
    "publisher/templates": "What a page looks like.",
    "docs": "Pages written by hand, in Chinese; the service worker.",
    "docs/en": "The same pages in English.",
    "docs/decisions": "What was decided, why, and what would change it; not published.",
    "docs/overrides": "What of the theme's templates is ours.",
    "docs/share": "The picture that a shared link shows.",
    "docs/assets": "What pages load.",
    "docs/assets/css": "Style sheets, one for each component.",
    "docs/assets/app": "The pages' programs: they carry values to Python and put its answers on the page.",
    "docs/assets/app/calculator": "The page of one calculator.",
    "docs/assets/app/chart": "The curve of an amount against what is spent.",
    "docs/assets/app/compare": "One purpose across all policies.",
    "docs/assets/app/desk": "The desk: the editor, the law's words beside it, the thread with a whole Python.",
    "docs/assets/app/home": "The one question of the home page.",
    "docs/assets/app/plan": "One firm's plan, and a sheet of firms.",
    "docs/assets/app/search": "The search dialog, its thread and its ranking.",
    "docs/assets/app/shared": "What several pages need: address, form, corners, status, words.",
    "docs/assets/engine": "How a page starts Python in a thread and asks it.",
    "docs/assets/engine/loader": "The two ways to start: from the snapshot, and plainly.",
}
"""What the folders are for that cannot say it themselves."""


def rooms() -> Iterator[str]:
    """The list of rooms as it stands on the page."""
    for house in HOUSES:
        yield f"- {_line(house)}"
        for folder in sorted((ROOT / house).iterdir()):
            name = folder.relative_to(ROOT).as_posix()
            if folder.is_dir() and name not in HOUSES and not folder.name.startswith(("__", ".")):
                yield f"  - {_line(name)}"
    yield from (f"- {_line(name)}" for name in ALONE)


def _line(name: str) -> str:
    return f"[`{name}/`]({name}) {_purpose(name)}"


def _purpose(name: str) -> str:
    """The first sentence of the package.

    Raises:
        KeyError: the folder is new and says nothing.
    """
    package = ROOT / name / "__init__.py"
    said = ast.get_docstring(ast.parse(package.read_text("utf-8"))) if package.is_file() else None
    if said:
        return " ".join(said.split("\n\n")[0].split())
    if name not in PLAIN:
        raise KeyError(f"{name}/ is new: say what it is for in its __init__.py, or under PLAIN in {__name__}.")
    return PLAIN[name]


def page_with_rooms(page: str) -> str:
    """The page with the list as it has to be."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{chr(10).join(rooms())}\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(page_with_rooms(PAGE.read_text("utf-8")), "utf-8")
