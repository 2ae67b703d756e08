"""Every benefit gives the amounts that were worked out by hand from the words of its article."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from calculators.catalogue import Catalogue
from calculators.estimate.work import Estimate, estimate
from calculators.inputs import parse_answers
from calculators.rules.asks import Applicants, Gate
from publisher.records.corpus import Corpus
from publisher.records.golden import STATED, Case, Group, read_golden
from tests.support.golden import CASES, GROUPS, expected, printed


def _found(result: Estimate) -> dict[str, Any]:
    stated = {name: getattr(result.stated, name) for name in STATED}
    return {
        "amount": printed(result.amount),
        "eligible": result.eligible,
        "otherwise": [printed(one.amount) for one in result.otherwise if one.reading.otherwise],
        **{name: printed(figure and figure.value) for name, figure in stated.items()},
    }


@pytest.mark.parametrize(("name", "case"), [pytest.param(name, case, id=f"{name}: {case.name}") for name, case in CASES])
def test_case(catalogue: Catalogue, name: str, case: Case) -> None:
    """The amount is the one that the words give."""
    answers, problems = parse_answers(catalogue.inputs, case.inputs)
    assert not problems
    benefit = catalogue.benefit(name)
    assert not answers.keys() - set(benefit.questions), "an input that the benefit does not ask for"
    found, said = _found(estimate(benefit, answers, catalogue.kinds)), expected(case)
    assert {key: found[key] for key in said} == said


@pytest.mark.parametrize(("name", "case"), [pytest.param(name, case, id=f"{name}: {case.name}") for name, case in CASES])
def test_the_last_step_is_the_amount(catalogue: Catalogue, name: str, case: Case) -> None:
    """The working ends with the sum that the headline shows, rounded as that is: down where the text says “up to”."""
    answers, _ = parse_answers(catalogue.inputs, case.inputs)
    found = estimate(catalogue.benefit(name), answers, catalogue.kinds)
    sums = [step.result for step in found.steps if isinstance(step.result, Decimal)]
    assert not found.amount or sums[-1] == found.amount


@pytest.mark.parametrize("group", [pytest.param(group, id=group.benefit) for group in GROUPS])
def test_words(corpus: Corpus, group: Group) -> None:
    """Cases rest on words that stand in the law."""
    texts = corpus.record(group.benefit.partition("/")[0]).texts.values()
    assert any(group.words in text["zh"] for text in texts)


def test_an_expectation_that_nobody_compares_is_refused(tmp_path: Path) -> None:
    """A misspelt key of a case would be a case that cannot fail."""
    file = tmp_path / "invented.yaml"
    file.write_text("- {benefit: one, words: 文, cases: [{name: odd, inputs: {}, amount: '1.00', eligibel: true}]}", "utf-8")
    with pytest.raises(ValueError, match="eligibel"):
        read_golden(file)


def test_every_benefit_has_cases(catalogue: Catalogue) -> None:
    """No benefit goes without cases, and none of the cases without its benefit."""
    assert {group.benefit for group in GROUPS} == set(catalogue.benefits)


def test_every_choice_is_tried(catalogue: Catalogue) -> None:
    """Every gate stands open and shut in some case, every limb is chosen and not, every level chosen."""
    tried: dict[str, set[tuple[str, str]]] = {name: set() for name in catalogue.benefits}
    for name, case in CASES:
        tried[name].update(case.inputs.items())
    untried = []
    for name, benefit in catalogue.benefits.items():
        gates = {ask.name for ask in benefit.conditions if isinstance(ask, Gate)}
        for asked in (catalogue.inputs[one] for one in benefit.inputs):
            answers = ("false",) if asked.name in gates else ("true", "false")  # a gate left out counts as open
            wanted = answers if asked.kind == "yes-no" else tuple(asked.options)
            untried += [f"{name} {asked.name}={value}" for value in wanted if (asked.name, value) not in tried[name]]
    assert untried == []


def test_every_clause_for_some_is_tried_by_others(catalogue: Catalogue) -> None:
    """Whoever the words leave out is paid nothing, in some case of every clause whose words name who may apply."""
    others = [(name, case) for name, case in CASES if case.inputs.get("organisation", "enterprise") != "enterprise"]
    shut_out = {name for name, case in others if case.amount == 0}
    named = {name for name, one in catalogue.benefits.items() if any(isinstance(ask, Applicants) for ask in one.asks)}
    assert named and named <= shut_out
