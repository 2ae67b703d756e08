"""Whatever breaks in the engine, the visitor is told one sentence, and whoever mends it what broke and where."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from jinja2 import UndefinedError

from calculators import browser
from calculators.browser import call
from calculators.catalogue import Catalogue
from calculators.errors import NoCatalogue
from calculators.vocabulary import LANGUAGES
from calculators.wording import catalogue as wording

VOUCHER = "xiamen-2025/compute-voucher"


@pytest.fixture(autouse=True)
def loaded(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The engine has the catalogue of these tests, and remembers no answer."""
    monkeypatch.setattr(browser, "loaded", lambda: catalogue)
    browser._worked_out.cache_clear()
    yield
    browser._worked_out.cache_clear()


def ask(**question: Any) -> Any:
    return json.loads(call(json.dumps(question)))


class _Broken:
    """A rule of which nothing can be had."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __call__(self, *_: object, **__: object) -> Any:
        raise self.error


FAULTS = [KeyError("rate"), ZeroDivisionError("division by zero"), ValueError("no month 13"), TypeError(), AttributeError("x"),
          RecursionError("too deep"), UndefinedError("'speaker' is undefined"), AssertionError("never")]  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("error", FAULTS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize(
    ("place", "question"),
    [
        ("law.estimate", {"op": "amount", "benefit": VOUCHER, "inputs": {}}),
        ("browser.answer_html", {"op": "estimate", "benefit": VOUCHER, "inputs": {}}),
        ("browser.case_files", {"op": "case", "benefit": VOUCHER, "inputs": {}}),
        ("law.estimate", {"op": "compare", "purpose": "compute", "inputs": {}}),
        ("law.plan", {"op": "plan", "place": "350203", "inputs": {}}),
        ("browser.plan_tables", {"op": "export", "place": "350203", "inputs": {}}),
        ("batch.opening.decode", {"op": "sheet", "name": "firms.csv", "content": ""}),
        ("browser.csv_file", {"op": "csv", "rows": []}),
        ("batch.sheet.template", {"op": "template"}),
    ],
)
def test_a_fault_of_the_engine_leaves_a_trace(
    place: str, question: dict[str, Any], error: Exception, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever breaks inside, the visitor has one sentence in their language, and the console what broke and where."""
    monkeypatch.setattr(f"calculators.{place}", _Broken(error))
    answer = ask(**question, lang=lang)
    assert (answer["ok"], answer["problems"], answer["message"]) == (False, {}, wording()["error.internal"][lang])
    first, innermost, *others = answer["fault"].split("\n")
    assert first == f"{type(error).__name__}: {error}"
    assert re.fullmatch(r"    at _Broken.__call__ \(.*/tests/engine/test_faults.py:\d+\)", innermost)
    assert re.fullmatch(r"    at call \(calculators/browser.py:\d+\)", others[-1])


def test_a_catalogue_that_cannot_be_read_is_no_fault_of_the_visitor(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is told to whoever builds the site goes to the console, with what led to it."""

    def unreadable() -> Catalogue:
        try:
            raise KeyError("policies")
        except KeyError as error:
            raise NoCatalogue("no-catalogue") from error

    monkeypatch.setattr(browser, "loaded", unreadable)
    answer = ask(op="template", lang="en")
    assert answer["message"] == wording()["error.internal"]["en"]
    assert answer["fault"].startswith("NoCatalogue: ") and "\n  because of KeyError: 'policies'\n" in answer["fault"]


def test_an_endless_recursion_is_told_in_a_few_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand calls are told by the first and the last of them."""

    def again(catalogue: Catalogue, lang: str) -> Any:
        return again(catalogue, lang)

    monkeypatch.setattr("calculators.batch.sheet.template", again)
    lines = ask(op="template", lang="en")["fault"].split("\n")
    assert len(lines) < 50 and "    …" in lines and lines[0].startswith("RecursionError") and "at call" in lines[-1]
