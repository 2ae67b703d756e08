"""What the curve tells a visitor: what more would bring, where the cap binds, where a bracket changes."""

from __future__ import annotations

from decimal import Decimal

from calculators.corners import corners, curve_of
from calculators.curve import Curve, NotLinear
from calculators.estimate import Estimate
from calculators.explain import Speaker
from calculators.inputs import Input
from calculators.money import FEN

MOST = 3
"""More sentences than this are no advice."""


def advice(estimate: Estimate, speaker: Speaker) -> list[str]:
    """Sentences about the next corners of the amount over each of its number inputs, in the visitor's language.

    Empty where the amount has no formula or an input that it needs is unknown.
    """
    benefit, facts = estimate.benefit, estimate.facts
    if estimate.amount is None or not all(ask.met(facts) for ask in benefit.asks if ask.relevant(facts)):
        return []
    found: list[str] = []
    for name in benefit.inputs:
        asked, value = speaker.catalogue.inputs[name], facts.number(name)
        if value is None:
            continue
        try:
            curve = curve_of(corners(benefit, facts.answers, asked, facts.kinds))
        except NotLinear:
            continue
        found += _about(asked, int(value / asked.step), curve, speaker)
    return found[:MOST]


def _about(asked: Input, here: int, curve: Curve, speaker: Speaker) -> list[str]:
    """What is ahead on the curve of one input, seen from where the visitor stands."""
    now = curve(here)
    ahead = [segment for segment in curve.segments if segment.start > here]
    label, sentences = asked.label[speaker.lang], []

    def at(step: int) -> str:
        return speaker.quantity(asked, step * asked.step)

    for before, after in zip([_here(curve, here), *ahead], ahead, strict=False):
        step, jump = after.start, after.at - before.value(after.start)
        if jump < 0:
            sentences.append(
                speaker.say("advice.falls", input=label, at=at(step), less=speaker.amount(-jump * FEN))
            )
            break
        if after.slope == 0 and before.slope > 0 and jump <= 1:
            sentences.append(speaker.say("advice.cap", input=label, at=at(step), amount=speaker.amount(after.at * FEN)))
            break
        if jump > 0:
            more = speaker.quantity(asked, (step - here) * asked.step)
            gain = curve(step) - now
            sentences.append(speaker.say("advice.more", input=label, more=more, gain=speaker.amount(gain * FEN)))
            break
    if not ahead and now > 0 and len(curve.segments) > 1 and curve.segments[-1].slope == 0:
        last = curve.segments[-1]
        if curve.segments[-2].slope > 0 and last.at > Decimal(0):
            sentences.append(speaker.say("advice.capped", input=label, at=at(last.start)))
    return sentences


def _here(curve: Curve, step: int):  # type: ignore[no-untyped-def]
    return [segment for segment in curve.segments if segment.start <= step][-1]
