"""Every sentence of the pages, once per language; the engine's own sentences are found here too."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from calculators.wording import catalogue, flatten

FILE = Path(__file__).with_name("wording.toml")


@cache
def messages() -> dict[str, dict[str, str]]:
    """All messages by key.

    Raises:
        ValueError: a key stands in both catalogues.
    """
    own, shared = flatten(tomllib.loads(FILE.read_text("utf-8"))), catalogue()
    if twice := own.keys() & shared.keys():
        raise ValueError(f"in both catalogues of wording: {', '.join(sorted(twice))}")
    return own | shared


def say(key: str, lang: str, **values: object) -> str:
    """The message `key` in `lang` with `{name}` places filled in."""
    text = messages()[key][lang]
    return text.format(**values) if values else text
