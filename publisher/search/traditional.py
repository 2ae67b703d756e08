"""Traditional characters and what they are in the corpus, so that a query in them finds the Simplified text.

From OpenCC's dictionaries, as the Python package carries them: characters with
their Simplified forms, and the variants of Taiwan and Hong Kong. Only what can
matter is published: characters that the corpus does not have, for characters
that it has.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files


@cache
def simplified() -> dict[str, str]:
    """By Traditional character, variants included, its Simplified form; where there are several, the first."""
    known = dict(_dictionary("TSCharacters"))
    for variants in ("TWVariantsRev", "HKVariantsRev"):
        for variant, standard in _dictionary(variants):
            known.setdefault(variant, known.get(standard, standard))
    return known


def folding(corpus: set[str]) -> dict[str, str]:
    """What becomes of the characters of a query, given the characters of the texts that are searched."""
    return {one: other for one, other in sorted(simplified().items()) if one not in corpus and other in corpus}


def folding_json(corpus: set[str]) -> str:
    """The folding as two strings side by side: less than half of what an object of pairs would take."""
    pairs = folding(corpus)
    return json.dumps(["".join(pairs), "".join(pairs.values())], ensure_ascii=False)


def _dictionary(name: str) -> Iterator[tuple[str, str]]:
    """The single characters of one of OpenCC's dictionaries."""
    text = (files("opencc") / "dictionary" / f"{name}.txt").read_text("utf-8")
    for line in text.splitlines():
        key, _, values = line.partition("\t")
        if len(key) == 1 and values and len(values.split()[0]) == 1:
            yield key, values.split()[0]
