"""The form of the records: what a policy file may hold, checked strictly.

The JSON Schema for editors is generated from these models. Prose keeps the
line breaks of the file here; `publisher.records.text` joins them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema, model_validator
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from calculators.vocabulary import (
    Applicant,
    Certainty,
    CombiningRule,
    FundsKind,
    InputKind,
    Level,
    Medium,
    Partner,
    Period,
    Reach,
    Recipient,
)
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


def _given(*names: str, but: Iterable[str] = ()) -> dict[str, Any]:
    """The JSON Schema of a mapping that has something under these keys, and nothing under others."""
    something, nothing = {"not": {"type": "null"}}, {"type": "null"}
    return {"required": list(names), "properties": dict.fromkeys(names, something) | dict.fromkeys(but, nothing)}


def _inferred(key: str) -> dict[str, Any]:
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


class DatedWords(Model):
    """A date of the text, with the words that state it; `in: source` where they stand outside the text itself."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": _inferred("confidence"),
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


class Seen(Text):
    """What a successor now gives, in our own words; `benefits` are those of this text that it touches.

    `item` is the number of its article or item; `extent` how much of it was seen.
    """

    item: int | None = None
    benefits: list[Slug] = []
    address: Address
    checked: Day
    extent: Literal["opening", "summary", "related", "whole"]


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


class LimitShare(Model):
    """A share of another answer, in whole units."""

    share: FigureText
    of: InputName
    round: Literal["down"]


class AskedFactor(Model):
    """An answer that counts up to a limit."""

    input: InputName
    at_most: FigureText | LimitShare
    quote: Quoted | None = None


class SumFactor(Model):
    """Products that are added before they are used."""

    sum: list[Annotated[list[Factor], Field(min_length=1)]] = Field(min_length=1)


Factor = Annotated[str, StringConstraints(min_length=1)] | AskedFactor | SumFactor


class Bracket(Model):
    """A number within bounds; `below` excludes its figure, `at_least` includes it."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [_given("at_least"), _given("below")]})

    at_least: FigureText | None = None
    below: FigureText | None = None

    @model_validator(mode="after")
    def _bounded(self) -> Bracket:
        if self.at_least is None and self.below is None:
            raise ValueError("a bracket needs `at_least` or `below`")
        return self


Condition = Annotated[dict[InputName, Wanted | Bracket], Field(min_length=1)]
Alternatives = Annotated[list[Condition], Field(min_length=1)]
Product = Annotated[list[Factor], Field(min_length=1)]


class Rule(Model):
    """A term, or a `sum` or `one_of` of terms that inherit the keys written beside it."""

    when: Condition | Alternatives | None = None
    words: Prose | None = None
    quote: Quoted | None = None
    share_of: Factor | Product | None = None
    rate: FigureText | None = None
    rate_up_to: FigureText | None = None
    amount: FigureText | None = None
    amount_up_to: FigureText | None = None
    times: Product | None = None
    per: Prose | None = None
    at_least: FigureText | None = None
    cap: FigureText | None = None
    at_most: FigureText | None = None
    from_: FigureText | None = Field(None, alias="from")
    to: FigureText | None = None
    pool: FigureText | None = None
    undetermined: Prose | None = None
    asks: list[Ask] = []
    sum: list[Rule] | None = Field(None, min_length=1)
    one_of: list[Rule] | None = Field(None, min_length=1)


class Ask(Model):
    """A condition: a gate, a least number, or a least share of another number."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [
                _given("gate", but=("input", "ratio", "of", "at_least")),
                _given("input", "at_least", but=("gate", "ratio", "of")),
                _given("ratio", "of", "at_least", but=("gate", "input")),
            ]
        }
    )

    gate: InputName | None = None
    input: InputName | None = None
    ratio: InputName | None = None
    of: InputName | None = None
    at_least: FigureText | None = None
    when: Condition | Alternatives | None = None
    quote: Quoted

    @model_validator(mode="after")
    def _one_kind(self) -> Ask:
        kinds = [name for name in ("gate", "input", "ratio") if getattr(self, name)]
        if len(kinds) != 1:
            raise ValueError("an ask has exactly one of `gate`, `input`, `ratio`")
        if (self.at_least is None) != (kinds == ["gate"]):
            raise ValueError("`input` and `ratio` need `at_least`; a gate takes none")
        if (self.of is None) != (kinds != ["ratio"]):
            raise ValueError("`of` goes with `ratio`, and `ratio` needs it")
        return self


class Reading(Text):
    """What the text leaves open; `otherwise` is the rule under the reading not taken."""

    otherwise: Rule | None = None


class Lapse(Model):
    """When a voucher stops being worth anything."""

    when: Literal["issue-year-end"]
    quote: Quoted


Answer = bool | int | Annotated[str, StringConstraints(min_length=1)]


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
    reviewed: Reviewed | None = None
    preamble: Text | None = None
    preamble_sha256: Digest | None = None
    articles: list[Article] = Field(min_length=1)
    closing: Text | None = None
    closing_sha256: Digest | None = None
    questions: dict[InputName, Question] = {}
    """Of a draft: questions that no published record asks, to be written into `inputs.yaml` with it."""


class Option(Text):
    """A level that can be chosen, with the words of the laws that mean it."""

    words: list[Prose] = []


class Question(Model):
    """An input of the calculators, as a visitor is asked for it."""

    kind: Annotated[InputKind, Listed]
    group: Slug
    label: Text
    help: Text
    notes: dict[Slug, Text] = {}
    """What one policy adds to the help, by its id; shown only where that policy is worked out."""
    formerly: list[Prose] = []
    """Names and labels that it had before: links, profiles, sheets and commands made then are still read."""
    per: Literal["year", "month"] | None = None
    """What a sum of money is for, where people write it behind the sum (`100万元/年`); none for what adds up over time."""
    example: Answer | None = None
    at_most: Answer | None = None
    options: dict[str, Option] = {}
    assumed: str | None = None
    """Of a choice: what it counts as where nobody answers it."""
    words: list[Prose] = []
    """For a limb, or a condition of one: words of the laws that mean the limb, to be compared with those of the term."""


class Questions(Model):
    """`inputs.yaml`."""

    groups: dict[Slug, Text]
    inputs: dict[InputName, Question]
    retired: list[Prose] = []
    """Names and labels of questions that are asked no more: what was once answered is left aside without a word."""


class ApplicantWords(Text):
    """Those who may apply, with the words of the laws that mean them."""

    words: list[Prose] = Field(min_length=1)


class Applicants(Model):
    """`applicants.yaml`."""

    asked_as: InputName
    values: dict[Annotated[Applicant, Listed], ApplicantWords]
    others: list[Prose] = []


class HomeExample(Model):
    """What the question of the home page starts with."""

    place: PlaceCode
    purpose: Slug


class PlanExample(Model):
    """The firm whose plan is shown: its answers are the examples of the questions."""

    place: PlaceCode
    on: Day
    answered: list[InputName] = Field(min_length=1)


class Examples(Model):
    """`examples.yaml`."""

    home: HomeExample
    plan: PlanExample


class Phrase(Model):
    """Words that are translated in one way; `also` holds other forms of it, `not` what must not stand for them."""

    zh: Prose
    en: Prose
    also: list[Prose] = []
    not_: list[Prose] = Field([], alias="not")


class Term(Phrase):
    """A term of the glossary, explained to the reader."""

    id: Slug
    explain: Text


class Wording(Model):
    """What our own sentences say in one way only."""

    lang: Literal["zh", "en"]
    say: Prose
    not_: list[Prose] = Field(alias="not", min_length=1)


class Name(Model):
    """A name with a numeral in it, which is no quantity."""

    zh: Prose
    en: Prose


class Glossary(Model):
    """`glossary.yaml`."""

    terms: list[Term]
    phrases: list[Phrase] = []
    wordings: list[Wording] = []
    names: list[Name]


class _Schema(GenerateJsonSchema):
    """Pydantic's own schema, which says of a mapping what a good key is, and nothing of the others."""

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        found = super().dict_schema(schema)
        return found | {"additionalProperties": False} if "patternProperties" in found else found


def policy_schema() -> dict[str, Any]:
    """The JSON Schema of a policy record: it takes what this form takes, and refuses what it refuses."""
    found = Policy.model_json_schema(by_alias=True, schema_generator=_Schema)
    return {"$schema": _Schema.schema_dialect, **found}
