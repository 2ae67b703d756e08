"""YAML 1.2 as plain values, with the line every value stands on.

libyaml reads, as fast as C is; where it refuses, ruamel.yaml reads the file
again and says more exactly what is wrong. The values are built here from
libyaml's events, so that doubled keys, anchors and tags are all found at once
and nothing is converted behind the author's back: a date or a figure stays the
text it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

from publisher.records.findings import Finding, Refused

type Path_ = tuple[str | int, ...]

MOST_BYTES = 2_000_000
"""A record is prose of a few dozen pages; a larger file is a mistake."""

NULL, BOOL, INT = (f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int"))


class PlainLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # no libyaml: slower, and the same
    """Tells apart what records tell apart, as YAML 1.2 writes it: nothing, true and false, whole numbers; the rest is text."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}


PlainLoader.add_implicit_resolver(NULL, re.compile(r"(?:~|null|Null|NULL|)\Z"), ["~", "n", "N", ""])
PlainLoader.add_implicit_resolver(BOOL, re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z"), list("tTfF"))
PlainLoader.add_implicit_resolver(INT, re.compile(r"(?:0|[1-9][0-9]{0,17})\Z"), list("0123456789"))


@dataclass
class Document:
    """A parsed file: its value, and the line of every path in it."""

    file: Path
    value: Any
    lines: dict[Path_, int] = field(default_factory=dict)
    text: str = ""
    """The file as it was read, comments included."""

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
    return parse_yaml(file, data)


@lru_cache(maxsize=256)
def parse_yaml(file: Path, data: bytes) -> Document:
    """Read what stands in a file, or is to stand in it.

    Raises:
        Refused: it cannot be parsed, or has keys twice; each finding says where.
    """

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
    for number, words in enumerate(text.split("\n"), 1):
        if found := re.search("[\x85\u2028\u2029]", words):
            what = f"the character U+{ord(found[0]):04X}"
            raise refuse(number, what, "line breaks as YAML 1.2 has them", "put an ordinary line break in its place, or none")
    reader = _Reader(file, text)
    try:
        value = reader.read()
    except yaml.YAMLError as error:
        raise Refused([_explained(file, text, error)]) from error
    except RecursionError as error:
        raise Refused([_too_deep(file)]) from error
    if value is None:
        raise refuse(1, "nothing but comments", "a YAML mapping", "write the record, or delete the file")
    if reader.problems:
        raise Refused(reader.problems)
    if not isinstance(value, dict):
        raise refuse(1, type(value).__name__, "a YAML mapping", "write `key: value` lines at the left margin")
    return Document(file, value, reader.lines, text)


def _too_deep(file: Path) -> Finding:
    return Finding(file, 1, "brackets in brackets without end", "YAML 1.2", "close the brackets that were opened")


def _explained(file: Path, text: str, refusal: yaml.YAMLError) -> Finding:
    """What is wrong with a file that libyaml has refused."""
    try:
        YAML(typ="rt", pure=True).compose(text)
    except MarkedYAMLError as error:
        problem = error.problem or error.context or "no YAML"
        mark = error.context_mark if "end of stream" in problem else error.problem_mark
        return Finding(file, mark.line + 1 if mark else 1, problem, "YAML 1.2", _mend(problem))
    except ReaderError as error:
        line = text[: error.position].count("\n") + 1
        what = f"the character U+{ord(text[error.position]):04X}"
        return Finding(file, line, what, "text without control characters", "remove it")
    except RecursionError:
        return _too_deep(file)
    except Exception:  # noqa: BLE001  # whatever it finds: what libyaml said stands
        pass
    mark = getattr(refusal, "problem_mark", None)
    problem = getattr(refusal, "problem", None) or str(refusal)
    return Finding(file, mark.line + 1 if mark else 1, problem, "YAML 1.2", _mend(problem))


def _mend(problem: str) -> str:
    if "quoted scalar" in problem or "end of stream" in problem:
        return "close the quotation mark, or put the text in a block (`|-`)"
    if "mapping values are not allowed" in problem or "expected <block end>" in problem:
        return "check the indentation, and quote a value that holds a colon followed by a space"
    if "flow" in problem or "expected ','" in problem:
        return "close the bracket, and quote a value that holds , [ ] { } inside a flow mapping"
    return "check the line and the one above it"


class _Reader:
    """Builds the values of one file; what a record must not hold is noted in `problems`, all of it."""

    def __init__(self, file: Path, text: str) -> None:
        self.file = file
        self.lines: dict[Path_, int] = {}
        self.problems: list[Finding] = []
        self._loader = PlainLoader(text)

    def read(self) -> Any:
        """The value of the file; None where there is nothing in it but comments.

        Raises:
            yaml.YAMLError: it is no YAML, or holds several documents.
        """
        self._loader.get_event()
        if self._loader.check_event(yaml.StreamEndEvent):
            return None
        self._loader.get_event()
        value = self._value(())
        self._loader.get_event()
        if not self._loader.check_event(yaml.StreamEndEvent):
            raise yaml.YAMLError("more than one document")
        return value

    def _note(self, line: int, value: str, expected: str, mend: str) -> None:
        self.problems.append(Finding(self.file, line, value, expected, mend))

    def _value(self, path: Path_) -> Any:
        event = self._loader.get_event()
        line = event.start_mark.line + 1
        self.lines.setdefault(path, line)
        if isinstance(event, yaml.AliasEvent):
            what: str | None = f"*{event.anchor}"
        elif event.anchor:
            what = f"&{event.anchor}"
        else:
            what = event.tag
        if what:
            self._note(line, what, "plain values, without anchors and tags", "write the value itself")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, event.flow_style)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return None if what else self._scalar(event, path)

    def _sequence(self, path: Path_) -> list[Any]:
        values: list[Any] = []
        while not self._loader.check_event(yaml.SequenceEndEvent):
            values.append(self._value((*path, len(values))))
        self._loader.get_event()
        return values

    def _mapping(self, path: Path_, in_braces: bool) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not self._loader.check_event(yaml.MappingEndEvent):
            event = self._loader.peek_event()
            line = event.start_mark.line + 1
            if not isinstance(event, yaml.ScalarEvent):
                self._note(line, "? […]", "a word as the key", "write `key: value`")
                self._value((*path, ""))
                self._value((*path, ""))
                continue
            key = self._loader.get_event().value
            if key in values:
                self._note(line, f"{key}:", "each key once", f"remove or rename the second `{key}`")
            self.lines[(*path, key)] = line
            if in_braces and self._is_nothing(self._loader.peek_event()):
                self._loader.get_event()
                expected = "`key: value` between the commas of { }"
                self._note(line, key, expected, "quote the value that holds a comma, or write it on a line of its own")
                continue
            values[key] = self._value((*path, key))
        self._loader.get_event()
        return values

    def _is_nothing(self, event: yaml.Event) -> bool:
        return isinstance(event, yaml.ScalarEvent) and not event.tag and self._kind(event) == NULL

    def _kind(self, event: yaml.ScalarEvent) -> str:
        return str(self._loader.resolve(yaml.ScalarNode, event.value, event.implicit))

    def _scalar(self, event: yaml.ScalarEvent, path: Path_) -> Any:
        kind = self._kind(event)
        if kind == NULL:
            name = f"{path[-1]}:" if path else "null"
            where = self.lines[path]  # the key's: an absent value has no line of its own
            self._note(where, name, "a value", "write the value, or leave out what is not there")
            return None
        if kind == BOOL:
            return event.value.lower() == "true"
        return int(event.value) if kind == INT else event.value


def walk(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Any]]:
    """Yield every value of a document with its path, parents first."""
    yield path, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in items:
        yield from walk(child, (*path, key))
