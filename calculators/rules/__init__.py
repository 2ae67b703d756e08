"""The rule forms: each a small module that knows its sums, its explanation and its curve.

A rule is a tree. Its leaves are `share` (a part of a bill), `amount` (a sum,
perhaps times something) and `stated` (a ceiling, a range or a pool without a
formula); its branches are `sum` and `one_of`; `asking` sets conditions around
a part. To add a form, write a module with a frozen dataclass that has the
methods of `Rule`, and enter it in `FORMS`; its reading, proof and words stand
in a module of `publisher.compile`, the keys that a record may write in
`publisher.records.rule.Rule`. What is forgotten of these,
`tests/compile/test_forms.py` finds.
"""

from __future__ import annotations

from calculators.rules.amount import Amount, AmountData
from calculators.rules.asking import Asking, AskingData
from calculators.rules.base import Outcome, Rule, Stated, Step
from calculators.rules.branches import BranchData, OneOf, Sum
from calculators.rules.share import Share, ShareData
from calculators.rules.stated import StatedData, StatedOnly

__all__ = ["FORMS", "Outcome", "Rule", "RuleData", "Stated", "Step", "load_rule"]

type RuleData = ShareData | AmountData | StatedData | BranchData[RuleData] | AskingData[RuleData]
"""A rule in the catalogue."""

FORMS: dict[str, type[Rule]] = {
    "share": Share,
    "amount": Amount,
    "stated": StatedOnly,
    "sum": Sum,
    "one_of": OneOf,
    "asking": Asking,
}


def load_rule(data: RuleData) -> Rule:
    """Build a rule from the catalogue.

    Raises:
        KeyError: the catalogue was made by another version and has a form that is unknown here.
    """
    return FORMS[data["form"]].load(data, load_rule)
