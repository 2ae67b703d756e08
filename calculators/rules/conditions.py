"""The `when` of a rule: levels, limbs and brackets, several of them meaning "or"."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TypedDict, final

from calculators.facts import Facts
from calculators.figures import Figure, FigureData
from calculators.rules.base import Axis
from calculators.rules.curve import Curve


@final
class BracketData(TypedDict, total=False):
    """A bracket in the catalogue."""

    at_least: FigureData
    below: FigureData


@final
class LevelData(TypedDict):
    """A level in the catalogue, of a question that has an answer where it is left out."""

    level: str
    assumed: str


type WhenData = list[dict[str, str | bool | LevelData | BracketData]]
"""A condition in the catalogue: alternatives, each by the names of the inputs."""


@dataclass(frozen=True, slots=True)
class Equals:
    """An input has been answered with this level, or this limb with yes; left out, it counts as answered with `assumed`."""

    name: str
    value: str | bool
    assumed: str | None = None

    def holds(self, facts: Facts) -> bool:
        return self.assumed == self.value if self.assumed and not facts.given(self.name) else facts.equals(self.name, self.value)

    def curve(self, axis: Axis) -> Curve:
        return Curve.constant(Decimal(int(self.holds(axis.facts))))


@dataclass(frozen=True, slots=True)
class Within:
    """A number lies in a bracket: not under `at_least`, and under `below`."""

    name: str
    at_least: Figure | None
    below: Figure | None

    def holds(self, facts: Facts) -> bool:
        number = facts.number(self.name)
        if number is None:
            return False
        kind = facts.kind(self.name)
        above = self.at_least is None or number >= self.at_least.in_unit_of(kind)
        return above and (self.below is None or number < self.below.in_unit_of(kind))

    def curve(self, axis: Axis) -> Curve:
        holds = Curve.constant(Decimal(int(axis.known(self.name))))
        kind, number = axis.facts.kind(self.name), axis.number(self.name)
        if self.at_least:
            holds *= number.at_least(Curve.constant(self.at_least.in_unit_of(kind)))
        if self.below:
            holds *= number.below(Curve.constant(self.below.in_unit_of(kind)))
        return holds


@dataclass(frozen=True, slots=True)
class When:
    """Alternatives, each a list of conditions that must all hold; no alternative at all means always."""

    alternatives: tuple[tuple[Equals | Within, ...], ...] = ()

    @classmethod
    def load(cls, data: WhenData | None) -> When:
        return cls(tuple(tuple(_condition(name, wanted) for name, wanted in one.items()) for one in data or ()))

    def holds(self, facts: Facts) -> bool:
        return not self.alternatives or any(all(one.holds(facts) for one in group) for group in self.alternatives)

    def curve(self, axis: Axis) -> Curve:
        """1 where the condition holds, else 0."""
        if not self.alternatives:
            return Curve.constant(Decimal(1))
        none_holds = Curve.constant(Decimal(1))
        for group in self.alternatives:
            all_hold = Curve.constant(Decimal(1))
            for one in group:
                all_hold *= one.curve(axis)
            none_holds *= all_hold.negated()
        return none_holds.negated()

    def unknown(self, facts: Facts) -> tuple[str, ...]:
        """The inputs this looks at that have no answer."""
        names = dict.fromkeys(
            one.name for group in self.alternatives for one in group if isinstance(one, Within) or one.assumed is None
        )
        return tuple(name for name in names if not facts.given(name))

    def limb(self) -> str | None:
        """The yes/no question whose yes is all that is asked; None where there is more, or nothing."""
        conditions = [one for group in self.alternatives for one in group]
        only = conditions[0] if len(conditions) == 1 else None
        return only.name if isinstance(only, Equals) and only.value is True else None

    def brackets(self) -> tuple[Within, ...]:
        return tuple(one for group in self.alternatives for one in group if isinstance(one, Within))

    def thresholds(self) -> tuple[tuple[str, Figure], ...]:
        return tuple((one.name, figure) for one in self.brackets() for figure in (one.at_least, one.below) if figure is not None)


def _condition(name: str, wanted: str | bool | LevelData | BracketData) -> Equals | Within:
    if isinstance(wanted, str | bool):
        return Equals(name, wanted)
    if "level" in wanted:
        return Equals(name, wanted["level"], wanted["assumed"])
    return Within(name, Figure.maybe(wanted.get("at_least")), Figure.maybe(wanted.get("below")))
