"""What to do next, ready to be printed on a page: the steps by kind, and the letters they make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from calculators.estimate.letters import Letter, addressee, letters, paragraphs
from calculators.estimate.quoting import clause_href
from calculators.estimate.speaker import Speaker
from calculators.estimate.steps import NextKind, NextStep


@dataclass(frozen=True, slots=True)
class ToDo:
    """A step: `place` names its clause and `href` leads there, both empty where it is ours; `words` stand beside a day."""

    text: str
    ours: bool
    href: str
    place: str
    words: str
    lang: str
    day: str


class Kind(NamedTuple):
    """The steps of one kind under their heading."""

    kind: NextKind
    title: str
    steps: tuple[ToDo, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A letter: whom it goes to, its questions alone, and its paragraphs by language, Chinese first."""

    title: str
    questions: tuple[str, ...]
    texts: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Next:
    """All of it: headings with their steps, and the letters."""

    kinds: tuple[Kind, ...]
    letters: tuple[Sheet, ...]


def next_view(steps: Iterable[NextStep], speaker: Speaker, root: str) -> Next:
    """Put the steps of a benefit into words, with the letters they make."""
    found = list(steps)
    return Next(todos(found, speaker, root, named=False), sheets(letters(found), speaker))


def todos(steps: Sequence[NextStep], speaker: Speaker, root: str, *, named: bool) -> tuple[Kind, ...]:
    """The steps by kind; `named` where several policies stand together, and each clause needs its policy's name."""
    return tuple(
        Kind(kind, speaker.say(f"next.kind-{kind}"), tuple(todo(one, speaker, root, named=named) for one in ones))
        for kind in NextKind
        if (ones := [one for one in steps if one.kind is kind])
    )


def sheets(found: Iterable[Letter], speaker: Speaker) -> tuple[Sheet, ...]:
    """The letters in Chinese, for readers of English in both languages."""
    langs = ("zh",) if speaker.lang == "zh" else ("zh", speaker.lang)
    return tuple(
        Sheet(
            speaker.say("letter.to", authority=addressee(one, speaker)),
            tuple(dict.fromkeys(question[speaker.lang] for _, asked in one.items for question in asked)),
            tuple((lang, tuple(paragraphs(one, speaker.catalogue, lang))) for lang in langs),
        )
        for one in found
    )


def todo(one: NextStep, speaker: Speaker, root: str, *, named: bool) -> ToDo:
    """One step in words, with the way to its clause or its source."""
    policy, quote = one.benefit.policy, one.quote
    place = policy.labels[quote.place][speaker.lang] if quote else ""
    if place and named:
        place = speaker.say("plan.note", policy=policy.short[speaker.lang], place=place)
    return ToDo(
        text=one.text[speaker.lang],
        ours=one.ours,
        href=clause_href(policy, quote, root) if quote else one.address or "",
        place=place or (speaker.say("next.source") if one.address else ""),
        words=quote.words(speaker.lang) if quote and one.kind is NextKind.DEADLINE else "",
        lang="en" if speaker.lang == "en" and quote and quote.passages else "zh-Hans",
        day=one.on.isoformat() if one.on else "",
    )
