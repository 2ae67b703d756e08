"""Calendars to subscribe to: the ends of all texts, and of one place or one benefit the ends, lapses and windows.

Nothing depends on the day of the build: the stamp is the day on which the
records were last looked at, and a last day rings as long before as texts count
as ending.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from calculators.calendars import AHEAD, Entry, calendar_file, jcal
from calculators.catalogue import Benefit, Notice, Policy
from calculators.estimate.days import Days, has_days
from calculators.estimate.steps import last_day
from calculators.places import upwards
from calculators.status import ENDING_WITHIN
from publisher import published as names
from publisher.pages.site import View
from publisher.pages.status import facts_text


def calendars(view: View) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of each calendar of a language; what has no day to come has none."""
    speaker, catalogue = view.site.speaker(view.lang), view.site.catalogue
    ends = [one for policy in catalogue.policies for one in _ends(view, policy, ())]
    yield names.calendar(view.lang), _file(ends, speaker.say("calendar.of-all"))
    for code, place in catalogue.places.items():
        here = [policy for policy in catalogue.policies if policy.place in upwards(code)]
        if found := _in_order(one for policy in here for one in _entries(view, policy, policy.benefits)):
            yield names.place_calendar(code, view.lang), _file(found, speaker.say("calendar.of-place", place=place[view.lang]))
    for benefit in catalogue.benefits.values():
        if has_days(benefit):
            entries = _in_order(_entries(view, benefit.policy, [benefit]))
            name = speaker.say("calendar.of-benefit", benefit=speaker.benefit_name(benefit))
            yield names.benefit_calendar(benefit.id, view.lang), _file(entries, name)


def _in_order(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda one: (one.last, one.key))


def _file(entries: Sequence[Entry], name: str) -> bytes:
    return calendar_file(jcal(entries, name))


def _entries(view: View, policy: Policy, benefits: Sequence[Benefit]) -> Iterator[Entry]:
    """The days of a text, or of some of its benefits: its end, the lapses of the years it still has, its windows."""
    yield from _ends(view, policy, benefits if len(benefits) < len(policy.benefits) else ())
    said, page = _said(view, policy), _page(view, policy)
    claimed = [one for one in benefits if has_days(one)]
    if lapsing := [one for one in claimed if one.lapses]:
        for year in _years(policy, said.stamp):
            days = {day for one in lapsing if one.lapses and (day := last_day(one.lapses, date(year, 1, 1)))}
            yield from (said.lapse(policy, lapsing, day, day - AHEAD[0], page) for day in sorted(days))
    for notice in policy.notices:
        touched, due = [one for one in claimed if one.id in notice.benefits], notice.last or notice.first
        if touched and due and (window := said.window(policy, notice, touched, due - AHEAD[0], _facts(view, policy, notice))):
            yield window


def _ends(view: View, policy: Policy, benefits: Sequence[Benefit]) -> Iterator[Entry]:
    last = policy.validity.last
    if last and (end := _said(view, policy).end(policy, benefits, last - ENDING_WITHIN, _page(view, policy))):
        yield end


def _years(policy: Policy, stamp: date) -> range:
    """The years from the data's day on in which vouchers are issued; none where no source says how long."""
    first, last = policy.validity.first, policy.validity.last
    return range(max(stamp.year, first.year if first else stamp.year), last.year + 1) if last else range(0)


def _facts(view: View, policy: Policy, notice: Notice) -> list[str]:
    """What a notice says, each fact with how sure it is, as the pages have it."""
    written = view.site.corpus.record(policy.id).policy.notices
    return facts_text(view, next(one for one in written if one.address == notice.address and one.title.zh == notice.title["zh"]))


def _said(view: View, policy: Policy) -> Days:
    stamp = policy.checked or view.site.catalogue.checked
    return Days(view.site.speaker(view.lang), stamp, f":{view.lang}")


def _page(view: View, policy: Policy) -> str:
    return f"{view.site.address}{names.prefix(view.lang)}policies/{policy.id}/"
