"""What to do next about one benefit: what must hold before money is spent, what to keep, whom to ask, by when, and what.

Each step stands on the words of its clause or is marked as ours: what to keep,
that no call for applications was seen, and how a question is put are no words
of a law. Steps come in the order of `NextKind`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from calculators.catalogue import Agency, Benefit, Catalogue, Lapse, Notice
from calculators.estimate.speaker import Speaker
from calculators.estimate.work import Estimate
from calculators.figures import Quote
from calculators.money import ZERO
from calculators.rules.base import Named, Step, StepKind
from calculators.status import Status
from calculators.vocabulary import LANGUAGES, Role

YEAR_END = (12, 31)


class NextKind(StrEnum):
    """What a step is about, in the order in which steps are taken."""

    BEFORE_SPENDING = "before-spending"
    EVIDENCE = "evidence"
    AUTHORITY = "authority"
    DEADLINE = "deadline"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do; `text` says it in both languages.

    `on` is the day it has to do with, `quote` the words it stands on, None
    only where `ours` says that it is our advice; `address` leads to a notice.
    `agencies` are those it is about, or is to be put to.
    """

    kind: NextKind
    benefit: Benefit
    text: Mapping[str, str]
    on: date | None = None
    quote: Quote | None = None
    ours: bool = False
    address: str | None = None
    agencies: tuple[Agency, ...] = ()


def next_steps(estimate: Estimate, catalogue: Catalogue) -> list[NextStep]:
    """Everything to do about a benefit, in order."""
    return [
        *_conditions(estimate, catalogue),
        *evidence(estimate.benefit, _counting(estimate), catalogue),
        *_authority(estimate, catalogue),
        *deadlines(estimate, catalogue),
        *_questions(estimate),
    ]


class InBoth(Mapping[str, str]):
    """A text in both languages, each put into words when it is read: a page needs but one."""

    def __init__(self, catalogue: Catalogue, said: Callable[[Speaker], str]) -> None:
        self._catalogue, self._said = catalogue, said
        self._read: dict[str, str] = {}

    def __getitem__(self, lang: str) -> str:
        if lang not in self._read:
            self._read[lang] = self._said(Speaker(self._catalogue, lang))
        return self._read[lang]

    def __iter__(self) -> Iterator[str]:
        return iter(LANGUAGES)

    def __len__(self) -> int:
        return len(LANGUAGES)


def _conditions(estimate: Estimate, catalogue: Catalogue) -> Iterator[NextStep]:
    """What the clause asks for: it holds before the money is spent, or else the spending was in vain."""
    benefit = estimate.benefit
    key = "next.before-spending" if benefit.rule.bill() else "next.before-applying"
    for step in estimate.steps:
        if step.kind in (StepKind.GATE, StepKind.CONDITION):

            def said(speaker: Speaker, step: Step = step) -> str:
                return speaker.say(key, condition=_asked(step, benefit, speaker))

            yield NextStep(NextKind.BEFORE_SPENDING, benefit, InBoth(catalogue, said), quote=step.quote)


def _asked(step: Step, benefit: Benefit, speaker: Speaker) -> str:
    """A condition as it has to hold, whatever the firm has answered."""
    if step.kind is StepKind.GATE:
        return speaker.formula(step)
    if step.label == "applicants":
        who = speaker.say("list.or").join(map(speaker.applicant, benefit.applicants))
        return speaker.say("missing.applicants", who=who)
    signs = {"<": "≥"} if not step.result else {}
    return " ".join(
        speaker.label(token.name) if isinstance(token, Named) else signs.get(str(token)) or speaker.token(token)
        for token in step.formula
    )


def evidence(benefit: Benefit, asked: Sequence[str], catalogue: Catalogue) -> Iterator[NextStep]:
    """What to keep for the answers to these questions; the same papers are named once."""
    named: dict[str, list[str]] = {}
    for name in asked:
        if kept := catalogue.inputs[name].evidence:
            named.setdefault(kept["zh"], []).append(name)
    for names in named.values():

        def said(speaker: Speaker, names: Sequence[str] = tuple(names)) -> str:
            kept = speaker.catalogue.inputs[names[0]].evidence or {}
            inputs = speaker.say("list.and").join(map(speaker.label, names))
            return speaker.say("next.evidence", evidence=kept[speaker.lang], inputs=inputs)

        yield NextStep(NextKind.EVIDENCE, benefit, InBoth(catalogue, said), ours=True)


def _counting(estimate: Estimate) -> list[str]:
    """The questions whose answers this case rests on or still lacks; a no and a zero need no proof."""
    facts, asked = estimate.facts, {one.name for one in estimate.missing} | set(estimate.assumed)
    asked |= {token.name for step in estimate.steps for token in step.formula if isinstance(token, Named)}
    answers = facts.answers
    given = {name for name, one in answers.items() if one is not False and one != ZERO}
    return [name for name in estimate.benefit.questions if name in given or (name in asked and name not in answers)]


def responsible(estimate: Estimate) -> tuple[Agency, ...]:
    """Who answers for the limb by which the case is paid, the lead first; for every limb while none is chosen."""
    paying = (one.quote for one in estimate.steps if one.kind not in (StepKind.GATE, StepKind.CONDITION))
    return estimate.benefit.agencies_for(paying)


def _authority(estimate: Estimate, catalogue: Catalogue) -> Iterator[NextStep]:
    """Whom to ask: the agencies that the line of the text names, the lead first; where none does, who interprets the text."""
    benefit = estimate.benefit
    lines: dict[str, list[Agency]] = {}
    for one in responsible(estimate):
        lines.setdefault(one.line.text if one.line else "", []).append(one)
    for agencies in lines.values():

        def named(speaker: Speaker, agencies: Sequence[Agency] = tuple(agencies)) -> str:
            roles = [
                speaker.say(f"next.{role}", names=speaker.say("list.and").join(names))
                for role in Role
                if (names := list(dict.fromkeys(one.name[speaker.lang] for one in agencies if one.role == role)))
            ]
            text = speaker.say("next.authority", roles=speaker.say("plan.then").join(roles))
            limbs = list(dict.fromkeys(limb[speaker.lang] for one in agencies for limb in one.limbs))
            if len(lines) == 1 or not limbs:
                return text
            return speaker.say("plan.of", name=speaker.say("list.and").join(limbs), text=text)

        quote = agencies[0].line or benefit.quote
        yield NextStep(NextKind.AUTHORITY, benefit, InBoth(catalogue, named), quote=quote, agencies=tuple(agencies))
    if not lines:
        yield _unnamed(benefit, catalogue)


def _unnamed(benefit: Benefit, catalogue: Catalogue) -> NextStep:
    """Whom to ask where the clause names nobody: who interprets the text by its own words, else the issuer."""
    issuer, interpreter = benefit.policy.issuer, benefit.policy.interpreter

    def said(speaker: Speaker) -> str:
        if interpreter:
            return speaker.say("next.authority-interpreter", name=interpreter.name[speaker.lang])
        who = issuer[speaker.lang] if issuer else speaker.catalogue.places[benefit.policy.place][speaker.lang]
        return speaker.say("next.authority-unnamed", issuer=who)

    quote = interpreter.quote if interpreter else None
    return NextStep(NextKind.AUTHORITY, benefit, InBoth(catalogue, said), quote=quote, ours=quote is None)


def deadlines(estimate: Estimate, catalogue: Catalogue) -> Iterator[NextStep]:
    """By when: the end of the text, the lapse of a voucher, the windows that are known, and that none is."""
    return deadlines_on(estimate.benefit, estimate.on, estimate.status, catalogue)


def deadlines_on(benefit: Benefit, on: date | None, status: Status | None, catalogue: Catalogue) -> Iterator[NextStep]:
    """The same for any firm: on a day, None for none, on which the text has this status."""
    yield _end(benefit, on, status, catalogue)
    if status is not None and not status.pays:
        return
    if benefit.lapses:
        last = last_day(benefit.lapses, on) if on else None
        text = InBoth(catalogue, lambda speaker: speaker.say("next.lapses" if last else "next.lapses-undated", date=last, on=on))
        yield NextStep(NextKind.DEADLINE, benefit, text, last, benefit.lapses.quote)
    for notice in benefit.notices:
        yield _window(notice, benefit, on, catalogue)
    if not benefit.notices:
        checked = benefit.policy.checked or catalogue.checked
        text = InBoth(catalogue, lambda speaker: speaker.say("next.no-notice", checked=checked))
        yield NextStep(NextKind.DEADLINE, benefit, text, ours=True)


def last_day(lapse: Lapse, issued: date) -> date | None:
    """The last day a voucher issued on a day is worth anything; None where the text does not say."""
    return date(issued.year, *YEAR_END) if lapse.when == "issue-year-end" else None


def _end(benefit: Benefit, on: date | None, status: Status | None, catalogue: Catalogue) -> NextStep:
    """The last day of the text, or why nothing can be claimed under it on the day."""
    policy, validity = benefit.policy, benefit.policy.validity
    if status in (Status.SUPERSEDED, Status.DRAFT, Status.NOT_YET):
        when = {Status.SUPERSEDED: validity.superseded, Status.NOT_YET: validity.first}.get(status)
        why = "superseded-draft" if status is Status.SUPERSEDED and validity.draft else str(status)

        def closed(speaker: Speaker) -> str:
            return speaker.say(f"next.{why}", title=policy.title[speaker.lang], date=when)

        return NextStep(NextKind.DEADLINE, benefit, InBoth(catalogue, closed), when, ours=True)
    last = validity.last_paying
    if last and last != validity.last:
        told = InBoth(
            catalogue,
            lambda speaker: speaker.say("next.superseded-later", title=policy.title[speaker.lang], date=validity.superseded),
        )
        return NextStep(NextKind.DEADLINE, benefit, told, last, ours=True)
    key = "no-end" if last is None else "until" if on is None else "ended" if status is Status.EXPIRED else "ends"
    values = {"date": last, "days": validity.days_left(on) if on else None, "checked": policy.checked or catalogue.checked}
    text = InBoth(catalogue, lambda speaker: speaker.say(f"next.{key}", title=policy.title[speaker.lang], **values))
    return NextStep(NextKind.DEADLINE, benefit, text, last, policy.ends, ours=policy.ends is None)


def _window(notice: Notice, benefit: Benefit, on: date | None, catalogue: Catalogue) -> NextStep:
    """A window that is open or to come is a deadline; one that has passed is only the last one known."""
    first, last = notice.first, notice.last
    known = "between" if first and last else "from" if first else "to" if last else "none"
    passed = on is not None and last is not None and last < on

    def said(speaker: Speaker) -> str:
        values = {"title": notice.title[speaker.lang], "first": first, "last": last, "checked": notice.checked}
        text = speaker.say(f"next.window-{known}", **values)
        if passed or known == "none":
            text = speaker.say("next.window-over", text=text, checked=notice.checked)
        return speaker.say("next.apply", text=text, apply=notice.apply[speaker.lang]) if notice.apply else text

    when = None if passed else last or first
    return NextStep(NextKind.DEADLINE, benefit, InBoth(catalogue, said), when, ours=True, address=notice.address)


def _questions(estimate: Estimate) -> Iterator[NextStep]:
    """What to ask: the open questions of the text that this case turns on."""
    benefit, agencies = estimate.benefit, responsible(estimate)
    for one in estimate.otherwise:
        settled = one.amount is not None and one.amount == estimate.amount
        if one.reading.ask and not settled:
            yield NextStep(NextKind.QUESTION, benefit, dict(one.reading.ask), quote=benefit.quote, ours=True, agencies=agencies)


def next_json(step: NextStep) -> dict[str, object]:
    """A step as data; `date` is an ISO day or null, `quote` null only where `ours` is true."""
    return {
        "kind": step.kind,
        "benefit": step.benefit.id,
        "date": step.on.isoformat() if step.on else None,
        **step.text,
        "quote": step.quote.text if step.quote else None,
        "article": step.quote.place if step.quote else None,
        "ours": step.ours,
        "address": step.address,
    }
