"""The form of the compiled catalogue: what `publisher.compile` writes and `calculators.catalogue` reads.

The forms of what a benefit is made of stand with it: figures and quotes, rules
and conditions, questions, dates.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NotRequired, TypedDict

from calculators.figures import QuoteData
from calculators.inputs import InputData
from calculators.rules import RuleData
from calculators.rules.asks import AskData
from calculators.status import ValidityData
from calculators.vocabulary import Certainty, CombiningRule, FundsKind, Level, Medium, Partner, Period, Reach, Recipient

type Text = Mapping[str, str]
"""The same words in both languages, by `zh` and `en`."""


class ReadingData(TypedDict):
    """An open question in the catalogue."""

    text: Text
    otherwise: NotRequired[RuleData]


class LapseData(TypedDict):
    """The end of a voucher in the catalogue."""

    when: str
    quote: QuoteData


class BenefitData(TypedDict):
    """A benefit in the catalogue."""

    id: str
    article: int
    title: Text
    purpose: str
    recipient: Recipient
    medium: Medium
    certainty: Certainty
    period: Period
    quote: QuoteData
    applicants: list[str]
    assumed: Mapping[str, str]
    asks: list[AskData]
    rule: RuleData
    readings: list[ReadingData]
    lapses: LapseData | None
    inputs: list[str]
    example: Mapping[str, str]
    main: str | None


CombinationData = TypedDict(
    "CombinationData",
    {
        "with": Partner,
        "rule": CombiningRule,
        "reach": Reach,
        "quote": QuoteData,
        "purposes": list[str],
        "benefits": list[str],
        "reading": Text | None,
    },
)
"""A rule on combining in the catalogue."""


class FundsData(TypedDict):
    """What a text says of the money in the catalogue."""

    kind: FundsKind
    quote: QuoteData
    benefits: list[str]


class PolicyData(TypedDict):
    """A policy in the catalogue; `labels` by the place as a string."""

    id: str
    place: str
    level: Level
    title: Text
    short: Text
    validity: ValidityData
    combining: list[CombinationData]
    funds: list[FundsData]
    labels: Mapping[str, Text]
    benefits: list[BenefitData]


class CatalogueData(TypedDict):
    """The whole catalogue; `version` names the state of the data, `format` the version of this form.

    `checked` is the last day on which somebody looked at a source.
    """

    version: str
    format: int
    checked: str
    inputs: Mapping[str, InputData]
    retired: list[str]
    groups: Mapping[str, Text]
    applicants: Mapping[str, Text]
    purposes: Mapping[str, Text]
    places: Mapping[str, Text]
    policies: list[PolicyData]
