"""What the build asks the engine, so that what visitors will ask is quick: requests as pages make them."""

from __future__ import annotations

import json
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import cycle
from typing import Any

from calculators.catalogue_form import BenefitData, CatalogueData
from calculators.inputs import InputData
from calculators.vocabulary import LANGUAGES, InputKind

_KEYWORD = re.compile(r"[a-z]+(-[a-z]+)*")
_DAY = "2026-01-15"
_DAYS = (None, _DAY, "2023-06-30", "2025-08-01", "2026-10-15", "2031-12-31")
"""Today, and days before, in and after the times that policies hold."""

# Answers to try wherever a number is asked for: none, small, broken, of every usual length, and what is no number.
_NUMBERS = ("", "0", "1", "12.5", "4567", "250000.25", "12345678", "3亿", "?", "很多")

_TABLE: dict[str, Any] = {"op": "csv", "rows": [["甲", '=a,"b"\n', "3"], ["", "?", _DAY]]}
"""To be written as CSV. Files that visitors bring are not read here: what reads them comes with the first of them."""


def warm_up_requests(catalogue: CatalogueData) -> Iterator[str]:
    """Requests that use as much of the engine as visitors will: plans, and every kind of benefit, in both languages.

    A second benefit of the same kind would bring nothing new into the snapshot, so hundreds of policies cost no more
    time here than those that show every kind.
    """
    for lang in LANGUAGES:
        for place in _places(catalogue):
            yield _written({"op": "plan", "place": place, "inputs": _examples(catalogue), "lang": lang, "on": _DAY})
        for _, benefit in _of_every_kind(catalogue):
            for op in ("amount", "estimate", "case"):
                yield _written({"op": op, "benefit": benefit["id"], "inputs": benefit["example"], "lang": lang, "on": _DAY})


def further_requests(catalogue: CatalogueData) -> Iterator[str]:
    """Requests of all the other kinds that pages make, and those of every kind with all sorts of answers."""
    inputs = _examples(catalogue)
    some = dict([*inputs.items()][::3])
    firms: list[dict[str, Any]] = [
        {"place": place, "inputs": said} for place in _places(catalogue) for said in (inputs, some, {})
    ]
    firm = {**firms[0], "on": None}
    wrong = {next(name for name, one in catalogue["inputs"].items() if one["kind"] == InputKind.MONEY): "很多"}
    for lang in LANGUAGES:
        requests: list[dict[str, Any]] = [
            *({"op": "compare", "purpose": one, **firm, "place": None, "curves": True} for one in catalogue["purposes"]),
            {"op": "compare", "purpose": next(iter(catalogue["purposes"])), **firm},
            *({"op": "plan", **one, "on": day} for one, day in zip(firms, cycle(_DAYS), strict=False)),
            *({"op": "plan", **one} for said in firms for one in (said, {**said, "inputs": {**said["inputs"], **wrong}}, said)),
            *({"op": "plan", "place": place, "inputs": inputs, "on": day} for place, day in _with_years_left(catalogue)),
            {"op": "plan", **firm, "unit": "yuan"},
            {"op": "export", **firm},
            {"op": "days", **firm},
            _TABLE,
        ]
        for request in requests:
            yield _written({**request, "lang": lang})
    languages = cycle(LANGUAGES)
    for place, benefit in _of_every_kind(catalogue):
        asked = {"benefit": benefit["id"], "on": None, "unit": "yuan"}
        for day in _DAYS:
            case = {"inputs": _examples(catalogue, benefit["inputs"]), "on": day, "lang": next(languages)}
            yield _written({"op": "estimate", **asked, **case})
        firm = {"place": place, "inputs": _examples(catalogue, benefit["inputs"]), "on": None, "lang": next(languages)}
        yield _written({"op": "plan", **firm})
        for name in benefit["inputs"]:
            for answer in _answers(catalogue["inputs"][name]):
                case = {"inputs": {**benefit["example"], name: answer}, "lang": next(languages), **asked}
                yield _written({"op": "estimate", **case})


def _places(catalogue: CatalogueData) -> list[str]:
    """A place of every level that has policies."""
    return list({policy["level"]: policy["place"] for policy in catalogue["policies"]}.values())


def _with_years_left(catalogue: CatalogueData) -> Iterator[tuple[str, str]]:
    """Places, each with a day on which a text of theirs runs past the year."""
    for policy in catalogue["policies"]:
        if last := policy["validity"]["last"]:
            yield policy["place"], f"{int(last[:4]) - 1}{last[4:]}"


def _examples(catalogue: CatalogueData, asked: Iterable[str] | None = None) -> dict[str, str]:
    """The example answers to what is `asked`, or to everything; of questions with yes and no, yes."""
    inputs = catalogue["inputs"]
    return {name: inputs[name]["example"] for name in asked or inputs if inputs[name].get("example") is not None}


def _answers(asked: InputData) -> tuple[str, ...]:
    """Answers of all sorts to one question."""
    if asked["kind"] == InputKind.YES_NO:
        return ("true", "false")
    if asked["kind"] == InputKind.CHOICE:
        return (*asked["options"], "?")
    return (*_NUMBERS, *([asked["at_most"]] if "at_most" in asked else []))


def _of_every_kind(catalogue: CatalogueData) -> Iterator[tuple[str, BenefitData]]:
    """The first benefit of each kind, and its place."""
    seen = set()
    for policy in catalogue["policies"]:
        for benefit in policy["benefits"]:
            if (kind := _kind(benefit)) not in seen:
                seen.add(kind)
                yield policy["place"], benefit


def _kind(value: Any) -> Hashable:
    """What is the same for benefits that are worked out alike: names and keywords, not figures, prose and places."""
    if isinstance(value, dict):
        return frozenset((name, _kind(part)) for name, part in value.items())
    if isinstance(value, list | tuple):
        return frozenset(_kind(part) for part in value)
    return value if isinstance(value, str) and _KEYWORD.fullmatch(value) else type(value).__name__


def _written(request: Mapping[str, Any]) -> str:
    return json.dumps(request, ensure_ascii=False)
