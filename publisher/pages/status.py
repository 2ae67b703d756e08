"""What a page says of a text's standing: the dates, for the browser to compare with today, and the evidence."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from publisher.pages.site import View
from publisher.records.corpus import Record
from publisher.records.policy import Event, Notice, Seen


def status_view(view: View, record: Record, benefits: Collection[str] | None = None) -> dict[str, Any]:
    """The status block of a policy: `dates` is what the visitor's browser computes the status word from.

    What is known of its successor and its notices is limited to what touches `benefits`, where a page is about these alone.
    """
    policy = record.policy
    compiled = next(one for one in view.site.compiled.catalogue["policies"] if one["id"] == policy.id)
    return {
        "record": record,
        "dates": compiled["validity"],
        "lines": [line for line in _lines(view, record) if line],
        "events": [(event, event_text(view, record, event)) for event in policy.status if event.event != "commented"],
        "successor": policy.replaced_by,
        "seen": [one for one in (policy.replaced_by.seen if policy.replaced_by else []) if _touches(one, benefits)],
        "notices": [(one, notice_lines(view, one)) for one in policy.notices if _touches(one, benefits)],
        "draft": policy.draft,
        "reviewed": policy.reviewed,
    }


def event_text(view: View, record: Record, event: Event) -> str:
    """What happened and when; of an issue that only re-posts date, no more than the latest day is known."""
    issued = record.policy.dates.issued
    known = event.event == "issued" and issued is not None and issued.date == event.date
    return view.say(f"event.{'issued-on' if known else event.event}", date=view.date(event.date) if event.date else "")


def notice_lines(view: View, notice: Notice) -> list[str]:
    """What decides by when and for what a notice takes applications; that the next is not announced is said with the window."""
    lines = []
    if notice.spending_year:
        lines.append(view.say("notice.spending-year", year=notice.spending_year))
    if window := notice.window:
        first, last = (view.date(day) if day else "" for day in (window.from_, window.to))
        lines.append(view.say(f"notice.{'window' if first and last else 'from' if first else 'to'}", first=first, last=last))
    else:
        lines.append(view.say("notice.no-window"))
    return lines


def facts_text(view: View, notice: Notice) -> list[str]:
    """What a notice says, each fact with how sure it is and with where it was read, if that is not the notice itself."""
    told = [(fact, view.pick(fact)) for fact in notice.facts]
    if notice.apply:
        told.append((notice.apply, view.say("notice.apply") + view.pick(notice.apply)))
    return [
        view.say(
            "notice.fact", text=text, marks=" · ".join(filter(None, (view.say(f"confidence.{fact.confidence}"), fact.address)))
        )
        for fact, text in told
    ]


def _touches(seen: Seen | Notice, benefits: Collection[str] | None) -> bool:
    return benefits is None or not seen.benefits or not set(seen.benefits).isdisjoint(benefits)


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
        lines += [
            view.say("dates.reason", date=view.date(one.date), reason=view.pick(one.reason))
            for one in (dates.from_, dates.to)
            if one and one.date and one.reason
        ]
    elif last:
        lines.append(view.say("dates.until", last=view.date(last)))
    return lines
