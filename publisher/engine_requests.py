"""What the build asks the engine, so that what visitors will ask is quick: requests as pages make them."""

from __future__ import annotations

import json
import re
from collections.abc import Hashable, Iterator, Mapping
from itertools import cycle
from typing import Any

_KEYWORD = re.compile(r"[a-z]+(-[a-z]+)*")
_LANGUAGES = ("zh", "en")
_DAY = "2026-01-15"

# Answers to try wherever a number is asked for: none, small, broken, of every usual length, and what is no number.
_NUMBERS = ("", "0", "1", "12.5", "4567", "250000.25", "12345678", "3亿", "?")


def warm_up_requests(catalogue: Mapping[str, Any]) -> Iterator[str]:
    """Requests that use as much of the engine as visitors will: every kind of benefit by its example, in both languages.

    A second benefit of the same kind would bring nothing new into the snapshot, so hundreds of policies cost no more
    time here than those that show every kind.
    """
    for benefit in _of_every_kind(catalogue):
        for lang in _LANGUAGES:
            for op in ("estimate", "case"):
                yield _written({"op": op, "benefit": benefit["id"], "inputs": benefit["example"], "lang": lang, "on": _DAY})


def further_requests(catalogue: Mapping[str, Any]) -> Iterator[str]:
    """Requests of all the other kinds that pages make, and of every kind of benefit with all sorts of answers."""
    inputs: dict[str, str] = {}
    for benefit in _benefits(catalogue):
        inputs |= benefit["example"]
    firm = {"place": catalogue["policies"][0]["place"], "inputs": inputs, "on": None}
    headings, row = list(inputs), list(inputs.values())
    for lang in _LANGUAGES:
        for request in (
            *({"op": "compare", "purpose": purpose, **firm, "place": None} for purpose in catalogue["purposes"]),
            {"op": "plan", **firm},
            {"op": "plan", **firm, "unit": "yuan"},
            {"op": "export", **firm},
            {"op": "batch", "headings": headings, "rows": [row, ["?"] * len(row)], "first": 2, **firm},
            {"op": "rows", "text": f"{','.join(headings)}\n"},
            {"op": "csv", "rows": [headings, row]},
            {"op": "template"},
        ):
            yield _written({**request, "lang": lang})
    languages = cycle(_LANGUAGES)
    for benefit in _of_every_kind(catalogue):
        asked = {"benefit": benefit["id"], "on": None, "lang": "zh"}
        yield _written({"op": "corners", "inputs": benefit["example"], **asked})
        for name in benefit["inputs"]:
            for answer in _answers(catalogue["inputs"][name]):
                case = {"inputs": benefit["example"] | {name: answer}, "unit": "yuan", **asked, "lang": next(languages)}
                yield _written({"op": "estimate", **case})


def _answers(asked: Mapping[str, Any]) -> tuple[str, ...]:
    """Answers of all sorts to one question."""
    if asked["kind"] == "yes-no":
        return ("true", "false")
    if asked["kind"] == "choice":
        return (*asked["options"], "?")
    return (*_NUMBERS, *([asked["at_most"]] if "at_most" in asked else []))


def _benefits(catalogue: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for policy in catalogue["policies"]:
        yield from policy["benefits"]


def _of_every_kind(catalogue: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The first benefit of each kind."""
    seen = set()
    for benefit in _benefits(catalogue):
        if (kind := _kind(benefit)) not in seen:
            seen.add(kind)
            yield benefit


def _kind(value: Any) -> Hashable:
    """What is the same for benefits that are worked out alike: names and keywords, not figures, prose and places."""
    if isinstance(value, dict):
        return frozenset((name, _kind(part)) for name, part in value.items())
    if isinstance(value, list):
        return frozenset(_kind(part) for part in value)
    return value if isinstance(value, str) and _KEYWORD.fullmatch(value) else type(value).__name__


def _written(request: Mapping[str, Any]) -> str:
    return json.dumps(request, ensure_ascii=False)
