"""A printed sum, as a record writes it: `amount`, perhaps `times` something, or for each block of it (`per`)."""

from __future__ import annotations

from typing import NamedTuple

from calculators.figures import FigureData
from calculators.rules.amount import Amount, AmountData
from calculators.rules.factors import FactorData
from calculators.rules.leaf import TermData
from publisher.compile.binding import Binder, Scope
from publisher.compile.directions import Role
from publisher.compile.form import Form
from publisher.compile.keys import AT_LEAST, CAP, Key, Known, figure_key, product
from publisher.compile.reader import Reader
from publisher.records.model import Rule as Term
from publisher.records.quantities import MONEY
from publisher.records.yaml_source import Path_


class Block(NamedTuple):
    """What one sum is paid for; `whole` where only full blocks count."""

    figure: FigureData
    whole: bool


def _block(reader: Reader, value: str, path: Path_, scope: Scope) -> Block:
    text, _, mode = (part.strip() for part in value.partition(","))
    if mode not in ("", "whole"):
        mend = "write the block, then `, whole` where only full blocks count"
        reader.binder.report(path, value, "`1000万元` or `1000万元, whole`", mend)
    return Block(reader.figure(text, path, scope, (MONEY,)), mode == "whole")


AMOUNT = figure_key("amount", Role.FIXED, MONEY)
AMOUNT_UP_TO = figure_key("amount_up_to", Role.CEILING, MONEY)
TIMES: Key[list[FactorData]] = Key("times", product)
PER: Key[Block] = Key("per", _block)


class AmountForm(Form):
    """A sum."""

    name = "amount"
    sums = Amount
    leads = (AMOUNT, AMOUNT_UP_TO)
    keys = (AMOUNT, AMOUNT_UP_TO, TIMES, PER, AT_LEAST, CAP)

    def compile(self, term: Term, known: Known, common: TermData, binder: Binder) -> AmountData:
        block = known.get(PER)
        return {
            "form": "amount",
            **common,
            "amount": known[AMOUNT] if AMOUNT in known else known[AMOUNT_UP_TO],
            "up_to": AMOUNT_UP_TO in known,
            "times": known.get(TIMES) or [],
            "per": block.figure if block else None,
            "whole": block.whole if block else False,
        }
