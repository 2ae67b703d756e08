"""A letter to each authority: the open questions that matter for a case, with the words of their clauses.

A letter holds the words of the law, the questions of the record, and blanks to
be filled in. Nothing that a firm has answered goes into it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from calculators.catalogue import Benefit, Catalogue, Policy
from calculators.estimate.speaker import Speaker
from calculators.estimate.steps import NextKind, NextStep

_DIGITS = "零一二三四五六七八九"
CITY = "市"
"""What a text of a city puts before its own bureaus in place of the city's name: 市工信局."""


@dataclass(frozen=True, slots=True)
class Letter:
    """Questions to one authority about one policy, by benefit."""

    policy: Policy
    authority: Mapping[str, str] | None
    items: tuple[tuple[Benefit, tuple[Mapping[str, str], ...]], ...]


def letters(steps: Iterable[NextStep]) -> list[Letter]:
    """Sort questions by policy and by the authority to be asked first; the rest of the steps are left aside.

    Where limbs of a benefit have authorities of their own and none is chosen,
    each is asked.
    """
    sorted_: dict[tuple[str, str], dict[str, tuple[Benefit, dict[str, Mapping[str, str]]]]] = {}
    names: dict[tuple[str, str], Mapping[str, str] | None] = {}
    for step in steps:
        if step.kind is NextKind.QUESTION:
            for name in _asked_first(step):
                key = step.benefit.policy.id, name["zh"].removeprefix(CITY) if name else ""
                names[key] = max(filter(None, (names.get(key), name)), key=lambda one: len(one["zh"]), default=None)
                about = sorted_.setdefault(key, {}).setdefault(step.benefit.id, (step.benefit, {}))
                about[1][step.text["zh"]] = step.text
    found = []
    for key, items in sorted_.items():
        benefit = next(iter(items.values()))[0]
        found.append(Letter(benefit.policy, names[key], tuple((one, tuple(asked.values())) for one, asked in items.values())))
    return found


def _asked_first(step: NextStep) -> list[Mapping[str, str] | None]:
    """The first of each line of agencies; who interprets the text where a clause names none."""
    first = {one.line: one.name for one in reversed(step.agencies)}
    interpreter = step.benefit.policy.interpreter
    return [*reversed(first.values())] or [interpreter.name if interpreter else None]


def addressee(letter: Letter, speaker: Speaker) -> str:
    """Whom a letter goes to."""
    return called(letter.policy, letter.authority, speaker)


def first_asked(benefit: Benefit, speaker: Speaker) -> str:
    """Whom to ask about a benefit first: whom its clause names, who interprets the text, or the issuer's department."""
    interpreter = benefit.policy.interpreter
    authority = benefit.agencies[0].name if benefit.agencies else interpreter.name if interpreter else None
    return called(benefit.policy, authority, speaker)


def called(policy: Policy, authority: Mapping[str, str] | None, speaker: Speaker) -> str:
    """An authority with the place that its text leaves out; the issuer's responsible department where none is named."""
    place = speaker.catalogue.places[policy.place][speaker.lang]
    if not authority:
        return speaker.say("letter.department", issuer=policy.issuer[speaker.lang] if policy.issuer else place)
    name = authority[speaker.lang]
    if place in name or policy.short[speaker.lang] in name:
        return name
    return speaker.say("letter.authority", place=place, name=name.removeprefix(CITY) if place.endswith(CITY) else name)


def paragraphs(letter: Letter, catalogue: Catalogue, lang: str) -> list[str]:
    """The letter in one language, paragraph by paragraph, the title first; a question that several items share is put once."""
    speaker, policy = Speaker(catalogue, lang), letter.policy
    marks = [_mark(position, lang, outer=True) for position in range(1, len(letter.items) + 1)]
    sharing: dict[str, list[str]] = {}
    for mark, (_, asked) in zip(marks, letter.items, strict=True):
        for question in asked:
            sharing.setdefault(question["zh"], []).append(mark)
    standing = "-draft" if policy.validity.draft else "-superseded" if policy.validity.superseded else ""
    found = [
        speaker.say("letter.title", title=policy.title[lang]),
        speaker.say("letter.dear", authority=addressee(letter, speaker)),
        speaker.say(f"letter.lead{standing}", title=_titled(policy, speaker)),
    ]
    if policy.title_inferred:
        found.append(speaker.say("letter.title-inferred"))
    for mark, (benefit, asked) in zip(marks, letter.items, strict=True):
        place = policy.labels[benefit.quote.place][lang]
        found.append(speaker.say("letter.item", mark=mark, place=place, benefit=benefit.title[lang]))
        found.append(speaker.say("letter.words", words=benefit.quote.words(lang)))
        new = [question for question in asked if sharing[question["zh"]][0] == mark]
        for index, question in enumerate(new, 1):
            text, others = question[lang], sharing[question["zh"]][1:]
            if others:
                text = speaker.say("letter.shared", question=text, marks=speaker.say("list.and").join(others))
            found.append(speaker.say("letter.question", mark=_mark(index, lang, outer=False), question=text))
        if not new:
            found.append(speaker.say("letter.above"))
    return [*found, *(speaker.say(f"letter.{key}") for key in ("close", "regards", "respect", "name", "contact", "date"))]


def _titled(policy: Policy, speaker: Speaker) -> str:
    """The title of the text with its number, where it has one."""
    title = speaker.say("letter.text", title=policy.title[speaker.lang])
    number = policy.document_number[speaker.lang] if policy.document_number else None
    return speaker.say("letter.numbered", title=title, number=number) if number else title


def as_text(letter: Letter, catalogue: Catalogue, lang: str) -> str:
    """The letter in Chinese; for readers of English the English after it."""
    texts = ["\n\n".join(paragraphs(letter, catalogue, one)) for one in (("zh", "en") if lang == "en" else ("zh",))]
    return "\n\n----\n\n".join(texts)


def letter_json(letter: Letter, catalogue: Catalogue) -> dict[str, object]:
    """A letter as data, in both languages."""
    return {
        "policy": letter.policy.id,
        "authority": {lang: addressee(letter, Speaker(catalogue, lang)) for lang in ("zh", "en")},
        "benefits": [benefit.id for benefit, _ in letter.items],
        **{lang: "\n\n".join(paragraphs(letter, catalogue, lang)) for lang in ("zh", "en")},
    }


def _mark(position: int, lang: str, *, outer: bool) -> str:
    """The number of an item as letters count them: `一`, `（一）`; `I`, `(a)`."""
    if lang == "zh":
        tens, ones = divmod(position, 10)
        return f"{_DIGITS[tens] if tens > 1 else ''}{'十' if tens else ''}{_DIGITS[ones] if ones or not tens else ''}"
    if not outer:
        return chr(ord("a") + position - 1)
    return _roman(position)


def _roman(position: int) -> str:
    found = ""
    for value, sign in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        count, position = divmod(position, value)
        found += sign * count
    return found
