"""The questions a visitor is asked, and what their answers may look like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from numbers import Integral
from typing import NotRequired, TypedDict

from calculators import money
from calculators.errors import BadValue, Problem, UnknownName
from calculators.facts import Answer

type Given = str | int | Decimal | date
"""An answer as it is given: typed text (`100万元`, `yes`) or a value; never a float, which cannot hold every fen."""

YES = frozenset({"true", "yes", "1", "是", "on"})
NO = frozenset({"false", "no", "0", "否", "off"})

_DIGITS = 30
"""A number with more digits before its point is written with an exponent, and refused as it stands."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class InputData(TypedDict):
    """A question in the catalogue; `example` and `at_most` as typed."""

    kind: str
    group: str
    label: Mapping[str, str]
    help: Mapping[str, str]
    options: NotRequired[Mapping[str, Mapping[str, str]]]
    example: NotRequired[str]
    at_most: NotRequired[str]


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
    def load(cls, name: str, data: InputData) -> Input:
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


def typed(answer: Given) -> str:
    """An answer as it would be typed, and as an address, a command line or a file carries it: `true`, `province`, `1000000`."""
    if isinstance(answer, bool):
        return str(answer).lower()
    if isinstance(answer, date):
        return f"{answer:%Y-%m-%d}"
    if isinstance(answer, str):
        return answer
    number = Decimal(answer)
    return money.exact(number) if number.is_finite() and number.adjusted() < _DIGITS else str(number)


def typed_as(name: str, answer: object) -> str:
    """What was given as the answer to `name`, as it would be typed.

    Raises:
        BadValue: it is a float, or nothing that an answer can be.
    """
    if isinstance(answer, Integral) and not isinstance(answer, bool):
        answer = int(answer)  # of other libraries too
    if isinstance(answer, str | int | Decimal | date):
        return typed(answer)
    raise BadValue("a-float" if isinstance(answer, float) else "no-answer", name, given=repr(answer)[:40])


def parse_answers(inputs: Mapping[str, Input], given: Mapping[str, Given | None]) -> tuple[dict[str, Answer], list[Problem]]:
    """Read all answers; returns those that are right and a problem for each that is not. None is no answer."""
    answers: dict[str, Answer] = {}
    problems: list[Problem] = []
    for name, answer in given.items():
        if answer is None:
            continue
        try:
            if name not in inputs:
                raise UnknownName("input", str(name), inputs)
            answers[name] = inputs[name].parse(typed_as(name, answer))
        except Problem as problem:
            problems.append(problem)
    return answers, problems


def parse_day(given: date | str, name: str = "on") -> date:
    """Read a date, or one written as `2026-01-15` and in no other form; of a point in time, the day it shows.

    Raises:
        BadValue: it is none, or not of the calendar.
    """
    if isinstance(given, datetime):
        return given.date()
    if isinstance(given, date):
        return given
    day = money.fold(str(given))
    try:
        if _DAY.fullmatch(day):
            return date.fromisoformat(day)
    except ValueError:
        pass
    raise BadValue("not-a-date", name, given=str(given)[:40])
