"""The questions a visitor is asked, and what their answers may look like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from calculators import money
from calculators.errors import BadValue, Problem, UnknownName
from calculators.facts import Answer
from calculators.figures import Json

YES = frozenset({"true", "yes", "1", "是", "on"})
NO = frozenset({"false", "no", "0", "否", "off"})

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Input:
    """A question: `kind` is `money`, `count`, `months`, `years`, `area`, `yes-no` or `choice`.

    `at_most` is the value (in the input's unit) beyond which an answer is
    taken for a slip and refused.
    """

    name: str
    kind: str
    group: str
    label: Mapping[str, str]
    help: Mapping[str, str]
    example: str | None
    at_most: Decimal
    options: Mapping[str, Mapping[str, str]]

    @classmethod
    def load(cls, name: str, data: Json) -> Input:
        return cls(
            name,
            data["kind"],
            data["group"],
            data["label"],
            data["help"],
            data.get("example"),
            Decimal(data.get("at_most", 0)),
            data.get("options", {}),
        )

    @property
    def step(self) -> Decimal:
        """The smallest difference between two answers."""
        return money.FEN if self.kind in ("money", "area") else Decimal(1)

    def parse(self, text: str) -> Answer:
        """Read an answer as typed.

        Raises:
            BadValue: it is no answer to this question; says what is allowed.
        """
        if self.kind == "yes-no":
            return self._yes_or_no(text)
        if self.kind == "choice":
            return self._choice(text)
        return self._number(text)

    def _yes_or_no(self, text: str) -> bool:
        word = money.fold(text).lower()
        if word not in YES | NO:
            raise BadValue("not-yes-no", self.name, given=text[:40])
        return word in YES

    def _choice(self, text: str) -> str:
        word = money.fold(text)
        for key, label in self.options.items():
            if word.lower() in (key, *(one.lower() for one in label.values())):
                return key
        raise BadValue("not-an-option", self.name, given=text[:40], allowed=" / ".join(self.options))

    def _number(self, text: str) -> Decimal:
        number = money.parse_money(text) if self.kind == "money" else money.parse_number(text)
        if number is None:
            raise BadValue("not-money" if self.kind == "money" else "not-a-number", self.name, given=text[:40])
        if number < 0:
            raise BadValue("negative", self.name, given=text[:40])
        if number > self.at_most:
            raise BadValue("too-large", self.name, given=text[:40], limit=money.plain(self.at_most))
        if number != number.quantize(self.step):
            raise BadValue("too-fine" if self.kind in ("money", "area") else "not-whole", self.name, given=text[:40])
        return number


def parse_answers(inputs: Mapping[str, Input], given: Mapping[str, str]) -> tuple[dict[str, Answer], list[Problem]]:
    """Read all answers; returns those that are right and a problem for each that is not."""
    answers: dict[str, Answer] = {}
    problems: list[Problem] = []
    for name, text in given.items():
        try:
            if name not in inputs:
                raise UnknownName("input", name, inputs)
            answers[name] = inputs[name].parse(text)
        except Problem as problem:
            problems.append(problem)
    return answers, problems


def parse_day(text: str, name: str = "on") -> date:
    """Read a date as `2026-01-15` and in no other form.

    Raises:
        BadValue: it is none, or not of the calendar.
    """
    day = money.fold(text)
    try:
        if _DAY.fullmatch(day):
            return date.fromisoformat(day)
    except ValueError:
        pass
    raise BadValue("not-a-date", name, given=text[:40])
