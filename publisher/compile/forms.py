"""The forms of a rule, each in a module of its own; to add one, enter it here and in `calculators.rules`."""

from __future__ import annotations

from typing import Any

from calculators.rules import Rule
from calculators.rules.branches import Branch
from publisher.compile.amount import AmountForm
from publisher.compile.branches import BRANCHES, BranchForm
from publisher.compile.form import Form
from publisher.compile.keys import WHEN, WORDS, Key
from publisher.compile.share import ShareForm
from publisher.compile.stated import StatedForm

FORMS: tuple[Form[Any], ...] = (ShareForm(), AmountForm(), StatedForm())

KEYS: dict[str, Key[Any]] = {key.name: key for key in (WHEN, WORDS, *(key for form in FORMS for key in form.keys))}
"""Every key of a term by its name."""

_OF_TERM = {form.sums: form for form in FORMS}
_OF_BRANCH = {form.sums: form for form in BRANCHES}


def form_of(rule: Rule) -> Form[Any]:
    """The form of a term of the engine."""
    return _OF_TERM[type(rule)]


def branch_form_of(rule: Branch) -> BranchForm:
    """The form of a node with parts."""
    return _OF_BRANCH[type(rule)]
