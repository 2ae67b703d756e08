"""The golden cases: amounts worked out by hand from the words of a policy, kept as YAML beside the law.

The tests hold the engine to them; here they are read for the sheet on which a
reviewer signs that they are right.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from publisher.records.yaml_source import PlainLoader

GOLDEN = "golden"
"""The folder of the cases, beside the policies they prove."""


@dataclass(frozen=True, slots=True)
class Case:
    """Answers as typed and what the text gives for them: an amount in yuan, or what stands in place of one."""

    name: str
    inputs: Mapping[str, str]
    amount: Decimal | None
    stated: Mapping[str, Decimal]
    eligible: bool | None


@dataclass(frozen=True, slots=True)
class Group:
    """Cases of one benefit that rest on the same words."""

    benefit: str
    words: str
    cases: tuple[Case, ...]


@cache
def read_golden(policy: str, folder: Path) -> list[Group]:
    """The cases of a policy of the corpus at `folder`; none where there is no file for it."""
    file = folder / GOLDEN / f"{policy}.yaml"
    if not file.exists():
        return []
    groups = yaml.load(file.read_text("utf-8"), PlainLoader)
    return [Group(f"{policy}/{one['benefit']}", one["words"], tuple(map(_case, one["cases"]))) for one in groups]


def _case(raw: Mapping[str, Any]) -> Case:
    return Case(
        name=raw["name"],
        inputs={name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in raw["inputs"].items()},
        amount=Decimal(raw["amount"]) if raw.get("amount") is not None else None,
        stated={name: Decimal(raw[name]) for name in ("at_least", "at_most", "pool") if name in raw},
        eligible=raw.get("eligible"),
    )
