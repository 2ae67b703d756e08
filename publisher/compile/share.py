"""A part of a bill, as a record writes it: `share_of`, at a `rate`, from a threshold on, up to a cap."""

from __future__ import annotations

import re
from collections.abc import Iterator

from calculators.rules.factors import FactorData
from calculators.rules.leaf import TermData
from calculators.rules.share import Share, ShareData
from calculators.vocabulary import Unit
from publisher.compile.binding import Binder, Scope
from publisher.compile.directions import Role
from publisher.compile.form import PaidForm, capped
from publisher.compile.keys import AT_LEAST, CAP, WORDS, Key, Known, figure_key
from publisher.compile.reader import Reader
from publisher.compile.words import Part, Teller
from publisher.records.rule import Factor
from publisher.records.rule import Rule as Term
from publisher.records.yaml_source import Path_

WHOLE = re.compile(r"免|全额|全部")
"""Words by which a law gives a bill whole, without printing a rate."""


def _bill(reader: Reader, value: Factor | list[Factor], path: Path_, scope: Scope) -> list[FactorData]:
    return [reader.factor(one, path, scope) for one in (value if isinstance(value, list) else [value])]


SHARE_OF: Key[list[FactorData]] = Key("share_of", _bill)
RATE = figure_key("rate", Role.FIXED, Unit.SHARE)
RATE_UP_TO = figure_key("rate_up_to", Role.CEILING, Unit.SHARE)


class ShareForm(PaidForm[Share]):
    """A share."""

    name = "share"
    sums = Share
    leads = (SHARE_OF,)
    keys = (SHARE_OF, RATE, RATE_UP_TO, AT_LEAST, CAP)

    def compile(self, term: Term, known: Known, common: TermData, binder: Binder) -> ShareData:
        if RATE in known and RATE_UP_TO in known:
            binder.report(term.at("rate"), "rate and rate_up_to", "one of them", "keep the one that the words bear out")
        if self.is_told_by_words(known) and not WHOLE.search(known.get(WORDS) or ""):
            expected = "`rate`, `rate_up_to`, or `words` that give the whole (免, 全额)"
            binder.report(term.at(), "share_of without a rate", expected, "add the rate")
        return {
            "form": "share",
            **common,
            "base": known[SHARE_OF],
            "rate": known.get(RATE) or known.get(RATE_UP_TO),
            "up_to": RATE_UP_TO in known,
        }

    def is_told_by_words(self, known: Known) -> bool:
        """Without a rate, the words have to give the whole."""
        return RATE not in known and RATE_UP_TO not in known

    def phrase(self, rule: Share, teller: Teller) -> str:
        say = teller.speaker.say
        rate = teller.figure(rule.rate) if rule.rate else say("summary.whole")
        return capped(say("summary.rate-up-to" if rule.up_to else "summary.rate", rate=rate), rule.term.cap, teller)

    def paid(self, rule: Share, teller: Teller) -> str:
        base = teller.product(rule.term.base)
        if rule.rate is None:
            return teller.say("whole", base=base)
        return teller.say("share-up-to" if rule.up_to else "share", base=base, rate=teller.figure(rule.rate))

    def own_figures(self, rule: Share) -> Iterator[Part]:
        if rule.rate:
            yield ("rate-up-to" if rule.up_to else "rate", rule.rate)
