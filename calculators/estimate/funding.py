"""What a text says of the money behind its sums: a yearly ceiling, a budget, a pool, what is taken back, rules to come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from calculators.catalogue import Funds, Policy
from calculators.estimate.speaker import Speaker
from calculators.figures import Quote
from calculators.layout import Line


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause on the money: what it comes to, its words, and their place."""

    text: str
    place: str
    quote: Quote


def clauses(policy: Policy, funds: Iterable[Funds], speaker: Speaker) -> Iterator[Clause]:
    """The clauses of a policy, in the order of the record."""
    for one in funds:
        yield Clause(
            text=speaker.say(f"funds.{one.kind}"),
            place=policy.labels[one.quote.place][speaker.lang],
            quote=one.quote,
        )


def short(funds: Iterable[Funds], speaker: Speaker) -> str:
    """The clauses that may leave less money than a sum comes to, in a few words; empty where there are none."""
    names = dict.fromkeys(speaker.say(f"funds-short.{one.kind}") for one in funds if one.kind.limits)
    return speaker.say("list.and").join(names)


def named(policy: Policy, speaker: Speaker) -> str:
    """The same for all of a policy, with its name."""
    text = short(policy.funds_of_all, speaker)
    return speaker.say("plan.of", name=policy.short[speaker.lang], text=text) if text else ""


def lines(policy: Policy, funds: Iterable[Funds], speaker: Speaker) -> Iterator[Line]:
    """The clauses for a terminal, each with its words."""
    for one in clauses(policy, funds, speaker):
        yield Line(one.text, "  - ")
        yield from speaker.quoted(policy, one.quote, "    ")


def funds_json(policy: Policy, funds: Iterable[Funds], speaker: Speaker) -> list[dict[str, object]]:
    """The clauses as data; `benefits` names those that a clause is limited to, where it is."""
    return [
        {
            "kind": one.kind,
            "text": speaker.say(f"funds.{one.kind}"),
            **one.quote.as_json(),
            "benefits": list(one.benefits),
        }
        for one in funds
    ]
