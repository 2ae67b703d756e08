"""Makes a wasm file that notes which of its functions are called.

Every function begins with setting a bit of its own, in one of as many globals as
that takes; they are exported under names with PREFIX and their number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publisher.runtime.wasm import GLOBAL, Section, appended, locals_end, module, number, read, sections, signed, sized, vector

PREFIX = "called:"
_BITS = 32


def traced(wasm: bytes) -> bytes:
    """The file, noting what is called.

    Raises:
        Trouble: the file has something that Pyodide's had not when this was written.
    """
    whole = read(wasm)
    first = len(whole.declared[GLOBAL])
    count = -(-len(whole.bodies) // _BITS)
    bodies = []
    for at, body in enumerate(whole.bodies):
        word, bit = number(first + at // _BITS), 1 << at % _BITS
        note = b"\x23" + word + b"\x41" + signed(bit - (1 << _BITS) if bit >> _BITS - 1 else bit) + b"\x72\x24" + word
        start = locals_end(body)
        bodies.append(sized(body[:start] + note + body[start:]))
    names = [sized(f"{PREFIX}{at}".encode()) + bytes([GLOBAL]) + number(first + at) for at in range(count)]
    content = dict(sections(wasm))
    changed: dict[int, bytes] = {
        Section.GLOBAL: appended(content[Section.GLOBAL], [b"\x7f\x01\x41\x00\x0b"] * count),
        Section.EXPORT: appended(content[Section.EXPORT], names),
        Section.CODE: vector(bodies),
    }
    return module((kind, changed.get(kind, was)) for kind, was in sections(wasm))


def called(wasm: bytes, words: Iterable[int]) -> Iterator[int]:
    """The numbers of the functions that were called, from the contents of the globals in their order."""
    imported = read(wasm).imported
    for at, word in enumerate(words):
        for bit in range(_BITS):
            if word >> bit & 1:
                yield imported + at * _BITS + bit
