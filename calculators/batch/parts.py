"""The parts of a workbook's file, which is a zip of XML: read a piece at a time, and never believed.

Sizes are counted as they come, whatever the zip says of them. A document type,
with which entities would come, ends the reading. Source: ECMA-376 part 2.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from xml.parsers import expat

from calculators.errors import Misuse

MOST_UNPACKED = 300_000_000
"""Bytes of a part; a hundred thousand firms have a third of it, a bomb thousands of times its file."""

PIECE = 1 << 16
"""Bytes read at once."""

YES = ("1", "true", "on")
"""How an attribute says yes."""

type Start = Callable[[str, Mapping[str, str]], object]
type End = Callable[[str], object]
type Text = Callable[[str], object]

_BROKEN = (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, NotImplementedError, ValueError, LookupError)


@contextmanager
def told() -> Iterator[None]:
    """Say in a sentence what a file that is cut short, locked or made up raises somewhere inside.

    Raises:
        Misuse: it did.
    """
    try:
        yield
    except _BROKEN as error:
        raise Misuse("broken-workbook") from error
    except RuntimeError as error:
        if "password" in str(error):  # what zipfile says of a part that is locked
            raise Misuse("locked-workbook") from error
        raise


class Parts:
    """The parts by their names, of which case and slashes are not minded."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {name.replace("\\", "/").lower().lstrip("/"): name for name in archive.namelist()}

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._names

    def pieces(self, part: str) -> Iterator[bytes]:
        """The bytes of a part.

        Raises:
            Misuse: there are far too many.
        """
        size = 0
        with self._archive.open(self._names[part.lower()]) as file:
            while piece := file.read(PIECE):
                size += len(piece)
                if size > MOST_UNPACKED:
                    raise Misuse("too-large-inside", limit=MOST_UNPACKED // 1_000_000)
                yield piece

    def walk(self, part: str, start: Start, end: End | None = None, text: Text | None = None) -> None:
        """Go through a part's elements by their local names."""
        reader = parser()
        reader.StartElementHandler = lambda name, said: start(local(name), said)
        if end is not None:
            reader.EndElementHandler = lambda name: end(local(name))
        reader.CharacterDataHandler = text
        for piece in self.pieces(part):
            reader.Parse(piece)
        reader.Parse(b"", True)

    def related(self, part: str, kind: str) -> dict[str, str]:
        """The parts that a part names for what they are, by the ids it calls them by."""
        found: dict[str, str] = {}
        folder, name = posixpath.split(part)

        def start(element: str, said: Mapping[str, str]) -> None:
            if element == "Relationship" and said.get("Type", "").endswith(kind) and said.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, said["Target"].replace("\\", "/")))
                found[said.get("Id", "")] = target.lstrip("/")

        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations in self:
            self.walk(relations, start)
        return found


def local(name: str) -> str:
    """A name without its prefix, which is not looked up: strict and transitional files differ in what it stands for alone."""
    return name.rpartition(":")[2]


def parser() -> expat.XMLParserType:
    """What reads XML, and stops at a document type."""
    made = expat.ParserCreate()
    made.buffer_text = True
    made.StartDoctypeDeclHandler = _refuse
    return made


def _refuse(*_: object) -> None:
    raise expat.ExpatError("a document type")
