"""Reading and writing WebAssembly's binary format, as far as the build changes it: sections, numbers, names.

Source: WebAssembly Core Specification, chapter 5 (binary format).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from publisher.errors import Trouble

MODULE_START = b"\0asm\x01\0\0\0"

FUNCTION_TYPE = 0x60

FUNCTION, TABLE, MEMORY, GLOBAL, TAG = range(5)
"""What an import or an export can be of."""


class Section(IntEnum):
    """The sections that the build looks into, by the number they have in a file."""

    TYPE = 1
    IMPORT = 2
    FUNCTION = 3
    TABLE = 4
    MEMORY = 5
    GLOBAL = 6
    EXPORT = 7
    ELEMENT = 9
    CODE = 10
    TAG = 13


class Reader:
    """Goes through `data` from `at` on."""

    def __init__(self, data: bytes, at: int = 0) -> None:
        self.data = data
        self.at = at

    def byte(self) -> int:
        """The next byte."""
        self.at += 1
        return self.data[self.at - 1]

    def take(self, size: int) -> bytes:
        """The next `size` bytes."""
        self.at += size
        return self.data[self.at - size : self.at]

    def number(self) -> int:
        """An unsigned number (LEB128)."""
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    def sized(self) -> bytes:
        """As many bytes as the number before them says."""
        return self.take(self.number())

    def match(self, pattern: re.Pattern[bytes]) -> bytes:
        """The bytes that `pattern` matches here."""
        found = pattern.match(self.data, self.at)
        if found is None:
            raise Trouble(f"Pyodide's wasm file has something unknown ({self.data[self.at : self.at + 8].hex()})")
        return self.take(len(found[0]))

    def since(self, start: int) -> bytes:
        """The bytes from `start` to here."""
        return self.data[start : self.at]


@dataclass(frozen=True)
class Module:
    """A file's functions, and what it has besides by the number under which its functions know it."""

    types: list[tuple[list[bytes], bytes]]
    """Each function type: the types of its parameters, and its results as they are written."""
    imported: int
    """How many functions are imported; those of the file itself are numbered behind them."""
    type_of: list[int]
    """The type of each function, the imported ones first."""
    bodies: list[bytes]
    """The code of each function that is not imported: its locals and its instructions."""
    declared: dict[int, list[bytes]]
    """Of every TABLE, MEMORY, GLOBAL and TAG what an import of it would say."""


def read(wasm: bytes) -> Module:
    """The module in a file.

    Raises:
        Trouble: it is no wasm file, or has something that Pyodide's had not when this was written.
    """
    content = dict(sections(wasm))

    def each(section: Section) -> Iterator[Reader]:
        reader = Reader(content.get(section, b"\0"))
        for _ in range(reader.number()):
            yield reader

    declared: dict[int, list[bytes]] = {kind: [] for kind in _DECLARATIONS}
    type_of = []
    for reader in each(Section.IMPORT):
        reader.sized(), reader.sized()  # where it is from
        kind = reader.byte()
        if kind == FUNCTION:
            type_of.append(reader.number())
        else:
            declared[kind].append(_DECLARATIONS[kind](reader))
    imported = len(type_of)
    type_of += [reader.number() for reader in each(Section.FUNCTION)]
    for kind, section in ((TABLE, Section.TABLE), (MEMORY, Section.MEMORY), (TAG, Section.TAG)):
        declared[kind] += [_DECLARATIONS[kind](reader) for reader in each(section)]
    for reader in each(Section.GLOBAL):
        declared[GLOBAL].append(_global(reader))
        reader.match(CONSTANT)
    types = [_type(reader) for reader in each(Section.TYPE)]
    return Module(types, imported, type_of, [reader.sized() for reader in each(Section.CODE)], declared)


def _type(reader: Reader) -> tuple[list[bytes], bytes]:
    if (form := reader.byte()) != FUNCTION_TYPE:
        raise Trouble(f"Pyodide's wasm file has a type of an unknown form ({form:#x})")
    parameters = [reader.take(1) for _ in range(reader.number())]
    start = reader.at
    reader.take(reader.number())
    return parameters, reader.since(start)


def _limited(reader: Reader, size: int) -> bytes:
    """A memory (`size` 0), or a table (1 byte says what it holds): how small and how large it may be."""
    start = reader.at
    reader.take(size)
    bounded = reader.byte() & 1
    for _ in range(1 + bounded):
        reader.number()
    return reader.since(start)


def _global(reader: Reader) -> bytes:
    return reader.take(2)  # of which type, and whether it may change


def _tag(reader: Reader) -> bytes:
    start = reader.at
    reader.byte()
    reader.number()
    return reader.since(start)


_DECLARATIONS: dict[int, Callable[[Reader], bytes]] = {
    TABLE: lambda reader: _limited(reader, 1),
    MEMORY: lambda reader: _limited(reader, 0),
    GLOBAL: _global,
    TAG: _tag,
}

LEB128 = rb"[\x80-\xff]*+[\x00-\x7f]"
"""A pattern for a number."""

CONSTANT = re.compile(rb"(?:[\x41\x42\x23\xd0\xd2]" + LEB128 + rb"|\x43.{4}|\x44.{8}|[\x6a-\x6c\x7c-\x7e])*+\x0b", re.DOTALL)
"""An expression that gives a global its first value, or a table the place where it is filled from."""


def sections(wasm: bytes) -> Iterator[tuple[int, bytes]]:
    """Each section's kind and contents, in the order of the file.

    Raises:
        Trouble: it is no wasm file.
    """
    if not wasm.startswith(MODULE_START):
        raise Trouble("Pyodide's wasm file is none")
    reader = Reader(wasm, len(MODULE_START))
    while reader.at < len(wasm):
        kind = reader.byte()
        yield kind, reader.sized()


def module(of: Iterable[tuple[int, bytes]]) -> bytes:
    """The file that has these sections."""
    return MODULE_START + b"".join(bytes([kind]) + sized(content) for kind, content in of)


@dataclass(frozen=True)
class Export:
    """An export: its name, what it is of, the number of that, and the bytes that all this is written in."""

    name: str
    kind: int
    index: int
    written: bytes


def exports(section: bytes) -> Iterator[Export]:
    """The exports in the section of them."""
    reader = Reader(section)
    for _ in range(reader.number()):
        start = reader.at
        name, kind, index = reader.sized().decode(), reader.byte(), reader.number()
        yield Export(name, kind, index, reader.since(start))


def locals_end(body: bytes) -> int:
    """Where the instructions of a function begin: behind its local variables."""
    reader = Reader(body)
    for _ in range(reader.number()):
        reader.number()  # so many
        reader.byte()  # of this type
    return reader.at


def number(value: int) -> bytes:
    """An unsigned number (LEB128)."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def signed(value: int) -> bytes:
    """A signed number (LEB128), as constants are written."""
    out = bytearray()
    while not -0x40 <= value < 0x40:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value & 0x7F])


def sized(content: bytes) -> bytes:
    """`content` behind its length."""
    return number(len(content)) + content


def vector(items: Iterable[bytes]) -> bytes:
    """The items, one after the other, behind their number."""
    listed = list(items)
    return number(len(listed)) + b"".join(listed)


def appended(section: bytes, items: Iterable[bytes]) -> bytes:
    """A section that is a vector, with `items` behind those that it has."""
    reader = Reader(section)
    listed = list(items)
    return number(reader.number() + len(listed)) + section[reader.at :] + b"".join(listed)
