"""A document held against the model of its form; what does not fit is told in the words of the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from publisher.records.base import Model, read_model
from publisher.records.findings import Finding
from publisher.records.yaml_source import Document, Path_

EXPECTED = {
    "string_type": "text",
    "string_too_short": "text that is not empty",
    "list_type": "a list",
    "too_short": "something in it",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "date_type": "a day, as 2026-01-15",
    "date_from_datetime_parsing": "a day of the calendar, as 2026-01-15",
}
"""What a kind of pydantic's errors means to the author of a record."""

VAGUE = frozenset(kind for kind in EXPECTED if kind.endswith("_type"))
"""Kinds that only say another branch of a union was tried."""


def validated[M: Model](model: type[M], document: Document | None, findings: list[Finding]) -> M | None:
    """Build the model; where the document does not fit it, add the findings and return None."""
    if document is None:
        return None
    try:
        return read_model(model, document.value)
    except ValidationError as error:
        problems = [(_path(document, problem), problem) for problem in error.errors()]
        findings += [_finding(document, path, problem) for path, problem in _telling(problems)]
        return None


def _path(document: Document, problem: Any) -> Path_:
    """The innermost key of the report that stands in the file, without the names of union branches."""
    path: Path_ = ()
    for part in problem["loc"]:
        if (*path, part) not in document.lines:
            if problem["type"] == "missing":
                break
            continue
        path = (*path, part)
    return path


def _telling(problems: Iterable[tuple[Path_, Any]]) -> list[tuple[Path_, Any]]:
    """Leave out what pydantic reports of the union branches that were never meant."""
    found = list(problems)
    return [
        (path, problem)
        for path, problem in found
        if problem["type"] not in VAGUE
        or not any(
            other[: len(path)] == path and (len(other) > len(path) or one["type"] not in VAGUE)
            for other, one in found
            if one is not problem
        )
    ]


def _finding(document: Document, path: Path_, problem: Any) -> Finding:
    line, key, kind = document.line(path), problem["loc"][-1], problem["type"]
    name = ".".join(map(str, path)) or "the record"
    if kind == "extra_forbidden":
        return Finding(document.file, line, f"{key}:", "a key that the form knows", "remove it, or look for a slip in its name")
    if kind == "missing":
        return Finding(document.file, line, name, f"the key `{key}`", f"add `{key}:`")
    return Finding(document.file, line, _shown(problem["input"]), _expected(kind, problem), f"correct `{name}`")


def _expected(kind: str, problem: Any) -> str:
    if kind in EXPECTED:
        return EXPECTED[kind]
    if kind in ("literal_error", "enum"):
        return f"one of {problem['ctx']['expected'].replace(chr(39), '').replace(' or ', ', ')}"
    if kind == "string_pattern_mismatch":
        return f"text of the form {problem['ctx']['pattern']}"
    return str(problem["msg"]).removeprefix("Value error, ")


def _shown(value: object) -> str:
    """A value in short: a mapping by its keys, a list by its length."""
    if isinstance(value, Mapping):
        return ", ".join(map(str, value)) or "{}"
    return f"a list of {len(value)}" if isinstance(value, list) else str(value)
