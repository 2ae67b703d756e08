"""For each of the benefits, the corners that a page ships give to the fen what an estimate gives."""

from __future__ import annotations

import json
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.catalogue import Benefit, Catalogue
from calculators.estimate.corners import Corner, corners, tables
from calculators.estimate.work import estimate
from calculators.facts import Answer
from calculators.inputs import Input, parse_answers
from calculators.rules.curve import NotLinear
from publisher.compile.policy import catalogue_bytes, compile_corpus
from publisher.project import POLICIES
from publisher.records.corpus import read_corpus

CATALOGUE = Catalogue.load(json.loads(catalogue_bytes(compile_corpus(read_corpus(POLICIES)).catalogue)))
NUMBERS = ("money", "count", "months", "years", "area")
WITH_CURVE = [one for one in CATALOGUE.benefits.values() if any(CATALOGUE.inputs[name].kind in NUMBERS for name in one.inputs)]


def answer(asked: Input) -> st.SearchStrategy[Answer]:
    """Any answer that the question allows; numbers on the grid on which they are asked for."""
    if asked.kind == "yes-no":
        return st.booleans()
    if asked.kind == "choice":
        return st.sampled_from(sorted(asked.options))
    few, many = min(int(asked.at_most), 60), int(asked.at_most / asked.step)
    return st.one_of(st.integers(0, few), st.integers(0, many)).map(lambda count: count * asked.step)


def answers(benefit: Benefit) -> st.SearchStrategy[dict[str, Answer]]:
    """Any answers to some of the questions of a benefit."""
    return st.fixed_dictionaries({}, optional={name: answer(CATALOGUE.inputs[name]) for name in benefit.questions})


def read(found: tuple[Corner, ...], step: int, benefit: Benefit) -> Decimal:
    """What a page reads from the corners: yuan, rounded to the fen, down where the text says “up to”."""
    corner = max((one for one in found if one.start <= step), key=lambda one: one.start)
    fen = corner.at + corner.slope * (step - corner.start)
    return fen.quantize(Decimal(1), ROUND_HALF_UP if benefit.certainty == "by-rule" else ROUND_FLOOR).scaleb(-2)


def tried(found: tuple[Corner, ...], more: list[int], asked: Input) -> list[int]:
    """The steps around each corner, and some others, as far as the question goes."""
    near = {one.start + step for one in found for step in (-1, 0, 1)} | set(more)
    return sorted(step for step in near if 0 <= step * asked.step <= asked.at_most)


@pytest.mark.parametrize("benefit", [pytest.param(one, id=one.id) for one in WITH_CURVE])
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_corners(benefit: Benefit, data: st.DataObject) -> None:
    """Whatever else was answered, the corners over any number give the amount of the estimate at every step."""
    known = data.draw(answers(benefit))
    name = data.draw(st.sampled_from([one for one in benefit.inputs if CATALOGUE.inputs[one].kind in NUMBERS]))
    asked = CATALOGUE.inputs[name]
    try:
        found = corners(benefit, known, asked, CATALOGUE.kinds)
    except NotLinear:
        return
    for step in tried(found, data.draw(st.lists(st.integers(0, 10**9), max_size=4)), asked):
        result = estimate(benefit, {**known, name: step * asked.step}, CATALOGUE.kinds)
        assert read(found, step, benefit) == result.amount, f"{name}={step * asked.step} with {known}"


@pytest.mark.parametrize("benefit", [pytest.param(one, id=one.id) for one in CATALOGUE.benefits.values()])
def test_tables(benefit: Benefit) -> None:
    """A benefit with a main input ships its corners for every choice on its page, and they are right for its example."""
    example, problems = parse_answers(CATALOGUE.inputs, benefit.example)
    assert not problems
    found = tables(benefit, example, CATALOGUE.inputs)
    result = estimate(benefit, example, CATALOGUE.kinds)
    if benefit.main is None:
        assert found == ()
        return
    asked = CATALOGUE.inputs[benefit.main]
    here = example[benefit.main]
    assert isinstance(here, Decimal)
    fitting = [table for table in found for where in table.where if _fits(where, example)]
    assert len(fitting) == 1, "the choices on the page do not overlap, and the example is one of them"
    assert read(fitting[0].corners, int(here / asked.step), benefit) == result.amount
    assert result.amount


def _fits(where: object, example: dict[str, Answer]) -> bool:
    """Whether a table holds for the example; a question of yes or no that it leaves open is a yes for a gate."""
    assert isinstance(where, dict)
    for name, wanted in where.items():
        given_ = example.get(name, True)
        if isinstance(wanted, tuple):
            low, high = wanted
            if not (isinstance(given_, Decimal) and low <= given_ and (high is None or given_ < high)):
                return False
        elif given_ != wanted:
            return False
    return True


def test_every_curve_is_drawn() -> None:
    """Whatever asks for a number has a main input, over which its curve is drawn."""
    assert [one.id for one in WITH_CURVE if one.main is None] == []
    assert len(CATALOGUE.benefits) == 55
