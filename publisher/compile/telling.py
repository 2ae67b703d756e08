"""A whole rule in words: a phrase for tables, sentences for the review sheet and the data files, and its figures."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from calculators.catalogue import Benefit
from calculators.estimate.quoting import figure_mark
from calculators.estimate.speaker import Speaker
from calculators.rules import Rule
from calculators.rules.asking import Asking
from calculators.rules.branches import Branch
from calculators.rules.leaf import Leaf
from publisher.compile.asks import ask_figures, ask_sentence
from publisher.compile.forms import branch_form_of, form_of
from publisher.compile.words import Part, Sentence, Teller
from publisher.wording import say

MOST_TIERS = 4
"""As many limbs are told in one sentence."""


@dataclass(frozen=True, slots=True)
class Tier:
    """What a limb of a rule gives, and for whom; `whom` is empty where that is all there is.

    `figures` are the marks of those it pays by: an answer that shows them all has paid it.
    """

    whom: str
    gives: str
    figures: tuple[str, ...] = ()

    def is_shown(self, shown: Collection[str]) -> bool:
        """Whether it is what the answer pays."""
        return bool(self.figures) and all(mark in shown for mark in self.figures)


def tiers(speaker: Speaker, benefit: Benefit) -> list[Tier]:
    """The limbs of a rule in the order of the law, each with its condition; limbs that give the same are one."""
    teller = Teller(speaker)
    found: dict[str, dict[str, Rule]] = {}
    for leaf in sorted(_leaves(benefit.rule), key=_stands):
        whom = teller.whom(leaf.term.when) or teller.counted(leaf.term.base) if isinstance(leaf, Leaf) else ""
        found.setdefault(form_of(leaf).phrase(leaf, teller), {})[whom] = leaf
    if len(found) == 1:
        return [Tier("", gives) for gives in found]
    return [
        Tier(teller.say("either").join(filter(None, limbs)), gives, tuple(_paid_by(next(iter(limbs.values())))))
        for gives, limbs in found.items()
    ]


def _paid_by(leaf: Rule) -> Iterator[str]:
    """The marks of the figures of a limb that its working shows: those of its condition choose it and are not shown."""
    return (figure_mark(figure) for part, figure in form_of(leaf).figures(leaf) if not part.startswith("bracket"))


def rule_summary(speaker: Speaker, benefit: Benefit) -> str:
    """The same in one line: `40%，限额50万元`, `Provincial: RMB 50,000; National: RMB 200,000`."""
    limbs = [
        say("rule.tier", speaker.lang, whom=one.whom, gives=one.gives) if one.whom else one.gives
        for one in tiers(speaker, benefit)
    ]
    return speaker.say("list.or").join(limbs[:MOST_TIERS]) + (" …" if len(limbs) > MOST_TIERS else "")


def _leaves(rule: Rule) -> Iterator[Rule]:
    if isinstance(rule, Branch):
        for part in rule.parts:
            yield from _leaves(part)
    elif isinstance(rule, Asking):
        yield from _leaves(rule.part)
    else:
        yield rule


def _stands(leaf: Rule) -> tuple[str, int]:
    """Where the figures of a limb begin in the text."""
    return min(((str(figure.place), figure.start) for _, figure in form_of(leaf).figures(leaf)), default=("", 0))


def rule_sentences(speaker: Speaker, benefit: Benefit) -> tuple[Sentence, ...]:
    """The conditions of a benefit, then its sum."""
    teller = Teller(speaker)
    return (*(ask_sentence(ask, teller) for ask in benefit.asks), _sentence(benefit.rule, teller))


def _sentence(rule: Rule, teller: Teller) -> Sentence:
    if isinstance(rule, Branch):
        return Sentence(teller.say(branch_form_of(rule).told), tuple(_sentence(part, teller) for part in rule.parts))
    if isinstance(rule, Asking):
        paid = _sentence(rule.part, teller)
        return Sentence(paid.text, (*paid.parts, *(ask_sentence(ask, teller) for ask in rule.own)))
    return form_of(rule).sentence(rule, teller)


def rule_text(speaker: Speaker, benefit: Benefit) -> str:
    """The same in one line."""
    glue = say("rule.and-then", speaker.lang)
    return glue.join(_flat(sentence, speaker.lang) for sentence in rule_sentences(speaker, benefit))


def _flat(sentence: Sentence, lang: str) -> str:
    if not sentence.parts:
        return sentence.text
    parts = say("rule.and-then", lang).join(_flat(part, lang) for part in sentence.parts)
    return say("rule.with-parts", lang, text=sentence.text, parts=parts)


def figures(benefit: Benefit) -> Iterator[Part]:
    """Every figure that the benefit computes with, and the part it plays."""
    for ask in benefit.asks:
        yield from ask_figures(ask)
    yield from _figures(benefit.rule)


def _figures(rule: Rule) -> Iterator[Part]:
    if isinstance(rule, Branch):
        for part in rule.parts:
            yield from _figures(part)
    elif isinstance(rule, Asking):
        for ask in rule.own:
            yield from ask_figures(ask)
        yield from _figures(rule.part)
    else:
        yield from form_of(rule).figures(rule)
