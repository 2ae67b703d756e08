"""Invented policies for the tests of the engine: no figure of them stands in any law."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from calculators.catalogue import FORMAT, Catalogue

QUOTE = {"text": "发明的条文", "place": 1, "start": 0}
CITY, DISTRICT, PROVINCE, OTHER_CITY = "110100", "110101", "110000", "110200"
BOTH = {"zh": "发明", "en": "invented"}
LABELS = {place: {"zh": f"第{place}条", "en": f"Article {place}"} for place in ("1", "closing")}


def figure(value: str, unit: str = "yuan") -> dict[str, Any]:
    return {"text": value, "value": value, "unit": unit, "at": [1, 0, len(value)]}


def fixed(amount: str) -> dict[str, Any]:
    """A rule that pays a sum."""
    return {"form": "amount", "quote": QUOTE, "amount": figure(amount), "up_to": False, "times": []}


def share(name: str, rate: str) -> dict[str, Any]:
    """A rule that pays a share of a bill."""
    return {"form": "share", "quote": QUOTE, "base": [{"input": name}], "rate": figure(rate, "share"), "up_to": True}


def benefit(
    name: str, rule: Mapping[str, Any], *, inputs: Sequence[str] = (), gate: str | None = None, **other: Any
) -> dict[str, Any]:
    """A benefit as the catalogue holds it; `name` is `policy/benefit`."""
    return {
        "id": name,
        "article": 1,
        "title": BOTH,
        "purpose": "compute",
        "recipient": "firm",
        "medium": "cash",
        "certainty": "by-rule",
        "period": "year",
        "quote": QUOTE,
        "applicants": [],
        "assumed": {},
        "asks": [{"quote": QUOTE, "gate": gate}] if gate else [],
        "rule": rule,
        "readings": [],
        "lapses": None,
        "inputs": [*inputs, *([gate] if gate else [])],
        "example": {},
        "main": None,
        **other,
    }


def clause(partner: str, rule: str, reach: str = "clear", **limits: list[str]) -> dict[str, Any]:
    """A rule on combining."""
    return {
        "with": partner,
        "rule": rule,
        "reach": reach,
        "quote": QUOTE,
        "purposes": [],
        "benefits": [],
        "reading": None,
        **limits,
    }


def policy(
    name: str,
    place: str,
    benefits: list[dict[str, Any]],
    combining: Sequence[Mapping[str, Any]] = (),
    funds: Sequence[Mapping[str, Any]] = (),
    **dates: Any,
) -> dict[str, Any]:
    """A policy in force for ever unless `dates` say otherwise."""
    level = {DISTRICT: "district", CITY: "city", OTHER_CITY: "city", PROVINCE: "province"}[place]
    validity = {"draft": False, "first": None, "last": None, "superseded": None, **dates}
    clauses = {"combining": list(combining), "funds": list(funds)}
    common = {"title": BOTH, "short": BOTH, "labels": LABELS, "validity": validity, **clauses}
    return {"id": name, "place": place, "level": level, "benefits": benefits, **common}


def catalogue(*policies: dict[str, Any]) -> Catalogue:
    """A catalogue of invented policies."""
    return Catalogue.load(catalogue_data(*policies))


def catalogue_data(*policies: dict[str, Any]) -> dict[str, Any]:
    """The same as it is written: its questions are a spend, another one, and two ticks."""
    money = {"kind": "money", "group": "g", "label": BOTH, "help": BOTH, "at_most": "1000000000"}
    tick = {"kind": "yes-no", "group": "g", "label": BOTH, "help": BOTH}
    return {
        "format": FORMAT,
        "version": "invented",
        "checked": "2026-01-01",
        "policies": list(policies),
        "inputs": {"spend": money, "other_spend": money, "tick": tick, "tock": tick},
        "retired": [],
        "groups": {"g": BOTH},
        "applicants": {},
        "purposes": {"compute": BOTH, "model": BOTH},
        "places": dict.fromkeys((DISTRICT, CITY, PROVINCE), BOTH),
    }
