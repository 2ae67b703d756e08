"""Every sentence this package says, once per language, from `wording.toml`."""

from __future__ import annotations

import json
import pkgutil
from functools import cache

from calculators.vocabulary import LANGUAGES


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """All messages by their dotted key, each `{"zh": …, "en": …}`.

    The browser's package holds them as JSON, which needs no parser of its own.
    """
    try:
        packed = pkgutil.get_data("calculators", "wording.json")
    except OSError:
        import tomllib

        written = pkgutil.get_data("calculators", "wording.toml") or b""
        return flatten(tomllib.loads(written.decode("utf-8")))
    messages: dict[str, dict[str, str]] = json.loads(packed or b"{}")
    return messages


def flatten(tree: dict[str, object], prefix: str = "") -> dict[str, dict[str, str]]:
    """Turn nested tables into dotted keys; a table that holds a language is a message."""
    messages: dict[str, dict[str, str]] = {}
    for key, value in tree.items():
        if not isinstance(value, dict):
            raise TypeError(f"{prefix}{key} is neither a message nor a table")
        if LANGUAGES[0] in value:
            messages[prefix + key] = value
        else:
            messages |= flatten(value, f"{prefix}{key}.")
    return messages


@cache
def messages(lang: str) -> dict[str, str]:
    """All messages in `lang` by their dotted key, their `{name}` places open."""
    return {key: message[lang] for key, message in catalogue().items()}


def say(key: str, lang: str, **values: object) -> str:
    """The message `key` in `lang` with `{name}` places filled in."""
    text = messages(lang)[key]
    return text.format(**values) if values else text
