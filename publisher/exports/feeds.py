"""What readers of feeds subscribe to: changes of the texts and calls for applications, as Atom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from publisher import published as names
from publisher.pages.site import LANG_TAGS, View
from publisher.pages.status import event_text, facts_text, notice_lines
from publisher.records.corpus import Record

ATOM = "http://www.w3.org/2005/Atom"
MIDNIGHT = "T00:00:00+08:00"
"""Days are days in China."""


@dataclass(frozen=True)
class _News:
    """An entry: sorted by `day`, `published` is the day it bears, if any; its `id` stays the same wherever the site moves."""

    id: str
    day: date
    published: date | None
    updated: date
    title: str
    page: str
    address: str | None
    summary: str


def atom(view: View) -> bytes:
    """What has happened to the texts, and the calls for applications, newest first."""
    found = [one for record in view.site.corpus.records for one in (*_events(view, record), *_notices(view, record))]
    found.sort(key=lambda one: (one.day, one.page), reverse=True)
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": LANG_TAGS[view.lang]})
    address = f"{view.site.address}{names.feed(view.lang)}"
    _add(feed, "id", _urn(f"feed:{view.lang}"))
    _add(feed, "title", view.say("feed.title"))
    _add(feed, "subtitle", view.say("feed.subtitle"))
    _add(feed, "link", href=address, rel="self", type="application/atom+xml")
    _add(feed, "link", href=f"{view.site.address}{names.prefix(view.lang)}policies/", rel="alternate", type="text/html")
    _add(feed, "updated", max(one.updated for one in found).isoformat() + MIDNIGHT)
    _add(_add(feed, "author"), "name", view.say("feed.author"))
    for one in found:
        _entry(feed, one)
    return xml_bytes(feed)


def xml_bytes(root: ElementTree.Element) -> bytes:
    """A document in UTF-8, an element to a line."""
    ElementTree.indent(root, " ")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, "unicode").encode() + b"\n"


def _entry(feed: ElementTree.Element, one: _News) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", one.id)
    _add(entry, "title", one.title)
    _add(entry, "link", href=one.page, rel="alternate", type="text/html")
    if one.address:
        _add(entry, "link", href=one.address, rel="related")
    if one.published:
        _add(entry, "published", one.published.isoformat() + MIDNIGHT)
    _add(entry, "updated", one.updated.isoformat() + MIDNIGHT)
    _add(entry, "summary", one.summary)


def _events(view: View, record: Record) -> Iterator[_News]:
    """What has happened to a text; that somebody has looked again is no news."""
    policy = record.policy
    for event in policy.status:
        if event.date is None:
            continue
        title = view.say("feed.entry", policy=view.pick(policy.title), event=event_text(view, record, event))
        evidence, confidence = "\n".join(view.prose(event.evidence)), view.say(f"confidence.{event.confidence}")
        yield _News(
            id=_urn(f"{policy.id}:{event.event}:{event.date}:{view.lang}"),
            day=event.date,
            published=event.date,
            updated=max(event.date, event.changed or event.date),
            title=title,
            page=_page(view, record),
            address=event.address,
            summary=view.say("feed.summary", evidence=evidence, confidence=confidence),
        )


def _notices(view: View, record: Record) -> Iterator[_News]:
    """The calls for applications and guides of a text; one that bears no day is news since it stands in the record."""
    policy = record.policy
    for notice in policy.notices:
        day = notice.date or notice.changed or policy.source.retrieved
        extent = view.say("feed.seen", extent=view.say(f"notice.{notice.extent}"))
        yield _News(
            id=_urn(f"{policy.id}:notice:{notice.address}:{notice.title.zh}:{view.lang}"),
            day=day,
            published=notice.date,
            updated=max(day, notice.changed or day),
            title=view.say("feed.notice", policy=view.pick(policy.short), title=view.pick(notice.title)),
            page=_page(view, record),
            address=notice.address,
            summary="\n".join([*facts_text(view, notice), *notice_lines(view, notice), extent]),
        )


def _page(view: View, record: Record) -> str:
    return f"{view.site.address}{names.prefix(view.lang)}policies/{record.policy.id}/"


def _urn(name: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'huice:{name}')}"


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    child.text = text or None
    return child
