"""Each rule form as an expression: what it pays, exactly, over the columns of a firm.

A form that is not said here is refused by name when the query is made. An
answer that is not there pays nothing and meets nothing, as in a plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import reduce, singledispatchmethod

from sqlglot import exp

from calculators.bulk.columns import Answers
from calculators.bulk.conditions import all_of, any_of, none_of
from calculators.bulk.exact import Exact, Expr, first, total
from calculators.errors import Misuse
from calculators.figures import Figure
from calculators.rules import Rule
from calculators.rules.amount import Amount
from calculators.rules.asking import Asking
from calculators.rules.asks import Applicants, Ask, Gate, Least, LeastRatio
from calculators.rules.branches import OneOf, Sum
from calculators.rules.conditions import Equals, When, Within
from calculators.rules.factors import Asked, Factor, Printed, SumOfProducts
from calculators.rules.leaf import Term
from calculators.rules.share import Share
from calculators.rules.stated import StatedOnly


@dataclass(frozen=True, slots=True)
class Paid:
    """What a rule pays in yuan, 0 where it pays nothing; `unstated` where the text gives no sum."""

    amount: Exact
    unstated: Expr

    def when(self, condition: Expr) -> Paid:
        """The same where the condition holds, else nothing."""
        return Paid(self.amount.when(condition), all_of([condition, self.unstated]))


class Sayer:
    """Says rules over the answers of a firm."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers

    def paid(self, rule: Rule) -> Paid:
        """What a rule pays, nothing where its condition does not hold."""
        if isinstance(rule, Asking):
            return self.paid(rule.part).when(self.asks(rule.own))
        # A branch looks at the conditions of its parts by itself.
        return self.outcome(rule) if isinstance(rule, Sum | OneOf) else self.outcome(rule).when(self.applies(rule))

    @singledispatchmethod
    def outcome(self, rule: Rule) -> Paid:
        """What a rule pays, its own condition being taken as met."""
        raise Misuse("not-in-sql", given=type(rule).__name__)

    @outcome.register
    def _share(self, rule: Share) -> Paid:
        rate = Exact.constant(Fraction(rule.rate.value) if rule.rate else 1)
        return self._term(rule.term, self.product(rule.term.base).times(rate))

    @outcome.register
    def _amount(self, rule: Amount) -> Paid:
        times = self.product(rule.term.base)
        if rule.per and rule.whole:
            times = times.blocks(Fraction(rule.per.value))
        elif rule.per:
            times = times.times(Exact.constant(1 / Fraction(rule.per.value)))
        return self._term(rule.term, times.times(Exact.constant(rule.amount.value)))

    @outcome.register
    def _stated(self, rule: StatedOnly) -> Paid:
        return Paid(Exact.constant(0), exp.true())

    @outcome.register
    def _sum(self, rule: Sum) -> Paid:
        return Paid(total([self.paid(part).amount for part in rule.parts]), exp.false())

    @outcome.register
    def _one_of(self, rule: OneOf) -> Paid:
        parts = [(self.applies(part), self.outcome(part)) for part in rule.parts]
        chosen = [all_of([applies, *(none_of(before) for before, _ in parts[:at])]) for at, (applies, _) in enumerate(parts)]
        return Paid(
            first([(applies, paid.amount) for applies, paid in parts]),
            any_of(all_of([one, paid.unstated]) for one, (_, paid) in zip(chosen, parts, strict=True)),
        )

    @outcome.register
    def _asking(self, rule: Asking) -> Paid:
        return self.outcome(rule.part).when(self.asks(rule.own))

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

    @applies.register
    def _(self, rule: Asking) -> Expr:
        return self.applies(rule.part)

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
        asked = self.answers.number(factor.name)
        if factor.at_most is None:
            return asked
        if factor.of is None:
            return asked.least(self._figure(factor.at_most, factor.name))
        return asked.least(self.answers.number(factor.of).times(Exact.constant(factor.at_most.value)).down())

    @factor.register
    def _together(self, factor: SumOfProducts) -> Exact:
        return total([self.product(factors) for factors in factor.products])

    def when(self, when: When) -> Expr:
        if not when.alternatives:
            return exp.true()
        return any_of(all_of(self._condition(one) for one in group) for group in when.alternatives)

    def _condition(self, one: Equals | Within) -> Expr:
        if isinstance(one, Within):
            bounds = [self._reaches(one.name, one.at_least) if one.at_least else self.answers.known(one.name)]
            if one.below:
                bounds.append(none_of(self.answers.number(one.name).reaches(self._figure(one.below, one.name))))
            return all_of(bounds)
        if isinstance(one.value, bool):
            return self.answers.is_yes(one.name) if one.value else none_of(self.answers.is_yes(one.name))
        return self.answers.is_level(one.name, [one.value], one.assumed)

    @singledispatchmethod
    def ask(self, ask: Ask) -> Expr:
        """Whether a condition of a benefit or a limb holds."""
        raise Misuse("not-in-sql", given=type(ask).__name__)

    @ask.register
    def _gate(self, ask: Gate) -> Expr:
        return self.answers.is_yes(ask.name)

    @ask.register
    def _least(self, ask: Least) -> Expr:
        return self._reaches(ask.name, ask.at_least)

    @ask.register
    def _least_ratio(self, ask: LeastRatio) -> Expr:
        part, whole = self.answers.number(ask.name), self.answers.number(ask.of)
        some = whole.reaches(Exact.constant(self.answers.inputs[ask.of].step))
        told = exp.true() if ask.at_least.value else self.answers.known(ask.name)
        return all_of([some, told, part.reaches(whole.times(Exact.constant(ask.at_least.value)))])

    @ask.register
    def _applicants(self, ask: Applicants) -> Expr:
        return self.answers.is_level(ask.name, ask.may_apply, ask.assumed)

    def asks(self, asks: tuple[Ask, ...]) -> Expr:
        """Whether every condition that is relevant holds."""
        return all_of(any_of([none_of(self.when(one.when)), self.ask(one)]) for one in asks)

    def _reaches(self, name: str, figure: Figure) -> Expr:
        """Whether a number has been answered and is not under a figure."""
        bound = self._figure(figure, name)
        return self.answers.number(name).reaches(bound) if bound.most else self.answers.known(name)

    def _figure(self, figure: Figure, name: str) -> Exact:
        return Exact.constant(Fraction(figure.in_unit_of(self.answers.inputs[name].kind)))
