"""The form of the files that all records share: questions, applicants, examples, glossary."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from calculators.vocabulary import (
    Applicant,
    InputKind,
)
from publisher.records.base import (
    Answer,
    Day,
    InputName,
    Listed,
    Model,
    PlaceCode,
    Prose,
    Slug,
    Text,
)


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
    evidence: Text | None = None
    """What to keep so that the answer can be shown: our suggestion, and no word of a law."""
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
