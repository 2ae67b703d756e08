"""The form of a policy's record: what its file may hold, checked strictly.

Prose keeps the line breaks of the file here; `publisher.records.text` joins them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, model_validator

from calculators.vocabulary import (
    Applicant,
    Certainty,
    CombiningRule,
    FundsKind,
    Level,
    Medium,
    Partner,
    Period,
    Reach,
    Recipient,
)
from publisher.records.base import (
    Address,
    Answer,
    Day,
    Digest,
    InputName,
    Listed,
    Model,
    PlaceCode,
    Prose,
    Quoted,
    Slug,
    Text,
    Translation,
    given,
    inferred,
)
from publisher.records.rule import (
    Ask,
    Reading,
    Rule,
)
from publisher.records.shared import (
    Question,
)


class DatedWords(Model):
    """A date of the text, with the words that state it; `in: source` where they stand outside the text itself."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": inferred("confidence"),
            "then": {"required": ["reason"], "properties": {"reason": {"type": "object"}}},
            "else": {"properties": {"reason": {"type": "null"}}},
        }
    )

    date: Day | None = None
    quote: Quoted
    in_: Literal["source"] | None = Field(None, alias="in")
    confidence: Literal["stated", "inferred"] = "stated"
    reason: Text | None = None
    """Why it is this day, where the words name none."""

    @model_validator(mode="after")
    def _reasoned(self) -> DatedWords:
        if (self.confidence == "inferred") != (self.reason is not None):
            raise ValueError("`reason` together with `confidence: inferred`, and only there")
        return self


class Dates(Model):
    """The dates a text gives."""

    issued: DatedWords | None = None
    from_: DatedWords | None = Field(None, alias="from")
    to: DatedWords | None = None
    data_from: DatedWords | None = None


class Source(Model):
    """The web page the text was taken from, and the sum of its stored copy."""

    title: Prose | None = None
    file: Prose
    file_sha256: Digest
    script: Literal["hans", "hant"]
    retrieved: Day
    address: Address | None = None
    page_sha256: Digest | None = None
    """The sum of what the page said when it was read, as `build_site.py fresh --online` tells it."""


Extent = Literal["opening", "summary", "related", "whole"]
"""How much of another text was seen."""


class Seen(Text):
    """What a successor now gives, in our own words; `benefits` are those of this text that it touches.

    `item` is the number of its article or item; `extent` how much of it was seen.
    """

    item: int | None = None
    benefits: list[Slug] = []
    address: Address
    checked: Day
    extent: Extent


class Successor(Model):
    """The text that took over: the date it bears, and the day it was published where that is another."""

    title: Text
    document_number: Prose | None = None
    date: Day
    published: Day | None = None
    address: Address
    page_sha256: Digest | None = None
    seen: list[Seen] = []

    @property
    def binds_from(self) -> Day:
        """The first day on which it can have taken over: nobody is bound by what is not published."""
        return self.published or self.date


class Event(Model):
    """Something that happened to the text, how sure that is, and the day it was checked."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"properties": {"event": {"const": "superseded"}}},
            "then": {"required": ["date"], "properties": {"date": {"type": "string"}}},
        }
    )

    event: Literal["commented", "issued", "superseded"]
    date: Day | None = None
    confidence: Literal["stated", "inferred"]
    evidence: Text
    address: Address | None = None
    page_sha256: Digest | None = None
    checked: Day
    changed: Day | None = None
    """When what is said here was last put otherwise, a new day of checking left aside; absent where it never was."""

    @model_validator(mode="after")
    def _dated(self) -> Event:
        if self.event == "superseded" and self.date is None:
            raise ValueError("a `superseded` event needs its `date`")
        return self


class Fact(Text):
    """One thing that a notice says, in our own words; `address` where it was read elsewhere than the notice itself."""

    confidence: Literal["stated", "reported", "inferred"]
    address: Address | None = None


class Window(Model):
    """The first and the last day on which applications are taken, as far as they are known."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [given("from"), given("to")]})

    from_: Day | None = Field(None, alias="from")
    to: Day | None = None

    @model_validator(mode="after")
    def _open(self) -> Window:
        if self.from_ is None and self.to is None:
            raise ValueError("a window has `from`, `to` or both")
        if self.from_ and self.to and self.to < self.from_:
            raise ValueError("a window ends on the day it begins, or later")
        return self


class Notice(Model):
    """A guide or a call for applications beside the text, and what was seen of it.

    `benefits` are those of this text that it touches, `date` the day it
    bears, `spending_year` the year whose spending it pays for.
    """

    title: Text
    issuer: Text | None = None
    address: Address
    page_sha256: Digest | None = None
    date: Day | None = None
    checked: Day
    changed: Day | None = None
    """When what is said here was last put otherwise; of one without a `date`, the day since which it stands here."""
    extent: Extent
    benefits: list[Slug] = Field(min_length=1)
    facts: list[Fact] = Field(min_length=1)
    window: Window | None = None
    spending_year: int | None = None
    apply: Fact | None = None
    """How to apply, in our own words."""


class Combining(Model):
    """How the awards go together with others; `purposes` and `benefits` limit what the words reach."""

    with_: Annotated[Partner, Listed] = Field(alias="with")
    rule: Annotated[CombiningRule, Listed]
    reach: Annotated[Reach, Listed]
    quote: Quoted
    purposes: list[Slug] = []
    benefits: list[Slug] = []
    reading: Text | None = None


class Funds(Model):
    """What the text says of the money behind its sums; `benefits` limit what the words reach."""

    kind: Annotated[FundsKind, Listed]
    quote: Quoted
    benefits: list[Slug] = []


class TitleFound(Model):
    """Where a title or number was found that the source lacks."""

    address: Address | None = None
    page_sha256: Digest | None = None
    confidence: Literal["stated", "inferred"]
    note: Text


class Lapse(Model):
    """When a voucher stops being worth anything."""

    when: Literal["issue-year-end"]
    quote: Quoted


class Benefit(Model):
    """One thing that an article gives."""

    id: Slug
    title: Text
    purpose: Slug
    recipient: Annotated[Recipient, Listed]
    medium: Annotated[Medium, Listed]
    certainty: Annotated[Certainty, Listed]
    period: Annotated[Period, Listed]
    quote: Quoted
    applicants: list[Annotated[Applicant, Listed]] = []
    asks: list[Ask] = []
    rule: Rule
    readings: list[Reading] = []
    lapses: Lapse | None = None
    example: dict[InputName, Answer] = {}
    main: InputName | None = None


class Agency(Model):
    """Who is responsible, as printed; `paragraph` counts from 1 where the line stood after one paragraph only."""

    role: Literal["lead", "responsible", "supporting"]
    zh: Prose
    en: Translation
    paragraph: int | None = None


class AgencyLine(Model):
    """The line that names agencies, verbatim; `paragraph` counts from 1 where it stood after one paragraph only."""

    zh: Prose
    paragraph: int | None = None


class Interpreter(Text):
    """Who answers questions about a text, by its own words."""

    quote: Quoted


class Remark(Model):
    """A note on words of the text: a misprint that was kept, or a translator's note."""

    zh: Prose
    note: Text


class NotComputed(Model):
    """A quantity that no rule uses, and why."""

    quantity: Prose
    quote: Quoted
    reason: Text


class Article(Model):
    """One article, whole."""

    number: int
    label: Prose
    section: Text | None = None
    heading: Text
    text: Text
    text_sha256: Digest | None = None
    misprints: list[Remark] = []
    translator_notes: list[Remark] = []
    agency_lines: list[AgencyLine] = []
    agencies: list[Agency] = []
    agency_note: Text | None = None
    benefits: list[Benefit] = []
    not_computed: list[NotComputed] = []


class Reviewed(Model):
    """Who has read the record against the law, and when."""

    by: Prose
    on: Day


class Policy(Model):
    """One text of law as a record."""

    draft_record: bool = False
    """Whether the record itself is a draft, which is published nowhere; `draft` says it of the text."""
    id: Slug
    place: PlaceCode | Literal["TODO"]
    level: Annotated[Level, Listed]
    numbering: Literal["article", "item", "measure"] = "article"
    title: Text
    short: Text
    issuer: Text | None = None
    document_number: Prose | None = None
    title_found: TitleFound | None = None
    draft: bool = False
    dates: Dates = Dates.model_validate({})
    source: Source
    replaced_by: Successor | None = None
    status: list[Event] = []
    combining: list[Combining] = []
    funds: list[Funds] = []
    interpreter: Interpreter | None = None
    notices: list[Notice] = []
    reviewed: Reviewed | None = None
    preamble: Text | None = None
    preamble_sha256: Digest | None = None
    articles: list[Article] = Field(min_length=1)
    closing: Text | None = None
    closing_sha256: Digest | None = None
    questions: dict[InputName, Question] = {}
    """Of a draft: questions that no published record asks, to be written into `inputs.yaml` with it."""
