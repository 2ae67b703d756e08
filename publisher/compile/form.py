"""What every form of a rule is to the press: the keys it is written with, its proof, and its words."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any, ClassVar

from calculators.figures import Figure
from calculators.rules import Rule, RuleData
from calculators.rules.leaf import Leaf, TermData
from publisher.compile.binding import Binder
from publisher.compile.keys import Key, Known
from publisher.compile.words import Part, Sentence, Teller, condition_figures, product_figures
from publisher.records.rule import Rule as Term


class Form[R: Rule](ABC):
    """A form of a term; its sums are those of a class of the engine."""

    name: ClassVar[str]
    sums: ClassVar[type[Rule]]
    leads: ClassVar[tuple[Key[Any], ...]]
    """A term that has one of these is of this form."""
    keys: ClassVar[tuple[Key[Any], ...]]
    """All that may stand in a term of this form, besides `when`, `words` and `quote`."""

    @abstractmethod
    def compile(self, term: Term, known: Known, common: TermData, binder: Binder) -> RuleData:
        """The term in the catalogue; what is wrong with its keys together is reported to the binder."""

    def is_told_by_words(self, known: Known) -> bool:
        """Whether `words` say what is paid and need no condition."""
        return False

    @abstractmethod
    def phrase(self, rule: R, teller: Teller) -> str:
        """What it gives, for tables: `40%，限额50万元`."""

    @abstractmethod
    def sentence(self, rule: R, teller: Teller) -> Sentence:
        """What it gives and under what conditions, in full."""

    @abstractmethod
    def figures(self, rule: R) -> Iterator[Part]:
        """Every figure it computes with."""


class PaidForm[R: Leaf](Form[R]):
    """A form that is paid: threshold, limits and cap are told alike, whatever is paid."""

    @abstractmethod
    def paid(self, rule: R, teller: Teller) -> str:
        """What is paid, before threshold and cap."""

    @abstractmethod
    def own_figures(self, rule: R) -> Iterator[Part]:
        """The figures that what is paid is made of."""

    def sentence(self, rule: R, teller: Teller) -> Sentence:
        term, paid = rule.term, self.paid(rule, teller)
        if term.at_least:
            paid = teller.say("from", base=teller.product(term.base), figure=teller.figure(term.at_least), paid=paid)
        if term.cap:
            paid = teller.say("cap", paid=paid, cap=teller.figure(term.cap))
        return Sentence(teller.under(term.when, paid), tuple(Sentence(text) for text in teller.limits(term.base)))

    def figures(self, rule: R) -> Iterator[Part]:
        term = rule.term
        yield from condition_figures(term.when)
        if term.at_least:
            yield ("threshold", term.at_least)
        yield from self.own_figures(rule)
        yield from product_figures(term.base)
        if term.cap:
            yield ("cap", term.cap)


def capped(phrase: str, cap: Figure | None, teller: Teller) -> str:
    """A phrase with the cap of what it gives."""
    return teller.speaker.say("summary.capped", phrase=phrase, cap=teller.figure(cap)) if cap else phrase
