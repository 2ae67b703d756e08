"""What a text states without a formula, as a record writes it: a ceiling, a range, a pool, or words that leave it open."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.rules.leaf import TermData
from calculators.rules.stated import StatedData, StatedOnly, StatementData
from calculators.vocabulary import Unit
from publisher.compile.binding import Binder
from publisher.compile.directions import Role
from publisher.compile.form import Form
from publisher.compile.keys import Key, Known, figure_key, words
from publisher.compile.words import Part, Sentence, Teller, condition_figures
from publisher.records.rule import Rule as Term

AT_MOST = figure_key("at_most", Role.CEILING, Unit.YUAN)
FROM = figure_key("from", Role.LOW, Unit.YUAN)
TO = figure_key("to", Role.HIGH, Unit.YUAN)
POOL = figure_key("pool", Role.POOL, Unit.YUAN)
UNDETERMINED: Key[str] = Key("undetermined", words)


class StatedForm(Form[StatedOnly]):
    """What stands in place of a sum."""

    name = "stated"
    sums = StatedOnly
    leads = (AT_MOST, FROM, TO, POOL, UNDETERMINED)
    keys = leads

    def compile(self, term: Term, known: Known, common: TermData, binder: Binder) -> StatedData:
        if (FROM in known) != (TO in known):
            bound = "from" if FROM in known else "to"
            binder.report(term.at(), bound, "`from` and `to` together", "add the other bound of the range")
        data: StatementData = {}
        if AT_MOST in known:
            data["at_most"] = known[AT_MOST]
        if FROM in known:
            data["from"] = known[FROM]
        if TO in known:
            data["to"] = known[TO]
        if POOL in known:
            data["pool"] = known[POOL]
        if UNDETERMINED in known:
            data["undetermined"] = known[UNDETERMINED]
        return {"form": "stated", **common, **data}

    def phrase(self, rule: StatedOnly, teller: Teller) -> str:
        stated, say, figure = rule.stated, teller.speaker.say, teller.figure
        if stated.at_least and stated.at_most:
            return say("headline.range", low=figure(stated.at_least), high=figure(stated.at_most))
        if stated.at_most:
            return say("summary.amount-up-to", amount=figure(stated.at_most))
        return say("summary.pool", amount=figure(stated.pool)) if stated.pool else say("headline.undetermined")

    def sentence(self, rule: StatedOnly, teller: Teller) -> Sentence:
        return Sentence(teller.under(rule.when, self._statement(rule, teller)))

    def _statement(self, rule: StatedOnly, teller: Teller) -> str:
        stated, figure = rule.stated, teller.figure
        if stated.pool:
            return teller.say("pool", pool=figure(stated.pool))
        if stated.at_least and stated.at_most:
            return teller.say("range", low=figure(stated.at_least), high=figure(stated.at_most))
        if stated.at_most:
            return teller.say("ceiling", ceiling=figure(stated.at_most))
        return teller.say("undetermined", words=stated.words or "")

    def figures(self, rule: StatedOnly) -> Iterator[Part]:
        yield from condition_figures(rule.when)
        stated = rule.stated
        low, high = ("from", "to") if stated.at_least else ("", "ceiling")
        found = ((low, stated.at_least), (high, stated.at_most), ("pool", stated.pool))
        yield from ((part, figure) for part, figure in found if figure)
