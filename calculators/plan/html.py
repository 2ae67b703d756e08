"""A plan as HTML: for the page built ahead and for the page that Pyodide updates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from calculators.catalogue import Combination, Policy
from calculators.estimate import funding
from calculators.estimate.letters import first_asked, letters
from calculators.estimate.next_html import Sheet, sheets, todo, todos
from calculators.estimate.quoting import Quoted, quoted
from calculators.estimate.speaker import Speaker
from calculators.estimate.steps import NextKind
from calculators.estimate.work import Estimate
from calculators.money import yuan
from calculators.plan import words
from calculators.plan.days import days
from calculators.plan.picture import picture
from calculators.plan.steps import Move, by_benefit, moves
from calculators.plan.totals import TOTALS
from calculators.plan.work import Plan
from calculators.plan.years import years
from calculators.templating import render

SHOWN = 5
"""How many of the questions that are missing are seen at once; the rest is folded."""

ASKED = 18
"""How many questions to authorities a recap on paper has; the letters have all of them."""


@dataclass(frozen=True, slots=True)
class Row:
    """A benefit in the table; `parts` is what it adds to each total, as data."""

    estimate: Estimate
    href: str
    amount: str
    counted: str
    limited: str
    parts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Group:
    """The benefits of one purpose."""

    purpose: str
    title: str
    subtotal: str
    amounts: dict[str, str]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with the words it rests on, where a text has them."""

    text: str
    why: str
    words: Quoted | None = None
    place: str = ""


class PlanHtml(NamedTuple):
    """A plan: `head` is its totals, for an `output` element, which holds no blocks; `first` what is seen at once beside them,
    `missing` the questions that would bring more, `body` everything else.
    """

    head: str
    first: str
    missing: str
    body: str


def plan_html(plan: Plan, speaker: Speaker, root: str) -> PlanHtml:
    """Render the plan; `root` is the way from the page to the language's home, as `../`."""
    catalogue = speaker.catalogue
    doing = by_benefit(plan, catalogue)
    written = sheets(letters(step for _, found in doing for step in found), speaker)
    parts = render(
        "plan",
        PlanHtml._fields,
        speaker.lang,
        plan=plan,
        speaker=speaker,
        said=speaker.said,
        words=words,
        root=root,
        totals=[(name, plan.total(name), yuan(plan.total(name)), words.shares(speaker, plan, name)) for name in TOTALS],
        helps={total: words.help_of(plan, speaker, total) for total in TOTALS},
        limited=words.limited(plan, speaker),
        picture=picture(plan, speaker),
        moves=[(move, list(_to_take(move, speaker, root))) for move in moves(plan, doing)],
        missing=sorted(plan.missing, key=lambda gap: not gap.started),
        shown=SHOWN,
        groups=_groups(plan, speaker, root),
        doing=[(_row(plan, one, speaker, root), todos(found, speaker, root, named=False)) for one, found in doing],
        letters=written,
        asked=list(_asked(written)),
        unasked=max(0, sum(len(one.questions) for one in written) - ASKED),
        days=days(plan, speaker),
        years=years(plan, catalogue),
        bindings=_bindings(plan, speaker, root),
        notes=_notes(plan, speaker, root),
        funds=[
            (clause, quoted(clause.quote, policy, speaker.lang, root), words.cited(speaker, policy, clause.place))
            for policy, clauses in words.funds(plan)
            for clause in funding.clauses(policy, clauses, speaker)
        ],
        apart=[(_row(plan, one, speaker, root), words.apart_because(speaker, one, reason), reason) for one, reason in plan.apart],
    )
    return PlanHtml(*parts)


def _asked(letters: Iterable[Sheet]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Whom to ask what, as far as a recap on paper has room for it."""
    room = ASKED
    for one in letters:
        if questions := one.questions[:room]:
            yield one.title, questions
        room -= len(questions)


def _to_take(move: Move, speaker: Speaker, root: str) -> Iterator[tuple[str, str, str]]:
    """The steps of a move in short, each with the way to its clause: whom to ask first, and how long its text pays."""
    on = move.estimate.on if move.estimate else None
    for one in move.steps:
        its = todo(one, speaker, root, named=False)
        text = its.text
        if one.kind is NextKind.AUTHORITY:
            text = speaker.say("plan.ask-first", name=first_asked(move.benefit, speaker))
        elif on and one.on and one.on == one.benefit.policy.validity.last_paying:
            text = speaker.say("plan.runs-to", date=one.on, days=(one.on - on).days)
        yield text, its.href, its.place


def _row(plan: Plan, estimate: Estimate, speaker: Speaker, root: str) -> Row:
    name = estimate.benefit.id
    return Row(
        estimate,
        f"{root}calculators/{name}/",
        yuan(estimate.amount) if estimate.amount is not None else "",
        words.counted(speaker, plan, estimate),
        funding.short(estimate.benefit.funds, speaker),
        {total: yuan(plan.parts[total].get(name, Decimal(0))) for total in TOTALS},
    )


def _groups(plan: Plan, speaker: Speaker, root: str) -> list[Group]:
    """What the firm gets, purpose by purpose; what it does not is under what is missing."""
    eligible = [one for one in plan.estimates if one.eligible]
    groups = []
    for purpose, ones in groupby(eligible, key=lambda one: one.benefit.purpose):
        amounts = {total: words.of_purpose(plan, total, purpose) for total in TOTALS}
        shown = {total: speaker.amount(amount) for total, amount in amounts.items()}
        groups.append(
            Group(
                purpose,
                speaker.catalogue.purposes[purpose][speaker.lang],
                speaker.say("plan.subtotal", cautious=shown["cautious"], widest=shown["widest"]),
                {total: yuan(amount) for total, amount in amounts.items()},
                tuple(_row(plan, one, speaker, root) for one in ones),
            )
        )
    return groups


def _bindings(plan: Plan, speaker: Speaker, root: str) -> list[Told]:
    found = []
    for one in plan.bindings:
        policy, clause = one.tie.policy, one.tie.clause
        text, why = words.binds(speaker, one, words.amounts(plan)), words.why(speaker, one)
        found.append(_told(text, why, policy, clause, speaker, root) if policy and clause else Told(text, why))
    return found


def _notes(plan: Plan, speaker: Speaker, root: str) -> list[Told]:
    """The rules on combining of the texts that pay."""
    return [
        _told(words.rule(speaker, clause), clause.reading[speaker.lang] if clause.reading else "", policy, clause, speaker, root)
        for policy, clause in words.rules(plan)
    ]


def _told(text: str, why: str, policy: Policy, clause: Combination, speaker: Speaker, root: str) -> Told:
    place = words.cited(speaker, policy, policy.labels[clause.quote.place][speaker.lang])
    return Told(text, why, quoted(clause.quote, policy, speaker.lang, root), place)
