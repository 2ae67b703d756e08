"""A plan's days as a calendar file."""

from __future__ import annotations

from pathlib import Path

from calculators.calendars import calendar_file, jcal
from calculators.errors import Misuse
from calculators.law import FirmPlan
from calculators.plan.days import days


def write_calendar(plan: FirmPlan, lang: str, path: Path) -> int:
    """Write the days of a plan to `path` (RFC 5545); returns how many there are.

    Raises:
        Misuse: icalendar is not installed, or the file cannot be written.
    """
    found = days(plan, plan.law.speaker(lang))
    made = calendar_file(jcal(found))
    try:
        path.write_bytes(made)
    except OSError as error:
        raise Misuse("not-written", reason=error.strerror) from error
    return len(found)
