"""An estimate in words: for a terminal, and for whoever reads an answer outside of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from calculators.estimate import funding
from calculators.estimate.speaker import Speaker
from calculators.estimate.steps import NextKind, NextStep
from calculators.estimate.work import Estimate
from calculators.layout import Block, Line, headed, listed


def explained(found: Estimate, speaker: Speaker) -> list[Block]:
    """The amount, how it was worked out, and all that it rests on."""
    return [
        _head(found, speaker),
        [Line(one, "! ") for one in speaker.warnings(found)],
        headed(speaker.say("funds.title"), funding.lines(found.benefit.policy, found.benefit.funds, speaker)),
        [speaker.say("answer.working"), *_steps(found, speaker)],
        listed(speaker.say("answer.assumed"), (speaker.assumed(found, name) for name in found.assumed)),
        listed(speaker.say("answer.missing"), map(speaker.missing, found.missing)),
        listed(speaker.say("answer.readings"), _readings(found, speaker)),
        [Line(speaker.say("answer.estimate-note"))],
    ]


def steps_text(steps: Iterable[NextStep], speaker: Speaker) -> list[Block]:
    """What to do next, kind by kind, each step with the words of its clause or marked as ours."""
    found = list(steps)
    return [
        headed(speaker.say(f"next.kind-{kind}"), _step_lines([one for one in found if one.kind is kind], speaker))
        for kind in NextKind
    ]


def _step_lines(steps: Iterable[NextStep], speaker: Speaker) -> Iterator[Line]:
    """The steps of one kind; words that several stand on are quoted after the last of them."""
    for (benefit, quote), ones in groupby(steps, key=lambda one: (one.benefit, one.quote)):
        for one in ones:
            text = one.text[speaker.lang]
            yield Line(speaker.say("next.marked", text=text) if one.ours else text, "  - ")
            if one.address:
                yield Line(one.address, "    ")
        if quote:
            yield from speaker.quoted(benefit.policy, quote, "    ")


def _head(found: Estimate, speaker: Speaker) -> Block:
    one = found.benefit
    sure = speaker.certainty(found) if found.eligible else speaker.say("answer.not-eligible")
    kind = [speaker.say(f"{name}.{getattr(one, name)}") for name in ("recipient", "medium", "period")]
    return [
        f"{speaker.benefit_name(one)}  ({one.id})",
        f"  {speaker.headline(found)}",
        f"  {' · '.join([sure, *kind])}",
    ]


def _steps(found: Estimate, speaker: Speaker) -> Iterator[Line]:
    shown = None
    for number, step in enumerate(found.steps, 1):
        result, sign = speaker.result(step), "·" if isinstance(step.result, bool) else "="
        yield Line(speaker.step_label(step), f"{number:>3}. ")
        yield Line(f"{speaker.formula(step)} {sign} {result}" if result else speaker.formula(step), "     ")
        if step.quote != shown:
            yield from speaker.quoted(found.benefit.policy, step.quote, "     ")
        shown = step.quote


def _readings(found: Estimate, speaker: Speaker) -> Iterator[str]:
    for one in found.otherwise:
        text = one.reading.text[speaker.lang]
        if one.amount is not None and one.amount != found.amount:
            text += " " + speaker.say("answer.otherwise", amount=speaker.amount(one.amount))
        yield text
