"""The pages that records name: whether they still answer, and whether they say what they said when they were read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from typing import Any

from publisher.digest import sha256
from publisher.draft.clean import clean
from publisher.draft.readers import Unreadable, read_document
from publisher.records.corpus import Corpus, Record
from publisher.records.text import fold
from publisher.records.yaml_source import Path_, walk
from publisher.watch.notices import Notice
from publisher.watch.texts import LOOKED_AT

AT_ONCE = 8
"""Pages that are fetched side by side."""


@dataclass(frozen=True, slots=True)
class Page:
    """What an address answered: its content and the day it was last changed, or why there is none."""

    content: bytes = b""
    changed: date | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """An address in a record: the day it was read, the words it was read for, the sum of the page's text where one is kept."""

    record: Record
    path: Path_
    address: str
    read: date | None
    words: tuple[str, ...]
    sum: str | None


def addresses(corpus: Corpus) -> list[Named]:
    """Every address that a record names, wherever in it."""
    return [named for record in corpus.records for named in _addresses(record)]


def _addresses(record: Record) -> Iterator[Named]:
    value = record.document.value
    for path, entry in walk(value):
        if isinstance(entry, dict) and isinstance(address := entry.get("address"), str):
            day = next((entry[key] for key in LOOKED_AT if key in entry), value["source"]["retrieved"])
            read = date.fromisoformat(day) if isinstance(day, str) else None
            yield Named(record, path, address, read, tuple(_words(record, path, entry)), entry.get("page_sha256"))


def _words(record: Record, path: Path_, entry: dict[str, Any]) -> Iterator[str]:
    """What stood on the page: its number or title, and of the source the text itself."""
    if path == ("source",):
        yield from (text["zh"] for text in record.texts.values())
    elif isinstance(number := entry.get("document_number"), str):
        yield number


def look(named: Sequence[Named], fetch: Callable[[str], Page]) -> Iterator[Notice]:
    """Fetch every address once, and say which no longer answer and which have changed; in the order of the records."""
    wanted = list(dict.fromkeys(one.address for one in named))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        pages = dict(zip(wanted, pool.map(fetch, wanted), strict=True))
    for one in named:
        yield from _compared(one, pages[one.address])


def _compared(one: Named, page: Page) -> Iterator[Notice]:
    def notice(kind: str, **values: object) -> Notice:
        place = (*one.path, "address")
        where = ".".join(map(str, one.path))
        line = one.record.document.line(place)
        return Notice(kind, one.record.policy.id, where, line, {"address": one.address, **values})

    if page.problem:
        yield notice("gone", problem=page.problem)
        return
    try:
        text = read_document(page.content)
    except Unreadable:
        yield notice("unread")
        return
    found = page_sum(text)
    if one.sum:
        if found != one.sum:
            yield notice("changed", sum=found)
    elif missing := [words for words in one.words if fold(words) not in fold(text)]:
        yield notice("other-words", words=missing[0][:24])
    elif one.read and page.changed and page.changed > one.read:
        yield notice("newer", changed=page.changed, read=one.read, sum=found)


def page_sum(text: str) -> str:
    """The sum of what a page says: without menus, counters and share lines, which change from visit to visit."""
    return sha256(fold("\n".join(_lines(text))).encode())


def _lines(text: str) -> Iterable[str]:
    kept = [line.text for line in clean(text).lines]
    return kept or text.split("\n")
