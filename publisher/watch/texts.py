"""What the calendar alone says of the records: texts that end or have ended, and evidence that is old."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from calculators.status import Status, Validity
from publisher.compile.policy import validity
from publisher.records.corpus import Corpus, Record
from publisher.records.yaml_source import Path_, walk
from publisher.watch.notices import Notice

OLD = 180
"""Days after which evidence is to be looked at again."""

LOOKED_AT = ("checked", "retrieved")
"""The keys that say on which day somebody looked."""


def of_texts(corpus: Corpus, today: date) -> Iterator[Notice]:
    """The notices of every record, in the order of the corpus."""
    numbers = {record.policy.document_number for record in corpus.records} - {None}
    for record in corpus.records:
        yield from _end(record, today, numbers)
        yield from _unchecked(record, today)


def _end(record: Record, today: date, numbers: set[str | None]) -> Iterator[Notice]:
    policy = record.policy
    standing = Validity.load(validity(policy))
    status, last = standing.on(today), standing.last
    if status is Status.SUPERSEDED and policy.replaced_by and policy.replaced_by.document_number not in numbers:
        yield _notice(record, "superseded", ("replaced_by",), since=standing.superseded, title=policy.replaced_by.title.zh)
    elif status is Status.EXPIRED and last:
        yield _notice(record, "ended", ("dates", "to"), last=last, days=(today - last).days)
    elif status is Status.ENDING and last:
        yield _notice(record, "ends", ("dates", "to"), last=last, days=(last - today).days)


def _unchecked(record: Record, today: date) -> Iterator[Notice]:
    """Every day of checking that lies too far back; whatever of a record has one is found."""
    for path, value in walk(record.document.value):
        if path and path[-1] in LOOKED_AT and isinstance(value, str):
            day = date.fromisoformat(value)
            if (today - day).days >= OLD:
                yield _notice(record, "unchecked", path, day=day, days=(today - day).days)


def _notice(record: Record, kind: str, path: Path_, **values: object) -> Notice:
    return Notice(kind, record.policy.id, ".".join(map(str, path)), record.document.line(path), values)
