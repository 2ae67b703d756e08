"""`import calculators`: its names and signatures, its examples, what it takes for an answer, and how it says what is wrong."""

from __future__ import annotations

import doctest
import inspect
import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import calculators
from calculators import Law, WrongAnswers
from calculators import law as face
from calculators.inputs import Given
from calculators.law import UNDATED
from calculators.vocabulary import LANGUAGES
from publisher.compiled_site import compile_site
from publisher.project import CATALOGUE, ROOT
from tests.support import invented

VOUCHER = "siming-2025/compute-voucher"
DAY = "2026-01-15"

NAMES = ["Case", "FirmPlan", "Law", "Misuse", "NoCatalogue", "Problem", "UnknownName", "WrongAnswers", "load"]

SIGNATURES = {
    "load": "(path: 'str | os.PathLike[str] | None' = None) -> 'Law'",
    "Law.estimate": "(self, benefit: 'str', answers: 'Answers | None' = None, *, on: 'date | str | None' = None) -> 'Case'",
    "Law.plan": "(self, place: 'str', answers: 'Answers | None' = None, *, on: 'date | str | None' = None) -> 'FirmPlan'",
    "Law.compare": "(self, purpose: 'str', answers: 'Answers | None' = None, *, place: 'str | None' = None,"
    " on: 'date | str | None' = None) -> 'tuple[Case, ...]'",
    "Law.batch": "(self, file: 'str | os.PathLike[str]', answers: 'Answers | None' = None, *, place: 'str | None' = None,"
    " on: 'date | str | None' = None, lang: 'str' = 'en', before: 'str | os.PathLike[str] | None' = None) -> 'Worked'",
    "Law.benefit": "(self, name: 'str') -> 'Benefit'",
    "Case.explain": "(self, lang: 'str' = 'en', width: 'int' = 100) -> 'str'",
    "Case.as_dict": "(self, lang: 'str' = 'en') -> 'dict[str, object]'",
    "FirmPlan.total": "(self, name: 'str') -> 'Decimal'",
    "FirmPlan.explain": "(self, lang: 'str' = 'en', width: 'int' = 100) -> 'str'",
    "FirmPlan.as_dict": "(self, lang: 'str' = 'en') -> 'dict[str, object]'",
}

ATTRIBUTES = {
    "Case": {"amount", "eligible", "stated", "steps", "assumed", "missing", "otherwise", "benefit", "on", "status"},
    "FirmPlan": {"estimates", "apart", "bindings", "cuts", "missing", "offer", "answers"},
}


@pytest.fixture(scope="module")
def invented_law() -> Law:
    """A law of one benefit, which asks for a spend and a tick."""
    one = invented.benefit("a/one", invented.share("spend", "0.1"), inputs=["spend"], gate="tick")
    other = invented.benefit("a/other", invented.share("other_spend", "0.1"), inputs=["other_spend"])
    return Law.load(invented.catalogue_data(invented.policy("a", invented.DISTRICT, [one, other])))


def test_names() -> None:
    """What is offered is what people rely on: to take away or rename one of these breaks their work."""
    assert sorted(calculators.__all__) == sorted(NAMES)
    assert all(inspect.getdoc(getattr(calculators, name)) for name in NAMES)


@pytest.mark.parametrize("name", SIGNATURES)
def test_signatures(name: str) -> None:
    """They are called in this way, and say what they take, give and raise."""
    found: Any = calculators
    for part in name.split("."):
        found = getattr(found, part)
    assert str(inspect.signature(found)) == SIGNATURES[name]
    assert inspect.getdoc(found)


def test_attributes(catalogue: Law) -> None:
    """Answers are read by these names."""
    case, plan = catalogue.estimate(VOUCHER), catalogue.plan("350203")
    assert all(hasattr(case, name) for name in ATTRIBUTES["Case"])
    assert all(hasattr(plan, name) for name in ATTRIBUTES["FirmPlan"])


@pytest.mark.parametrize("module", [calculators, face], ids=lambda module: module.__name__)
def test_examples_run(module: Any) -> None:
    """Every example of a docstring runs as it stands."""
    compile_site()
    found = doctest.testmod(module, optionflags=doctest.ELLIPSIS)
    assert found.attempted and not found.failed


def test_importing_is_cheap() -> None:
    """What only pages and terminals need is not loaded, and the law itself only when it is asked for."""
    code = "import sys, calculators; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert not {"jinja2", "argparse", "calculators.terminal", "calculators.browser", "tomllib"} & set(loaded)


AS_GIVEN: list[tuple[str, Given, object]] = [
    ("spend", "100万元", Decimal(1_000_000)),
    ("spend", "1,000,000", Decimal(1_000_000)),
    ("spend", 1_000_000, Decimal(1_000_000)),
    ("spend", Decimal("1E+6"), Decimal(1_000_000)),
    ("spend", Decimal("0.01"), Decimal("0.01")),
    ("spend", Decimal(0), Decimal(0)),
    ("tick", True, True),
    ("tick", False, False),
    ("tick", "否", False),
    ("tick", "yes", True),
]


@pytest.mark.parametrize(("name", "given", "read"), AS_GIVEN, ids=repr)
def test_answers_as_text_and_as_values(invented_law: Law, name: str, given: Given, read: object) -> None:
    """Typed text and values of the kind are the same answer."""
    assert invented_law.read_answers({name: given}) == {name: read}


def test_none_is_no_answer(invented_law: Law) -> None:
    """What a table or a form leaves open counts as left out."""
    assert invented_law.estimate("a/one", {"spend": 100, "tick": None}).assumed == ("tick",)


REFUSED: list[tuple[str, Any, str]] = [
    ("spend", 0.1, "0.1 is a float, which cannot hold every fen"),
    ("spend", 1e6, "is a float"),
    ("spend", float("nan"), "is a float"),
    ("spend", True, "“true” is no sum of money"),
    ("spend", date(2026, 1, 15), "“2026-01-15” is no "),
    ("spend", Decimal("NaN"), "“NaN” is no sum of money"),
    ("spend", Decimal("1E+999999"), "“1E+999999” is no "),
    ("spend", 10**5000, "is no sum of money"),
    ("spend", -1, "cannot be less than zero"),
    ("spend", Decimal("0.001"), "more than two decimals"),
    ("spend", [1], "[1] can be no answer"),
    ("spend", "", "“” is no sum of money"),
    ("tick", Decimal(2), "true or false"),
    ("tick", 1.0, "is a float"),
    ("spent", 1, "did you mean spend"),
]


@pytest.mark.parametrize(("name", "given", "words"), REFUSED, ids=[f"{name} {words[:30]}" for name, _, words in REFUSED])
def test_what_is_refused(invented_law: Law, name: str, given: Any, words: str) -> None:
    """A float above all: it cannot hold every fen. One short sentence says what is wrong."""
    with pytest.raises(WrongAnswers) as refused:
        invented_law.read_answers({name: given})
    (problem,) = refused.value.problems
    assert problem.name == name and words in str(problem) and len(str(problem)) < 250


def test_everything_wrong_is_said_at_once(invented_law: Law) -> None:
    """Every answer, the day and the place, each with its name and what is allowed, in either language; none hides another."""
    answers: Any = {"spend": "much", "tick": "perhaps", "other_spend": 1, "spnd": 1}
    with pytest.raises(WrongAnswers) as refused:
        invented_law.estimate("a/one", answers, on="2026-02-30")
    assert {one.name for one in refused.value.problems} == {"spend", "tick", "other_spend", "spnd", "on"}
    lines = str(refused.value).splitlines()
    assert len(lines) == 5
    for words in ("spend: “much”", "1,000,000", "true or false", "did you mean spend", "it takes: spend, tick", "2026-01-15"):
        assert any(words in line for line in lines)
    assert "“much”不是金额" in refused.value.message("zh")
    with pytest.raises(WrongAnswers) as refused:
        invented_law.plan("Atlantis", {"spend": "much"}, on="tomorrow")
    assert {one.name for one in refused.value.problems} == {"place", "spend", "on"}
    with pytest.raises(WrongAnswers) as refused:
        invented_law.compare("fun", {"spend": "much"}, place="Atlantis", on="tomorrow")
    assert {one.name for one in refused.value.problems} == {"purpose", "place", "spend", "on"}


def test_an_unknown_benefit(invented_law: Law) -> None:
    """The ids that come close are named."""
    with pytest.raises(calculators.UnknownName, match="did you mean a/one"):
        invented_law.estimate("a/on")


def test_days(catalogue: Law) -> None:
    """A date, a point in time, text, today where nothing is said, and none at all."""
    for on in (date(2026, 1, 15), datetime(2026, 1, 15, 23, 59), DAY):
        assert catalogue.estimate(VOUCHER, on=on).on == catalogue.plan("350203", on=on).offer.on == date(2026, 1, 15)
    assert catalogue.estimate(VOUCHER).on == catalogue.plan("350203").offer.on == date.today()
    undated = catalogue.estimate(VOUCHER, on=UNDATED)
    assert undated.on is None and undated.status is None and undated.amount == catalogue.estimate(VOUCHER).amount


def test_an_absent_condition_is_met_in_an_estimate_and_missing_in_a_plan(catalogue: Law) -> None:
    """As the design has it."""
    answers = {"compute_spend": "100万元"}
    case, plan = catalogue.estimate(VOUCHER, answers, on=DAY), catalogue.plan("350203", answers, on=DAY)
    assert case.assumed == ("compute_listed", "organisation") and case.amount
    (mine,) = [one for one in plan.estimates if one.benefit.id == VOUCHER]
    assert mine.assumed == ("organisation",) and [one.name for one in mine.missing] == ["compute_listed"] and not mine.amount


def test_a_sheet_of_firms(catalogue: Law, tmp_path: Path) -> None:
    """Each row is the plan of its firm; what is wrong with the question itself is told at once."""
    sheet = tmp_path / "firms.csv"
    sheet.write_text("name,compute_spend,compute_listed\nA,100万元,yes\nB,much,yes\n", "utf-8")
    found = catalogue.batch(sheet, place="350203", on=DAY)
    (firm,) = found.results
    plan = catalogue.plan("350203", {"compute_spend": 1_000_000, "compute_listed": True}, on=DAY)
    assert firm.total("cautious") == plan.total("cautious") > 0
    assert [one.cell for one in found.troubles] == ["B3"]
    assert "A,350203" in found.csv() and len(list(found.data())) >= 3
    with pytest.raises(WrongAnswers) as refused:
        catalogue.batch(sheet, {"compute_spend": "much"}, place="Atlantis", on="tomorrow")
    assert {one.name for one in refused.value.problems} == {"place", "compute_spend", "on"}
    with pytest.raises(calculators.Misuse, match="No such file"):
        catalogue.batch(tmp_path / "none.csv", place="350203")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_explained(catalogue: Law, lang: str) -> None:
    """An answer explains itself in both languages with the words of the law, within the width that there is."""
    case = catalogue.estimate(VOUCHER, {"compute_spend": "100万元"}, on=DAY)
    text = case.explain(lang, width=60)
    assert case.benefit.title[lang] in text and VOUCHER in text
    assert all(_squeezed(step.quote.text) in _squeezed(text) for step in case.steps)
    assert case.as_dict(lang)["title"] == case.benefit.title[lang]
    plan = catalogue.plan("350203", {"compute_spend": "100万元"}, on=DAY)
    assert all(_squeezed(one.title[lang]) in _squeezed(plan.explain(lang)) for one in plan.offer.policies)
    assert plan.as_dict(lang)["place"] == "350203"


def _squeezed(text: str) -> str:
    return "".join(text.split())


def test_an_unknown_language(catalogue: Law) -> None:
    """It is named, with those there are."""
    with pytest.raises(calculators.Misuse, match="zh, en"):
        catalogue.estimate(VOUCHER).explain("fr")


def test_short_in_a_shell(catalogue: Law) -> None:
    """What is looked at takes a line, not the whole law."""
    case = catalogue.estimate(VOUCHER, on=DAY)
    for one in (catalogue, case, catalogue.plan("350203"), case.benefit, case.benefit.policy):
        assert len(repr(one)) < 120


def test_loading(catalogue: Law, tmp_path: Path) -> None:
    """The law of the checkout, or of any catalogue; what is none is said in a sentence that names it."""
    compile_site()
    assert calculators.load().version == calculators.load(CATALOGUE).version == catalogue.version
    with pytest.raises(calculators.Misuse, match=r"none\.json.*No such file"):
        calculators.load(tmp_path / "none.json")
    for content in ("", "[]", "{}", '{"format": 99}', "\0"):
        (tmp_path / "other.json").write_text(content)
        with pytest.raises(calculators.NoCatalogue, match=r"other\.json.*no catalogue"):
            calculators.load(tmp_path / "other.json")
