"""Compiling Python to byte code, small, and packing it so that equal input gives equal bytes."""

import ast
import importlib.util
import marshal
import zipfile
from collections.abc import Mapping
from types import CodeType

# Zip files cannot say "no time": this is the earliest they know.
_EPOCH = (1980, 1, 1, 0, 0, 0)

# PEP 552: byte code that names the hash of its source and is never checked against it (there is no source).
_UNCHECKED_HASH = (1).to_bytes(4, "little")

# The one thing in the library that looks at the annotations of functions when it runs.
_READS_ANNOTATIONS = b"singledispatch"


def compiled(source: bytes, file_name: str) -> bytes:
    """The contents of a .pyc for `source`, without docstrings, assertions and the annotations of functions.

    `file_name` is what tracebacks show, with a function's first line, whichever failed: the positions of all
    instructions would be a third of the bytes, and whatever fails in a browser fails on the command line as well.
    """
    tree = ast.parse(source)
    if _READS_ANNOTATIONS not in source:
        tree = _WithoutAnnotations().visit(tree)
    code = _with_first_lines(compile(tree, file_name, "exec", dont_inherit=True, optimize=2))
    return importlib.util.MAGIC_NUMBER + _UNCHECKED_HASH + importlib.util.source_hash(source) + marshal.dumps(code)


class _WithoutAnnotations(ast.NodeTransformer):
    """Takes the annotations of functions away; those of classes stay, data classes are made of them."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        node.returns = None
        self.generic_visit(node)
        return node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AsyncFunctionDef:
        node.returns = None
        self.generic_visit(node)
        return node


def _with_first_lines(code: CodeType) -> CodeType:
    """`code` with every instruction, also of the functions inside it, on the first line of its function."""
    constants = tuple(_with_first_lines(c) if isinstance(c, CodeType) else c for c in code.co_consts)
    # PEP 626 as of Python 3.11 (Objects/locations.md): an entry stands for up to 8 units of 2 bytes; kind 13 is a
    # line without columns, and its number follows as the difference from the line before, here none.
    units = len(code.co_code) // 2
    lengths = [min(8, units - at) for at in range(0, units, 8)]
    table = b"".join(bytes((0x80 | 13 << 3 | length - 1, 0)) for length in lengths)
    return code.replace(co_consts=constants, co_linetable=table)


def write_zip(path: str, members: Mapping[str, bytes]) -> None:
    """Writes a zip whose bytes depend on the members alone."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(members):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, members[name])


def read_zip(path: str) -> dict[str, bytes]:
    """The files of a zip by name."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
