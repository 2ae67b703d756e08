"""What has become of the records since they were read: texts that end, evidence that nobody has looked at, pages that are gone.

What it finds is no error of a record: time passes, and others change their
pages. So it says, and stops nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from publisher.records.corpus import Corpus
from publisher.watch.notices import Notice
from publisher.watch.pages import Page, addresses, look
from publisher.watch.texts import of_texts


@dataclass(frozen=True, slots=True)
class Watched:
    """What was found on a day, and how many pages were looked at."""

    notices: tuple[Notice, ...]
    pages: int


def watch(corpus: Corpus, today: date, fetch: Callable[[str], Page] | None = None) -> Watched:
    """Everything that somebody should look at; with `fetch`, the pages that the records name are looked at too."""
    found = list(of_texts(corpus, today))
    named = addresses(corpus) if fetch else []
    if fetch:
        found += look(named, fetch)
    return Watched(tuple(found), len(named))
