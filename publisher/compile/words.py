"""What rules of every form are told with: names, figures, products, conditions; and the part that each figure plays.

Not the law's own words, which stand beside it, but what the calculator does,
so that a reader of the law can say whether it is the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from calculators.estimate.speaker import Speaker
from calculators.figures import Figure
from calculators.rules.conditions import Equals, When, Within
from calculators.rules.factors import Asked, Factor, Printed, SumOfProducts
from calculators.vocabulary import InputKind
from publisher.wording import say

type Part = tuple[str, Figure]
"""A figure with the part it plays, a key of `[figure]` in the wording."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One statement of a rule, and what it consists of."""

    text: str
    parts: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells the parts of a rule in a speaker's language."""

    speaker: Speaker

    def say(self, key: str, **values: object) -> str:
        return say(f"rule.{key}", self.speaker.lang, **values)

    def name(self, name: str) -> str:
        """The label in quotation marks, those inside it turned into inner ones."""
        label = self.speaker.label(name).translate({ord("“"): "‘", ord("”"): "’"})
        return self.say("name", label=label)

    def figure(self, figure: Figure) -> str:
        return self.speaker.figure(figure)

    def per_unit(self, figure: Figure) -> str:
        """A printed figure with what it is paid for: `500元/平方米`, `RMB 500 per m²`."""
        _, _, unit = figure.text.partition("/")
        text = self.figure(figure)
        if self.speaker.lang == "zh" or not unit:
            return text
        return self.say("rate", amount=text, unit=say(f"per-unit.{unit}", self.speaker.lang))

    def under(self, when: When, text: str) -> str:
        """A statement with the condition it is under."""
        if not when.alternatives:
            return text
        groups = (self.say("both").join(map(self._condition, group)) for group in when.alternatives)
        return self.say("when", condition=self.say("either").join(groups), text=text)

    def whom(self, when: When) -> str:
        """Whom a limb is for, in as few words as a table has room for: `省级`, `Annual revenue at least RMB 1,000,000,000`."""
        groups = (self.say("both").join(map(self._briefly, group)) for group in when.alternatives)
        return self.say("either").join(groups)

    def counted(self, factors: tuple[Factor, ...]) -> str:
        """Whose number a limb is paid by; nothing where it counts no heads."""
        inputs = self.speaker.catalogue.inputs
        names = [name for name in asked_in(factors) if inputs[name].kind == InputKind.COUNT]
        return self.speaker.say("list.and").join(map(self.speaker.label, dict.fromkeys(names)))

    def _briefly(self, one: Equals | Within) -> str:
        if isinstance(one, Within):
            return self.say("bracket-briefly", input=self.speaker.label(one.name), bounds=self._bounds(one))
        if isinstance(one.value, bool):
            return self.say("limb" if one.value else "no-limb", input=self.speaker.label(one.name))
        return self.speaker.catalogue.inputs[one.name].options[one.value][self.speaker.lang]

    def _bounds(self, one: Within) -> str:
        keys = ("at_least", "below")
        given = [self.say(f"bracket-{key}", figure=self.figure(getattr(one, key))) for key in keys if getattr(one, key)]
        return self.say("bounds").join(given)

    def _condition(self, one: Equals | Within) -> str:
        if isinstance(one, Within):
            return self.say("bracket", input=self.name(one.name), bounds=self._bounds(one))
        if isinstance(one.value, bool):
            return self.say("limb" if one.value else "no-limb", input=self.name(one.name))
        option = self.speaker.catalogue.inputs[one.name].options[one.value][self.speaker.lang]
        return self.say("level", input=self.name(one.name), option=option)

    def product(self, factors: tuple[Factor, ...]) -> str:
        return " × ".join(map(self._factor, factors))

    def _factor(self, factor: Factor) -> str:
        match factor:
            case Printed():
                return self.figure(factor.figure)
            case Asked():
                return self.name(factor.name)
            case SumOfProducts():
                return f"({' + '.join(map(self.product, factor.products))})"
            case _:
                assert_never(factor)

    def limits(self, factors: tuple[Factor, ...]) -> Iterator[str]:
        """How much of each answer counts."""
        for factor in factors:
            if isinstance(factor, SumOfProducts):
                for product in factor.products:
                    yield from self.limits(product)
            elif isinstance(factor, Asked) and factor.at_most:
                key, of = ("limit-share", self.name(factor.of)) if factor.of else ("limit", "")
                yield self.say(key, input=self.name(factor.name), limit=self.figure(factor.at_most), of=of)


def asked_in(factors: tuple[Factor, ...]) -> Iterator[str]:
    """The questions of a product."""
    for factor in factors:
        if isinstance(factor, Asked):
            yield factor.name
        elif isinstance(factor, SumOfProducts):
            for product in factor.products:
                yield from asked_in(product)


def condition_figures(when: When) -> Iterator[Part]:
    """The figures of a condition."""
    for bracket in when.brackets():
        found = (("bracket-at-least", bracket.at_least), ("bracket-below", bracket.below))
        yield from ((part, figure) for part, figure in found if figure)


def product_figures(factors: tuple[Factor, ...]) -> Iterator[Part]:
    """The figures of a product."""
    for factor in factors:
        match factor:
            case Printed():
                yield ("factor", factor.figure)
            case Asked():
                if factor.at_most:
                    yield ("limit", factor.at_most)
            case SumOfProducts():
                for product in factor.products:
                    yield from product_figures(product)
            case _:
                assert_never(factor)
