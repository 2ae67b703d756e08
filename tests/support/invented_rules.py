"""Invented rules for the tests of the rule forms, as the catalogue holds them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from calculators.facts import Facts
from tests.support.invented import QUOTE, figure

KINDS = {
    **dict.fromkeys(("spend", "revenue", "rent"), "money"),
    **dict.fromkeys(("staff", "guests", "bosses"), "count"),
    "months": "months",
    "years": "years",
    "grade": "choice",
    "limb": "yes-no",
}


def facts(**answers: Any) -> Facts:
    """Answers, numbers as plain ints or strings."""
    return Facts(
        {name: one if isinstance(one, bool) or one in ("a", "b") else Decimal(one) for name, one in answers.items()}, KINDS
    )


def share(base: list[Any] | None = None, rate: str | None = "0.3", **other: Any) -> dict[str, Any]:
    rated = figure(rate, "share") if rate else None
    return {"form": "share", "quote": QUOTE, "base": base or [{"input": "spend"}], "rate": rated, "up_to": False, **other}


def amount(value: str, times: list[Any] | None = None, **other: Any) -> dict[str, Any]:
    return {"form": "amount", "quote": QUOTE, "amount": figure(value), "up_to": False, "times": times or [], **other}


def stated(**figures: str) -> dict[str, Any]:
    return {"form": "stated", "quote": QUOTE, **{key: figure(value) for key, value in figures.items()}}


def branch(form: str, *parts: dict[str, Any]) -> dict[str, Any]:
    return {"form": form, "parts": list(parts)}


def at(name: str, low: str | None = None, high: str | None = None) -> list[dict[str, Any]]:
    """A bracket: not under `low`, under `high`."""
    bounds = {"at_least": figure(low) if low else None, "below": figure(high) if high else None}
    return [{name: {key: one for key, one in bounds.items() if one}}]
