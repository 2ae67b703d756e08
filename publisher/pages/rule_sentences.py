"""A whole rule in words, condition by condition: for the review sheet and the data files.

Not the law's own words, which stand beside it, but what the calculator does,
so that a reader of the law can say whether it is the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from calculators.catalogue import Benefit
from calculators.estimate.speaker import Speaker
from calculators.figures import Figure
from calculators.rules import Rule
from calculators.rules.amount import Amount
from calculators.rules.asks import Ask, Gate, Least, LeastRatio
from calculators.rules.branches import OneOf, Sum
from calculators.rules.conditions import Equals, When, Within
from calculators.rules.factors import Asked, Factor, Printed, Together
from calculators.rules.leaf import Term
from calculators.rules.share import Share
from calculators.rules.stated import StatedOnly
from publisher.pages.rule_words import rate
from publisher.wording import say


@dataclass(frozen=True, slots=True)
class Sentence:
    """One statement of a rule, and what it consists of."""

    text: str
    parts: tuple[Sentence, ...] = ()


def rule_sentences(speaker: Speaker, benefit: Benefit) -> tuple[Sentence, ...]:
    """The conditions of a benefit, then its sum."""
    teller = _Teller(speaker)
    return (*(teller.ask(ask) for ask in benefit.asks), teller.rule(benefit.rule))


def rule_text(speaker: Speaker, benefit: Benefit) -> str:
    """The same in one line."""
    glue = say("rule.and-then", speaker.lang)
    return glue.join(_flat(sentence, speaker.lang) for sentence in rule_sentences(speaker, benefit))


def _flat(sentence: Sentence, lang: str) -> str:
    if not sentence.parts:
        return sentence.text
    parts = say("rule.and-then", lang).join(_flat(part, lang) for part in sentence.parts)
    return say("rule.with-parts", lang, text=sentence.text, parts=parts)


@dataclass(frozen=True, slots=True)
class _Teller:
    speaker: Speaker

    def say(self, key: str, **values: object) -> str:
        return say(f"rule.{key}", self.speaker.lang, **values)

    def ask(self, ask: Ask) -> Sentence:
        if isinstance(ask, Gate):
            text = self.say("gate", input=self.name(ask.name))
        elif isinstance(ask, LeastRatio):
            text = self.say("ratio", input=self.name(ask.name), of=self.name(ask.of), figure=self.figure(ask.at_least))
        else:
            assert isinstance(ask, Least)
            text = self.say("least", input=self.name(ask.name), figure=self.figure(ask.at_least))
        return Sentence(self._under(ask.when, text))

    def rule(self, rule: Rule) -> Sentence:
        if isinstance(rule, OneOf | Sum):
            key = "one-of" if isinstance(rule, OneOf) else "sum"
            return Sentence(self.say(key), tuple(self.rule(part) for part in rule.parts))
        if isinstance(rule, Share):
            return self._term(rule.term, self._share(rule))
        if isinstance(rule, Amount):
            return self._term(rule.term, self._amount(rule))
        assert isinstance(rule, StatedOnly)
        return Sentence(self._under(rule.when, self._stated(rule)))

    def _term(self, term: Term, paid: str) -> Sentence:
        if term.at_least:
            paid = self.say("from", base=self.product(term.base), figure=self.figure(term.at_least), paid=paid)
        if term.cap:
            paid = self.say("cap", paid=paid, cap=self.figure(term.cap))
        return Sentence(self._under(term.when, paid), tuple(Sentence(text) for text in self._limits(term.base)))

    def _share(self, rule: Share) -> str:
        if rule.rate is None:
            return self.say("whole", base=self.product(rule.term.base))
        return self.say("share-up-to" if rule.up_to else "share", base=self.product(rule.term.base), rate=self.figure(rule.rate))

    def _amount(self, rule: Amount) -> str:
        amount = self.say("amount-up-to" if rule.up_to else "amount", amount=rate(self.speaker, rule.amount))
        if rule.per:
            key = "per-whole" if rule.whole else "per"
            return self.say(key, amount=amount, per=self.figure(rule.per), base=self.product(rule.term.base))
        return self.say("times", amount=amount, base=self.product(rule.term.base)) if rule.term.base else amount

    def _stated(self, rule: StatedOnly) -> str:
        stated = rule.stated
        if stated.pool:
            return self.say("pool", pool=self.figure(stated.pool))
        if stated.at_least and stated.at_most:
            return self.say("range", low=self.figure(stated.at_least), high=self.figure(stated.at_most))
        if stated.at_most:
            return self.say("ceiling", ceiling=self.figure(stated.at_most))
        return self.say("undetermined", words=stated.words or "")

    def _under(self, when: When, text: str) -> str:
        if not when.alternatives:
            return text
        groups = (self.say("both").join(map(self._condition, group)) for group in when.alternatives)
        return self.say("when", condition=self.say("either").join(groups), text=text)

    def _condition(self, one: Equals | Within) -> str:
        if isinstance(one, Within):
            keys = ("at_least", "below")
            given = [self.say(f"bracket-{key}", figure=self.figure(getattr(one, key))) for key in keys if getattr(one, key)]
            return self.say("bracket", input=self.name(one.name), bounds=self.say("bounds").join(given))
        if isinstance(one.value, bool):
            return self.say("limb" if one.value else "no-limb", input=self.name(one.name))
        option = self.speaker.catalogue.inputs[one.name].options[one.value][self.speaker.lang]
        return self.say("level", input=self.name(one.name), option=option)

    def _limits(self, factors: tuple[Factor, ...]) -> Iterator[str]:
        for factor in factors:
            if isinstance(factor, Together):
                for product in factor.products:
                    yield from self._limits(product)
            elif isinstance(factor, Asked) and factor.at_most:
                key, of = ("limit-share", self.name(factor.of)) if factor.of else ("limit", "")
                yield self.say(key, input=self.name(factor.name), limit=self.figure(factor.at_most), of=of)

    def product(self, factors: tuple[Factor, ...]) -> str:
        return " × ".join(map(self._factor, factors))

    def _factor(self, factor: Factor) -> str:
        if isinstance(factor, Printed):
            return self.figure(factor.figure)
        if isinstance(factor, Together):
            return f"({' + '.join(map(self.product, factor.products))})"
        assert isinstance(factor, Asked)
        return self.name(factor.name)

    def name(self, name: str) -> str:
        """The label in quotation marks, those inside it turned into inner ones."""
        label = self.speaker.label(name).translate({ord("“"): "‘", ord("”"): "’"})
        return self.say("name", label=label)

    def figure(self, figure: Figure) -> str:
        return self.speaker.figure(figure)


def figures(benefit: Benefit) -> Iterator[tuple[str, Figure]]:
    """Every figure that the benefit computes with and the part it plays (a key of `[figure]` in the wording)."""
    for ask in benefit.asks:
        yield from _when_figures(ask.when)
        if isinstance(ask, Least | LeastRatio):
            yield ("threshold", ask.at_least)
    yield from _rule_figures(benefit.rule)


def _rule_figures(rule: Rule) -> Iterator[tuple[str, Figure]]:
    if isinstance(rule, OneOf | Sum):
        for part in rule.parts:
            yield from _rule_figures(part)
    elif isinstance(rule, StatedOnly):
        yield from _when_figures(rule.when)
        stated = rule.stated
        low, high = ("from", "to") if stated.at_least else ("", "ceiling")
        found = ((low, stated.at_least), (high, stated.at_most), ("pool", stated.pool))
        yield from ((part, figure) for part, figure in found if figure)
    elif isinstance(rule, Share | Amount):
        term = rule.term
        yield from _when_figures(term.when)
        if term.at_least:
            yield ("threshold", term.at_least)
        if isinstance(rule, Share) and rule.rate:
            yield ("rate-up-to" if rule.up_to else "rate", rule.rate)
        if isinstance(rule, Amount):
            yield ("amount-up-to" if rule.up_to else "amount", rule.amount)
            if rule.per:
                yield ("per", rule.per)
        yield from _factor_figures(term.base)
        if term.cap:
            yield ("cap", term.cap)


def _factor_figures(factors: tuple[Factor, ...]) -> Iterator[tuple[str, Figure]]:
    for factor in factors:
        if isinstance(factor, Printed):
            yield ("factor", factor.figure)
        elif isinstance(factor, Asked) and factor.at_most:
            yield ("limit", factor.at_most)
        elif isinstance(factor, Together):
            for product in factor.products:
                yield from _factor_figures(product)


def _when_figures(when: When) -> Iterator[tuple[str, Figure]]:
    for bracket in when.brackets():
        found = (("bracket-at-least", bracket.at_least), ("bracket-below", bracket.below))
        yield from ((part, figure) for part, figure in found if figure)
