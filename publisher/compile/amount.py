"""A printed sum, as a record writes it: `amount`, perhaps `times` something, or for each block of it (`per`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from calculators.figures import FigureData
from calculators.rules.amount import Amount, AmountData
from calculators.rules.factors import FactorData
from calculators.rules.leaf import TermData
from calculators.vocabulary import Unit
from publisher.compile.binding import Binder, Scope
from publisher.compile.directions import Role
from publisher.compile.form import PaidForm, capped
from publisher.compile.keys import AT_LEAST, CAP, Key, Known, figure_key, product
from publisher.compile.reader import Reader
from publisher.compile.words import Part, Teller
from publisher.records.rule import Rule as Term
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
    return Block(reader.figure(text, path, scope, (Unit.YUAN,)), mode == "whole")


AMOUNT = figure_key("amount", Role.FIXED, Unit.YUAN)
AMOUNT_UP_TO = figure_key("amount_up_to", Role.CEILING, Unit.YUAN)
TIMES: Key[list[FactorData]] = Key("times", product)
PER: Key[Block] = Key("per", _block)


class AmountForm(PaidForm[Amount]):
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

    def phrase(self, rule: Amount, teller: Teller) -> str:
        say = teller.speaker.say
        amount = say("summary.amount-up-to" if rule.up_to else "summary.amount", amount=self._each(rule, teller))
        if rule.per:
            amount = say("summary.per", amount=amount, per=teller.figure(rule.per))
        return capped(amount, rule.term.cap, teller)

    def _each(self, rule: Amount, teller: Teller) -> str:
        """The printed sum with what it is counted per."""
        if teller.speaker.lang == "zh" or not rule.term.base:
            return teller.figure(rule.amount)
        if "/" in rule.amount.text:
            return teller.per_unit(rule.amount)
        return teller.figure(rule.amount) + ("" if rule.per else teller.speaker.say("summary.each"))

    def paid(self, rule: Amount, teller: Teller) -> str:
        amount = teller.say("amount-up-to" if rule.up_to else "amount", amount=teller.per_unit(rule.amount))
        base = teller.product(rule.term.base)
        if rule.per:
            return teller.say("per-whole" if rule.whole else "per", amount=amount, per=teller.figure(rule.per), base=base)
        return teller.say("times", amount=amount, base=base) if rule.term.base else amount

    def own_figures(self, rule: Amount) -> Iterator[Part]:
        yield ("amount-up-to" if rule.up_to else "amount", rule.amount)
        if rule.per:
            yield ("per", rule.per)
