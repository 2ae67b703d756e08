"""A whole rule in words: a phrase for tables, sentences for the review sheet and the data files, and its figures."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.catalogue import Benefit
from calculators.estimate.speaker import Speaker
from calculators.rules import Rule
from calculators.rules.asking import Asking
from calculators.rules.branches import Branch
from publisher.compile.asks import ask_figures, ask_sentence
from publisher.compile.forms import branch_form_of, form_of
from publisher.compile.words import Part, Sentence, Teller
from publisher.wording import say

MOST_PHRASES = 4


def rule_summary(speaker: Speaker, benefit: Benefit) -> str:
    """The rates, sums and caps of a benefit, each once, in the order of the law: `40%，限额50万元`."""
    phrases = list(dict.fromkeys(_phrases(benefit.rule, Teller(speaker))))
    text = speaker.say("list.or").join(phrases[:MOST_PHRASES])
    return text + (" …" if len(phrases) > MOST_PHRASES else "")


def _phrases(rule: Rule, teller: Teller) -> Iterator[str]:
    if isinstance(rule, Branch):
        for part in rule.parts:
            yield from _phrases(part, teller)
    elif isinstance(rule, Asking):
        yield from _phrases(rule.part, teller)
    else:
        yield form_of(rule).phrase(rule, teller)


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
