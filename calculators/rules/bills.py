"""The bill a benefit is a share of: together no more can be paid on one bill than the bill itself."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import reduce
from operator import mul

from calculators.facts import Answer
from calculators.rules.base import Bill


def bill_amount(bill: Bill, answers: Mapping[str, Answer]) -> Decimal | None:
    """What the bill comes to, in yuan; None where a part of it is not known."""
    parts = [value for name in bill if isinstance(value := answers.get(name), Decimal)]
    return reduce(mul, parts, Decimal(1)) if len(parts) == len(bill) else None
