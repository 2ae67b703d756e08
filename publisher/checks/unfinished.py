"""What a record still lacks: guesses of a draft that nobody has confirmed, values to be filled in, and translations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.checks.texts import finding_in, text_path
from publisher.compile.policy import Compiled
from publisher.records.corpus import Corpus, Record
from publisher.records.findings import Finding
from publisher.records.text import paragraphs
from publisher.records.yaml_source import Path_, walk

TO_CONFIRM = "# to confirm"
"""The comment beside a value that was guessed; whoever has compared it with the law removes it."""

TODO = "TODO"
"""Stands where a draft has found nothing."""

_GUESS = re.compile(rf"{re.escape(TO_CONFIRM)}\b")


def check(record: Record, corpus: Corpus, compiled: Compiled) -> list[Finding]:
    """Report everything that keeps a record from being published because it is not finished."""
    return [*guesses(record), *gaps(record), *untranslated(record), *_borrowed(record)]


def guesses(record: Record) -> Iterator[Finding]:
    """The values that are only guessed, each with its line."""
    for number, line in enumerate(record.document.text.split("\n"), 1):
        if (found := _GUESS.search(line)) and not line.lstrip().startswith("#"):
            value = line[: found.start()].strip(" -")
            mend = f"compare it with the law, correct it, then remove `{TO_CONFIRM}`"
            yield Finding(record.file, number, value, "a value that somebody has confirmed", mend)


def gaps(record: Record) -> Iterator[Finding]:
    """What is marked as not found."""
    for path, value in walk(record.document.value):
        if isinstance(value, str) and value.strip().upper().startswith(TODO):
            name = ".".join(str(part) for part in path)
            yield record.finding(
                path, value, "what the text or its publication says", f"write `{name}`, or leave out what is not there"
            )


def untranslated(record: Record) -> Iterator[Finding]:
    """Paragraphs, headings, questions and everything else that has no English yet."""
    places = {text_path(record, place): place for place in record.texts}
    for path, pair in walk(record.document.value):
        if not isinstance(pair, dict) or not {"zh", "en"} <= pair.keys() or str(pair["en"]).strip():
            continue
        if path in places:
            yield from _paragraphs(record, path, places[path])
        elif not str(pair["zh"]).strip().upper().startswith(TODO):
            yield record.finding((*path, "en"), str(pair["zh"]), "its English", f"translate {_called(path)}")


def _paragraphs(record: Record, path: Path_, place: int | str) -> Iterator[Finding]:
    start = 0
    for number, words in enumerate(paragraphs(record.texts[place]["zh"]), 1):
        name = f"article {place}" if isinstance(place, int) else f"the {place}"
        yield finding_in(record, place, "zh", start, words, "its English", f"translate paragraph {number} of {name}")
        start += len(words) + 1


def _called(path: Path_) -> str:
    """A place of the record in words: `articles.3.heading` is the heading of article 4."""
    if path[0] == "articles" and len(path) > 2:
        return f"`{'.'.join(map(str, path[2:]))}` of article {int(path[1]) + 1}"
    return f"`{'.'.join(map(str, path))}`"


def _borrowed(record: Record) -> Iterator[Finding]:
    """Questions that stand in the record because no published record asks them."""
    policy = record.policy
    if not policy.draft_record:
        for name in policy.questions:
            yield record.finding(("questions", name), name, "a question of inputs.yaml", "move it there, in both languages")
