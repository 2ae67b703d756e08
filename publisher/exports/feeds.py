"""What other programs subscribe to: changes as Atom, the ends of validity as a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from calculators.status import ENDING_WITHIN
from publisher import published as names
from publisher.pages.site import LANG_TAGS, View
from publisher.pages.status import event_text
from publisher.records.corpus import Record
from publisher.records.policy import Event
from publisher.records.text import join_lines
from publisher.wording import say

ATOM = "http://www.w3.org/2005/Atom"
MIDNIGHT = "T00:00:00+08:00"
"""Days are days in China."""

MOST_BYTES = 75
"""The longest line of a calendar file, in bytes (RFC 5545, 3.1)."""


def atom(view: View) -> bytes:
    """What has happened to the texts, newest first; an entry keeps its id wherever the site moves."""
    found = [(event, record) for record in view.site.corpus.records for event in record.policy.status if event.date]
    found.sort(key=lambda one: (one[0].date or date.min, one[1].policy.id), reverse=True)
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": LANG_TAGS[view.lang]})
    address = f"{view.site.address}{names.feed(view.lang)}"
    _add(feed, "id", f"urn:uuid:{uuid5(NAMESPACE_URL, f'huice:feed:{view.lang}')}")
    _add(feed, "title", view.say("feed.title"))
    _add(feed, "subtitle", view.say("feed.subtitle"))
    _add(feed, "link", href=address, rel="self", type="application/atom+xml")
    _add(feed, "link", href=f"{view.site.address}{names.prefix(view.lang)}policies/", rel="alternate", type="text/html")
    _add(feed, "updated", max(_changed(event) for event, _ in found).isoformat() + MIDNIGHT)
    _add(_add(feed, "author"), "name", view.say("feed.author"))
    for event, record in found:
        _entry(feed, view, event, record)
    return xml_bytes(feed)


def xml_bytes(root: ElementTree.Element) -> bytes:
    """A document in UTF-8, an element to a line."""
    ElementTree.indent(root, " ")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, "unicode").encode() + b"\n"


def _entry(feed: ElementTree.Element, view: View, event: Event, record: Record) -> None:
    assert event.date is not None
    policy = record.policy
    entry = _add(feed, "entry")
    happened = event_text(view, record, event)
    _add(entry, "id", f"urn:uuid:{uuid5(NAMESPACE_URL, f'huice:{policy.id}:{event.event}:{event.date}:{view.lang}')}")
    _add(entry, "title", view.say("feed.entry", policy=view.pick(policy.title), event=happened))
    page = f"{view.site.address}{names.prefix(view.lang)}policies/{policy.id}/"
    _add(entry, "link", href=page, rel="alternate", type="text/html")
    if event.address:
        _add(entry, "link", href=event.address, rel="related")
    _add(entry, "published", event.date.isoformat() + MIDNIGHT)
    _add(entry, "updated", _changed(event).isoformat() + MIDNIGHT)
    evidence, confidence = "\n".join(view.prose(event.evidence)), view.say(f"confidence.{event.confidence}")
    _add(entry, "summary", view.say("feed.summary", evidence=evidence, confidence=confidence))


def _changed(event: Event) -> date:
    """The day on which an entry became what it is; that somebody has looked again is no change."""
    assert event.date is not None
    return max(event.date, event.changed or event.date)


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    child.text = text or None
    return child


def calendar(view: View) -> bytes:
    """The last day of every text that has one (RFC 5545). Only a text that nothing has superseded rings an alarm."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//HuiCe//Policies//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines.append(f"X-WR-CALNAME:{_value(say('calendar.name', view.lang))}")
    for record in view.site.corpus.records:
        lines += _event(view, record)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _event(view: View, record: Record) -> Iterator[str]:
    policy = record.policy
    last = policy.dates.to.date if policy.dates.to else None
    if last is None:
        return
    superseded = min((one.date for one in policy.status if one.event == "superseded" and one.date), default=None)
    checked = max((one.checked for one in policy.status), default=policy.source.retrieved)
    title = join_lines(getattr(policy.title, view.lang), view.lang)
    key = "calendar.superseded" if superseded else "calendar.ends"
    page = f"{view.site.address}{names.prefix(view.lang)}policies/{policy.id}/"
    values = {"title": title, "date": view.date(superseded or last), "page": page, "checked": view.date(checked)}
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid5(NAMESPACE_URL, f'huice:{policy.id}:end:{view.lang}')}"
    yield f"DTSTAMP:{checked:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{last:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_value(view.say(key, **values))}"
    yield f"DESCRIPTION:{_value(view.say(f'{key}-description', **values))}"
    yield f"URL:{page}"
    yield "TRANSP:TRANSPARENT"
    if not superseded:
        days = ENDING_WITHIN.days
        yield from (
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"TRIGGER:-P{days}D",
            f"DESCRIPTION:{_value(view.say('calendar.alarm', days=days, title=title))}",
            "END:VALARM",
        )
    yield "END:VEVENT"


def _value(text: str) -> str:
    """Text as a calendar file writes it."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most `MOST_BYTES` bytes, those after the first begun with a space."""
    piece = ""
    for character in line:
        if len((piece + character).encode()) > MOST_BYTES:
            yield piece
            piece = " "
        piece += character
    yield piece
