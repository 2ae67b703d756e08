"""The results of a batch as data and as the rows of a spreadsheet, in Chinese or English."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from calculators.batch.sheet import Trouble
from calculators.batch.work import Result
from calculators.catalogue import Benefit
from calculators.estimate.speaker import Speaker
from calculators.money import ZERO, yuan
from calculators.plan.totals import TOTALS
from calculators.plan.words import binds
from calculators.vocabulary import Certainty, Medium

COLUMNS = ("row", "name", "place", "on", *TOTALS, "vouchers", "counted", "left-out", "missing", "problem")


def result_json(result: Result, speaker: Speaker) -> dict[str, object]:
    """What a firm gets, as data; amounts are strings in yuan."""
    firm = result.firm
    return {
        "row": firm.row,
        "name": firm.name,
        "place": firm.place,
        "on": firm.on.isoformat(),
        "totals": _totals(result),
        "of_which_vouchers": {total: yuan(_vouchers(result, total)) for total in TOTALS},
        "benefits": [
            {
                "benefit": one.id,
                "amount": yuan(result.amounts[one.id]),
                "counted": [total for total in TOTALS if one.id in result.parts[total]],
            }
            for one in _paid(result)
        ],
        "binding": [
            {"winner": one.winner.id, "runner_up": one.runner_up.id, "loses_by": yuan(one.loses_by), "totals": list(one.totals)}
            for one in result.bindings
        ],
        "missing": [
            {"benefit": one.benefit.id, "inputs": [gap.name for gap in one.missing], "brings": yuan(one.amount or ZERO)}
            for one in result.missing
        ],
        "text": dict(zip(("counted", "left_out", "missing"), _reasons(result, speaker), strict=True)),
    }


def totals_json(result: Result) -> dict[str, object]:
    """A firm and its totals, as data."""
    firm = result.firm
    return {"row": firm.row, "name": firm.name, "place": firm.place, "totals": _totals(result)}


def trouble_json(trouble: Trouble, speaker: Speaker) -> dict[str, object]:
    """A cell that could not be used, as data."""
    return {
        "row": trouble.row,
        "column": trouble.heading,
        "cell": trouble.cell,
        "message": trouble.problem.message(speaker.lang),
    }


def heading_row(speaker: Speaker) -> list[str]:
    """The headings of the result as a spreadsheet."""
    return [speaker.say(f"batch.{name}") for name in COLUMNS]


def result_row(result: Result, speaker: Speaker) -> list[str]:
    """A firm's line in the result."""
    firm = result.firm
    amounts = [yuan(result.total(total)) for total in TOTALS]
    about = [str(firm.row), firm.name, firm.place, firm.on.isoformat()]
    return [*about, *amounts, yuan(_vouchers(result, "cautious")), *_reasons(result, speaker), ""]


def trouble_rows(troubles: Iterable[Trouble], speaker: Speaker) -> list[tuple[int, list[str]]]:
    """A line for each row that could not be worked out, with its number."""
    by_row: dict[int, list[str]] = {}
    for one in troubles:
        by_row.setdefault(one.row, []).append(trouble_text(one, speaker))
    blank = [""] * (len(COLUMNS) - 2)
    return [(row, [str(row), *blank, speaker.say("batch.between").join(texts)]) for row, texts in by_row.items()]


def trouble_text(trouble: Trouble, speaker: Speaker) -> str:
    """The cell and what is wrong with it."""
    return speaker.say("batch.cell", cell=trouble.cell, heading=trouble.heading, message=trouble.problem.message(speaker.lang))


def _totals(result: Result) -> dict[str, str]:
    return {total: yuan(result.total(total)) for total in TOTALS}


def _paid(result: Result) -> list[Benefit]:
    return [one for one in result.offer.benefits if one.id in result.amounts]


def _vouchers(result: Result, total: str) -> Decimal:
    return sum(
        (part for one in _paid(result) if one.medium == Medium.VOUCHER and (part := result.parts[total].get(one.id))), ZERO
    )


def _reasons(result: Result, speaker: Speaker) -> list[str]:
    """What is counted, what is left out and why, what is missing."""
    return [_counted(result, speaker), _left_out(result, speaker), _missing(result, speaker)]


def _counted(result: Result, speaker: Speaker) -> str:
    texts = []
    for one in _paid(result):
        if one.id in result.parts["widest"]:
            key = "batch.part" if one.id in result.parts["cautious"] else "batch.part-widest"
            texts.append(speaker.say(key, benefit=speaker.benefit_name(one), amount=_amount(result, one, speaker)))
    return speaker.say("batch.between").join(texts)


def _amount(result: Result, benefit: Benefit, speaker: Speaker) -> str:
    amount = speaker.amount(result.amounts[benefit.id])
    return speaker.say("headline.up-to", amount=amount) if benefit.certainty == Certainty.UP_TO else amount


def _left_out(result: Result, speaker: Speaker) -> str:
    return speaker.say("batch.between").join(binds(speaker, one, result.amounts) for one in result.bindings)


def _missing(result: Result, speaker: Speaker) -> str:
    return speaker.say("batch.between").join(
        speaker.say(
            "batch.gap",
            inputs=speaker.say("list.and").join(speaker.label(gap.name) for gap in one.missing),
            benefit=speaker.benefit_name(one.benefit),
            amount=speaker.amount(one.amount or ZERO),
        )
        for one in result.missing
    )
