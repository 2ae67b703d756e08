"""Which pages stand for all: one of every kind, in both languages, found in the built site itself."""

from __future__ import annotations

from pathlib import Path


def every_page(site: Path) -> list[str]:
    """The addresses of all pages below the site's root, sorted: `` for the home page, `policies/xiamen-2025/3/`, `404.html`."""
    return sorted(_address(file.relative_to(site)) for file in site.rglob("*.html") if not _generated(file.relative_to(site)))


def one_of_each_kind(site: Path) -> list[str]:
    """The addresses of the largest page of every kind in each language; a kind is a place in the tree, ids left out."""
    largest: dict[tuple[str, ...], tuple[int, str]] = {}
    for file in site.rglob("*.html"):
        relative = file.relative_to(site)
        if _generated(relative):
            continue
        kind = _kind(relative)
        largest[kind] = max(largest.get(kind, (0, "")), (file.stat().st_size, _address(relative)))
    return [address for _, (_, address) in sorted(largest.items())]


def page_file(site: Path, address: str) -> Path:
    """The file behind an address."""
    return site / address if address.endswith(".html") else site / address / "index.html"


def _address(file: Path) -> str:
    return file.as_posix().removesuffix("index.html")


def _generated(file: Path) -> bool:
    """Whether a file belongs to a tool's own output and is no page of the site."""
    return file.parts[0] == "assets"


def _kind(file: Path) -> tuple[str, ...]:
    language, *rest = file.parts if file.parts[0] == "en" else ("zh", *file.parts)
    hub, *below = rest
    return (language, hub, *("*" for _ in below[1:]), file.name)
