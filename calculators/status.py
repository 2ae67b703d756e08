"""Whether a text can be relied on at a date, told from dates alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypedDict

ENDING_WITHIN = timedelta(days=90)


class Status(StrEnum):
    """What a text is on a day; only the last two pay."""

    DRAFT = "draft"
    SUPERSEDED = "superseded"
    NOT_YET = "not-yet"
    EXPIRED = "expired"
    ENDING = "ending"
    IN_FORCE = "in-force"

    @property
    def pays(self) -> bool:
        return self in (Status.ENDING, Status.IN_FORCE)


class ValidityData(TypedDict):
    """The dates of a text in the catalogue, as `2026-01-15`."""

    draft: bool
    first: str | None
    last: str | None
    superseded: str | None


@dataclass(frozen=True, slots=True)
class Validity:
    """The dates that decide; each None where no source gives it.

    `last` is the last day of validity, `superseded` the day another text took over.
    """

    draft: bool
    first: date | None
    last: date | None
    superseded: date | None

    @classmethod
    def load(cls, data: ValidityData) -> Validity:
        return cls(data["draft"], _date(data["first"]), _date(data["last"]), _date(data["superseded"]))

    def on(self, day: date) -> Status:
        """Return the status on `day`. A draft never pays, whatever its dates say."""
        if self.superseded and day >= self.superseded:
            return Status.SUPERSEDED
        if self.draft:
            return Status.DRAFT
        if self.first and day < self.first:
            return Status.NOT_YET
        if self.last and day > self.last:
            return Status.EXPIRED
        if self.last and self.last - day <= ENDING_WITHIN:
            return Status.ENDING
        return Status.IN_FORCE

    @property
    def last_paying(self) -> date | None:
        """The last day on which anything can be claimed under the text; None where no end is known."""
        days = (self.last, self.superseded - timedelta(days=1) if self.superseded else None)
        return min((day for day in days if day), default=None)

    def days_left(self, day: date) -> int | None:
        """Days of validity after `day`; None where no end is known."""
        return (self.last - day).days if self.last else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
