"""What a text states without a formula, as a record writes it: a ceiling, a range, a pool, or words that leave it open."""

from __future__ import annotations

from calculators.rules.leaf import TermData
from calculators.rules.stated import StatedData, StatedOnly, StatementData
from publisher.compile.binding import Binder
from publisher.compile.directions import Role
from publisher.compile.form import Form
from publisher.compile.keys import Key, Known, figure_key, words
from publisher.records.model import Rule as Term
from publisher.records.quantities import MONEY

AT_MOST = figure_key("at_most", Role.CEILING, MONEY)
FROM = figure_key("from", Role.LOW, MONEY)
TO = figure_key("to", Role.HIGH, MONEY)
POOL = figure_key("pool", Role.POOL, MONEY)
UNDETERMINED: Key[str] = Key("undetermined", words)


class StatedForm(Form):
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
