"""The form of a rule and of its conditions, as a record writes them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from publisher.records.base import (
    FigureText,
    InputName,
    Model,
    Prose,
    Quoted,
    Text,
    Wanted,
    given,
)


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

    model_config = ConfigDict(json_schema_extra={"anyOf": [given("at_least"), given("below")]})

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
                given("gate", but=("input", "ratio", "of", "at_least")),
                given("input", "at_least", but=("gate", "ratio", "of")),
                given("ratio", "of", "at_least", but=("gate", "input")),
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
    """What the text leaves open, the question to the authority that it raises, and in `otherwise` the rule not taken."""

    ask: Text | None = None
    otherwise: Rule | None = None
