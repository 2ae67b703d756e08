"""What every record is written with: places, days, prose in both languages, quotes; and models that know where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from publisher.records.yaml_source import Path_

PlaceCode = Annotated[str, StringConstraints(pattern=r"^\d{6}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
InputName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Prose = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    WithJsonSchema({"type": "string", "pattern": r"\S"}),  # editors strip nothing
]
Translation = Annotated[str, StringConstraints(strip_whitespace=True)]
"""English, which is empty until somebody has translated; a record with such a gap is not published."""
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Address = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]


def _as_day(value: object) -> object:
    """Refuse what pydantic would take for a day as well: seconds since 1970, midnights."""
    if isinstance(value, date) or (isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII)):
        return value
    raise PydanticCustomError("date_type", "a day")


Day = Annotated[date, Field(strict=False), BeforeValidator(_as_day, json_schema_input_type=date)]
Listed = Field(strict=False)
"""A member of a closed list is written as its word."""
_PrintedAsNumber = BeforeValidator(
    lambda value: str(value) if type(value) is int else value,
    json_schema_input_type=int | Annotated[str, StringConstraints(min_length=1)],
)
FigureText = Annotated[str, _PrintedAsNumber, StringConstraints(min_length=1)]
Wanted = bool | FigureText


def given(*names: str, but: Iterable[str] = ()) -> dict[str, Any]:
    """The JSON Schema of a mapping that has something under these keys, and nothing under others."""
    something, nothing = {"not": {"type": "null"}}, {"type": "null"}
    return {"required": list(names), "properties": dict.fromkeys(names, something) | dict.fromkeys(but, nothing)}


def inferred(key: str) -> dict[str, Any]:
    """The JSON Schema of a mapping that rests on an inference."""
    return {"required": [key], "properties": {key: {"const": "inferred"}}}


class Written(NamedTuple):
    """Where a model stands in its file, and its keys in the order in which they are written there."""

    path: Path_
    keys: tuple[str, ...]


class Model(BaseModel):
    """Unknown keys are refused and nothing is converted silently.

    What `read_model` has made knows where it stands in its file. Two models
    are equal where they say the same, wherever they stand.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
    __slots__ = ("_written",)  # a private attribute of pydantic's costs more time than all the rest of the reading
    _written: ClassVar[Written]

    def at(self, *keys: str | int) -> Path_:
        """The path in the file of what stands under `keys`, or of the model itself."""
        return (*self._written.path, *keys)

    def entries(self) -> dict[str, Any]:
        """What is written, under the keys of the file and in its order; in the order of the form where no file was read."""
        fields = _fields(type(self))
        if written := getattr(self, "_written", None):
            return {key: getattr(self, fields[key]) for key in written.keys}
        return {key: getattr(self, name) for key, name in fields.items() if name in self.model_fields_set}

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __str__(self) -> str:
        return str(self.entries())

    __repr__ = __str__


@cache
def _fields(model: type[Model]) -> dict[str, str]:
    """The names of the fields by the keys of the file: `from` is no name in Python."""
    return {field.alias or name: name for name, field in model.model_fields.items()}


def read_model[M: Model](model: type[M], value: Any) -> M:
    """Hold the value of a file against its form.

    Raises:
        pydantic.ValidationError: it does not fit.
    """
    found = model.model_validate(value)
    _place(found, value, ())
    return found


def _place(found: object, value: Any, path: Path_) -> None:
    """Tell every model in `found` where it stands in the file; `value` is what it was made from."""
    if isinstance(found, Model):
        object.__setattr__(found, "_written", Written(path, tuple(value)))
        parts: Iterable[tuple[str | int, Any]] = found.entries().items()
    else:
        parts = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
    for key, part in parts:
        if isinstance(part, Model | dict | list):
            _place(part, value[key], (*path, key))


class Text(Model):
    """The same words in both languages."""

    zh: Prose
    en: Translation


class Quotation(Model):
    """Words of the text in both languages, or words from elsewhere in it.

    `en` stands to the letter in the translation of the same place; it is a
    list where the translation has other words in between. Without it a record
    is not published.
    """

    in_: Literal["closing", "preamble"] | int | None = Field(None, alias="in")
    zh: Prose
    en: Prose | Annotated[list[Prose], Field(min_length=1)] | None = None


Quoted = Prose | Quotation
"""A quote; the Chinese alone is for drafts, and for a date that stands outside the text."""
Answer = bool | int | Annotated[str, StringConstraints(min_length=1)]
