"""The golden cases of all policies, and what an answer has to say to agree with one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from calculators.money import yuan
from publisher.project import POLICIES
from publisher.records.golden import FOLDER, Case, Group, read_golden

GROUPS: list[Group] = [group for file in sorted((POLICIES / FOLDER).glob("*.yaml")) for group in read_golden(file)]
CASES: list[tuple[str, Case]] = [(group.benefit, case) for group in GROUPS for case in group.cases]
"""Each with the benefit it is of."""


def expected(case: Case) -> dict[str, Any]:
    """What the case says, as `estimate --json` would; `otherwise` lists the other readings' amounts."""
    said: dict[str, Any] = {"amount": printed(case.amount)}
    said |= {name: printed(value) for name, value in case.stated.items()}
    if case.eligible is not None:
        said["eligible"] = case.eligible
    if case.otherwise is not None:
        said["otherwise"] = [printed(value) for value in case.otherwise]
    return said


def printed(amount: Decimal | None) -> str | None:
    """An amount as data has it."""
    return None if amount is None else yuan(amount)
