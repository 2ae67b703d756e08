"""Starts the record of a policy: the empty form, or a draft made from a text; never over a record that is there."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from publisher.digest import sha256
from publisher.draft.readers import MOST_BYTES, Unreadable, read_document
from publisher.draft.record import DraftRecord, Origin, draft_record
from publisher.errors import Trouble
from publisher.project import POLICIES, ROOT
from publisher.records.corpus import read_corpus
from publisher.records.findings import shorten
from publisher.wording import say

STDIN = "-"
LANG = "en"
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def new_record(name: str, source: str | None = None, folder: Path = POLICIES) -> str:
    """Write `<folder>/<name>.yaml`, from the document `source` where there is one (`-`: standard input); returns what to tell.

    Raises:
        Trouble: the name is taken or is none, or the document holds no text that can be read.
        Refused: the published records are wrong, from which a draft learns its names.
    """
    if not _NAME.fullmatch(name):
        raise Trouble(f"{shorten(name)} is no id: write small letters, digits and single hyphens, as in shenzhen-2026.")
    file = folder / f"{name}.yaml"
    if file.exists():
        raise Trouble(f"{file.name} is there already: choose another id.")
    if source is None:
        _write(file, (ROOT / "publisher" / "templates" / "record.yaml").read_text("utf-8").replace("{id}", name))
        return f"{_shown(file)} is ready to be filled in; `make check` says what it still lacks"
    data = _read(source)
    try:
        text = read_document(data)
    except Unreadable as refusal:
        raise Trouble(f"{_called(source)}: {say(f'draft.{refusal.key}', LANG, **refusal.values)}") from refusal
    draft = draft_record(name, text, read_corpus(folder), Origin(_called(source), sha256(data), date.today()))
    _write(file, draft.yaml)
    return "\n".join(_told(file, draft))


def _read(source: str) -> bytes:
    """At most what a document may have, and one byte more, by which one sees that it has too many."""
    if source == STDIN:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        with Path(source).open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise Trouble(f"{shorten(source)} cannot be read ({error.strerror}): name the file that holds the text.") from error


def _called(source: str) -> str:
    return "text.txt" if source == STDIN else Path(source).name


def _write(file: Path, text: str) -> None:
    try:
        with file.open("x", encoding="utf-8") as opened:
            opened.write(text)
    except FileExistsError as error:
        raise Trouble(f"{file.name} is there already: choose another id.") from error


def _shown(file: Path) -> Path:
    return file.relative_to(ROOT) if file.is_relative_to(ROOT) else file


def _told(file: Path, draft: DraftRecord) -> Iterator[str]:
    yield say("draft.made", LANG, file=_shown(file), articles=draft.articles, benefits=draft.benefits)
    if not draft.numbered:
        yield say("draft.unnumbered", LANG)
    if draft.left_out:
        yield say("draft.left-out", LANG, count=len(draft.left_out))
        for one in draft.left_out:
            yield say("draft.line", LANG, number=one.line.number, reason=one.reason, text=shorten(one.line.text, 60))
    if draft.questions:
        yield say("draft.questions", LANG, count=len(draft.questions))
        for name, question in draft.questions.items():
            yield f"  {name} ({question.kind}): {shorten(question.words, 60)}"
