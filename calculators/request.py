"""What a page asks of the engine, read before anything is worked out: only this may say that a request is none."""

from __future__ import annotations

import binascii
import json
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from calculators.errors import Problem
from calculators.money import UNITS
from calculators.vocabulary import LANGUAGES

type Cell = str | int | float | bool | None


class NotARequest(Problem):
    """No JSON, an unknown operation, or a field that is missing or of the wrong type: the page's mistake, not a visitor's."""

    key = "not-a-request"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The fields of all operations by their names in JSON; each has its type, and which are there says the operation.

    `inputs` are answers as typed, `on` a day as an address carries it, `content` and
    `also` the bytes of files (base 64 in JSON).
    """

    op: str
    lang: str
    unit: str = ""
    benefit: str = ""
    purpose: str = ""
    place: str | None = None
    on: str | None = None
    inputs: Mapping[str, str]
    root: str = ""
    address: str = ""
    rows: Sequence[Sequence[Cell]] = ()
    name: str = ""
    content: bytes = b""
    also_name: str = ""
    also: bytes = b""
    reading: int = 0
    most: int = 0
    curves: bool = False


def read_fields(text: str) -> Mapping[str, object]:
    """The JSON object that the text holds.

    Raises:
        NotARequest: it holds none.
    """
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotARequest from error
    if not isinstance(fields, dict):
        raise NotARequest
    return fields


def language(fields: Mapping[str, object]) -> str:
    """The language of the page, in which it is told what is wrong too; Chinese where it names none that is known."""
    return lang if isinstance(lang := fields.get("lang"), str) and lang in LANGUAGES else LANGUAGES[0]


def read_request(fields: Mapping[str, object], needs: Mapping[str, Sequence[str]]) -> Request:
    """The request; `needs` gives by operation what it cannot do without. Fields of another name are passed over.

    Raises:
        NotARequest: the operation is unknown, or a field is missing or of the wrong type.
    """
    op = _text(fields.get("op"))
    if op not in needs or any(name not in fields for name in needs[op]):
        raise NotARequest
    values = {name: read(fields[name]) for name, read in _FIELDS.items() if name in fields}
    return Request(op=op, lang=language(fields), **{"inputs": {}, **values})  # type: ignore[arg-type]  # as _FIELDS reads them


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise NotARequest
    return value


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text(value)


def _unit(value: object) -> str:
    """How the reader likes money; a unit that is not known is none, as a browser may have kept an old one."""
    return value if isinstance(value, str) and value in UNITS else ""


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise NotARequest
    return value


def _natural(value: object) -> int:
    if _number(value) < 0:
        raise NotARequest
    return _number(value)


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise NotARequest
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise NotARequest
    return value


def _cells(value: object) -> list[Cell]:
    return [_cell(one) for one in _list(value)]


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, str | int | float):
        return value
    raise NotARequest


def _rows(value: object) -> list[list[Cell]]:
    return [_cells(row) for row in _list(value)]


def _answers(value: object) -> Mapping[str, str]:
    if not isinstance(value, dict):
        raise NotARequest
    return {name: _text(text) for name, text in value.items()}


def _bytes(value: object) -> bytes:
    try:
        return b64decode(_text(value), validate=True)
    except (binascii.Error, ValueError) as error:
        raise NotARequest from error


_FIELDS: Mapping[str, Callable[[object], object]] = {
    "unit": _unit,
    "benefit": _text,
    "purpose": _text,
    "place": _text_or_none,
    "on": _text_or_none,
    "inputs": _answers,
    "root": _text,
    "address": _text,
    "rows": _rows,
    "name": _text,
    "content": _bytes,
    "also_name": _text,
    "also": _bytes,
    "reading": _number,
    "most": _natural,
    "curves": _yes_or_no,
}
