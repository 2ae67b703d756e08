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
from calculators.figures import Quote

_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Letter:
    """Questions to one authority about one policy, by benefit."""

    policy: Policy
    authority: Mapping[str, str] | None
    items: tuple[tuple[Benefit, tuple[Mapping[str, str], ...]], ...]


def letters(steps: Iterable[NextStep]) -> list[Letter]:
    """Sort questions by policy and by the authority to be asked first; the rest of the steps are left aside."""
    sorted_: dict[tuple[str, str], dict[str, tuple[Benefit, dict[str, Mapping[str, str]]]]] = {}
    for step in steps:
        if step.kind is NextKind.QUESTION:
            first = step.benefit.agencies[0].name["zh"] if step.benefit.agencies else ""
            about = sorted_.setdefault((step.benefit.policy.id, first), {})
            about.setdefault(step.benefit.id, (step.benefit, {}))[1][step.text["zh"]] = step.text
    found = []
    for items in sorted_.values():
        benefit = next(iter(items.values()))[0]
        authority = benefit.agencies[0].name if benefit.agencies else None
        found.append(Letter(benefit.policy, authority, tuple((one, tuple(asked.values())) for one, asked in items.values())))
    return found


def addressee(letter: Letter, speaker: Speaker) -> str:
    """Whom a letter goes to."""
    return first_asked(letter.items[0][0], speaker)


def first_asked(benefit: Benefit, speaker: Speaker) -> str:
    """Whom to ask first: the authority that the clause names, or the issuer's responsible department."""
    if benefit.agencies:
        return benefit.agencies[0].name[speaker.lang]
    policy = benefit.policy
    issuer = policy.issuer[speaker.lang] if policy.issuer else speaker.catalogue.places[policy.place][speaker.lang]
    return speaker.say("letter.department", issuer=issuer)


def paragraphs(letter: Letter, catalogue: Catalogue, lang: str) -> list[str]:
    """The letter in one language, paragraph by paragraph, the title first."""
    speaker, policy = Speaker(catalogue, lang), letter.policy
    number = speaker.say("letter.number", number=policy.document_number) if policy.document_number and lang == "zh" else ""
    found = [
        speaker.say("letter.title", title=policy.title[lang]),
        speaker.say("letter.dear", authority=addressee(letter, speaker)),
        speaker.say("letter.lead", title=policy.title[lang], number=number),
    ]
    for position, (benefit, asked) in enumerate(letter.items, 1):
        place = policy.labels[benefit.quote.place][lang]
        found.append(speaker.say("letter.item", mark=_mark(position, lang, outer=True), place=place, benefit=benefit.title[lang]))
        found.append(speaker.say("letter.words", words=_words(benefit.quote, lang)))
        found += [
            speaker.say("letter.question", mark=_mark(index, lang, outer=False), question=question[lang])
            for index, question in enumerate(asked, 1)
        ]
    return [*found, *(speaker.say(f"letter.{key}") for key in ("close", "name", "contact", "date"))]


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


def _words(quote: Quote, lang: str) -> str:
    return (quote.english if lang == "en" else None) or quote.text


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
