"""The bill a benefit is a share of: together no more can be paid on one bill than the bill itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import reduce
from operator import mul

from calculators.facts import Answer
from calculators.rules import Rule
from calculators.rules.branches import Branch
from calculators.rules.factors import Asked
from calculators.rules.leaf import Leaf
from calculators.rules.share import Share

type Bill = tuple[str, ...]
"""The inputs whose product is the bill: `("compute_spend",)`, `("monthly_rent", "rent_free_months")`."""


def leaves(rule: Rule) -> Iterator[Rule]:
    """Yield the terms a rule is made of."""
    if isinstance(rule, Branch):
        for part in rule.parts:
            yield from leaves(part)
    else:
        yield rule


def bill_of(rule: Rule) -> Bill | None:
    """Return the one bill that every term of `rule` is a share of; None where there is no such bill."""
    bills = {_bill(leaf) for leaf in leaves(rule)}
    return bills.pop() if len(bills) == 1 else None


def _bill(leaf: Rule) -> Bill | None:
    if not isinstance(leaf, Share):
        return None
    names = [factor.name for factor in leaf.term.base if isinstance(factor, Asked)]
    return tuple(sorted(names)) if len(names) == len(leaf.term.base) else None


def bill_amount(bill: Bill, answers: Mapping[str, Answer]) -> Decimal | None:
    """What the bill comes to, in yuan; None where a part of it is not known."""
    parts = [value for name in bill if isinstance(value := answers.get(name), Decimal)]
    return reduce(mul, parts, Decimal(1)) if len(parts) == len(bill) else None


def paid_on(rule: Rule) -> frozenset[str]:
    """The inputs that the amount is in proportion to, as against those that only open or choose a rule."""
    terms = [leaf.term for leaf in leaves(rule) if isinstance(leaf, Leaf)]
    return frozenset(name for term in terms for factor in term.base for name in factor.inputs())
