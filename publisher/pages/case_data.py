"""What a calculator's script needs: the corners for the page's choices and how its fields are read. No law, only sums."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from calculators.catalogue import Benefit
from calculators.estimate.chart import region_name, turns
from calculators.estimate.corners import Table, switches, tables
from calculators.estimate.speaker import Speaker
from calculators.facts import Answer
from calculators.rules.asks import Applicants
from calculators.vocabulary import Certainty, InputKind
from publisher.pages.forms import gates
from publisher.pages.questions import field_data, formerly_data


def page_case(speaker: Speaker, benefit: Benefit, example: Mapping[str, Answer]) -> dict[str, Any]:
    """The data of one page.

    `headline` is how an amount is announced; a table holds where the answers
    fit one of `where`, `names` calls its levels and brackets, and its corners are
    `[start, at, slope, kind]` as `calculators.estimate.chart.Turn.data` has them.
    A condition in `switches` that is not met leaves nothing, or what there is
    without the limb it names; so does whoever `applicants` leaves out.
    """
    inputs, shut = speaker.catalogue.inputs, gates(benefit)
    found = tables(benefit, example, inputs)
    return {
        "benefit": benefit.id,
        "headline": speaker.say("headline.up-to", amount="{amount}") if benefit.certainty == Certainty.UP_TO else "{amount}",
        "rounding": rounding(benefit),
        "main": benefit.main,
        "label": inputs[benefit.main].label[speaker.lang] if benefit.main else "",
        "fields": {
            name: {**field_data(inputs[name]), "gate": name in shut, "folded": name not in benefit.inputs}
            for name in benefit.questions
        },
        "formerly": formerly_data(speaker.catalogue, benefit.questions),
        "switches": switches(benefit),
        "applicants": {ask.name: ask.may_apply for ask in benefit.asks if isinstance(ask, Applicants)},
        "tables": [_table_data(table, speaker) for table in found],
    }


def rounding(benefit: Benefit) -> str:
    """How a script rounds to the fen what it reads off the corners."""
    return "half-up" if benefit.is_fixed else "down"


def _table_data(table: Table, speaker: Speaker) -> dict[str, Any]:
    inputs = speaker.catalogue.inputs
    return {
        "where": [{name: _region_data(region) for name, region in where.items()} for where in table.where],
        "names": [
            {
                name: region_name(region, inputs[name], speaker)
                for name, region in where.items()
                if isinstance(region, tuple) or inputs[name].kind == InputKind.CHOICE
            }
            for where in table.where
        ],
        "corners": [turn.data() for turn in turns(table.corners)],
    }


def _region_data(region: Answer | tuple[Decimal, Decimal | None]) -> Any:
    if isinstance(region, tuple):
        low, high = region
        return [str(low), str(high) if high is not None else None]
    return region if isinstance(region, bool | str) else {"is": str(region)}
