"""A firm's own calendar: the ends, lapses and windows of what its answers touch, and a reminder to ask each authority."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from calculators.calendars import Entry, ahead
from calculators.catalogue import Benefit, Notice, Policy
from calculators.estimate.days import Days
from calculators.estimate.letters import addressee, letters
from calculators.estimate.speaker import Speaker
from calculators.estimate.steps import last_day
from calculators.plan.steps import concerned, steps
from calculators.plan.work import Plan

ASK_WITHIN = timedelta(days=7)
"""A reminder to send the questions stands this long after the day of the plan: ours, and no deadline of a text."""


def days(plan: Plan, speaker: Speaker) -> list[Entry]:
    """What is due from the day of the plan on, each once, in the order of the days."""
    return sorted(_found(plan, speaker), key=lambda one: (one.last, one.key))


def _found(plan: Plan, speaker: Speaker) -> Iterator[Entry]:
    on, said = plan.offer.on, Days(speaker, plan.offer.on)
    by_policy: dict[Policy, list[Benefit]] = {}
    for one in concerned(plan):
        by_policy.setdefault(one.benefit.policy, []).append(one.benefit)
    for policy, benefits in by_policy.items():
        last = policy.validity.last_paying
        if last and last != policy.validity.last:
            yield said.taken_over(policy, benefits, last, ahead(last, on))
        elif last and (end := said.end(policy, benefits, ahead(last, on))):
            yield end
        for day, lapsing in _lapses(benefits, on).items():
            yield said.lapse(policy, lapsing, day, ahead(day, on))
        for notice in policy.notices:
            touched = [one for one in benefits if one.id in notice.benefits]
            if touched and (due := _due(notice, on)) and (window := said.window(policy, notice, touched, ahead(due, on))):
                yield window
    for letter in letters(steps(plan, speaker.catalogue)):
        asked = dict.fromkeys(question[speaker.lang] for _, questions in letter.items for question in questions)
        title = speaker.say("next.marked", text=speaker.say("next.remind", authority=addressee(letter, speaker)))
        to = letter.authority["zh"] if letter.authority else ""
        yield said.reminder(f"ask:{letter.policy.id}:{to}", on + ASK_WITHIN, title, [*asked])


def _lapses(benefits: list[Benefit], on: date) -> dict[date, list[Benefit]]:
    found: dict[date, list[Benefit]] = {}
    for one in benefits:
        if one.lapses and (day := last_day(one.lapses, on)):
            found.setdefault(day, []).append(one)
    return found


def _due(notice: Notice, on: date) -> date | None:
    """The day to be ready for: the last of a window, else its first; None once it has passed."""
    due = notice.last or notice.first
    return due if due and due >= on else None
