"""What has changed for a firm since an earlier result: totals then and now, benefits gained and lost, and why.

Firms are found again by their names. A name that stands twice in either sheet
is not compared: nobody can know which is which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from calculators.batch.earlier import Earlier, Was, key
from calculators.batch.headings import NAME
from calculators.batch.sheet import Sheet
from calculators.batch.work import Result
from calculators.catalogue import Benefit
from calculators.errors import Misuse
from calculators.estimate.speaker import Speaker
from calculators.money import ZERO, yuan
from calculators.plan.totals import TOTALS
from calculators.plan.words import place_name
from calculators.status import Status

CHANGES = (*(f"{total}-before" for total in TOTALS), "changed")

SUMMED = "cautious"
"""The total that is added up over all firms."""

MOST_NAMED = 10
"""Firms that a remark names one by one."""


@dataclass
class Changes:
    """Compares firm by firm, as they come."""

    earlier: Earlier
    speaker: Speaker
    rows: dict[str, list[int]]
    """Where each name stands in the new sheet."""
    new: list[str] = field(default_factory=list)
    """Names that the earlier result has not."""
    sums: list[tuple[Decimal, Decimal]] = field(default_factory=list)
    """The cautious totals then and now of the firms that are compared."""
    days: set[date] = field(default_factory=set)
    versions: set[str] = field(default_factory=set)

    @classmethod
    def since(cls, earlier: Earlier, sheet: Sheet, speaker: Speaker) -> Changes:
        """Make ready to compare a sheet.

        Raises:
            Misuse: it has no names.
        """
        column = sheet.column_of(NAME)
        if not column:
            raise Misuse("no-names")
        rows: dict[str, list[int]] = {}
        for row in sheet.grid.rows():
            if row.number > sheet.head.last and (name := key(row.texts.get(column, ""))):
                rows.setdefault(name, []).append(row.number)
        return cls(earlier, speaker, rows)

    def note(self, results: Iterable[Result]) -> None:
        """Take down, of firms that have been worked out, what the remarks tell."""
        for one in results:
            was = self._was(one)
            if not isinstance(was, str):
                self.versions.add(was.version)
                self.days |= {was.on} if was.on else set()
                if was.totals:
                    self.sums.append((was.totals[SUMMED], one.total(SUMMED)))
            elif (name := key(one.firm.name)) and name not in self.earlier.firms:
                self.new.append(one.firm.name)

    def row(self, result: Result) -> list[str]:
        """A firm's cells: the totals then, and what has changed since."""
        was = self._was(result)
        if isinstance(was, str):
            return [*[""] * len(TOTALS), was]
        before = [yuan(was.totals[total]) if was.totals else "" for total in TOTALS]
        return [*before, self.speaker.say("batch.between").join(self._told(was, result))]

    def data(self, result: Result) -> dict[str, object]:
        """The same as data; `before` is null where there is nothing to compare with."""
        was = self._was(result)
        if isinstance(was, str):
            return {"before": None, "text": was}
        before = {total: yuan(amount) for total, amount in was.totals.items()}
        gained, lost = self._moved(was, result)
        return {
            "before": before or None,
            "on": was.on.isoformat() if was.on else None,
            "version": was.version or None,
            "gained": [one.id for one in gained],
            "lost": [one.id for one in lost],
            "text": self.speaker.say("batch.between").join(self._told(was, result)),
        }

    def _was(self, result: Result) -> Was | str:
        """What the firm had, or why that is not known."""
        name = key(result.firm.name)
        found = self.earlier.firms.get(name, []) if name else []
        if len(self.rows.get(name, ())) > 1 or len(found) > 1:
            return self.speaker.say("batch.changed-twice")
        if not found:
            return self.speaker.say("batch.changed-new" if name else "batch.changed-unnamed")
        return found[0]

    def _told(self, was: Was, result: Result) -> Iterator[str]:
        speaker, firm = self.speaker, result.firm
        if not was.totals:
            yield speaker.say("batch.changed-unknown")
            return
        gained, lost = self._moved(was, result)
        moved = {total: result.total(total) - was.totals[total] for total in TOTALS}
        others = [name for name in result.parts["widest"] if name in was.counted and was.counted[name] is not None]
        others = [name for name in others if was.counted[name] != result.amounts[name]]
        if not (gained or lost or others or any(moved.values())):
            yield speaker.say("batch.changed-nothing")
            return
        for total, by in moved.items():
            if by:
                key_ = "batch.changed-more" if by > 0 else "batch.changed-less"
                yield speaker.say(key_, total=speaker.say(f"plan.{total}"), by=speaker.amount(abs(by)))
        if was.place and was.place != firm.place:
            yield speaker.say("batch.changed-place", was=place_name(speaker, was.place), now=place_name(speaker, firm.place))
        for one in gained:
            yield self._line("batch.gained", one, result.amounts[one.id], self._why_gained(one, was))
        for one in lost:
            yield self._line("batch.lost", one, was.counted[one.id], self._why_lost(one, was, result))
        for name in others:
            yield speaker.say(
                "batch.altered",
                benefit=speaker.benefit_name(speaker.catalogue.benefit(name)),
                was=speaker.amount(was.counted[name] or result.amounts[name]),
                now=speaker.amount(result.amounts[name]),
            )

    def _line(self, sentence: str, one: Benefit, amount: Decimal | None, why: str) -> str:
        name, speaker = self.speaker.benefit_name(one), self.speaker
        told = name if amount is None else speaker.say("batch.part", benefit=name, amount=speaker.amount(amount))
        return speaker.say(sentence, benefit=told, why=why)

    def _moved(self, was: Was, result: Result) -> tuple[list[Benefit], list[Benefit]]:
        """The benefits gained, and those lost as far as they still are in the catalogue."""
        now, catalogue = result.parts["widest"], self.speaker.catalogue
        gained = [catalogue.benefit(name) for name in now if name not in was.counted]
        return gained, [catalogue.benefit(name) for name in was.counted if name not in now]

    def _why_gained(self, one: Benefit, was: Was) -> str:
        then = one.policy.validity.on(was.on) if was.on else None
        if then is Status.NOT_YET:
            return self.speaker.say("batch.why-since", date=one.policy.validity.first)
        return self._because(was)

    def _why_lost(self, one: Benefit, was: Was, result: Result) -> str:
        speaker, validity = self.speaker, one.policy.validity
        status = validity.on(result.firm.on)
        if not status.pays and (was.on is None or validity.on(was.on).pays):
            day = {Status.SUPERSEDED: validity.superseded, Status.EXPIRED: validity.last}.get(status)
            text = speaker.say(f"plan-apart.{status}")
            return speaker.say("batch.since", text=text, date=day) if day else text
        for binding in result.bindings:
            if binding.runner_up is one:
                return speaker.say("batch.why-other", winner=speaker.benefit_name(binding.winner))
        if one not in result.offer.benefits:
            return speaker.say("batch.why-place")
        return self._because(was)

    def _because(self, was: Was) -> str:
        """Answers moved it, or the data where these are others too; which of the two, an earlier result does not tell."""
        same = not was.version or was.version == self.speaker.catalogue.version
        return self.speaker.say("batch.why-answers" if same else "batch.why-data")

    def remarks(self) -> list[str]:
        """How firms were found again, which were not, and whether data and day are others; as far as rows have come."""
        speaker, here = self.speaker, self.rows.keys()
        said = [self._compared()]
        gone = [ones[0].name for name, ones in self.earlier.firms.items() if name not in here]
        doubled = [self._doubled(name) for name in {**self.rows, **self.earlier.firms} if self._is_doubled(name)]
        for sentence, names in (("gone", gone), ("new", list(dict.fromkeys(self.new))), ("twice", doubled)):
            if names:
                said.append(speaker.say(f"batch.compared-{sentence}", names=self._listed(names)))
        versions = sorted(self.versions - {"", speaker.catalogue.version})
        if versions:
            was = speaker.say("list.and").join(versions)
            said.append(speaker.say("batch.compared-version", was=was, now=speaker.catalogue.version))
        if self.days:
            said.append(speaker.say("batch.compared-days", days=self._listed([one.isoformat() for one in sorted(self.days)])))
        return said

    def _compared(self) -> str:
        then, now = (sum(amounts, ZERO) for amounts in zip(*self.sums, strict=True)) if self.sums else (ZERO, ZERO)
        return self.speaker.say(
            "batch.compared",
            count=len(self.sums),
            more=sum(after > before for before, after in self.sums),
            less=sum(after < before for before, after in self.sums),
            total=self.speaker.say(f"plan.{SUMMED}"),
            was=self.speaker.amount(then),
            now=self.speaker.amount(now),
        )

    def _is_doubled(self, name: str) -> bool:
        return len(self.rows.get(name, ())) > 1 or (name in self.rows and len(self.earlier.firms.get(name, ())) > 1)

    def _doubled(self, name: str) -> str:
        """A name with the rows it stands in, here and there."""
        there = self.earlier.firms.get(name, [])
        shown = there[0].name if there else name
        rows = [", ".join(map(str, found)) for found in (self.rows[name], [one.row for one in there]) if found]
        return self.speaker.say(
            "batch.doubled" if len(rows) > 1 else "batch.doubled-here", name=shown, here=rows[0], there=rows[-1]
        )

    def _listed(self, names: Sequence[str]) -> str:
        text = self.speaker.say("batch.row-and").join(names[:MOST_NAMED])
        return text if len(names) <= MOST_NAMED else self.speaker.say("batch.and-more-names", names=text, count=len(names))
