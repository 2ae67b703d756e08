"""What there is: every benefit in a line, and one benefit with all it asks; as data, and in words."""

from __future__ import annotations

from datetime import date

from calculators.catalogue import Benefit
from calculators.estimate import funding
from calculators.estimate.speaker import Speaker
from calculators.inputs import Input
from calculators.layout import Block, Line, columns, headed, listed
from calculators.money import exact
from calculators.plan import words
from calculators.rules.asks import Gate
from calculators.vocabulary import InputKind


def line_json(benefit: Benefit, speaker: Speaker, on: date) -> dict[str, object]:
    """A benefit in a line, with the status of its text on the day."""
    return {
        "id": benefit.id,
        "title": benefit.title[speaker.lang],
        "purpose": benefit.purpose,
        "recipient": benefit.recipient,
        "medium": benefit.medium,
        "certainty": benefit.certainty,
        "status": benefit.policy.validity.on(on),
    }


def benefit_json(benefit: Benefit, speaker: Speaker, on: date) -> dict[str, object]:
    """All that is known of a benefit before anybody answers anything."""
    policy = benefit.policy
    return line_json(benefit, speaker, on) | {
        "policy": policy.id,
        "policy_title": policy.title[speaker.lang],
        "place": policy.place,
        "article": benefit.article,
        "period": benefit.period,
        "quote": benefit.quote.text,
        "quote_en": benefit.quote.english,
        "inputs": [input_json(speaker.catalogue.inputs[name], benefit, speaker) for name in benefit.questions],
        "example": dict(benefit.example),
        "readings": [one.text[speaker.lang] for one in benefit.readings],
        "funds": funding.funds_json(policy, benefit.funds, speaker),
    }


def input_json(asked: Input, benefit: Benefit, speaker: Speaker) -> dict[str, object]:
    """A question; `gate` tells a condition that counts as met until it is denied."""
    return {
        "input": asked.name,
        "kind": asked.kind,
        "gate": asked.name in gates(benefit),
        "label": asked.label[speaker.lang],
        "help": asked.help_in(benefit.policy.id, speaker.lang),
        "options": {key: label[speaker.lang] for key, label in asked.options.items()},
        "at_most": exact(asked.at_most) if asked.at_most else None,
    }


def gates(benefit: Benefit) -> frozenset[str]:
    """The conditions of a benefit that are answered with yes or no."""
    return frozenset(ask.name for ask in benefit.conditions if isinstance(ask, Gate))


def listing(speaker: Speaker, on: date) -> list[Block]:
    """Every benefit in a line, policy by policy."""
    rows = [
        (
            one.id,
            speaker.say(f"status.{one.policy.validity.on(on)}"),
            speaker.say(f"certainty.{one.sureness}"),
            one.title[speaker.lang],
        )
        for one in speaker.catalogue.benefits.values()
    ]
    return [columns(rows)]


def explained(one: Benefit, speaker: Speaker, on: date, program: str) -> list[Block]:
    """What a benefit gives, asks and rests on; `program` is how the reader has called this command."""
    facts = [
        (speaker.say("commandline.certainty"), speaker.say(f"certainty.{one.sureness}")),
        (speaker.say("commandline.recipient"), speaker.say(f"recipient.{one.recipient}")),
        (speaker.say("commandline.medium"), speaker.say(f"medium.{one.medium}")),
        (speaker.say("commandline.period"), speaker.say(f"period.{one.period}")),
        (speaker.say("commandline.status"), words.validity(speaker, one.policy, on)),
    ]
    asked = [_question(speaker.catalogue.inputs[name], name in gates(one), speaker) for name in one.inputs]
    example = " ".join(f"{name}={value}" for name, value in one.example.items())
    return [
        [f"{speaker.benefit_name(one)}  ({one.id})", Line(one.policy.title[speaker.lang]), *columns(facts)],
        [speaker.say("commandline.words"), *speaker.quoted(one.policy, one.quote, "  ")],
        [speaker.say("commandline.asks"), *(f"  {line}" for line in columns(asked))],
        headed(speaker.say("funds.title"), funding.lines(one.policy, one.funds, speaker)),
        listed(speaker.say("answer.readings"), (reading.text[speaker.lang] for reading in one.readings)),
        [speaker.say("commandline.try"), f"  {program} estimate {one.id} {example}".rstrip()],
    ]


def _question(asked: Input, gate: bool, speaker: Speaker) -> tuple[str, str, str]:
    kind = speaker.say("commandline.gate" if gate else f"commandline.{asked.kind}")
    if asked.kind == InputKind.CHOICE:
        kind = kind.format(options=" / ".join(asked.options))
    return asked.name, kind, asked.label[speaker.lang]
