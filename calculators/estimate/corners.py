"""The amount as an exact function of one input, for the chart, the advice and the figure before the runtime."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, reduce
from itertools import product
from operator import mul

from calculators.catalogue import Benefit
from calculators.facts import Answer, Facts
from calculators.inputs import Input
from calculators.money import FEN, exact
from calculators.rules import Rule
from calculators.rules.asking import Asking
from calculators.rules.asks import Gate
from calculators.rules.base import Axis
from calculators.rules.branches import Branch
from calculators.rules.curve import Curve, NotLinear, Segment
from calculators.vocabulary import InputKind

MOST_TABLES = 48
"""A page ships no more tables of corners than this."""


@dataclass(frozen=True, slots=True)
class Corner:
    """From step `start` of the input on the amount is `at + slope * (step - start)`, in fen.

    A step is a fen for money, one for everything else. The amount that Python
    gives is this, rounded to the whole fen as `Benefit.rounded` does.
    """

    start: int
    at: Decimal
    slope: Decimal

    def data(self) -> list[object]:
        """As a page carries it: `[start, "at", "slope"]`."""
        return [self.start, exact(self.at), exact(self.slope)]


def corners(
    benefit: Benefit, answers: Mapping[str, Answer], variable: Input, kinds: Mapping[str, InputKind]
) -> tuple[Corner, ...]:
    """Return the amount over `variable`, the other inputs being as answered.

    Gates without an answer count as met, as in an estimate.

    Raises:
        NotLinear: the amount is no piecewise linear function of this input.
    """
    others = tuple((name, answers[name]) for name in benefit.questions if name in answers and name != variable.name)
    return _corners(benefit, others, variable.name, variable.step, tuple((name, kinds[name]) for name in benefit.questions))


@lru_cache(maxsize=256)
def _corners(
    benefit: Benefit, answers: tuple[tuple[str, Answer], ...], name: str, step: Decimal, kinds: tuple[tuple[str, InputKind], ...]
) -> tuple[Corner, ...]:
    """The same, kept: whoever types one number again and again is asking for the same curve."""
    axis = Axis(name, step, Facts(dict(answers), dict(kinds)))
    curve = benefit.rule.curve(axis)
    for ask in benefit.asks:
        if ask.relevant(axis.facts):
            curve *= ask.curve(axis)
    return tuple(Corner(one.start, one.at / FEN, one.slope / FEN) for one in curve.segments)


@dataclass(frozen=True, slots=True)
class Table:
    """Corners that hold wherever the other answers fit one of `where`, every condition being met.

    What they have to fit is the answer itself (a level, a yes or no, a number
    that is multiplied) or a half-open bracket `(from, below)` of a number that
    only chooses, with None for an open end.
    """

    where: tuple[Where, ...]
    corners: tuple[Corner, ...]


type Where = Mapping[str, Answer | tuple[Decimal, Decimal | None]]


def switches(benefit: Benefit) -> dict[str, str]:
    """The yes/no conditions that switch an amount off and do nothing else, each with the limb it belongs to.

    A condition of the whole benefit belongs to no limb (the empty name) and
    leaves nothing; one of a limb leaves what there is without that limb.
    """
    found = {ask.name: "" for ask in benefit.asks if isinstance(ask, Gate) and not ask.when.alternatives}
    return {**_of_limbs(benefit.rule), **found}


def _of_limbs(rule: Rule) -> dict[str, str]:
    if isinstance(rule, Branch):
        return {name: limb for part in rule.parts for name, limb in _of_limbs(part).items()}
    limb = rule.limb() if isinstance(rule, Asking) else None
    return {ask.name: limb for ask in rule.own if isinstance(ask, Gate)} if isinstance(rule, Asking) and limb else {}


def tables(benefit: Benefit, example: Mapping[str, Answer], inputs: Mapping[str, Input]) -> tuple[Table, ...]:
    """Return the corners over the main input for every choice a page offers, equal ones once.

    Levels and limbs come in all their values, numbers that only choose a
    bracket in all their brackets, other numbers as in `example`; `switches`
    are no dimension. Empty where there is no main input, no formula, or too
    much of it.
    """
    if benefit.main is None:
        return ()
    variable, kinds = inputs[benefit.main], {name: one.kind for name, one in inputs.items()}
    others = [name for name in benefit.inputs if name not in {benefit.main, *switches(benefit)}]
    regions = [list(_regions(benefit.rule, name, inputs[name], example)) for name in others]
    if reduce(mul, (len(one) for one in regions), 1) > MOST_TABLES:
        return ()
    found: dict[tuple[Corner, ...], list[Where]] = {}
    for chosen in product(*regions):
        where = {name: region for name, (region, _) in zip(others, chosen, strict=True) if region is not None}
        answers = {name: answer for name, (_, answer) in zip(others, chosen, strict=True) if answer is not None}
        try:
            found.setdefault(corners(benefit, answers, variable, kinds), []).append(where)
        except NotLinear:
            return ()
    return tuple(Table(tuple(where), one) for one, where in found.items())


type Region = tuple[Answer | tuple[Decimal, Decimal | None] | None, Answer | None]


def _regions(rule: Rule, name: str, asked: Input, example: Mapping[str, Answer]) -> Iterator[Region]:
    """Yield `(condition, an answer that fits it)` for every region of an input that matters."""
    if asked.kind == InputKind.YES_NO:
        yield from ((value, value) for value in (True, False))
        return
    if asked.kind == InputKind.CHOICE:
        yield from ((value, value) for value in asked.options)
        return
    bounds = sorted({figure.in_unit_of(asked.kind) for one, figure in rule.thresholds() if one == name})
    if not bounds:
        if name in example:
            yield example[name], example[name]
        return
    edges = [Decimal(0), *bounds]
    yield from (((low, high), low) for low, high in zip(edges, [*bounds, None], strict=True))


def curve_of(found: tuple[Corner, ...]) -> Curve:
    """The corners as a curve in fen, for evaluating and drawing."""
    return Curve(tuple(Segment(one.start, one.at, one.slope) for one in found))
