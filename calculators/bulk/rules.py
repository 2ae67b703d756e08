"""Each rule form as an expression: what it pays, exactly, over the columns of a firm.

A form that is not said here is refused by name when the query is made. An
answer that is not there pays nothing and meets nothing, as in a plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce, singledispatchmethod

from sqlglot import exp

from calculators.bulk.columns import all_of, any_of, is_false, is_level, is_yes, known, number
from calculators.bulk.exact import Exact, Expr, total
from calculators.errors import Misuse
from calculators.figures import Figure
from calculators.inputs import Input
from calculators.rules import Rule
from calculators.rules.amount import Amount
from calculators.rules.asks import Ask, Gate, Least, LeastRatio
from calculators.rules.branches import OneOf, Sum
from calculators.rules.conditions import Equals, When, Within
from calculators.rules.factors import Asked, Factor, Printed, Together
from calculators.rules.leaf import Term
from calculators.rules.share import Share
from calculators.rules.stated import StatedOnly


@dataclass(frozen=True, slots=True)
class Paid:
    """What a rule pays in yuan, 0 where it pays nothing; `unstated` where the text gives no sum."""

    amount: Exact
    unstated: Expr


class Sayer:
    """Says rules over the columns of these questions."""

    def __init__(self, inputs: Mapping[str, Input]) -> None:
        self.inputs = inputs

    @singledispatchmethod
    def rule(self, rule: Rule) -> Paid:
        """What a rule pays, its own condition being taken as met."""
        raise Misuse("not-in-sql", given=type(rule).__name__)

    @rule.register
    def _share(self, rule: Share) -> Paid:
        rate = Exact.constant(Fraction(rule.rate.value) if rule.rate else 1)
        return self._term(rule.term, self.product(rule.term.base).times(rate))

    @rule.register
    def _amount(self, rule: Amount) -> Paid:
        times = self.product(rule.term.base)
        if rule.per and rule.whole:
            times = times.blocks(Fraction(rule.per.value))
        elif rule.per:
            times = times.times(Exact.constant(1 / Fraction(rule.per.value)))
        return self._term(rule.term, times.times(Exact.constant(rule.amount.value)))

    @rule.register
    def _stated(self, rule: StatedOnly) -> Paid:
        return Paid(Exact.constant(0), exp.true())

    @rule.register
    def _sum(self, rule: Sum) -> Paid:
        parts = [self.rule(part).amount.when(self.applies(part)) for part in rule.parts]
        return Paid(total(parts), exp.false())

    @rule.register
    def _one_of(self, rule: OneOf) -> Paid:
        before: list[Expr] = []
        amounts: list[Exact] = []
        unstated: list[Expr] = []
        for part in rule.parts:
            chosen = all_of([self.applies(part), *(exp.Not(this=exp.paren(one.copy())) for one in before)])
            paid = self.rule(part)
            amounts.append(paid.amount.when(chosen))
            unstated.append(all_of([chosen.copy(), paid.unstated]) if not is_false(paid.unstated) else exp.false())
            before.append(self.applies(part))
        return Paid(total(amounts), any_of(unstated))

    @singledispatchmethod
    def applies(self, rule: Rule) -> Expr:
        """Whether the condition of a rule holds."""
        raise Misuse("not-in-sql", given=type(rule).__name__)

    @applies.register(Share)
    @applies.register(Amount)
    def _(self, rule: Share | Amount) -> Expr:
        return self.when(rule.term.when)

    @applies.register
    def _(self, rule: StatedOnly) -> Expr:
        return self.when(rule.when)

    @applies.register(Sum)
    @applies.register(OneOf)
    def _(self, rule: Sum | OneOf) -> Expr:
        return any_of(self.applies(part) for part in rule.parts)

    def _term(self, term: Term, paid: Exact) -> Paid:
        amount = paid if term.cap is None else paid.least(Exact.constant(term.cap.value))
        if term.at_least is not None:
            amount = amount.when(self.product(term.base).reaches(Exact.constant(term.at_least.value)))
        return Paid(amount, exp.false())

    def product(self, factors: tuple[Factor, ...]) -> Exact:
        return reduce(Exact.times, (self.factor(factor) for factor in factors), Exact.constant(1))

    @singledispatchmethod
    def factor(self, factor: Factor) -> Exact:
        """What a sum is multiplied by."""
        raise Misuse("not-in-sql", given=type(factor).__name__)

    @factor.register
    def _printed(self, factor: Printed) -> Exact:
        return Exact.constant(factor.figure.value)

    @factor.register
    def _asked(self, factor: Asked) -> Exact:
        asked = number(self.inputs[factor.name])
        if factor.at_most is None:
            return asked
        if factor.of is None:
            return asked.least(self._figure(factor.at_most, factor.name))
        share = number(self.inputs[factor.of]).times(Exact.constant(factor.at_most.value))
        return asked.least(share.down())

    @factor.register
    def _together(self, factor: Together) -> Exact:
        return total([self.product(factors) for factors in factor.products])

    def when(self, when: When) -> Expr:
        if not when.alternatives:
            return exp.true()
        return any_of(all_of(self._condition(one) for one in group) for group in when.alternatives)

    def _condition(self, one: Equals | Within) -> Expr:
        if isinstance(one, Within):
            answer = number(self.inputs[one.name])
            bounds = [known(one.name)]
            if one.at_least:
                bounds.append(answer.reaches(self._figure(one.at_least, one.name)))
            if one.below:
                bounds.append(exp.Not(this=exp.paren(answer.reaches(self._figure(one.below, one.name)))))
            return all_of(bounds)
        if isinstance(one.value, bool):
            return is_yes(one.name) if one.value else exp.Not(this=is_yes(one.name))
        return is_level(one.name, one.value)

    @singledispatchmethod
    def ask(self, ask: Ask) -> Expr:
        """Whether a condition of a benefit holds."""
        raise Misuse("not-in-sql", given=type(ask).__name__)

    @ask.register
    def _gate(self, ask: Gate) -> Expr:
        return is_yes(ask.name)

    @ask.register
    def _least(self, ask: Least) -> Expr:
        return all_of([known(ask.name), number(self.inputs[ask.name]).reaches(self._figure(ask.at_least, ask.name))])

    @ask.register
    def _least_ratio(self, ask: LeastRatio) -> Expr:
        part, whole = number(self.inputs[ask.name]), number(self.inputs[ask.of])
        some = exp.GT(this=whole.whole.copy(), expression=exp.Literal.number(0))
        return all_of([known(ask.name), some, part.reaches(whole.times(Exact.constant(ask.at_least.value)))])

    def asks(self, asks: tuple[Ask, ...]) -> Expr:
        """Whether every condition that is relevant holds."""
        return all_of(
            self.ask(one) if not one.when.alternatives else any_of([exp.Not(this=exp.paren(self.when(one.when))), self.ask(one)])
            for one in asks
        )

    def _figure(self, figure: Figure, name: str) -> Exact:
        return Exact.constant(Fraction(figure.in_unit_of(self.inputs[name].kind)))
