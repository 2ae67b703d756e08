"""What a rule gives, in a phrase for tables: `40%，限额50万元`, `RMB 50,000 + RMB 200,000`."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.catalogue import Benefit
from calculators.estimate.speaker import Speaker
from calculators.figures import Figure
from calculators.rules import Rule
from calculators.rules.amount import Amount
from calculators.rules.branches import Branch
from calculators.rules.share import Share
from calculators.rules.stated import StatedOnly
from publisher.wording import say

MOST_PHRASES = 4


def rule_summary(speaker: Speaker, benefit: Benefit) -> str:
    """The rates, sums and caps of a benefit, each once, in the order of the law."""
    phrases = list(dict.fromkeys(_phrases(speaker, benefit.rule)))
    text = speaker.say("list.or").join(phrases[:MOST_PHRASES])
    return text + (" …" if len(phrases) > MOST_PHRASES else "")


def _phrases(speaker: Speaker, rule: Rule) -> Iterator[str]:
    if isinstance(rule, Branch):
        for part in rule.parts:
            yield from _phrases(speaker, part)
    elif isinstance(rule, Share):
        rate = speaker.figure(rule.rate) if rule.rate else speaker.say("summary.whole")
        key = "summary.rate-up-to" if rule.up_to else "summary.rate"
        yield _capped(speaker, speaker.say(key, rate=rate), rule.term.cap)
    elif isinstance(rule, Amount):
        key = "summary.amount-up-to" if rule.up_to else "summary.amount"
        amount = speaker.say(key, amount=_unit_amount(speaker, rule))
        if rule.per:
            amount = speaker.say("summary.per", amount=amount, per=speaker.figure(rule.per))
        yield _capped(speaker, amount, rule.term.cap)
    elif isinstance(rule, StatedOnly):
        stated = rule.stated
        if stated.at_least and stated.at_most:
            yield speaker.say("headline.range", low=speaker.figure(stated.at_least), high=speaker.figure(stated.at_most))
        elif stated.at_most:
            yield speaker.say("summary.amount-up-to", amount=speaker.figure(stated.at_most))
        elif stated.pool:
            yield speaker.say("summary.pool", amount=speaker.figure(stated.pool))
        else:
            yield speaker.say("headline.undetermined")


def _unit_amount(speaker: Speaker, rule: Amount) -> str:
    """The printed sum with what it is counted per."""
    if speaker.lang == "zh" or not rule.term.base:
        return speaker.figure(rule.amount)
    if "/" in rule.amount.text:
        return rate(speaker, rule.amount)
    return speaker.figure(rule.amount) + (speaker.say("summary.each") if rule.term.base and not rule.per else "")


def rate(speaker: Speaker, figure: Figure) -> str:
    """A printed figure with what it is paid for: `500元/平方米`, `RMB 500 per m²`."""
    _, _, unit = figure.text.partition("/")
    text = speaker.figure(figure)
    return (
        text
        if speaker.lang == "zh" or not unit
        else say("rule.rate", speaker.lang, amount=text, unit=say(f"per-unit.{unit}", speaker.lang))
    )


def _capped(speaker: Speaker, phrase: str, cap: Figure | None) -> str:
    return speaker.say("summary.capped", phrase=phrase, cap=speaker.figure(cap)) if cap else phrase
