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
from calculators.vocabulary import Certainty, CombiningRule, FundsKind, Level, Medium, Partner, Period, Reach, Recipient, Role

type Text = Mapping[str, str]
"""The same words in both languages, by `zh` and `en`."""


class ReadingData(TypedDict):
    """An open question in the catalogue."""

    text: Text
    ask: NotRequired[Text]
    otherwise: NotRequired[RuleData]


class LapseData(TypedDict):
    """The end of a voucher in the catalogue."""

    when: str
    quote: QuoteData


class AgencyData(TypedDict):
    """Who is responsible, in the catalogue.

    `line` is the printed line that says so. Where limbs of a benefit have
    authorities of their own, `reach` is the first and the end of the
    characters of the article that this one answers for, `limbs` what stands there.
    """

    role: Role
    name: Text
    line: NotRequired[QuoteData]
    reach: NotRequired[tuple[int, int]]
    limbs: NotRequired[list[Text]]


class InterpreterData(TypedDict):
    """Who answers questions about a text, in the catalogue."""

    name: Text
    quote: QuoteData


class BenefitData(TypedDict):
    """A benefit in the catalogue; `agencies` are those of the paragraphs it stands in, the lead first."""

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
    agencies: NotRequired[list[AgencyData]]


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


NoticeData = TypedDict(
    "NoticeData",
    {
        "title": Text,
        "address": str,
        "date": str | None,
        "checked": str,
        "benefits": list[str],
        "from": str | None,
        "to": str | None,
        "spending_year": int | None,
        "apply": Text | None,
    },
)
"""A guide or call for applications in the catalogue: by when and how to apply; what else is known of it stands on the pages."""


class PolicyData(TypedDict):
    """A policy in the catalogue; `labels` by the place as a string, `ends` the words that state the last day.

    `checked` is the last day on which somebody looked for what became of it.
    """

    id: str
    place: str
    level: Level
    title: Text
    short: Text
    validity: ValidityData
    issuer: NotRequired[Text | None]
    document_number: NotRequired[Text | None]
    title_inferred: NotRequired[bool]
    ends: NotRequired[QuoteData | None]
    checked: NotRequired[str]
    interpreter: NotRequired[InterpreterData | None]
    notices: NotRequired[list[NoticeData]]
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
