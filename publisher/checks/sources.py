"""The texts of a record compared with the source file they were taken from, word by word and without a gap.

The record is walked in the order of the law: preamble, sections, headings,
paragraphs, agency lines, closing. Each has to follow the one before in the
file, with nothing between but the printed label and the names of the agency
lines; so nothing can be changed, dropped or put in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from publisher.digest import sha256
from publisher.records.corpus import Record
from publisher.records.findings import Finding
from publisher.records.policy import Article
from publisher.records.script import simplified
from publisher.records.text import fold, join_lines, paragraphs
from publisher.records.yaml_source import Path_

SHORT = 24
"""A piece of fewer characters can stand in many places: found elsewhere, it does not move the reader on."""

SHOWN = 24
"""So many characters of a difference are shown."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that the source has to hold next, and the label that may be printed before them."""

    path: Path_
    words: str
    label: str = ""
    whole: bool = False
    """Whether the words include the sign that ends them, as a paragraph does and a heading does not."""
    listed: bool = False
    """Whether others of its kind may follow behind a sign, as agencies do."""


def check(record: Record, folder: Path) -> list[Finding]:
    """Compare a record with its file in `folder`."""
    source = record.policy.source
    try:
        data = (folder / source.file).read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        return [
            record.finding(
                ("source", "file"), source.file, f"a file in {folder}", f"correct the name, or fetch the file ({error.strerror})"
            )
        ]
    except UnicodeDecodeError:
        return [record.finding(("source", "file"), source.file, "text in UTF-8", "store the source as UTF-8")]
    findings = []
    total = sha256(data)
    if total != source.file_sha256:
        mend = f"take the file the record was made from, or compare them anew and write `file_sha256: {total}`"
        findings.append(record.finding(("source", "file_sha256"), source.file_sha256, f"the sum of {source.file}", mend))
    reduce = _simplified if source.script == "hant" else fold
    page = reduce(text)
    findings += _around(record, page, reduce)
    findings += _walk(record, page, reduce)
    return findings


def _simplified(text: str) -> str:
    return fold(simplified(text))


def _around(record: Record, page: str, reduce: Callable[[str], str]) -> Iterator[Finding]:
    """Title, number and dates that the record says it has from the source."""
    policy = record.policy
    stated: list[tuple[Path_, str | None]] = [(("source", "title"), policy.source.title)]
    if policy.title_found is None:
        stated += [(("title", "zh"), policy.title.zh), (("document_number",), policy.document_number)]
    for key, dated in (("issued", policy.dates.issued), ("from", policy.dates.from_), ("to", policy.dates.to)):
        if dated and dated.in_ == "source":
            stated.append((("dates", key, "quote"), str(dated.quote)))
    for path, words in stated:
        if words and reduce(words) not in page:
            elsewhere = ", or say in `title_found` where they come from" if path[0] in ("title", "document_number") else ""
            yield record.finding(path, words, f"words of {policy.source.file}", f"copy them from the source{elsewhere}")


def _walk(record: Record, page: str, reduce: Callable[[str], str]) -> Iterator[Finding]:
    position, lost, stop = 0, True, ""
    for piece in _pieces(record):
        words = reduce(piece.words)
        start = page.find(words, position)
        skipped = "" if lost or start < 0 else _strange(page[position:start], reduce(piece.label), stop)
        if start < 0:
            yield record.finding(piece.path, piece.words, *_difference(words, page, position))
        elif skipped:
            expected = f"everything the source has before it: “{skipped[:SHOWN]}{'…' if len(skipped) > SHOWN else ''}”"
            yield record.finding(piece.path, piece.words, expected, "add what is missing from the source")
        # what stands between a piece that was reported and the next is not reported again
        lost = start < 0 or bool(skipped and len(words) < SHORT)
        position = position if lost else start + len(words)
        stop = "" if piece.whole else "。;、," if piece.listed else "。;"


def _pieces(record: Record) -> Iterator[Piece]:
    """What the source has to hold, in order."""
    policy = record.policy
    yield from _paragraphs(record, "preamble")
    section = None
    for index, article in enumerate(policy.articles):
        if article.section and article.section.zh != section:
            section = article.section.zh
            yield Piece(("articles", index, "section", "zh"), section)
        yield from _article(record, index, article)
    yield from _paragraphs(record, "closing")


def _paragraphs(record: Record, place: str) -> Iterator[Piece]:
    if place in record.texts:
        yield from (Piece((place, "zh"), words, whole=True) for words in paragraphs(record.texts[place]["zh"]))


def _article(record: Record, index: int, article: Article) -> Iterator[Piece]:
    path: Path_ = ("articles", index)
    yield Piece((*path, "heading", "zh"), join_lines(article.heading.zh, "zh"), article.label)
    parts = paragraphs(record.texts[article.number]["zh"])
    for number, words in enumerate(parts, 1):
        yield Piece((*path, "text", "zh"), words, whole=True)
        after = (number, None) if number == len(parts) else (number,)
        lines = [(at, line) for at, line in enumerate(article.agency_lines) if line.paragraph in after]
        for position, line in lines:
            yield Piece((*path, "agency_lines", position, "zh"), line.zh)
        for position, agency in enumerate(article.agencies if not lines else ()):
            if agency.paragraph in after:
                yield Piece((*path, "agencies", position, "zh"), agency.zh, listed=True)
    if article.agency_note:
        yield Piece((*path, "agency_note", "zh"), article.agency_note.zh)


def _strange(between: str, label: str, stop: str) -> str:
    """What stands between two pieces that is neither a label nor the name of an agency line.

    `stop` holds the signs that may end the piece before.
    """
    furniture = rf"第{re.escape(label)}条|{re.escape(label)}[、.]|\({re.escape(label)}\)" if label else r"(?!)"
    return re.sub(rf"^[{stop}()]*(?:{furniture}|牵头单位:|责任单位:|配合单位:)?[;()]*(?:责任单位:|配合单位:)?$", "", between)


def _difference(words: str, page: str, position: int) -> tuple[str, str]:
    """Say where the words and the source part."""
    size = len(words)
    while size and page.find(words[:size], position) < 0:
        size -= 1
    if not size:
        return "words of the source", "copy them from the source"
    end = page.find(words[:size], position) + size
    expected = f"words of the source, which after “{words[max(0, size - 8) : size]}” goes on “{page[end : end + 8]}”"
    return expected, f"copy them from the source; here stands “{words[size : size + 8]}”"
