"""A plan in sentences, in Chinese or English: for the page, the terminal and JSON alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from calculators.catalogue import Benefit, Combination, Funds, Policy
from calculators.estimate import funding
from calculators.estimate.speaker import Speaker
from calculators.estimate.steps import last_day
from calculators.estimate.work import Estimate
from calculators.money import ZERO
from calculators.places import upwards
from calculators.plan.steps import Move
from calculators.plan.totals import TOTALS, Binding, Cut
from calculators.plan.work import Gap, Plan
from calculators.vocabulary import Certainty, InputKind, Medium


def place_name(speaker: Speaker, code: str) -> str:
    """The place with what it lies in: `福建省厦门市思明区`, `Siming District, Xiamen, Fujian Province`."""
    places = speaker.catalogue.places
    names = [places[one][speaker.lang] for one in upwards(code) if one in places]
    return "".join(reversed(names)) if speaker.lang == "zh" else ", ".join(names)


def cited(speaker: Speaker, policy: Policy, place: str) -> str:
    """Where words stand: the policy and the place in it."""
    return speaker.say("plan.note", policy=policy.short[speaker.lang], place=place)


def rules(plan: Plan) -> list[tuple[Policy, Combination]]:
    """Every rule on combining of the texts that pay, whether it decided anything here or not."""
    paying = [one for one in plan.offer.policies if one.validity.on(plan.offer.on).pays]
    return [(policy, clause) for policy in paying for clause in policy.combining]


def rule(speaker: Speaker, clause: Combination) -> str:
    """A rule on combining in short: with what, and what holds."""
    holds = speaker.say(f"plan-rule.{clause.rule}")
    if not clause.clear:
        holds = speaker.say("plan.then").join([holds, speaker.say("plan-rule.unclear")])
    return named(speaker, speaker.say(f"plan-rule.{clause.partner}"), holds)


def paying(plan: Plan) -> list[Policy]:
    """The policies that something in the totals comes from, in their order."""
    counted = {name for parts in plan.parts.values() for name in parts}
    found = {one.benefit.policy.id for one in plan.estimates if one.benefit.id in counted}
    return [policy for policy in plan.offer.policies if policy.id in found]


def funds(plan: Plan) -> list[tuple[Policy, list[Funds]]]:
    """What the texts say of the money that the totals come from, policy by policy."""
    counted = {name for parts in plan.parts.values() for name in parts}
    found = [
        (policy, [one for one in policy.funds if not one.benefits or counted & set(one.benefits)]) for policy in paying(plan)
    ]
    return [(policy, clauses) for policy, clauses in found if clauses]


def limited(plan: Plan, speaker: Speaker) -> str:
    """By which policies the totals are limited, and how: for beside the totals; empty where they are not."""
    named_ = ((policy, funding.short(clauses, speaker)) for policy, clauses in funds(plan))
    return speaker.say("plan.then").join(named(speaker, policy.short[speaker.lang], text) for policy, text in named_ if text)


def help_of(plan: Plan, speaker: Speaker, total: str) -> str:
    """What a total counts; the certain one is so within the money that the texts set aside."""
    within = total == "firm" and any(one.kind.limits for _, clauses in funds(plan) for one in clauses)
    return speaker.say(f"plan.{total}-help{'-within' if within else ''}")


def of_which(plan: Plan, total: str, *, medium: Medium | None = None, certainty: Certainty | None = None) -> Decimal:
    """How much of a total comes in a medium or with a certainty (yuan)."""
    parts = plan.parts[total]
    fitting = [
        one.benefit.id
        for one in plan.estimates
        if (medium is None or one.benefit.medium == medium) and (certainty is None or one.benefit.certainty == certainty)
    ]
    return sum((parts.get(name, ZERO) for name in fitting), ZERO)


def amounts(plan: Plan) -> dict[str, Decimal]:
    """The amounts that there are, by benefit (yuan)."""
    return {one.benefit.id: one.amount for one in plan.estimates if one.amount}


def of_purpose(plan: Plan, total: str, purpose: str) -> Decimal:
    """How much of a total is paid for one purpose (yuan)."""
    ids = [one.benefit.id for one in plan.estimates if one.benefit.purpose == purpose]
    return sum((plan.parts[total].get(name, ZERO) for name in ids), ZERO)


def open_to(speaker: Speaker, estimate: Estimate) -> str:
    """Who alone may apply."""
    who = speaker.say("list.or").join(map(speaker.applicant, estimate.benefit.applicants))
    return speaker.say("missing.applicants", who=who)


def named(speaker: Speaker, name: str, text: str) -> str:
    """A name and what is to be said of it."""
    return speaker.say("plan.of", name=name, text=text)


def effect(speaker: Speaker, gap: Gap) -> str:
    """What closing a gap would bring, and what it would do to the totals."""
    return speaker.say("plan.then").join(text for text in (brings(speaker, gap), rises(speaker, gap)) if text)


def shares(speaker: Speaker, plan: Plan, total: str) -> list[str]:
    """What a total contains that is not plain money: vouchers, things in kind, selections."""
    found = {
        "plan.of-which-vouchers": of_which(plan, total, medium=Medium.VOUCHER),
        "plan.of-which-in-kind": of_which(plan, total, medium=Medium.IN_KIND),
        "plan.of-which-by-selection": of_which(plan, total, certainty=Certainty.COMPETITIVE),
    }
    return [speaker.say(key, amount=speaker.amount(amount)) for key, amount in found.items() if amount]


def counted(speaker: Speaker, plan: Plan, estimate: Estimate) -> str:
    """Which totals a benefit is counted in."""
    inside = [total for total in TOTALS if estimate.benefit.id in plan.parts[total]]
    return speaker.say(f"plan.counted-{ {3: 'all', 2: 'cautious', 1: 'widest'}.get(len(inside), 'none') }")


def binds(speaker: Speaker, one: Binding, amounts: Mapping[str, Decimal]) -> str:
    """Which of two is paid, and by how much the other loses; `amounts` in yuan by benefit."""
    return speaker.say(
        "plan.binds",
        **{
            "winner": speaker.benefit_name(one.winner),
            "runner-up": speaker.benefit_name(one.runner_up),
            "amount": speaker.amount(amounts[one.runner_up.id]),
            "by": speaker.amount(one.loses_by),
        },
    )


def why(speaker: Speaker, one: Binding) -> str:
    """How firm the ground is on which one of two is left out."""
    return speaker.say(f"plan.binds-{one.tie.holds}")


def cut(speaker: Speaker, one: Cut) -> str:
    """A bill that holds a total down."""
    return speaker.say(
        "plan.cut",
        total=speaker.say(f"plan.{one.total}"),
        inputs=speaker.say("list.and").join(speaker.label(name) for name in one.bill),
        bill=speaker.amount(one.amount),
        asked=speaker.amount(one.asked),
    )


def brings(speaker: Speaker, gap: Gap) -> str:
    """What closing a gap would bring."""
    if gap.brings is not None:
        return speaker.say("plan.brings", amount=speaker.amount(gap.brings))
    if gap.at_most:
        return speaker.say("plan.brings-at-most", amount=speaker.amount(gap.at_most))
    return speaker.say("plan.brings-open")


def secures(speaker: Speaker, move: Move) -> str:
    """What a move is worth: the amount that is to be claimed, or what would come of closing the gap."""
    return brings(speaker, move.gap) if move.gap else speaker.headline(move.estimate) if move.estimate else ""


def standing(speaker: Speaker, estimate: Estimate) -> str:
    """How a benefit stands for the firm: what it gives, that something is lacking, or that its text no longer pays."""
    if estimate.status is not None and not estimate.status.pays:
        return speaker.say(f"status.{estimate.status}")
    return speaker.headline(estimate) if estimate.eligible else speaker.say("plan.lacking")


FIRST = 2
"""How many of a gap's conditions, and of its answers, are named where it is told in short."""


def to_close(speaker: Speaker, gap: Gap) -> str:
    """What has to be seen to or answered for a gap to close, in short: conditions, then what is short, then what is not known."""
    short = [one for one in gap.missing if one.only or one.figure]
    rest = [one.name for one in gap.missing if one not in short]
    kinds = {name: speaker.catalogue.inputs[name].kind for name in rest}

    def asked(key: str, names: list[str]) -> list[str]:
        if not names:
            return []
        told = speaker.say(key, inputs=speaker.say("plan.then").join(map(speaker.label, names[:FIRST])))
        return [speaker.say("plan.and-more", text=told, count=len(names) - FIRST) if len(names) > FIRST else told]

    return speaker.say("plan.then").join(
        [
            *asked("plan.see-to", [name for name in rest if kinds[name] == InputKind.YES_NO]),
            *map(speaker.missing, short),
            *asked("plan.fill-in", [name for name in rest if kinds[name] != InputKind.YES_NO]),
        ]
    )


def rises(speaker: Speaker, gap: Gap) -> str:
    """What the totals would rise by; empty where nobody can know, or where it is as much as the benefit itself."""
    if gap.cautious is None or gap.widest is None or gap.cautious == gap.widest == gap.brings:
        return ""
    return speaker.say("plan.rises", cautious=speaker.amount(gap.cautious), widest=speaker.amount(gap.widest))


def apart_because(speaker: Speaker, estimate: Estimate, reason: str) -> str:
    """Why a benefit is in no total."""
    if reason == "superseded" and estimate.benefit.policy.validity.draft:
        reason = "superseded-draft"
    return speaker.say(f"plan-apart.{reason}")


def validity(speaker: Speaker, policy: Policy, on: date) -> str:
    """What a policy is on the day, and when it ends."""
    status, days = policy.validity.on(on), policy.validity.days_left(on)
    last, superseded = policy.validity.last, policy.validity.superseded
    values = {"title": policy.title[speaker.lang], "status": speaker.say(f"status.{status}")}
    if status == "superseded" and superseded:
        return speaker.say("plan.superseded-on", date=superseded.isoformat(), **values)
    if last is None or days is None:
        line = speaker.say("plan.no-end", **values)
    else:
        line = speaker.say("plan.ends" if days >= 0 else "plan.ended", date=last.isoformat(), days=days, **values)
    return speaker.say("plan.superseded-later", line=line, date=superseded.isoformat()) if superseded else line


def lapse_date(benefit: Benefit, on: date) -> date | None:
    """The last day a voucher issued on `on` is worth anything; None where the text does not say."""
    return last_day(benefit.lapses, on) if benefit.lapses else None


def lapse(speaker: Speaker, estimate: Estimate, on: date) -> str:
    """When a voucher lapses."""
    last = lapse_date(estimate.benefit, on)
    values = {"benefit": speaker.benefit_name(estimate.benefit), "amount": speaker.headline(estimate)}
    if last is None:
        return speaker.say("plan.lapse-unstated", **values)
    return speaker.say("plan.lapses", on=on.isoformat(), date=last.isoformat(), **values)


def vouchers(plan: Plan) -> list[Estimate]:
    """The vouchers the firm would get."""
    return [one for one in plan.estimates if one.benefit.medium == Medium.VOUCHER and one.amount]
