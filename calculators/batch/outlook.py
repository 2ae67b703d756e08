"""What lies ahead of a firm in a sheet, in short: what to do next, how little is missing, what excludes what, what ends.

What is the same for all firms is put into words once. Every step names its
clause or is marked as ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from calculators.batch.work import Result
from calculators.catalogue import Benefit
from calculators.estimate.letters import first_asked
from calculators.estimate.speaker import Speaker
from calculators.estimate.steps import deadlines_on
from calculators.money import ZERO, exact, yuan
from calculators.plan.gaps import Closing
from calculators.plan.offers import Offer
from calculators.plan.totals import Binding
from calculators.plan.words import cited, why
from calculators.status import ENDING_WITHIN, Status
from calculators.vocabulary import Certainty, InputKind, Recipient

COLUMNS = ("next", "short", "choices", "days")

MOST = 3
"""Steps, and thresholds that are nearly reached: those that are worth most, those that are nearest."""

_AMOUNT = "\0"
"""Stands for the amount in a sentence that is kept."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do, with what the benefit is worth (yuan)."""

    benefit: Benefit
    amount: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class Short:
    """A number that falls short of its threshold `by` so much, in its own unit."""

    benefit: Benefit
    name: str
    by: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class Near:
    """A day in sight, or the day on which a text ended."""

    on: date
    text: str

    def near(self, on: date) -> bool:
        return abs(self.on - on) <= ENDING_WITHIN


@dataclass
class Outlook:
    """Says it in one language; keeps what it has said of a benefit."""

    speaker: Speaker
    _kept: dict[tuple[object, ...], str] = field(default_factory=dict)
    _days: dict[tuple[object, ...], list[Near]] = field(default_factory=dict)
    _gone: dict[tuple[str, date], tuple[list[Benefit], frozenset[str]]] = field(default_factory=dict)

    def row(self, result: Result) -> list[str]:
        """A firm's cells."""
        steps = [one.text for one in self.steps(result)]
        if len(steps) > 1:
            steps = [f"{at}. {text}" for at, text in enumerate(steps, 1)]
        between = self.speaker.said["batch.between"]
        return [
            between.join(steps),
            between.join([one.text for one in self.short(result)]),
            between.join(map(self._choice, result.bindings)),
            between.join([one.text for one in self.days(result)]),
        ]

    def data(self, result: Result) -> dict[str, object]:
        """The same as data; amounts are strings in yuan."""
        return {
            "next": [{"benefit": one.benefit.id, "amount": yuan(one.amount), "text": one.text} for one in self.steps(result)],
            "short": [
                {"benefit": one.benefit.id, "input": one.name, "by": exact(one.by), "text": one.text}
                for one in self.short(result)
            ],
            "choices": [self._choice(one) for one in result.bindings],
            "days": [{"date": one.on.isoformat(), "text": one.text} for one in self.days(result)],
        }

    def steps(self, result: Result) -> list[Step]:
        """The first thing to do about each of the benefits that are worth most: met or nearly so, and not shut out by another."""
        paid, clear = result.parts["widest"], result.offer.clear
        found: list[tuple[Decimal, Benefit, Closing | None]] = [
            (result.amounts[name], self.speaker.catalogue.benefit(name), None) for name in paid
        ]
        for one in result.missing:
            amount = one.amount or ZERO
            if not any(result.amounts[name] >= amount and frozenset((one.benefit.id, name)) in clear for name in paid):
                found.append((amount, one.benefit, one))
        found.sort(key=lambda one: -one[0])
        return [Step(benefit, amount, self._step(benefit, amount, closing)) for amount, benefit, closing in found[:MOST]]

    def _step(self, benefit: Benefit, amount: Decimal, closing: Closing | None) -> str:
        """A step in words: the same for every firm that lacks the same, but for the amount."""
        lacks = (*((one.name, one.by) for one in closing.missing),) if closing else None
        sentence = self._once((benefit.id, lacks), lambda: self._sentence(benefit, closing))
        return sentence.replace(_AMOUNT, self.speaker.amount(amount))

    def _sentence(self, benefit: Benefit, closing: Closing | None) -> str:
        what = self.speaker.say("plan.then").join(self._wants(closing)) if closing else self._papers(benefit)
        key = "batch.step" if closing else "batch.step-paid"
        return self.speaker.say(key, what=what, benefit=self._named(benefit), amount=self._up_to(benefit, _AMOUNT))

    def _up_to(self, benefit: Benefit, amount: str) -> str:
        return self.speaker.say("headline.up-to", amount=amount) if benefit.certainty == Certainty.UP_TO else amount

    def _papers(self, benefit: Benefit) -> str:
        """What to keep of the spending and whom to ask: our advice."""
        kept = (self.speaker.catalogue.inputs[name].evidence for name in (benefit.main, *benefit.own_inputs) if name)
        papers = next((one[self.speaker.lang] for one in kept if one), None)
        whom = first_asked(benefit, self.speaker)
        return self.speaker.say("batch.papers" if papers else "batch.ask", papers=papers, authority=whom)

    def _wants(self, closing: Closing) -> Iterator[str]:
        """What has to hold for a benefit that pays nothing yet."""
        speaker, benefit = self.speaker, closing.benefit
        gates = [one.name for one in closing.missing if one.by is None and speaker.catalogue.kinds[one.name] == InputKind.YES_NO]
        if gates:
            labels = speaker.say("list.and").join(map(speaker.label, gates))
            yield speaker.say("next.before-spending" if benefit.rule.bill() else "next.before-applying", condition=labels)
        yield from (speaker.missing(one) for one in closing.missing if one.name not in gates)

    def short(self, result: Result) -> list[Short]:
        """The thresholds that are nearest, as a share of themselves."""
        found: list[tuple[Decimal, Short]] = []
        for closing in result.missing:
            for one in closing.missing:
                if one.by is not None and one.figure is not None:
                    asked = self.speaker.catalogue.inputs[one.name]
                    text = self.speaker.say(
                        "batch.short-of",
                        input=self.speaker.label(one.name),
                        by=self.speaker.quantity(asked, one.by),
                        figure=self.speaker.figure(one.figure),
                        benefit=self._named(closing.benefit),
                        amount=self._up_to(closing.benefit, self.speaker.amount(closing.amount or ZERO)),
                    )
                    share = one.by / one.figure.in_unit_of(asked.kind)
                    found.append((share, Short(closing.benefit, one.name, one.by, text)))
        return [one for _, one in sorted(found, key=lambda one: one[0])[:MOST]]

    def _choice(self, one: Binding) -> str:
        """Two of which one is paid: which, on what ground, and what taking the other would cost."""
        speaker = self.speaker
        totals = speaker.say("list.and").join(speaker.say(f"plan.{total}") for total in one.totals)
        ground = self._once(("why", one.winner.id, one.runner_up.id), lambda: self._ground(one))
        return speaker.say(
            "batch.choice",
            **{
                "winner": speaker.benefit_name(one.winner),
                "runner-up": speaker.benefit_name(one.runner_up),
                "why": ground,
                "totals": totals,
                "by": speaker.amount(one.loses_by),
            },
        )

    def _ground(self, one: Binding) -> str:
        speaker, policy, clause = self.speaker, one.tie.policy, one.tie.clause
        if policy is None or clause is None:
            return why(speaker, one)
        place = cited(speaker, policy, policy.labels[clause.quote.place][speaker.lang])
        return speaker.say("batch.stands", text=why(speaker, one), place=place)

    def days(self, result: Result) -> list[Near]:
        """Ends, lapses and windows of what the answers touch, the nearest first, each once; and what has just ended."""
        ended, speak = self._ended(result.offer)
        said = frozenset(name for name, answer in result.firm.answers.items() if answer and name in speak)
        touched = (*result.amounts, *(one.benefit.id for one in result.missing))
        key = (result.offer.on, touched, said, *((result.offer.place,) if said else ()))
        if key not in self._days:
            gone = [one for one in ended if not said.isdisjoint(one.own_inputs)]
            self._days[key] = self._in_sight(touched, gone, result.offer.on)
        return self._days[key]

    def _in_sight(self, touched: Iterable[str], gone: Iterable[Benefit], on: date) -> list[Near]:
        here = [self.speaker.catalogue.benefit(name) for name in touched]
        found = {near.text: near for one in (*here, *gone) for near in self._near(one, on)}
        # Of what ended long ago only those hear who find nothing else here.
        return sorted((one for one in found.values() if one.near(on) or not here), key=lambda one: one.on)

    def _ended(self, offer: Offer) -> tuple[list[Benefit], frozenset[str]]:
        """What a firm would have had here under texts that are no more, and the questions that speak of it."""
        if (key := (offer.place, offer.on)) not in self._gone:
            found = [
                one
                for one, reason in offer.apart
                if reason in (Status.EXPIRED, Status.SUPERSEDED)
                and not one.policy.validity.draft
                and one.recipient == Recipient.FIRM
            ]
            self._gone[key] = found, frozenset(name for one in found for name in one.own_inputs)
        return self._gone[key]

    def _near(self, benefit: Benefit, on: date) -> Iterator[Near]:
        status, catalogue = benefit.policy.validity.on(on), self.speaker.catalogue
        for one in deadlines_on(benefit, on, status, catalogue):
            if one.on and (not status.pays or (one.on >= on and one.on - on <= ENDING_WITHIN)):
                yield Near(one.on, one.text[self.speaker.lang])

    def _named(self, benefit: Benefit) -> str:
        """A benefit with the provision it stands in."""
        return self._once(("named", benefit.id), lambda: self._with_place(benefit))

    def _with_place(self, benefit: Benefit) -> str:
        place = benefit.policy.labels[benefit.quote.place][self.speaker.lang]
        return self.speaker.say("batch.at", benefit=self.speaker.benefit_name(benefit), place=place)

    def _once(self, key: tuple[object, ...], said: Callable[[], str]) -> str:
        if key not in self._kept:
            self._kept[key] = said()
        return self._kept[key]
