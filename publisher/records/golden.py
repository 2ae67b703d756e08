"""The golden cases: amounts worked out by hand from the words of a policy, kept as YAML beside the law.

The tests hold the engine to them, in CPython and in Pyodide; the review sheet
shows them to whoever signs that they are right.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from publisher.records.yaml_source import PlainLoader

FOLDER = "golden"
"""Below the folder of the records; the cases stand in a file of the record's name."""

STATED = ("at_least", "at_most", "pool")
KEYS = {"name", "inputs", "amount", "eligible", "otherwise", *STATED}


@dataclass(frozen=True, slots=True)
class Case:
    """Answers as typed and what the text gives for them; amounts in yuan."""

    name: str
    inputs: Mapping[str, str]
    amount: Decimal | None
    """None where the text gives only what is in `stated`."""
    stated: Mapping[str, Decimal]
    """What the case says of `at_least`, `at_most` and `pool`."""
    eligible: bool | None
    """None where the case says nothing of it."""
    otherwise: tuple[Decimal | None, ...] | None
    """What the other readings give, in the record's order; None where the case says nothing of them."""


@dataclass(frozen=True, slots=True)
class Group:
    """Cases of one benefit that rest on the same words; `benefit` is `policy/benefit`."""

    benefit: str
    words: str
    cases: tuple[Case, ...]


def golden_file(record: Path) -> Path:
    """Where the cases of the record in a file stand."""
    return record.parent / FOLDER / record.name


def read_golden(file: Path) -> list[Group]:
    """The cases of a policy; none where there is no file for it.

    Raises:
        ValueError: a case says something that nobody would compare.
    """
    if not file.exists():
        return []
    groups = yaml.load(file.read_text("utf-8"), PlainLoader)
    return [Group(f"{file.stem}/{one['benefit']}", one["words"], tuple(map(_case, one["cases"]))) for one in groups]


def _case(raw: Mapping[str, Any]) -> Case:
    if unknown := raw.keys() - KEYS:
        raise ValueError(f"the case {raw['name']!r} expects what is not compared: {', '.join(sorted(unknown))}")
    return Case(
        name=raw["name"],
        inputs={name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in raw["inputs"].items()},
        amount=_money(raw["amount"]),
        stated={name: Decimal(raw[name]) for name in STATED if name in raw},
        eligible=raw.get("eligible"),
        otherwise=tuple(map(_money, raw["otherwise"])) if "otherwise" in raw else None,
    )


def _money(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
