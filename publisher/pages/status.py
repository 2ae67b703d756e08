"""What a page says of a text's standing: the dates, for the browser to compare with today, and the evidence."""

from __future__ import annotations

from datetime import date
from typing import Any

from publisher.corpus import Record
from publisher.pages.site import View


def status_view(view: View, record: Record) -> dict[str, Any]:
    """The status block of a policy: `dates` is what the visitor's browser computes the status word from."""
    policy = record.policy
    compiled = next(one for one in view.site.compiled.catalogue["policies"] if one["id"] == policy.id)
    return {
        "record": record,
        "dates": compiled["validity"],
        "lines": [line for line in _lines(view, record) if line],
        "events": [event for event in policy.status if event.event != "commented"],
        "successor": policy.replaced_by,
        "draft": policy.draft,
    }


def _lines(view: View, record: Record) -> list[str]:
    dates = record.policy.dates
    issued, first, last = (one.date if one else None for one in (dates.issued, dates.from_, dates.to))
    lines = []
    if record.policy.draft:
        lines.append(view.say("dates.draft"))
    if issued:
        lines.append(view.say("dates.issued", date=view.date(issued)))
    if first and last:
        lines.append(view.say("dates.valid", first=view.date(first), last=view.date(last)))
    elif last:
        lines.append(view.say("dates.until", last=view.date(last)))
    return lines


def timeline(record: Record) -> dict[str, Any] | None:
    """Positions (0 to 100) of the dates on a line from the first to the last; None with fewer than two dates."""
    dates, policy = record.policy.dates, record.policy
    points: list[tuple[str, date]] = []
    for key, entry in (("issued", dates.issued), ("from", dates.from_), ("to", dates.to)):
        if entry and entry.date:
            points.append((key, entry.date))
    points += [(event.event, event.date) for event in policy.status if event.date and event.event != "issued"]
    if len({day for _, day in points}) < 2:
        return None
    days = [day for _, day in points]
    first, span = min(days), (max(days) - min(days)).days

    def at(day: date) -> float:
        return round(100 * (day - first).days / span, 2)

    valid = None
    if dates.from_ and dates.from_.date and dates.to and dates.to.date:
        valid = (at(dates.from_.date), at(dates.to.date))
    years = [(year, at(date(year, 1, 1))) for year in range(first.year + 1, max(days).year + 1)]
    return {
        "first": first.isoformat(),
        "last": max(days).isoformat(),
        "points": sorted({(at(day), key, day) for key, day in points}),
        "valid": valid,
        "years": years,
    }
