"""A plan as a picture: a bar for each purpose, parted into what is sure, what is "up to" and what is by selection."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from calculators.estimate.speaker import Speaker
from calculators.money import ZERO
from calculators.plan import words
from calculators.plan.work import Plan
from calculators.vocabulary import Certainty

CERTAINTIES = (Certainty.BY_RULE, Certainty.UP_TO, Certainty.COMPETITIVE)
"""The parts of a bar, from the surest; nothing else enters a total."""

FULL = Decimal(100)
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar; `start` and `width` in percent of the longest bar."""

    certainty: Certainty
    start: Decimal
    width: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A purpose: its parts reach to the widest total, `mark` is where the cautious one ends if that is earlier."""

    title: str
    parts: tuple[Part, ...]
    mark: Decimal | None
    sums: str
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """All bars; `certainties` are those that occur, for the legend."""

    bars: tuple[Bar, ...]
    certainties: tuple[Certainty, ...]
    marked: bool


def picture(plan: Plan, speaker: Speaker) -> Picture | None:
    """Draw the plan; None where there is nothing to draw."""
    purposes = dict.fromkeys(one.benefit.purpose for one in plan.estimates)
    widest = {purpose: words.of_purpose(plan, "widest", purpose) for purpose in purposes}
    longest = max(widest.values(), default=ZERO)
    if not longest:
        return None
    bars = tuple(_bar(plan, speaker, purpose, amount, longest) for purpose, amount in widest.items() if amount)
    found = {part.certainty for bar in bars for part in bar.parts}
    return Picture(bars, tuple(one for one in CERTAINTIES if one in found), any(bar.mark is not None for bar in bars))


def _bar(plan: Plan, speaker: Speaker, purpose: str, widest: Decimal, longest: Decimal) -> Bar:
    title = speaker.catalogue.purposes[purpose][speaker.lang]
    parts = tuple(_parts(plan, speaker, purpose, longest))
    cautious = words.of_purpose(plan, "cautious", purpose)
    amounts = {"cautious": speaker.amount(cautious), "widest": speaker.amount(widest)}
    sums = speaker.say("picture.between", **amounts) if cautious < widest else speaker.amount(widest)
    text = speaker.say(
        "plan.of",
        name=title,
        text=speaker.say("plan.then").join([*(part.text for part in parts), speaker.say("plan.subtotal", **amounts)]),
    )
    return Bar(title, parts, _percent(cautious, longest) if cautious < widest else None, sums, text)


def _parts(plan: Plan, speaker: Speaker, purpose: str, longest: Decimal) -> Iterator[Part]:
    paid = plan.parts["widest"]
    done = ZERO
    for certainty in CERTAINTIES:
        ones = [one.benefit for one in plan.estimates if one.benefit.purpose == purpose and one.benefit.certainty == certainty]
        amount = sum((paid.get(one.id, ZERO) for one in ones), ZERO)
        if amount:
            start, end = _percent(done, longest), _percent(done + amount, longest)
            text = speaker.say("plan.of", name=speaker.say(f"picture.{certainty}"), text=speaker.amount(amount))
            yield Part(certainty, start, max(end - start, _HUNDREDTH), text)
        done += amount


def _percent(amount: Decimal, longest: Decimal) -> Decimal:
    return (FULL * amount / longest).quantize(_HUNDREDTH)
