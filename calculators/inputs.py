"""The questions a visitor is asked, and what their answers may look like."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from numbers import Integral
from typing import Literal, NotRequired, TypedDict, assert_never

from calculators import money
from calculators.errors import BadValue, Problem, UnknownName
from calculators.facts import Answer
from calculators.numerals import as_decimal, plainly, scaled
from calculators.vocabulary import InputKind

type Given = str | int | Decimal | date
"""An answer as it is given: typed text (`100万元`, `yes`) or a value; never a float, which cannot hold every fen."""

YES = frozenset({"true", "t", "yes", "y", "on", "1", "1.0", "是", "是的", "对", "有", "符合", "满足", *"√✓✔☑✅"})
NO = frozenset({"false", "f", "no", "n", "off", "0", "0.0", "否", "不是", "不对", "无", "没有", "不符合", "不满足", *"×✗✘✕✖❌"})
"""A Latin x is in neither: it ticks a box on one form and crosses it out on another; so does ☒."""

_DIGITS = 30
"""A number with more digits before its point is written with an exponent, and refused as it stands."""

UNIT_WORDS = {
    InputKind.COUNT: "[个人家名位席台项套款件次]|people|persons?",
    InputKind.MONTHS: "个?月|months?",
    InputKind.YEARS: "年|years?",
    InputKind.AREA: "平方米|平米|m2|sqm|square met(?:er|re)s?",
}
"""What may stand behind a number, by the kind of its question. `docs/assets/app/shared/numbers.mjs` has the same."""

FIRST_YEAR, LAST_YEAR = 1970, 2099
"""Days before and after these years are slips."""

_NUMBER = {kind: re.compile(rf"(?P<sign>[-+]?)(?P<number>.*?) ?(?:{words})?") for kind, words in UNIT_WORDS.items()}
PER = {
    "year": re.compile(r"^(?:每年度?|一年|年) ?| ?(?:(?:/|每|一) ?年度?|年|(?:/| per| a) ?(?:year|yr)|/ ?y|p\.? ?a\.?)$"),
    "month": re.compile(r"^(?:每个?月|一个?月|月) ?| ?(?:(?:/|每|一) ?个?月|月|(?:/| per| a) ?month|/ ?m(?:o|th)?)$"),
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DONE = re.compile(r"(?:已经?|是|属于|为)+(.{2,})")
_NOT_DONE = re.compile(r"(?:未|尚未|还未|没有?|不是?|不属于|非)+(.{2,})")
_OTHER_CURRENCY = re.compile(
    r"[$€£₩฿]|\b(?:usd|hkd|twd|eur|jpy|gbp|sgd|krw)|美元|美金|[港日台欧韩]元|[港台]币|日圆|欧元|英镑|新加坡"
)
_NOT_EXACT = re.compile(
    r"[约近逾超余多几数]|大概|左右|上下|以[上下内]|不[到足超]|至[少多]|最[少多高低]|[~≈<>≥≤±?+]"
    r"|\de\+?\d|(?<![-/\d])[\d,.]+[万亿元]* ?(?:-|–|—|至|到|to) ?[\d,.]+[万亿元]*(?![-/\d])"
    r"|about|approx|circa|around|\bca\b|over|under|more|less|between|up to"
)


class InputData(TypedDict):
    """A question in the catalogue; `example` and `at_most` as typed."""

    kind: InputKind
    group: str
    label: Mapping[str, str]
    help: Mapping[str, str]
    options: NotRequired[Mapping[str, Mapping[str, str]]]
    example: NotRequired[str]
    at_most: NotRequired[str]
    assumed: NotRequired[str]
    notes: NotRequired[Mapping[str, Mapping[str, str]]]
    evidence: NotRequired[Mapping[str, str]]
    formerly: NotRequired[list[str]]
    per: NotRequired[Literal["year", "month"]]


@dataclass(frozen=True, slots=True)
class Input:
    """A question.

    `at_most` is the value (in the input's unit) beyond which an answer is
    taken for a slip and refused. `per` is `year` or `month` where that is what
    a sum of money is for. `assumed` is what a choice counts as where it is left out.
    `notes` are what single policies add to `help`, `formerly` its names and labels of before.
    `evidence` is what to keep so that the answer can be shown, where that is suggested.
    """

    name: str
    kind: InputKind
    group: str
    label: Mapping[str, str]
    help: Mapping[str, str]
    example: str | None
    at_most: Decimal
    options: Mapping[str, Mapping[str, str]]
    per: str = ""
    assumed: str | None = None
    notes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    formerly: tuple[str, ...] = ()
    evidence: Mapping[str, str] | None = None

    @classmethod
    def load(cls, name: str, data: InputData) -> Input:
        return cls(
            name,
            InputKind(data["kind"]),
            data["group"],
            data["label"],
            data["help"],
            data.get("example"),
            Decimal(data.get("at_most", 0)),
            data.get("options", {}),
            data.get("per", ""),
            data.get("assumed"),
            data.get("notes", {}),
            tuple(data.get("formerly", ())),
            data.get("evidence"),
        )

    def help_in(self, policy: str, lang: str) -> str:
        """The help with what one policy adds to it."""
        note = self.notes.get(policy, {}).get(lang, "")
        return f"{self.help[lang]}{'' if lang == 'zh' else ' '}{note}" if note else self.help[lang]

    @property
    def step(self) -> Decimal:
        """The smallest difference between two answers."""
        return money.FEN if self.kind.is_divisible else Decimal(1)

    def parse(self, text: str) -> Answer:
        """Read an answer as typed.

        Raises:
            BadValue: it is no answer to this question; says what is allowed.
        """
        match self.kind:
            case InputKind.YES_NO:
                return self._yes_or_no(text)
            case InputKind.CHOICE:
                return self._choice(text)
            case InputKind.MONEY | InputKind.COUNT | InputKind.MONTHS | InputKind.YEARS | InputKind.AREA:
                return self._number(text)
            case _:
                assert_never(self.kind)

    def _yes_or_no(self, text: str) -> bool:
        word = plainly(text)
        if word in YES or self._speaks_of(_DONE, word):
            return True
        if word in NO or self._speaks_of(_NOT_DONE, word):
            return False
        raise BadValue("not-yes-no", self.name, given=text[:40])

    def _speaks_of(self, pattern: re.Pattern[str], word: str) -> bool:
        """Whether the answer takes up the words of the question: 已上架, 未备案, 属于中小企业."""
        match = pattern.fullmatch(word)
        return match is not None and match[1] in plainly(self.label.get("zh", ""))

    def _choice(self, text: str) -> str:
        word = plainly(text)
        for key, label in self.options.items():
            if word in (key, f"{key}.0", *map(plainly, label.values())):
                return key
        raise BadValue("not-an-option", self.name, given=text[:40], allowed=" / ".join(self.options))

    def _number(self, text: str) -> Decimal:
        number = self._money(text) if self.kind == InputKind.MONEY else self._quantity(text)
        if number is None:
            raise BadValue(self._unreadable(text), self.name, given=text[:40])
        if number < 0:
            raise BadValue("negative", self.name, given=text[:40])
        if number > self.at_most:
            raise BadValue("too-large", self.name, given=text[:40], limit=money.plain(self.at_most))
        if number != number.quantize(self.step):
            raise BadValue("too-fine" if self.kind.is_divisible else "not-whole", self.name, given=text[:40])
        return number

    def _money(self, text: str) -> Decimal | None:
        return money.parse_money(PER[self.per].sub("", plainly(text), count=1) if self.per else text)

    def _quantity(self, text: str) -> Decimal | None:
        match = _NUMBER[self.kind].fullmatch(plainly(text))
        number = match and scaled(match["number"])
        return as_decimal(number, negative=match["sign"] == "-") if match and number else None

    def _unreadable(self, text: str) -> str:
        """Which sentence says why a text is no number for this question."""
        word = plainly(text)
        if self.kind == InputKind.MONEY and _OTHER_CURRENCY.search(word):
            return "other-currency"
        if _NOT_EXACT.search(word):
            return "not-exact"
        return "not-money" if self.kind == InputKind.MONEY else "not-a-number"


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


def parse_answers(
    inputs: Mapping[str, Input], given: Mapping[str, Given | None], retired: Collection[str] = ()
) -> tuple[dict[str, Answer], list[Problem]]:
    """Read all answers; returns those that are right and a problem for each that is not. None is no answer.

    A name of before is read as what it is called now, `retired` ones are left aside.
    """
    answers: dict[str, Answer] = {}
    problems: list[Problem] = []
    for name, answer in given.items():
        if answer is None:
            continue
        try:
            names = called_now(inputs, str(name))
            if not names and name not in retired:
                raise UnknownName("input", str(name), inputs)
            for now in names:
                if now == name or now not in given:
                    answers[now] = inputs[now].parse(typed_as(name, answer))
        except Problem as problem:
            problems.append(problem)
    return answers, problems


def called_now(inputs: Mapping[str, Input], name: str) -> tuple[str, ...]:
    """What a name or a label of before is called among these questions; a name that is asked is what it was."""
    return (name,) if name in inputs else tuple(now for now, one in inputs.items() if name in one.formerly)


def parse_day(given: date | str, name: str = "on") -> date:
    """Read a date, or one written as `2026-01-15` and in no other form; of a point in time, the day it shows.

    Raises:
        BadValue: it is none, not of the calendar, or outside the years that anybody can mean.
    """
    day = given.isoformat()[:10] if isinstance(given, date) else plainly(str(given))
    try:
        if _DAY.fullmatch(day) and FIRST_YEAR <= int(day[:4]) <= LAST_YEAR:
            return date.fromisoformat(day)
    except ValueError:
        pass
    raise BadValue("not-a-date", name, given=str(given)[:40], first=FIRST_YEAR, last=LAST_YEAR)
