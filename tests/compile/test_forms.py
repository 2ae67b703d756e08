"""A rule form is one file on each side: neither side can know a form, or a record a key, that the other has forgotten."""

from __future__ import annotations

from calculators.rules import FORMS as SUMS
from calculators.rules.asking import Asking
from publisher.compile.branches import BRANCHES
from publisher.compile.forms import FORMS, KEYS
from publisher.records.rule import Rule


def test_both_sides_have_every_form() -> None:
    """Each form of the engine can be written in a record, and the other way round."""
    assert {form.name: form.sums for form in (*FORMS, *BRANCHES)} | {"asking": Asking} == SUMS  # `asks` stand around any of them


def test_every_key_belongs_to_a_form() -> None:
    """What a record may write in a rule, some form reads; and no form waits for a key that no record may write."""
    written = {field.alias or name for name, field in Rule.model_fields.items()}
    assert written == {*KEYS, "quote", "asks", *(form.name for form in BRANCHES)}


def test_a_key_means_one_thing() -> None:
    """Forms that share the name of a key share the key: a part inherits what is written above it, whatever its form."""
    assert all(KEYS[key.name] is key for form in FORMS for key in form.keys)
    assert all(key in form.keys for form in FORMS for key in form.leads)
