"""The forms of a term, each in a module of its own; to add one, enter it here and in `calculators.rules`."""

from __future__ import annotations

from typing import Any

from publisher.compile.amount import AmountForm
from publisher.compile.form import Form
from publisher.compile.keys import WHEN, WORDS, Key
from publisher.compile.share import ShareForm
from publisher.compile.stated import StatedForm

FORMS: tuple[Form, ...] = (ShareForm(), AmountForm(), StatedForm())

KEYS: dict[str, Key[Any]] = {key.name: key for key in (WHEN, WORDS, *(key for form in FORMS for key in form.keys))}
"""Every key of a term by its name."""
