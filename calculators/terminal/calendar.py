"""A plan's days as a calendar file. What writes it is imported when it is asked for."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from calculators.errors import Misuse
from calculators.law import FirmPlan
from calculators.plan.steps import days

REMINDED = timedelta(days=30)
"""How long before a day the calendar rings; a day that is nearer rings on the day itself."""


def write_calendar(plan: FirmPlan, lang: str, path: Path) -> int:
    """Write the days of a plan to `path` (RFC 5545); returns how many there are.

    Raises:
        Misuse: icalendar is not installed, or the file cannot be written.
    """
    try:
        from icalendar import Alarm, Calendar, Event
    except ImportError as error:
        raise Misuse("no-bulk", given="icalendar", extra="calendar") from error
    speaker, made = plan.law.speaker(lang), Calendar()
    made.add("prodid", "-//HuiCe//Plan//EN")
    made.add("version", "2.0")
    found = list(days(plan, speaker))
    for one in found:
        event = Event()
        event.add("uid", str(uuid5(NAMESPACE_URL, f"huice:{plan.offer.place}:{one.key}")))
        event.add("dtstamp", plan.offer.on)
        event.add("dtstart", one.on)
        event.add("dtend", one.on + timedelta(days=1))
        event.add("summary", one.title)
        event.add("description", one.text)
        event.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", one.title)
        alarm.add("trigger", -REMINDED if one.on - plan.offer.on > REMINDED else timedelta(0))
        event.add_component(alarm)
        made.add_component(event)
    try:
        path.write_bytes(made.to_ical())
    except OSError as error:
        raise Misuse("not-written", reason=error.strerror) from error
    return len(found)
