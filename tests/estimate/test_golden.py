"""Every benefit gives the amounts that were worked out by hand from the words of its article."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from ruamel.yaml import YAML

from calculators.catalogue import Catalogue
from calculators.estimate.work import Estimate, estimate
from calculators.figures import Figure
from calculators.inputs import parse_answers
from calculators.money import yuan
from calculators.rules.asks import Gate
from publisher.project import GOLDEN
from publisher.records.corpus import Corpus

EXPECTED = ("amount", "eligible", "at_least", "at_most", "pool", "otherwise")


def _groups() -> Iterator[tuple[str, dict[str, Any]]]:
    for file in sorted(GOLDEN.glob("*.yaml")):
        for group in YAML(typ="safe", pure=True).load(file.read_text("utf-8")):
            yield file.stem, group


GROUPS = list(_groups())
CASES = [
    pytest.param(f"{policy}/{group['benefit']}", case, id=f"{policy}/{group['benefit']}: {case['name']}")
    for policy, group in GROUPS
    for case in group["cases"]
]


def _typed(answer: object) -> str:
    return str(answer).lower() if isinstance(answer, bool) else str(answer)


def _found(result: Estimate) -> dict[str, Any]:
    def money(value: Decimal | Figure | None) -> str | None:
        return yuan(value.value if isinstance(value, Figure) else value) if value is not None else None

    return {
        "amount": money(result.amount),
        "eligible": result.eligible,
        "at_least": money(result.stated.at_least),
        "at_most": money(result.stated.at_most),
        "pool": money(result.stated.pool),
        "otherwise": [money(one.amount) for one in result.otherwise if one.reading.otherwise],
    }


@pytest.mark.parametrize(("name", "case"), CASES)
def test_case(catalogue: Catalogue, name: str, case: dict[str, Any]) -> None:
    """The amount is the one that the words give."""
    assert not case.keys() - {"name", "inputs", *EXPECTED}, "an expectation that the runner does not know"
    answers, problems = parse_answers(catalogue.inputs, {key: _typed(value) for key, value in case["inputs"].items()})
    assert not problems
    benefit = catalogue.benefit(name)
    assert not answers.keys() - set(benefit.inputs), "an input that the benefit does not ask for"
    found = _found(estimate(benefit, answers, catalogue.kinds))
    assert {key: found[key] for key in EXPECTED if key in case} == {key: case[key] for key in EXPECTED if key in case}


@pytest.mark.parametrize(("policy", "group"), [pytest.param(*one, id=f"{one[0]}/{one[1]['benefit']}") for one in GROUPS])
def test_words(corpus: Corpus, policy: str, group: dict[str, Any]) -> None:
    """Cases rest on words that stand in the law."""
    texts = corpus.record(policy).texts.values()
    assert any(group["words"] in text["zh"] for text in texts)


def test_every_benefit_has_cases(catalogue: Catalogue) -> None:
    """No benefit goes without cases, and none of the cases without its benefit."""
    assert {f"{policy}/{group['benefit']}" for policy, group in GROUPS} == set(catalogue.benefits)


def test_every_choice_is_tried(catalogue: Catalogue) -> None:
    """Every gate stands open and shut in some case, every limb is chosen and not, every level chosen."""
    tried: dict[str, set[tuple[str, object]]] = {name: set() for name in catalogue.benefits}
    for policy, group in GROUPS:
        for case in group["cases"]:
            tried[f"{policy}/{group['benefit']}"].update((key, _typed(value)) for key, value in case["inputs"].items())
    untried = []
    for name, benefit in catalogue.benefits.items():
        gates = {ask.name for ask in benefit.asks if isinstance(ask, Gate)}
        for asked in (catalogue.inputs[one] for one in benefit.inputs):
            answers = ("false",) if asked.name in gates else ("true", "false")  # a gate left out counts as open
            wanted = answers if asked.kind == "yes-no" else tuple(asked.options)
            untried += [f"{name} {asked.name}={value}" for value in wanted if (asked.name, value) not in tried[name]]
    assert untried == []
