"""The keys of a rule: what each is called in a record, and how what it holds is read and proved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from calculators.figures import FigureData
from calculators.rules.conditions import WhenData
from calculators.rules.factors import FactorData
from calculators.vocabulary import Unit
from publisher.compile.binding import Scope
from publisher.compile.directions import Role
from publisher.compile.reader import Reader
from publisher.records.rule import Factor
from publisher.records.yaml_source import Path_


@dataclass(frozen=True, slots=True)
class Key[T]:
    """A key by its name in the record; `read` proves its value and gives what the catalogue holds of it."""

    name: str
    read: Callable[[Reader, Any, Path_, Scope], T]


def figure_key(name: str, role: Role, *units: Unit) -> Key[FigureData]:
    """A key that holds a figure: what the law has to say beside it, and what it may be."""
    return Key(name, lambda reader, value, path, scope: reader.figure(value, path, scope, units, role))


def _when(reader: Reader, value: Any, path: Path_, scope: Scope) -> WhenData:
    return reader.when(value, path, scope)


def words(reader: Reader, value: str, path: Path_, scope: Scope) -> str:
    """Read words of the quote."""
    return reader.binder.words(value, path, scope)


def product(reader: Reader, value: list[Factor], path: Path_, scope: Scope) -> list[FactorData]:
    """Read the factors of a product."""
    return [reader.factor(one, (*path, index), scope) for index, one in enumerate(value)]


WHEN: Key[WhenData] = Key("when", _when)
WORDS: Key[str] = Key("words", words)
AT_LEAST = figure_key("at_least", Role.THRESHOLD, Unit.YUAN, Unit.COUNT)
CAP = figure_key("cap", Role.CEILING, Unit.YUAN)


class Known:
    """What holds for a term: its own keys and those written beside the branches above it.

    A figure is bound once, where it is written; the parts that inherit it carry the same span.
    """

    def __init__(self, values: Mapping[Key[Any], object] | None = None) -> None:
        self._values = dict(values or {})

    def and_own(self, values: Mapping[Key[Any], object]) -> Known:
        """The same for a part with keys of its own, which come before those it inherits."""
        return Known({**self._values, **values})

    def __contains__(self, key: Key[Any]) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[Key[Any]]:
        return iter(self._values)

    def __getitem__[T](self, key: Key[T]) -> T:
        return cast("T", self._values[key])

    def get[T](self, key: Key[T]) -> T | None:
        return cast("T | None", self._values.get(key))
