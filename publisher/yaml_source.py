"""YAML 1.2 as plain values, with the line every value stands on.

ruamel.yaml composes the nodes; the values are built here, so that doubled keys
are all found at once and nothing is converted behind the author's back: a date
or a figure stays the text it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from publisher.findings import Finding, Refused

type Path_ = tuple[str | int, ...]

MOST_BYTES = 2_000_000
"""A record is prose of a few dozen pages; a larger file is a mistake."""

TAG = "tag:yaml.org,2002:"
PLAIN = {TAG + name for name in ("map", "seq", "str", "int", "float", "bool", "null", "timestamp", "merge")}
"""The kinds of values that YAML tells by itself."""


@dataclass
class Document:
    """A parsed file: its value, and the line of every path in it."""

    file: Path
    value: Any
    lines: dict[Path_, int] = field(default_factory=dict)

    def line(self, path: Path_) -> int:
        """The line of `path`, or of the nearest thing above it that stands in the file."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(file: Path) -> Document:
    """Read one file.

    Raises:
        Refused: it cannot be read or parsed, or has keys twice; each finding says where.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise Refused([Finding(file, 1, file.name, "a file that can be read", str(error.strerror))]) from error
    return _parse(file, data)


@lru_cache(maxsize=256)
def _parse(file: Path, data: bytes) -> Document:
    def refuse(line: int, value: str, expected: str, mend: str) -> Refused:
        return Refused([Finding(file, line, value, expected, mend)])

    if len(data) > MOST_BYTES:
        raise refuse(
            1, f"{len(data):,} bytes", f"at most {MOST_BYTES:,} bytes", "put one policy in a file, and no data but its own"
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise refuse(
            line, f"byte {data[error.start]:#04x}", "text in UTF-8", "save the file as UTF-8 (not GBK or Big5)"
        ) from error
    if not text.strip():
        raise refuse(1, "an empty file", "a YAML mapping", "write the record, or delete the file")
    for number, words in enumerate(text.splitlines(), 1):
        if words.lstrip(" ").startswith("\t"):
            raise refuse(number, "a tab at the start of the line", "spaces", "indent with two spaces for each level")
    try:
        root = YAML(typ="rt", pure=True).compose(text)
    except MarkedYAMLError as error:
        problem = error.problem or error.context or "no YAML"
        mark = error.context_mark if "end of stream" in problem else error.problem_mark
        raise refuse(mark.line + 1 if mark else 1, problem, "YAML 1.2", _mend(problem)) from error
    except ReaderError as error:
        line = text[: error.position].count("\n") + 1
        raise refuse(
            line, f"the character U+{ord(text[error.position]):04X}", "text without control characters", "remove it"
        ) from error
    except YAMLError as error:
        raise refuse(1, str(error), "YAML 1.2", "remove what is no YAML here") from error
    except RecursionError as error:
        raise refuse(1, "brackets in brackets without end", "YAML 1.2", "close the brackets that were opened") from error
    if root is None:
        raise refuse(1, "nothing but comments", "a YAML mapping", "write the record, or delete the file")
    document = Document(file, None)
    problems: list[Finding] = []
    document.value = _build(root, (), document, problems)
    if problems:
        raise Refused(problems)
    if not isinstance(document.value, dict):
        raise refuse(1, type(document.value).__name__, "a YAML mapping", "write `key: value` lines at the left margin")
    return document


def _mend(problem: str) -> str:
    if "quoted scalar" in problem or "end of stream" in problem:
        return "close the quotation mark, or put the text in a block (`|-`)"
    if "mapping values are not allowed" in problem or "expected <block end>" in problem:
        return "check the indentation, and quote a value that holds a colon followed by a space"
    if "flow" in problem or "expected ','" in problem:
        return "close the bracket, and quote a value that holds , [ ] { } inside a flow mapping"
    return "check the line and the one above it"


def _build(node: Node, path: Path_, document: Document, problems: list[Finding]) -> Any:
    """Turn a node into plain values; what a record must not hold is noted, all of it."""
    line = node.start_mark.line + 1
    document.lines.setdefault(path, line)
    if node.anchor or str(node.tag) not in PLAIN:
        what = f"&{node.anchor}" if node.anchor else str(node.tag)
        problems.append(Finding(document.file, line, what, "plain values, without anchors and tags", "write the value itself"))
    elif isinstance(node, MappingNode):
        return _mapping(node, path, document, problems)
    elif isinstance(node, SequenceNode):
        return [_build(child, (*path, index), document, problems) for index, child in enumerate(node.value)]
    elif isinstance(node, ScalarNode):
        if node.tag == TAG + "null":
            name = f"{path[-1]}:" if path else "null"
            where = document.lines[path]  # the key's: an absent value has no line of its own
            problems.append(Finding(document.file, where, name, "a value", "write the value, or leave out what is not there"))
        return _scalar(node)
    return None


def _mapping(node: MappingNode, path: Path_, document: Document, problems: list[Finding]) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line, key = key_node.start_mark.line + 1, str(key_node.value)
        if not isinstance(key_node, ScalarNode):
            problems.append(Finding(document.file, line, "? […]", "a word as the key", "write `key: value`"))
            continue
        if key in value:
            problems.append(Finding(document.file, line, f"{key}:", "each key once", f"remove or rename the second `{key}`"))
        document.lines[(*path, key)] = line
        if node.flow_style and value_node.tag == TAG + "null":
            expected = "`key: value` between the commas of { }"
            mend = "quote the value that holds a comma, or write it on a line of its own"
            problems.append(Finding(document.file, line, key, expected, mend))
            continue
        value[key] = _build(value_node, (*path, key), document, problems)
    return value


def _scalar(node: ScalarNode) -> Any:
    text = str(node.value).replace("\a", "")  # ruamel marks with a bell where it folded a line
    if node.tag == TAG + "null":
        return None
    if node.tag == TAG + "bool":
        return text.lower() == "true"
    if node.tag == TAG + "int" and re.fullmatch(r"0|[1-9]\d{0,17}", text):
        return int(text)
    return text


def walk(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Any]]:
    """Yield every value of a document with its path, parents first."""
    yield path, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in items:
        yield from walk(child, (*path, key))
