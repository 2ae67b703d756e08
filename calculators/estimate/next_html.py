"""What to do next, ready to be printed on a page: the steps by kind, and the letters they make."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from calculators.estimate.letters import addressee, letters, paragraphs
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


@dataclass(frozen=True, slots=True)
class Sheet:
    """A letter: whom it goes to, and its paragraphs by language, Chinese first."""

    title: str
    texts: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Next:
    """All of it: headings with their steps, and the letters."""

    kinds: tuple[tuple[str, str, tuple[ToDo, ...]], ...]
    letters: tuple[Sheet, ...]


def next_view(steps: Iterable[NextStep], speaker: Speaker, root: str, *, named: bool) -> Next:
    """Put steps into words; `named` where several policies stand together, and each clause needs its policy's name."""
    found = list(steps)
    kinds = tuple(
        (str(kind), speaker.say(f"next.kind-{kind}"), tuple(_todo(one, speaker, root, named) for one in ones))
        for kind in NextKind
        if (ones := [one for one in found if one.kind is kind])
    )
    langs = ("zh",) if speaker.lang == "zh" else ("zh", speaker.lang)
    return Next(
        kinds,
        tuple(
            Sheet(
                speaker.say("letter.to", authority=addressee(one, speaker)),
                tuple((lang, tuple(paragraphs(one, speaker.catalogue, lang))) for lang in langs),
            )
            for one in letters(found)
        ),
    )


def _todo(one: NextStep, speaker: Speaker, root: str, named: bool) -> ToDo:
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
