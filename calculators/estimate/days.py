"""Days to remember as entries of a calendar: the last day of a text, the lapse of its vouchers, the windows that are known.

An entry's key names what ends and not when, so that a calendar moves it where
a text is extended; only a lapse comes again every year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from calculators.calendars import Entry
from calculators.catalogue import Benefit, Notice, Policy
from calculators.estimate.speaker import Speaker


def has_days(benefit: Benefit) -> bool:
    """Whether there is a day to remember of it; under a draft or a superseded text nothing can be claimed."""
    validity = benefit.policy.validity
    windows = any(one.first or one.last for one in benefit.notices)
    return not validity.draft and not validity.superseded and (validity.last is not None or windows)


@dataclass(frozen=True, slots=True)
class Days:
    """Says what is due: `stamp` is the day of the data, `suffix` ends every key where each language has a file of its own."""

    speaker: Speaker
    stamp: date
    suffix: str = ""

    def end(self, policy: Policy, benefits: Sequence[Benefit], rings: date | None, address: str = "") -> Entry | None:
        """The last day of a text; None where none is known. One that was superseded or never came into force rings nothing."""
        last, superseded = policy.validity.last, policy.validity.superseded
        if last is None:
            return None
        lines = [self.speaker.say("calendar.since", date=superseded)] if superseded else []
        if policy.ends:
            lines += [line.text for line in self.speaker.quoted(policy, policy.ends, "")]
        rings = None if superseded or policy.validity.draft else rings
        return self._end(policy, benefits, last, "superseded" if superseded else "ends", lines, rings, address)

    def taken_over(self, policy: Policy, benefits: Sequence[Benefit], last: date, rings: date) -> Entry:
        """The last day on which a text pays that another is known to take over from; the end it gave itself is not the day."""
        lines = [self.speaker.say("calendar.taken-over", date=policy.validity.superseded)]
        return self._end(policy, benefits, last, "before-superseded", lines, rings)

    def _end(
        self,
        policy: Policy,
        benefits: Sequence[Benefit],
        last: date,
        key: str,
        lines: list[str],
        rings: date | None,
        address: str = "",
    ) -> Entry:
        title = self.speaker.say(f"calendar.{key}", title=policy.title[self.speaker.lang])
        if policy.checked:
            lines = [*lines, self.speaker.say("calendar.checked", checked=policy.checked)]
        return self._entry(f"{policy.id}:end", (last, last), title, [*self._names(benefits), *lines], rings, address)

    def lapse(self, policy: Policy, benefits: Sequence[Benefit], last: date, rings: date, address: str = "") -> Entry:
        """The last day of the vouchers that were issued in its year."""
        title = self.speaker.say("calendar.lapses", year=last.year, policy=policy.short[self.speaker.lang])
        quotes = {one.lapses.quote.text: one.lapses.quote for one in benefits if one.lapses}
        words = [line.text for quote in quotes.values() for line in self.speaker.quoted(policy, quote, "")]
        return self._entry(
            f"{policy.id}:lapse:{last.year}", (last, last), title, [*self._names(benefits), *words], rings, address
        )

    def window(
        self, policy: Policy, notice: Notice, benefits: Sequence[Benefit], rings: date | None, facts: Sequence[str] = ()
    ) -> Entry | None:
        """The days on which applications are taken, None where a notice tells none; `facts` are all that it says, where known."""
        if notice.first is None and notice.last is None:
            return None
        known = "between" if notice.first and notice.last else "from" if notice.first else "to"
        title = self.speaker.say(f"calendar.window-{known}", title=notice.title[self.speaker.lang])
        lines = [self.speaker.say("calendar.year", year=notice.spending_year)] if notice.spending_year else []
        apply = [self.speaker.say("calendar.apply", apply=notice.apply[self.speaker.lang])] if notice.apply else []
        lines += [*(facts or apply), self.speaker.say("calendar.seen", checked=notice.checked, address=notice.address)]
        first, last = notice.first or notice.last, notice.last or notice.first
        assert first is not None and last is not None
        key = f"{policy.id}:window:{notice.address}"
        return self._entry(key, (first, last), title, [*self._names(benefits), *lines], rings, notice.address)

    def reminder(self, key: str, on: date, title: str, lines: Sequence[str]) -> Entry:
        """Something to do that is ours, and no day of a text; it rings on its day."""
        return self._entry(key, (on, on), title, lines, on)

    def _names(self, benefits: Sequence[Benefit]) -> list[str]:
        return [self.speaker.benefit_name(one) for one in benefits]

    def _entry(
        self, key: str, days: tuple[date, date], title: str, lines: Sequence[str], rings: date | None, address: str = ""
    ) -> Entry:
        left = (days[1] - rings).days if rings else 0
        return Entry(
            key=key + self.suffix,
            stamp=self.stamp,
            first=days[0],
            last=days[1],
            title=title,
            text="\n".join(lines),
            address=address,
            rings=rings,
            alarm=self.speaker.say("calendar.alarm", days=left, title=title) if left else title,
        )
