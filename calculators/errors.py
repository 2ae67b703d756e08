"""What can be wrong with a question, each with the sentence that says so in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from calculators.wording import say


class Problem(Exception):
    """A question that cannot be answered; `message(lang)` is one sentence for the person who asked.

    `name` is the input it is about, where it is about one.
    """

    key = ""

    def __init__(self, name: str | None = None, **values: object) -> None:
        super().__init__(self.key)
        self.name = name
        self.values = values

    def message(self, lang: str) -> str:
        return say(f"error.{self.key}", lang, **self.values)

    def __str__(self) -> str:
        return self.message("en")


class NoCatalogue(Problem):
    """The policies have not been compiled."""

    key = "no-catalogue"


class UnknownName(Problem):
    """An id, an input or a place that does not exist; says which ones come close, of `known` or of `also` known names."""

    def __init__(self, kind: str, given: str, known: Iterable[str], also: Iterable[str] = ()) -> None:
        given, names = given[:80], list(known)
        close = get_close_matches(given, [*names, *also], n=3, cutoff=0.5)
        self.key = f"unknown-{kind}" + ("-close" if close else "")
        super().__init__(given, given=given, close=" / ".join(close), known=", ".join(names))


class BadValue(Problem):
    """An answer that is not what the input `name` takes; `key` says in which way."""

    def __init__(self, key: str, name: str, **values: object) -> None:
        self.key = key
        super().__init__(name, **values)


class Misuse(Problem):
    """A question that is put wrongly as a whole; `key` says in which way."""

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        super().__init__(None, **values)
