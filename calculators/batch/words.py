"""The results of a batch as data and as the rows of a spreadsheet, in Chinese or English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from calculators.batch.grid import letters
from calculators.batch.no_firms import WHY
from calculators.batch.reading import Reading
from calculators.batch.sheet import Trouble
from calculators.batch.work import Result
from calculators.catalogue import Benefit
from calculators.estimate import funding
from calculators.estimate.speaker import Speaker
from calculators.money import ZERO, yuan
from calculators.plan.totals import TOTALS
from calculators.plan.words import binds
from calculators.vocabulary import Certainty, Medium

MOST_LISTED = 10
"""Rows that a remark names one by one."""

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


def remarks(reading: Reading, speaker: Speaker) -> list[str]:
    """What was read, what was left out, and what counts although it is hidden; so far as the rows have been gone through."""
    return [*_read(reading, speaker), *_hidden(reading, speaker), *_out(reading, speaker)]


def _read(reading: Reading, speaker: Speaker) -> Iterator[str]:
    grid, head = reading.sheet.grid, reading.sheet.head
    rows = "–".join(map(str, dict.fromkeys((head.rows[0], head.last))))
    yield speaker.say("batch.read-sheet", sheet=grid.name, rows=rows) if grid.name else speaker.say("batch.read-text", rows=rows)
    if grid.hidden:
        yield speaker.say("batch.read-hidden")
    if reading.also:
        names = (speaker.say("batch.quoted", text=one.name) for one in reading.also)
        yield speaker.say("batch.read-not", sheets=speaker.say("list.and").join(names))
    if head.unit and any(reading.sheet.is_money(at) and one.power is None for at, one in head.columns.items()):
        yield speaker.say("batch.read-unit", row=head.unit.row, text=head.unit.text)
    if reading.sheet.commas_are_decimal:
        yield speaker.say("batch.read-commas")


def _hidden(reading: Reading, speaker: Speaker) -> Iterator[str]:
    columns = [
        speaker.say("batch.column-named", column=letters(at), heading=one.heading)
        for at, one in reading.sheet.head.columns.items()
        if any(at in hidden for hidden in reading.sheet.grid.hidden_columns)
    ]
    if columns:
        yield speaker.say("batch.hidden-columns", columns=speaker.say("list.and").join(columns))
    if reading.hidden:
        yield speaker.say("batch.hidden-rows", rows=_listed([str(row) for row in reading.hidden], speaker))


def _out(reading: Reading, speaker: Speaker) -> Iterator[str]:
    for why in WHY:
        rows = [speaker.say("batch.out-row", row=one.row, text=one.text) for one in reading.left_out if one.why == why]
        if rows:
            yield speaker.say(f"batch.out-{why}", rows=_listed(rows, speaker))


def _listed(rows: Sequence[str], speaker: Speaker) -> str:
    """Rows one after the other; of many, the first and how many there are."""
    text = speaker.say("batch.row-and").join(rows[:MOST_LISTED])
    return text if len(rows) <= MOST_LISTED else speaker.say("batch.and-more", rows=text, count=len(rows))


def reading_json(reading: Reading, speaker: Speaker) -> dict[str, object]:
    """What was read and what was not, as data."""
    head = reading.sheet.head
    return {
        "sheet": reading.sheet.grid.name or None,
        "heading_rows": list(head.rows),
        "hidden_rows": reading.hidden,
        "left_out": [one._asdict() for one in reading.left_out],
        "remarks": remarks(reading, speaker),
    }


def trouble_json(trouble: Trouble, speaker: Speaker) -> dict[str, object]:
    """A cell that could not be used, as data."""
    return {
        "row": trouble.row,
        "column": trouble.heading,
        "cell": trouble.cell,
        "message": trouble.problem.message(speaker.lang),
    }


def result_row(result: Result, speaker: Speaker) -> list[str]:
    """A firm's line in the result, in the order of `COLUMNS`."""
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
    paying = dict.fromkeys(one.policy for one in _paid(result) if one.id in result.parts["widest"])
    return speaker.say("batch.between").join([*texts, *filter(None, (funding.named(policy, speaker) for policy in paying))])


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
