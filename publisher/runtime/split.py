"""Splits Pyodide's wasm file into the functions that a start and its answers call, and the rest.

A browser reads and checks every function of a file before it runs the first, and
few of Python's seventeen thousand are called between a start and a visitor's
answers. So most of them are moved into a second file, which is loaded when one
of them is called after all. In the first part every function keeps its number
and its place in every table, for a snapshot knows them by these; in the place
of one that has moved is a stub:

    stub         passes its arguments and the function's place on to the dispatcher of its type
    dispatcher   calls the loader unless the rest is there; then the function, through the table of those moved
    loader       fills the table of those that the rest calls, and calls place 0 of the other one: a function of
                 JavaScript's (docs/assets/engine/loader/rest.mjs), which brings in the rest

The rest imports memory, tables, tags and globals of the first part, and calls its functions through a table. So the
same instructions run on the same memory, whatever was foreseen: a function that was not costs the loading, once.

Source: WebAssembly Core Specification 3.0, chapter 5 (binary format).
"""

from __future__ import annotations

import re
from collections.abc import Collection

from publisher.runtime.wasm import (
    FUNCTION_TYPE,
    GLOBAL,
    LEB128,
    MEMORY,
    TABLE,
    TAG,
    Module,
    Reader,
    Section,
    appended,
    locals_end,
    module,
    number,
    read,
    sections,
    signed,
    sized,
    vector,
)

PREFIX = "rest:"
"""How the names begin under which the first part exports what the rest imports."""

MOVED = f"{PREFIX}moved"
"""The table of the functions moved, at whose place 0 JavaScript puts the function that brings the rest in."""

_I32, _FUNCREF, _MUTABLE = b"\x7f", b"\x70", b"\x01"
_LOCAL_GET, _GLOBAL_GET, _GLOBAL_SET, _CALL, _CALL_INDIRECT = b"\x20", b"\x23", b"\x24", b"\x10", b"\x11"
_I32_CONST, _I32_EQZ, _IF, _END, _TABLE_INIT = b"\x41", b"\x45", b"\x04\x40", b"\x0b", b"\xfc\x0c"
_NO_LOCALS, _NOTHING, _PASSIVE, _ACTIVE = b"\0", b"\0", b"\1\0", b"\2"

_UNCHANGED = b"|".join(
    (
        rb"[\x00\x01\x05\x0a\x0b\x0f\x19-\x1b\x45-\xc4\xd1]",
        rb"[\x02-\x04\x06-\x09\x0c\x0d\x18\x20-\x22\x25\x26\x3f-\x42\xd0]" + LEB128,
        rb"[\x11\x28-\x3e]" + LEB128 + LEB128,
        rb"\x43.{4}",
        rb"\x44.{8}",
        rb"\x1c\x01.",
        rb"\xfc(?:[\x00-\x07]|[\x0a\x0e]" + LEB128 + LEB128 + rb"|[\x0b\x0f-\x11]" + LEB128 + rb")",
    )
)
"""Instructions that are the same in both parts: they name no function and no global."""

_INSTRUCTIONS = re.compile(
    rb"(?P<unchanged>(?:%b)++)|\x10(?P<call>%b)|(?P<access>[\x23\x24])(?P<global>%b)|\x0e(?P<labels>%b)"
    % (_UNCHANGED, LEB128, LEB128, LEB128),
    re.DOTALL,
)


def split(wasm: bytes, called: Collection[int]) -> tuple[bytes, bytes]:
    """The first part and the rest of a wasm file.

    Args:
        wasm: the file.
        called: the numbers of the functions that stay in the first part. Others stay too where the stub would not be
            shorter, or where an instruction is not known here.

    Raises:
        Trouble: the file has something that Pyodide's had not when this was written.
    """
    whole = read(wasm)
    rest = _Rest(whole, called)
    return _first_part(wasm, whole, rest), rest.file()


class _Rest:
    """The functions that move, rewritten for a file of their own."""

    def __init__(self, whole: Module, called: Collection[int]) -> None:
        self.whole = whole
        self.tables = len(whole.declared[TABLE])
        """The tables that both parts share; the next two are those of the functions moved, and of those called back."""
        own = range(whole.imported, len(whole.type_of))
        moved = (f for f in own if f not in called and self._is_worth_it(f) and _can_move(whole.bodies[f - whole.imported]))
        self.moved = {function: place for place, function in enumerate(moved, start=1)}
        """The functions that move, and their places in the table; place 0 is JavaScript's."""
        self.called_back: dict[int, int] = {}
        """The functions of the first part that the rest calls, and their places in the table."""
        self.globals: dict[int, int] = {}
        """The globals that the rest uses: their numbers there by those in the first part."""
        self._bodies = [self._rewritten(whole.bodies[f - whole.imported]) for f in self.moved]

    def _is_worth_it(self, function: int) -> bool:
        parameters, _ = self.whole.types[self.whole.type_of[function]]
        return len(self.whole.bodies[function - self.whole.imported]) > 2 * len(parameters) + 12

    def _rewritten(self, body: bytes) -> bytes:
        """The code of a function as it stands in the rest."""
        start = locals_end(body)
        out = bytearray(body[:start])
        at = start
        while at < len(body):
            found = _INSTRUCTIONS.match(body, at)
            assert found  # `_can_move` has been this way
            at = found.end()
            if found["call"]:
                out += self._call(Reader(found["call"]).number())
            elif found["global"]:
                known = Reader(found["global"]).number()
                out += found["access"] + number(self.globals.setdefault(known, len(self.globals)))
            elif found["labels"]:
                at = _labels_end(body, found)
                out += body[found.start() : at]
            else:
                out += found["unchanged"]
        return bytes(out)

    def _call(self, function: int) -> bytes:
        if function in self.moved:
            return _CALL + number(self.moved[function] - 1)
        place = self.called_back.setdefault(function, len(self.called_back))
        kind = self.whole.type_of[function]
        return _I32_CONST + signed(place) + _CALL_INDIRECT + number(kind) + number(self.tables + 1)

    def shared(self) -> list[tuple[str, int, int, bytes]]:
        """What the rest imports: the name, the kind, the number in the first part, and what it is."""
        declared = self.whole.declared
        both = [(kind, at, what) for kind in (TABLE, MEMORY, TAG) for at, what in enumerate(declared[kind])]
        both += [(TABLE, self.tables + at, table) for at, table in enumerate(self.new_tables())]
        both += [(GLOBAL, at, declared[GLOBAL][at]) for at in self.globals]
        both.sort(key=lambda item: item[0] == GLOBAL)  # stable: each kind in the order of its numbers in the rest
        names = {(TABLE, self.tables): MOVED}
        return [(names.get((kind, at), f"{PREFIX}{kind}.{at}"), kind, at, what) for kind, at, what in both]

    def new_tables(self) -> list[bytes]:
        """The table of the functions moved, and that of those called back."""
        return [_FUNCREF + _NOTHING + number(size) for size in (len(self.moved) + 1, len(self.called_back))]

    def file(self) -> bytes:
        """The wasm file of the rest."""
        imports = [sized(PREFIX.encode()) + sized(name.encode()) + bytes([kind]) + what for name, kind, _, what in self.shared()]
        kinds = [self.whole.type_of[function] for function in self.moved]
        places = _ACTIVE + number(self.tables) + _I32_CONST + signed(1) + _END + _NOTHING + vector(map(number, range(len(kinds))))
        types = [bytes([FUNCTION_TYPE]) + vector(parameters) + results for parameters, results in self.whole.types]
        return module(
            [
                (Section.TYPE, vector(types)),
                (Section.IMPORT, vector(imports)),
                (Section.FUNCTION, vector(map(number, kinds))),
                (Section.ELEMENT, vector([places])),
                (Section.CODE, vector(map(sized, self._bodies))),
            ]
        )


def _first_part(wasm: bytes, whole: Module, rest: _Rest) -> bytes:
    """The file with stubs in the places of those that have moved, and with what they need."""
    is_there = len(whole.declared[GLOBAL])
    loader = len(whole.type_of)
    kinds = sorted({whole.type_of[function] for function in rest.moved})
    dispatchers = {kind: loader + 1 + at for at, kind in enumerate(kinds)}
    plain = whole.types.index(([], _NOTHING))
    new_types = [bytes([FUNCTION_TYPE]) + vector([*whole.types[kind][0], _I32]) + whole.types[kind][1] for kind in kinds]

    def arguments(count: int) -> bytes:
        return b"".join(_LOCAL_GET + number(at) for at in range(count))

    def stub(function: int) -> bytes:
        kind = whole.type_of[function]
        place = _I32_CONST + signed(rest.moved[function])
        return _NO_LOCALS + arguments(len(whole.types[kind][0])) + place + _CALL + number(dispatchers[kind]) + _END

    def dispatcher(kind: int) -> bytes:
        bring = _GLOBAL_GET + number(is_there) + _I32_EQZ + _IF + _CALL + number(loader) + _END
        call = _CALL_INDIRECT + number(kind) + number(rest.tables)
        return _NO_LOCALS + bring + arguments(len(whole.types[kind][0]) + 1) + call + _END

    content = dict(sections(wasm))
    called_back = _PASSIVE + vector(map(number, rest.called_back))
    filled = b"".join(_I32_CONST + signed(value) for value in (0, 0, len(rest.called_back)))
    element = Reader(content.get(Section.ELEMENT, _NOTHING)).number()
    fill = filled + _TABLE_INIT + number(element) + number(rest.tables + 1)
    bring = _I32_CONST + signed(0) + _CALL_INDIRECT + number(plain) + number(rest.tables)
    remember = _I32_CONST + signed(1) + _GLOBAL_SET + number(is_there)
    loading = _NO_LOCALS + fill + bring + remember + _END
    bodies = [stub(f) if f in rest.moved else body for f, body in enumerate(whole.bodies, start=whole.imported)]
    bodies += [loading, *map(dispatcher, kinds)]
    added = {
        Section.TYPE: new_types,
        Section.FUNCTION: [number(plain), *(number(len(whole.types) + at) for at in range(len(kinds)))],
        Section.TABLE: rest.new_tables(),
        Section.GLOBAL: [_I32 + _MUTABLE + _I32_CONST + signed(0) + _END],
        Section.EXPORT: [sized(name.encode()) + bytes([kind]) + number(at) for name, kind, at, _ in rest.shared()],
        Section.ELEMENT: [called_back],
    }
    changed: dict[int, bytes] = {kind: appended(content[kind], items) for kind, items in added.items()}
    changed[Section.CODE] = vector(map(sized, bodies))
    return module((kind, changed.get(kind, was)) for kind, was in sections(wasm))


def _can_move(body: bytes) -> bool:
    """Whether all instructions of a function are known here."""
    at = locals_end(body)
    while at < len(body):
        found = _INSTRUCTIONS.match(body, at)
        if found is None:
            return False
        at = _labels_end(body, found) if found["labels"] else found.end()
    return True


def _labels_end(body: bytes, found: re.Match[bytes]) -> int:
    """Where a jump through a list of labels ends: behind as many as it says and one more."""
    reader = Reader(body, found.end())
    for _ in range(Reader(found["labels"]).number() + 1):
        reader.number()
    return reader.at
