"""Exact piecewise linear functions of one input, on the grid of values it can take.

An input moves in steps: money by the fen, people by one. A `Curve` is therefore
a function of a whole number of steps and is exact at each of them: where a cap
is reached between two fen, the bend stands at the next one. Conditions are
curves too, 1 where they hold and 0 elsewhere, so that thresholds, brackets and
"the first that matches" are additions and multiplications.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

MAX_SEGMENTS = 400
"""A staircase with more steps than this is not shipped to a page."""


class NotLinear(Exception):
    """The amount is no piecewise linear function of the input with a reasonable number of pieces."""


@dataclass(frozen=True, slots=True)
class Segment:
    """From step `start` on the value is `at + slope * (step - start)`, until the next segment starts."""

    start: int
    at: Decimal
    slope: Decimal

    def value(self, step: int) -> Decimal:
        return self.at + self.slope * (step - self.start)


@dataclass(frozen=True, slots=True)
class Curve:
    """Segments in order, the first from step 0; the last goes on for ever."""

    segments: tuple[Segment, ...]

    @classmethod
    def constant(cls, value: Decimal) -> Curve:
        return cls((Segment(0, value, Decimal(0)),))

    @classmethod
    def line(cls, slope: Decimal) -> Curve:
        """The input itself, `slope` being the worth of one step."""
        return cls((Segment(0, Decimal(0), slope),))

    def __call__(self, step: int) -> Decimal:
        index = bisect_right(self.segments, step, key=lambda segment: segment.start) - 1
        return self.segments[index].value(step)

    def highest(self) -> Decimal | None:
        """The most it comes to anywhere; None where it rises without end."""
        if self.segments[-1].slope > 0:
            return None
        ends = [self(after.start - 1) for after in self.segments[1:]]
        return max([segment.at for segment in self.segments] + ends)

    def is_constant(self) -> bool:
        return len(self.segments) == 1 and not self.segments[0].slope

    def __add__(self, other: Curve) -> Curve:
        return _joined(
            Segment(start, one.value(start) + two.value(start), one.slope + two.slope)
            for start, _, one, two in _aligned(self, other)
        )

    def __neg__(self) -> Curve:
        return self * Curve.constant(Decimal(-1))

    def __mul__(self, other: Curve) -> Curve:
        """Multiply where one of the two is flat; `NotLinear` where both rise."""
        if other.is_constant():
            return other._times(self)
        if self.is_constant():
            return self._times(other)

        def products() -> Iterator[Segment]:
            for start, _, one, two in _aligned(self, other):
                if one.slope and two.slope:
                    raise NotLinear("the input is multiplied by itself")
                first, second = one.value(start), two.value(start)
                yield Segment(start, first * second, one.slope * second + first * two.slope)

        return _joined(products())

    def _times(self, other: Curve) -> Curve:
        """Multiply `other` by this constant; a product of curves is mostly this."""
        factor = self.segments[0].at
        if not factor:
            return NOTHING
        return (
            other
            if factor == 1
            else Curve(tuple(Segment(one.start, one.at * factor, one.slope * factor) for one in other.segments))
        )

    def at_least(self, bound: Curve) -> Curve:
        """1 where this curve is not below `bound`, else 0."""

        def pieces() -> Iterator[Segment]:
            for start, end, one, two in _aligned(self, bound):
                gap, slope = one.value(start) - two.value(start), one.slope - two.slope
                yield _flag(start, gap >= 0)
                if gap < 0 < slope:
                    turn = start + _ceil(-gap / slope)
                elif slope < 0 <= gap:
                    turn = start + _floor(gap / -slope) + 1
                else:
                    continue
                if end is None or turn < end:
                    yield _flag(turn, slope > 0)

        return _joined(pieces())

    def below(self, bound: Curve) -> Curve:
        return self.at_least(bound).negated()

    def negated(self) -> Curve:
        """1 where this condition does not hold."""
        return Curve(tuple(Segment(one.start, 1 - one.at, -one.slope) for one in self.segments))

    def minimum(self, other: Curve) -> Curve:
        """The lower of the two at every step."""
        above = self.at_least(other)
        return above * other + above.negated() * self

    def whole_parts(self, size: Decimal, most: Decimal | None) -> Curve:
        """How many whole `size` this curve holds, counted up to `most`: a staircase.

        Raises:
            NotLinear: the staircase would have no end, or too many steps.
        """
        if self.is_constant():
            return Curve.constant((self(0) / size).to_integral_value(ROUND_FLOOR))
        if most is None or most > MAX_SEGMENTS:
            raise NotLinear("the staircase has no last step")
        stairs = Curve.constant(Decimal(0))
        for count in range(1, int(most) + 1):
            stairs += self.at_least(Curve.constant(size * count))
        return stairs


NOTHING = Curve.constant(Decimal(0))


def _flag(start: int, holds: bool) -> Segment:
    return Segment(start, Decimal(int(holds)), Decimal(0))


def _floor(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_FLOOR))


def _ceil(value: Decimal) -> int:
    return -_floor(-value)


def _aligned(one: Curve, two: Curve) -> Iterator[tuple[int, int | None, Segment, Segment]]:
    """Yield `(start, end, piece of one, piece of two)` for every stretch on which both are straight."""
    starts = sorted({segment.start for curve in (one, two) for segment in curve.segments})
    for start, end in zip(starts, [*starts[1:], None], strict=True):
        yield start, end, _piece(one, start), _piece(two, start)


def _piece(curve: Curve, step: int) -> Segment:
    return curve.segments[bisect_right(curve.segments, step, key=lambda segment: segment.start) - 1]


def _joined(segments: Iterable[Segment]) -> Curve:
    """Drop the segments that only continue the one before."""
    kept: list[Segment] = []
    for segment in segments:
        last = kept[-1] if kept else None
        if last and last.slope == segment.slope and last.value(segment.start) == segment.at:
            continue
        kept.append(segment)
    if len(kept) > MAX_SEGMENTS:
        raise NotLinear("too many pieces")
    return Curve(tuple(kept))
