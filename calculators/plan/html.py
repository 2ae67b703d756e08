"""A plan as HTML: for the page built ahead and for the page that Pyodide updates."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from calculators.catalogue import Combination, Policy
from calculators.estimate import funding
from calculators.estimate.next_html import next_view
from calculators.estimate.quoting import Quoted, quoted
from calculators.estimate.speaker import Speaker
from calculators.estimate.work import Estimate
from calculators.money import yuan
from calculators.plan import words
from calculators.plan.picture import picture
from calculators.plan.steps import steps, told_once
from calculators.plan.totals import TOTALS
from calculators.plan.work import Gap, Plan
from calculators.templating import Html, render


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


def plan_html(plan: Plan, speaker: Speaker, root: str) -> Html:
    """Render the plan; `root` is the way from the page to the language's home, as `../`."""
    return render(
        "plan",
        speaker.lang,
        plan=plan,
        speaker=speaker,
        said=speaker.said,
        words=words,
        root=root,
        totals=[(name, plan.total(name), yuan(plan.total(name)), words.shares(speaker, plan, name)) for name in TOTALS],
        groups=_groups(plan, speaker, root),
        picture=picture(plan, speaker),
        bindings=_bindings(plan, speaker, root),
        notes=_notes(plan, speaker, root),
        helps={total: words.help_of(plan, speaker, total) for total in TOTALS},
        limited=words.limited(plan, speaker),
        funds=[
            (clause, quoted(clause.quote, policy, speaker.lang, root), words.cited(speaker, policy, clause.place))
            for policy, found in words.funds(plan)
            for clause in funding.clauses(policy, found, speaker)
        ],
        gaps=_gaps(plan),
        next=next_view(told_once(steps(plan, speaker.catalogue)), speaker, root, named=True),
        heading="h3",
        apart=[(_row(plan, one, speaker, root), words.apart_because(speaker, one, reason), reason) for one, reason in plan.apart],
    )


def _gaps(plan: Plan) -> list[tuple[str, list[Gap]]]:
    """What is missing, first where the firm has answered something already."""
    return [(key, [one for one in plan.missing if one.started is (key == "started")]) for key in ("started", "other")]


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
