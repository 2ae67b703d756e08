"""What is known of a firm: the answers a rule looks at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from calculators.vocabulary import InputKind

type Answer = Decimal | bool | str


@dataclass(frozen=True, slots=True)
class Facts:
    """The visitor's answers, by the name of the input.

    An answer that was not given is unknown, not zero: every comparison with it
    is false. `gates_open` says whether a yes/no condition without an answer
    counts as met (an estimate of one benefit) or not (a plan).
    """

    answers: Mapping[str, Answer] = field(default_factory=dict)
    kinds: Mapping[str, InputKind] = field(default_factory=dict)
    gates_open: bool = True

    def number(self, name: str) -> Decimal | None:
        value = self.answers.get(name)
        return value if isinstance(value, Decimal) else None

    def gate(self, name: str) -> bool:
        value = self.answers.get(name)
        return self.gates_open if value is None else value is True

    def equals(self, name: str, wanted: str | bool) -> bool:
        """Whether a level or a limb has been answered so; an absent limb is a no."""
        return self.answers.get(name, False) == wanted

    def given(self, name: str) -> bool:
        return name in self.answers

    def kind(self, name: str) -> InputKind:
        return self.kinds[name]
