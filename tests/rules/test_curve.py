"""The algebra of curves is plain arithmetic at every single step of the input."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calculators.rules.curve import MAX_SEGMENTS, Curve, NotLinear, Segment

LAST = 400
"""Steps up to here are tried."""

values = st.integers(-2000, 2000).map(lambda number: Decimal(number) / 8)
starts = st.lists(st.integers(1, LAST), max_size=4, unique=True).map(lambda some: [0, *sorted(some)])
steps = st.integers(0, LAST + 100)


@st.composite
def curves(draw: st.DrawFn, slopes: st.SearchStrategy[Decimal] = values) -> Curve:
    """Any curve: jumps, bends, stretches of a single step."""
    return Curve(tuple(Segment(start, draw(values), draw(slopes)) for start in draw(starts)))


flat = curves(st.just(Decimal(0)))
flags = curves(st.just(Decimal(0))).map(
    lambda curve: Curve(tuple(Segment(one.start, Decimal(int(one.at > 0)), Decimal(0)) for one in curve.segments))
)


@given(curves(), curves(), steps)
def test_sum(one: Curve, two: Curve, step: int) -> None:
    """A sum of curves is the sum of their values."""
    assert (one + two)(step) == one(step) + two(step)
    assert (-one)(step) == -one(step)


@given(curves(), flat, steps)
def test_product(one: Curve, two: Curve, step: int) -> None:
    """A product with a flat curve is the product of the values, from either side."""
    assert (one * two)(step) == one(step) * two(step)
    assert (two * one)(step) == one(step) * two(step)


@given(curves(), curves(), steps)
def test_comparison(one: Curve, two: Curve, step: int) -> None:
    """A comparison is right at every step, equality included."""
    assert one.at_least(two)(step) == int(one(step) >= two(step))
    assert one.below(two)(step) == int(one(step) < two(step))
    assert one.at_least(one)(step) == 1


@given(curves(), curves(), steps)
def test_minimum(one: Curve, two: Curve, step: int) -> None:
    """The minimum is the lower value, also where the two cross between steps."""
    assert one.minimum(two)(step) == min(one(step), two(step))


@given(flags, steps)
def test_negation(flag: Curve, step: int) -> None:
    """A condition either holds or does not."""
    assert flag.negated()(step) == 1 - flag(step)


@given(curves(), st.integers(1, 400).map(Decimal), st.integers(1, 30).map(Decimal), steps)
def test_staircase(curve: Curve, size: Decimal, most: Decimal, step: int) -> None:
    """Whole parts are counted from nothing up to the most that count."""
    assume(not curve.is_constant())
    parts = (curve(step) / size).to_integral_value(ROUND_FLOOR)
    assert curve.whole_parts(size, most)(step) == max(Decimal(0), min(parts, most))


@given(curves())
def test_no_idle_segments(curve: Curve) -> None:
    """A result has no segment that only goes on with the one before, and starts at nought."""
    found = (curve + Curve.constant(Decimal(0))).segments
    assert found[0].start == 0
    assert [one.start for one in found] == sorted({one.start for one in found})
    for before, after in pairwise(found):
        assert (before.slope, before.value(after.start)) != (after.slope, after.at)


@given(curves(), st.lists(steps, min_size=1))
def test_highest(curve: Curve, tried: list[int]) -> None:
    """No step gives more than the highest value."""
    highest = curve.highest()
    assert highest is None or all(curve(step) <= highest for step in tried)
    assert (highest is None) == (curve.segments[-1].slope > 0)


def test_squares_are_refused() -> None:
    """Two rising curves have no linear product, and the engine says so instead of guessing."""
    line = Curve.line(Decimal(1))
    with pytest.raises(NotLinear, match="multiplied by itself"):
        line * line


def test_endless_stairs_are_refused() -> None:
    """A staircase without a last step, or with too many, is not drawn."""
    with pytest.raises(NotLinear, match="no last step"):
        Curve.line(Decimal(1)).whole_parts(Decimal(10), None)
    with pytest.raises(NotLinear, match="no last step"):
        Curve.line(Decimal(1)).whole_parts(Decimal(10), Decimal(MAX_SEGMENTS + 1))
