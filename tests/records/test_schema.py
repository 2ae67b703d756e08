"""Promise: the schema that editors complete and check records by takes every record and refuses what the build refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError
from ruamel.yaml import YAML

from publisher.project import ROOT
from publisher.records.base import read_model
from publisher.records.corpus import Corpus
from publisher.records.policy import Policy
from publisher.records.rule import Ask, Rule
from publisher.records.schema import policy_schema
from publisher.records.yaml_source import walk
from tests.support.mutants import drop, put

SCHEMA = policy_schema()
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
PAGES = ("docs/contributing.md", "docs/en/contributing.md")
OTHERWISE = (
    "",
    " \n",
    "words",
    "2026-01-15",
    "2026-02-30",
    "1767225600",
    "350203",
    7,
    -1,
    True,
    None,
    [],
    {},
    ["words"],
    {"zh": "话"},
)
"""What an author may put where something else belongs."""


def taken(value: Any) -> bool:
    """Whether the form takes a document."""
    try:
        read_model(Policy, value)
    except ValidationError:
        return False
    return True


def wrong(corpus: Corpus, others: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    """The records with one thing changed in one article: each kind of place once, in the first article that has it."""
    seen = set()
    for record in corpus.records:
        for article in record.document.value["articles"]:
            value = {**record.document.value, "articles": [article]}
            for path, found in list(walk(value))[1:]:
                kind = tuple("*" if isinstance(part, int) else part for part in path)
                if kind in seen:
                    continue
                seen.add(kind)
                where = f"{record.policy.id} {article['number']}: {'.'.join(map(str, path))}"
                yield f"{where} left out", drop(value, path)
                for other in others:
                    yield f"{where} = {other!r}", put(value, path, other)
                if isinstance(found, dict):
                    yield f"{where} with one key more", put(value, path, {**found, "Not a key": "words"})
                    yield f"{where} with a key of another", put(value, path, {**found, "at_least": "5家"})


def test_the_schema_takes_every_record(corpus: Corpus) -> None:
    """As the form does."""
    for record in corpus.records:
        assert VALIDATOR.is_valid(record.document.value), record.policy.id


@pytest.mark.parametrize("others", [OTHERWISE[:4], pytest.param(OTHERWISE[4:], marks=pytest.mark.extended)], ids=["some", "all"])
def test_schema_and_form_agree(corpus: Corpus, others: Sequence[Any]) -> None:
    """Whatever is changed in a record, both take it or both refuse it."""
    refused = differing = 0
    for name, value in wrong(corpus, others):
        by_form = taken(value)
        refused += not by_form
        if by_form != VALIDATOR.is_valid(value):
            differing += 1
            print(name, "is refused by the schema alone" if by_form else "is taken by the schema alone")
    assert refused > 1000
    assert not differing


def _examples() -> Iterator[tuple[str, str, Any]]:
    for page in PAGES:
        text = (ROOT / page).read_text("utf-8")
        for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL):
            yield page, "Rule", YAML(typ="safe").load(block)["rule"]
        for ask in re.findall(r"`(\{(?:gate|input|ratio): .*?\})`", text):
            yield page, "Ask", {**YAML(typ="safe").load(ask), "quote": "原文"}


@pytest.mark.parametrize(
    ("page", "model", "value"), [pytest.param(*one, id=f"{one[0]}-{index}") for index, one in enumerate(_examples())]
)
def test_the_contributor_pages_examples_are_taken(page: str, model: str, value: Any) -> None:
    """What the page shows as a rule or a condition is one, to the form and to the schema."""
    part = Draft202012Validator(
        {**SCHEMA, "$ref": f"#/$defs/{model}", "properties": {}, "required": [], "additionalProperties": True}
    )
    read_model({"Rule": Rule, "Ask": Ask}[model], value)
    assert list(part.iter_errors(value)) == [], page


def test_every_page_has_examples() -> None:
    """A page without any would prove nothing."""
    assert {page for page, *_ in _examples()} == set(PAGES) and {model for _, model, _ in _examples()} == {"Rule", "Ask"}
