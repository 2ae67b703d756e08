"""Answers for people at a terminal, in Chinese or English."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from calculators.catalogue import Benefit
from calculators.estimate.speaker import Speaker
from calculators.estimate.work import Estimate
from calculators.inputs import Input
from calculators.plan import words
from calculators.plan.totals import TOTALS
from calculators.plan.work import Gap, Plan
from calculators.terminal.layout import columns, wrapped
from calculators.terminal.overview import gates


def listing(speaker: Speaker, on: date) -> str:
    """Every benefit in a line, policy by policy."""
    rows = [
        (
            one.id,
            speaker.say(f"status.{one.policy.validity.on(on)}"),
            speaker.say(f"certainty.{one.certainty}"),
            one.title[speaker.lang],
        )
        for one in speaker.catalogue.benefits.values()
    ]
    return "\n".join(columns(rows))


def benefit(one: Benefit, speaker: Speaker, on: date) -> str:
    """What a benefit gives, asks and rests on."""
    facts = [
        (speaker.say("commandline.certainty"), speaker.say(f"certainty.{one.certainty}")),
        (speaker.say("commandline.recipient"), speaker.say(f"recipient.{one.recipient}")),
        (speaker.say("commandline.medium"), speaker.say(f"medium.{one.medium}")),
        (speaker.say("commandline.period"), speaker.say(f"period.{one.period}")),
        (speaker.say("commandline.status"), words.validity(speaker, one.policy, on)),
    ]
    asked = [_question(speaker.catalogue.inputs[name], name in gates(one), speaker) for name in one.inputs]
    example = " ".join(f"{name}={value}" for name, value in one.example.items())
    return _blocks(
        [
            f"{words.benefit_name(speaker, one)}  ({one.id})",
            wrapped(one.policy.title[speaker.lang]),
            *columns(facts),
        ],
        [speaker.say("commandline.words"), wrapped(words.quoted(speaker, one.policy, one.quote), "  ")],
        [speaker.say("commandline.asks"), *(f"  {line}" for line in columns(asked))],
        _listed(speaker.say("answer.readings"), [reading.text[speaker.lang] for reading in one.readings]),
        [speaker.say("commandline.try"), f"  python -m calculators estimate {one.id} {example}".rstrip()],
    )


def _question(asked: Input, gate: bool, speaker: Speaker) -> tuple[str, str, str]:
    kind = speaker.say("commandline.gate" if gate else f"commandline.{asked.kind}")
    if asked.kind == "choice":
        kind = kind.format(options=" / ".join(asked.options))
    return asked.name, kind, asked.label[speaker.lang]


def estimate(found: Estimate, speaker: Speaker) -> str:
    """The amount, how it was worked out, and all that it rests on."""
    one = found.benefit
    sure = speaker.certainty(found) if found.eligible else speaker.say("answer.not-eligible")
    kind = [speaker.say(f"{name}.{getattr(one, name)}") for name in ("recipient", "medium", "period")]
    head = [
        f"{words.benefit_name(speaker, one)}  ({one.id})",
        f"  {speaker.headline(found)}",
        f"  {' · '.join([sure, *kind])}",
    ]
    warnings = [wrapped(one, "! ") for one in speaker.warnings(found)]
    return _blocks(
        head,
        warnings,
        [speaker.say("answer.working"), *_steps(found, speaker)],
        _listed(speaker.say("answer.assumed"), [speaker.label(name) for name in found.assumed]),
        _listed(speaker.say("answer.missing"), [speaker.missing(gap) for gap in found.missing]),
        _listed(speaker.say("answer.readings"), _readings(found, speaker)),
        [wrapped(speaker.say("answer.estimate-note"))],
    )


def _steps(found: Estimate, speaker: Speaker) -> list[str]:
    lines: list[str] = []
    shown = None
    for number, step in enumerate(found.steps, 1):
        result, sign = speaker.result(step), "·" if isinstance(step.result, bool) else "="
        lines.append(wrapped(speaker.step_label(step), f"{number:>3}. "))
        lines.append(wrapped(f"{speaker.formula(step)} {sign} {result}" if result else speaker.formula(step), "     "))
        if step.quote != shown:
            lines.append(wrapped(words.quoted(speaker, found.benefit.policy, step.quote), "     "))
        shown = step.quote
    return lines


def _readings(found: Estimate, speaker: Speaker) -> list[str]:
    texts = []
    for one in found.otherwise:
        text = one.reading.text[speaker.lang]
        if one.amount is not None and one.amount != found.amount:
            text += " " + speaker.say("answer.otherwise", amount=speaker.amount(one.amount))
        texts.append(text)
    return texts


def plan(found: Plan, speaker: Speaker) -> str:
    """The totals, what they are made of, what binds, what is missing, and what stands apart."""
    on = found.offer.on
    head = [speaker.say("plan.title", place=words.place_name(speaker, found.offer.place), date=on.isoformat())]
    totals = [(speaker.say(f"plan.{one}"), speaker.amount(found.total(one)), speaker.say(f"plan.{one}-help")) for one in TOTALS]
    inside = {one: words.shares(speaker, found, one) for one in TOTALS}
    return _blocks(
        [*head, *(f"  {line}" for line in columns(totals))],
        [f"  {words.named(speaker, speaker.say(f'plan.{one}'), ' · '.join(texts))}" for one, texts in inside.items() if texts],
        _paid(found, speaker),
        _binding(found, speaker),
        _missing(found, speaker),
        _listed(speaker.say("plan.vouchers"), [words.lapse(speaker, one, on) for one in words.vouchers(found)]),
        _listed(speaker.say("plan.policies"), [words.validity(speaker, one, on) for one in found.offer.policies]),
        _apart(found, speaker),
        [wrapped(speaker.say("plan.periods-note")), wrapped(speaker.say("answer.estimate-note"))],
    )


def _paid(found: Plan, speaker: Speaker) -> list[str]:
    lines = []
    eligible = [one for one in found.estimates if one.eligible]
    if not eligible:
        return [speaker.say("plan.nothing")]
    rows = iter(
        columns(
            [
                (words.benefit_name(speaker, one.benefit), speaker.headline(one), words.counted(speaker, found, one))
                for one in eligible
            ]
        )
    )
    for purpose, ones in groupby(eligible, key=lambda one: one.benefit.purpose):
        lines.append(speaker.catalogue.purposes[purpose][speaker.lang])
        lines += [f"  {next(rows)}" for _ in ones]
    return lines


def _binding(found: Plan, speaker: Speaker) -> list[str]:
    amounts = words.amounts(found)
    lines: list[str] = []
    for one in found.bindings:
        lines.append(wrapped(words.binds(speaker, one, amounts), "  - "))
        lines.append(wrapped(words.why(speaker, one), "    "))
        if one.tie.policy and one.tie.clause:
            lines.append(wrapped(words.quoted(speaker, one.tie.policy, one.tie.clause.quote), "    "))
    lines += [wrapped(words.cut(speaker, one), "  - ") for one in found.cuts]
    return [speaker.say("plan.binding"), *lines] if lines else []


def _missing(found: Plan, speaker: Speaker) -> list[str]:
    lines: list[str] = []
    for started, key in ((True, "plan.missing-started"), (False, "plan.missing-other")):
        gaps = [one for one in found.missing if one.started is started]
        if gaps:
            lines += [f"  {speaker.say(key)}", *(line for gap in gaps for line in _gap(gap, speaker))]
    return [speaker.say("plan.missing"), *lines] if lines else []


def _gap(gap: Gap, speaker: Speaker) -> list[str]:
    names = speaker.say("list.and").join(words.benefit_name(speaker, one) for one in gap.benefits)
    return [
        wrapped(words.named(speaker, names, words.effect(speaker, gap)), "  - "),
        *(wrapped(speaker.missing(one), "      ") for one in gap.missing),
    ]


def _apart(found: Plan, speaker: Speaker) -> list[str]:
    """What would be paid if it counted; what asks for more than was answered is left to the JSON."""
    lines = [
        wrapped(words.named(speaker, _worth(one, speaker), words.apart_because(speaker, one, reason)), "  - ")
        for one, reason in found.apart
        if one.eligible
    ]
    return [speaker.say("plan.apart"), *lines] if lines else []


def _worth(one: Estimate, speaker: Speaker) -> str:
    return f"{words.benefit_name(speaker, one.benefit)} {speaker.headline(one)}"


def _listed(heading: str, texts: Iterable[str]) -> list[str]:
    lines = [wrapped(text, "  - ") for text in texts]
    return [heading, *lines] if lines else []


def _blocks(*blocks: list[str]) -> str:
    """Parts with a blank line between them; an empty part is left out."""
    return "\n\n".join("\n".join(block) for block in blocks if block)
