"""A plan as data: what `plan --json` prints and what the browser is given. Amounts are strings in yuan."""

from __future__ import annotations

from decimal import Decimal

from calculators.estimate.data import answer_json, missing_json
from calculators.estimate.funding import funds_json
from calculators.estimate.speaker import Speaker
from calculators.estimate.steps import next_json
from calculators.estimate.work import Estimate
from calculators.money import ZERO, yuan
from calculators.plan import words
from calculators.plan.steps import steps
from calculators.plan.totals import TOTALS, Binding, Cut
from calculators.plan.work import Gap, Plan
from calculators.plan.years import Spread, Years, years
from calculators.vocabulary import Certainty, Medium

type Json = dict[str, object]


def plan_json(plan: Plan, speaker: Speaker) -> Json:
    """The whole plan; `version` names the state of the data it was made from."""
    on = plan.offer.on

    def by_total(medium: Medium | None = None, certainty: Certainty | None = None) -> Json:
        return {total: yuan(words.of_which(plan, total, medium=medium, certainty=certainty)) for total in TOTALS}

    return {
        "place": plan.offer.place,
        "place_name": words.place_name(speaker, plan.offer.place),
        "on": on.isoformat(),
        "version": speaker.catalogue.version,
        "totals": {total: yuan(plan.total(total)) for total in TOTALS},
        "of_which_vouchers": by_total(medium=Medium.VOUCHER),
        "of_which_in_kind": by_total(medium=Medium.IN_KIND),
        "of_which_by_selection": by_total(certainty=Certainty.COMPETITIVE),
        "by_purpose": _by_purpose(plan, speaker),
        "benefits": [_benefit(plan, one, speaker) for one in plan.estimates],
        "apart": [
            _benefit(plan, one, speaker) | {"reason": reason, "reason_text": words.apart_because(speaker, one, reason)}
            for one, reason in plan.apart
        ],
        "closed": [
            {
                "benefit": one.benefit.id,
                "open_to": list(one.benefit.applicants),
                "text": words.open_to(speaker, one),
                **one.benefit.quote.as_json(),
            }
            for one in plan.closed
        ],
        "binding": [_binding(plan, one, speaker) for one in plan.bindings],
        "bills": [_cut(one, speaker) for one in plan.cuts],
        "missing": [_gap(gap, speaker) for gap in plan.missing],
        "vouchers": [
            {
                "benefit": one.benefit.id,
                "amount": yuan(one.amount) if one.amount else None,
                "lapses": last.isoformat() if (last := words.lapse_date(one.benefit, on)) else None,
                "quote": one.benefit.lapses.quote.text if one.benefit.lapses else None,
                "quote_en": one.benefit.lapses.quote.english if one.benefit.lapses else None,
                "text": words.lapse(speaker, one, on),
            }
            for one in words.vouchers(plan)
        ],
        "policies": [
            {
                "policy": policy.id,
                "title": policy.title[speaker.lang],
                "status": policy.validity.on(on),
                "ends": policy.validity.last.isoformat() if policy.validity.last else None,
                "days_left": policy.validity.days_left(on),
                "superseded": policy.validity.superseded.isoformat() if policy.validity.superseded else None,
                "text": words.validity(speaker, policy, on),
                "funds": funds_json(policy, policy.funds, speaker),
            }
            for policy in plan.offer.policies
        ],
        "notes": _notes(plan, speaker),
        "next": [next_json(one) for one in steps(plan, speaker.catalogue)],
        "years": _years(found) if (found := years(plan, speaker.catalogue)) else None,
    }


def _years(found: Years) -> Json:
    """The plan over time; null in its place where nothing it pays runs past the year."""

    def spread(one: Spread) -> Json:
        by_year = {str(year): yuan(amount) for year, amount in zip(found.years, one.years, strict=True)}
        return {"once": yuan(one.once), "by_year": by_year, "later": yuan(one.later)}

    return {
        "years": list(found.years),
        "months_from": found.months_from.isoformat(),
        "benefits": [{"benefit": one.benefit.id, **spread(its)} for one, its in found.rows],
        "totals": {name: spread(its) for name, its in found.totals.items()},
        "costs": spread(found.costs),
    }


def _benefit(plan: Plan, estimate: Estimate, speaker: Speaker) -> Json:
    benefit = estimate.benefit
    return answer_json(estimate, speaker) | {
        "policy": benefit.policy.id,
        "purpose": benefit.purpose,
        "period": benefit.period,
        "headline": speaker.headline(estimate),
        "counted": {total: yuan(plan.parts[total][benefit.id]) for total in TOTALS if benefit.id in plan.parts[total]},
    }


def _by_purpose(plan: Plan, speaker: Speaker) -> list[Json]:
    """The totals purpose by purpose, and the widest by certainty, for a picture."""
    found: list[Json] = []
    for purpose in dict.fromkeys(one.benefit.purpose for one in plan.estimates):
        ones = [one.benefit for one in plan.estimates if one.benefit.purpose == purpose]
        widest = plan.parts["widest"]
        certainties: dict[str, Decimal] = {}
        for benefit in ones:
            certainties[benefit.certainty] = certainties.get(benefit.certainty, ZERO) + widest.get(benefit.id, ZERO)
        found.append(
            {
                "purpose": purpose,
                "title": speaker.catalogue.purposes[purpose][speaker.lang],
                **{total: yuan(words.of_purpose(plan, total, purpose)) for total in TOTALS},
                "by_certainty": {certainty: yuan(amount) for certainty, amount in certainties.items()},
                "benefits": [benefit.id for benefit in ones],
            }
        )
    return found


def _binding(plan: Plan, one: Binding, speaker: Speaker) -> Json:
    policy, clause = one.tie.policy, one.tie.clause
    return {
        "policy": policy.id if policy else None,
        "purpose": one.winner.purpose,
        "winner": one.winner.id,
        "runner_up": one.runner_up.id,
        "loses_by": yuan(one.loses_by),
        **(clause.quote.as_json() if clause else {"quote": None, "quote_en": None, "article": None}),
        "rule": clause.rule if clause else None,
        "holds": one.tie.holds,
        "totals": list(one.totals),
        "text": words.binds(speaker, one, words.amounts(plan)),
        "why": words.why(speaker, one),
        "reading": clause.reading[speaker.lang] if clause and clause.reading else None,
    }


def _cut(one: Cut, speaker: Speaker) -> Json:
    return {
        "total": one.total,
        "inputs": list(one.bill),
        "bill": yuan(one.amount),
        "asked": yuan(one.asked),
        "text": words.cut(speaker, one),
    }


def _gap(gap: Gap, speaker: Speaker) -> Json:
    """The first answer that is missing, the `also` that go with it, and what they bring together."""
    first, *others = [missing_json(one, speaker) for one in gap.missing]
    return {
        **first,
        "also": others,
        "benefits": [one.id for one in gap.benefits],
        "brings": yuan(gap.brings) if gap.brings is not None else None,
        "at_most": yuan(gap.at_most) if gap.at_most else None,
        "cautious": yuan(gap.cautious) if gap.cautious is not None else None,
        "widest": yuan(gap.widest) if gap.widest is not None else None,
        "started": gap.started,
        "brings_text": words.brings(speaker, gap),
    }


def _notes(plan: Plan, speaker: Speaker) -> list[Json]:
    return [
        {
            "policy": policy.id,
            "with": clause.partner,
            "rule": clause.rule,
            "reach": "clear" if clause.clear else "unclear",
            **clause.quote.as_json(),
            "text": words.rule(speaker, clause),
            "reading": clause.reading[speaker.lang] if clause.reading else None,
        }
        for policy, clause in words.rules(plan)
    ]
