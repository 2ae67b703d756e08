"""The texts of a record as the proofs walk through them: what is called what, and on which line it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from calculators.vocabulary import Provision
from publisher.records.base import Text
from publisher.records.corpus import Record
from publisher.records.findings import Finding
from publisher.records.text import line_at, paragraphs
from publisher.records.yaml_source import Path_


def text_path(record: Record, place: Provision) -> Path_:
    """Where a text stands in the file: its `{zh, en}`."""
    if not isinstance(place, int):
        return (place,)
    numbers = [article.number for article in record.policy.articles]
    return ("articles", numbers.index(place), "text")


def finding_in(record: Record, place: Provision, lang: str, offset: int, value: str, expected: str, mend: str) -> Finding:
    """A finding on the very line of a block that holds the character at `offset` of the joined text."""
    path = text_path(record, place)
    text = record.policy.closing if place == "closing" else record.policy.preamble
    prose = record.articles[place].text if isinstance(place, int) else text
    assert prose is not None
    raw = getattr(prose, lang)
    line = record.document.line((*path, lang))
    below = 1 + line_at(raw, lang, offset) if "\n" in raw else 0
    return Finding(record.file, line + below, value, expected, mend)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a text in both languages, and where it starts in each."""

    place: Provision
    zh: str
    en: str
    starts: dict[str, int]


def passages(record: Record, place: Provision) -> Iterator[Passage]:
    """The paragraphs of a text side by side; all of it at once where the two languages are not divided alike.

    None where nothing has been translated: that is for `unfinished` to say.
    """
    text = record.texts[place]
    if not text["en"]:
        return
    zh, en = paragraphs(text["zh"]), paragraphs(text["en"])
    if len(zh) != len(en):
        zh, en = [text["zh"]], [text["en"]]
    starts = {"zh": 0, "en": 0}
    for one, other in zip_longest(zh, en, fillvalue=""):
        yield Passage(place, one, other, dict(starts))
        starts["zh"] += len(one) + 1
        starts["en"] += len(other) + 1


def titles(record: Record) -> Iterator[tuple[Path_, Text]]:
    """Everything short that stands in both languages: titles, sections, headings, names of benefits."""
    return ((path, text) for path, text in _titles(record) if text.en)


def _titles(record: Record) -> Iterator[tuple[Path_, Text]]:
    policy = record.policy
    yield ("title",), policy.title
    for index, seen in enumerate(policy.replaced_by.seen if policy.replaced_by else []):
        yield ("replaced_by", "seen", index), seen
    for index, notice in enumerate(policy.notices):
        yield ("notices", index, "title"), notice.title
    for index, article in enumerate(policy.articles):
        yield ("articles", index, "heading"), article.heading
        if article.section:
            yield ("articles", index, "section"), article.section
        for position, benefit in enumerate(article.benefits):
            yield ("articles", index, "benefits", position, "title"), benefit.title
