"""An estimate as data: what `estimate --json` prints and what the browser is given. Amounts are strings in yuan."""

from __future__ import annotations

from calculators import money
from calculators.estimate.funding import funds_json
from calculators.estimate.speaker import Speaker
from calculators.estimate.steps import next_json, next_steps
from calculators.estimate.work import Estimate, Missing
from calculators.figures import Figure
from calculators.rules.base import Step


def as_json(estimate: Estimate, speaker: Speaker) -> dict[str, object]:
    """The estimate as the command line prints it, with what to do next; amounts are strings in yuan."""
    return answer_json(estimate, speaker) | {"next": [next_json(one) for one in next_steps(estimate, speaker.catalogue)]}


def answer_json(estimate: Estimate, speaker: Speaker) -> dict[str, object]:
    """What the estimate comes to and rests on."""
    stated = estimate.stated

    def exact(figure: Figure | None) -> str | None:
        return money.yuan(figure.value) if figure else None

    return {
        "benefit": estimate.benefit.id,
        "title": estimate.benefit.title[speaker.lang],
        "amount": money.yuan(estimate.amount) if estimate.amount is not None else None,
        "at_least": exact(stated.at_least),
        "at_most": exact(stated.at_most),
        "pool": exact(stated.pool),
        "eligible": estimate.eligible,
        "certainty": estimate.benefit.certainty,
        "medium": estimate.benefit.medium,
        "recipient": estimate.benefit.recipient,
        "on": estimate.on.isoformat() if estimate.on else None,
        "status": estimate.status,
        "funds": funds_json(estimate.benefit.policy, estimate.benefit.funds, speaker),
        "steps": [step_json(estimate, step, speaker) for step in estimate.steps],
        "assumed": [{"input": name, "text": speaker.assumed(estimate, name)} for name in estimate.assumed],
        "missing": [missing_json(one, speaker) for one in estimate.missing],
        "readings": [
            {
                "text": one.reading.text[speaker.lang],
                "otherwise": money.yuan(one.amount) if one.amount is not None else None,
            }
            for one in estimate.otherwise
        ],
        "warnings": speaker.warnings(estimate),
    }


def missing_json(one: Missing, speaker: Speaker) -> dict[str, object]:
    """What is missing as data; `by` is in the input's unit."""
    by = money.exact(one.by) if one.by is not None else None
    return {"input": one.name, "by": by, "text": speaker.missing(one)}


def step_json(estimate: Estimate, step: Step, speaker: Speaker) -> dict[str, object]:
    """One step as data."""
    result = step.result
    return {
        "label": speaker.step_label(step),
        "formula": speaker.formula(step),
        "figures": [
            {"text": one.text, "value": str(one.value), "unit": one.unit, "at": [one.place, one.start, one.end]}
            for one in step.figures
        ],
        "result": result if isinstance(result, bool) else money.yuan(result),
        **step.quote.as_json(),
    }
