"""What there is: every benefit in a line, and one benefit with all it asks, as data."""

from __future__ import annotations

from datetime import date

from calculators.catalogue import Benefit
from calculators.estimate.speaker import Speaker
from calculators.inputs import Input
from calculators.money import plain
from calculators.rules.asks import Gate


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
        "inputs": [input_json(speaker.catalogue.inputs[name], benefit, speaker) for name in benefit.inputs],
        "example": dict(benefit.example),
        "readings": [one.text[speaker.lang] for one in benefit.readings],
    }


def input_json(asked: Input, benefit: Benefit, speaker: Speaker) -> dict[str, object]:
    """A question; `gate` tells a condition that counts as met until it is denied."""
    return {
        "input": asked.name,
        "kind": asked.kind,
        "gate": asked.name in gates(benefit),
        "label": asked.label[speaker.lang],
        "help": asked.help[speaker.lang],
        "options": {key: label[speaker.lang] for key, label in asked.options.items()},
        "at_most": plain(asked.at_most).replace(",", "") if asked.at_most else None,
    }


def gates(benefit: Benefit) -> frozenset[str]:
    """The conditions of a benefit that are answered with yes or no."""
    return frozenset(ask.name for ask in benefit.asks if isinstance(ask, Gate))
