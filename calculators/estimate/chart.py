"""What a curve shows: the kind of each of its corners, for the chart, and the corners in words, for the table beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from calculators.estimate.corners import Corner, corners
from calculators.estimate.speaker import Speaker
from calculators.estimate.work import Estimate
from calculators.facts import Answer
from calculators.inputs import Input
from calculators.money import FEN, WAN
from calculators.rules.curve import NotLinear
from calculators.vocabulary import InputKind


@dataclass(frozen=True, slots=True)
class Turn:
    """A corner and what happens there.

    `kind` is `start`, `threshold` (the amount begins with a jump), `step` (it
    jumps on), `cap` (it rises no further), `drop` (it falls), or `bend` (it
    goes on at another rate).
    """

    corner: Corner
    kind: str

    def data(self) -> list[object]:
        """As a page carries it: `[start, "at", "slope", kind]`, amounts in fen."""
        return [*self.corner.data(), self.kind]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: from where on, how much, how it goes on, and what that corner is."""

    start: str
    amount: str
    then: str
    kind: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The amount over the main input: the turns for drawing, and the same in words."""

    label: str
    title: str
    summary: str
    turns: tuple[Turn, ...]
    rows: tuple[Row, ...]


def turns(found: tuple[Corner, ...]) -> tuple[Turn, ...]:
    """Say of each corner what happens there."""
    kinds = ["start"]
    for index, (before, after) in enumerate(pairwise(found), 1):
        last = before.at + before.slope * (after.start - 1 - before.start)
        ends = after.slope == 0 and index == len(found) - 1
        if after.at < last:
            kinds.append("drop")
        elif after.at - last > before.slope:
            begins = last == 0 and before.slope == 0
            kinds.append("threshold" if begins else "cap" if ends else "step")
        else:
            kinds.append("cap" if after.slope == 0 else "bend")
    return tuple(Turn(corner, kind) for corner, kind in zip(found, kinds, strict=True))


def main_turns(estimate: Estimate, speaker: Speaker) -> tuple[Turn, ...]:
    """The turns over the main input; none where there is no such input or the text gives no formula."""
    benefit, facts = estimate.benefit, estimate.facts
    if benefit.main is None:
        return ()
    try:
        return turns(corners(benefit, facts.answers, speaker.catalogue.inputs[benefit.main], facts.kinds))
    except NotLinear:
        return ()


def chart(estimate: Estimate, speaker: Speaker) -> Chart | None:
    """The chart of an answer; None where there is no main input or the text gives no formula."""
    found = main_turns(estimate, speaker)
    if not found or estimate.benefit.main is None:
        return None
    asked = speaker.catalogue.inputs[estimate.benefit.main]
    label = asked.label[speaker.lang]
    title = speaker.say("curve.title", input=label)
    return Chart(
        label=label,
        title=title,
        summary=speaker.say("curve.and").join([title, *_sentences(found, asked, estimate, speaker)]) + speaker.say("curve.stop"),
        turns=found,
        rows=tuple(_row(turn, turn is found[-1], asked, estimate, speaker) for turn in found),
    )


def curve_data(estimate: Estimate, speaker: Speaker) -> list[list[object]] | None:
    """The turns over the main input, as a page draws them; None where there is no curve."""
    found = main_turns(estimate, speaker)
    return [turn.data() for turn in found] if found else None


def region_name(region: Answer | tuple[Decimal, Decimal | None], asked: Input, speaker: Speaker) -> str:
    """A level or a bracket in words: `省级`, `不足1亿元`, `1亿元至不足10亿元`."""
    if not isinstance(region, tuple):
        return speaker.given(asked.name, region)
    low, high = region
    if high is None:
        return speaker.say("curve.bracket-from", low=speaker.quantity(asked, low))
    if not low:
        return speaker.say("curve.bracket-under", high=speaker.quantity(asked, high))
    return speaker.say("curve.bracket-between", low=speaker.quantity(asked, low), high=speaker.quantity(asked, high))


def _sentences(found: tuple[Turn, ...], asked: Input, estimate: Estimate, speaker: Speaker) -> Iterator[str]:
    """What a chart would show at a glance: where it begins, where it ends, where the visitor stands."""
    for turn in found:
        if turn.kind in ("threshold", "cap", "drop"):
            at, amount = _place(turn, asked, speaker), speaker.amount(estimate.benefit.rounded(turn.corner.at * FEN))
            yield speaker.say(f"curve.at-{turn.kind}", at=at, amount=amount)
    here = estimate.facts.number(asked.name)
    if here is not None and estimate.amount is not None:
        yield speaker.say("curve.here", at=speaker.quantity(asked, here), amount=speaker.amount(estimate.amount))


def _row(turn: Turn, last: bool, asked: Input, estimate: Estimate, speaker: Speaker) -> Row:
    corner = turn.corner
    amount = speaker.amount(estimate.benefit.rounded(corner.at * FEN))
    if corner.slope:
        each = WAN if asked.kind == InputKind.MONEY else Decimal(1)
        gain = corner.slope * (each / asked.step)
        then = speaker.say("curve.rises", each=speaker.quantity(asked, each), gain=speaker.amount(gain * FEN))
    else:
        then = speaker.say("curve.nothing" if not corner.at else "curve.flat" if last else "curve.stair")
    return Row(_place(turn, asked, speaker), amount, then, speaker.say(f"curve.kind-{turn.kind}"))


def _place(turn: Turn, asked: Input, speaker: Speaker) -> str:
    return speaker.quantity(asked, turn.corner.start * asked.step)
