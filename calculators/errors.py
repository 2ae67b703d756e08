"""What can be wrong with a question, each with the sentence that says so in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from calculators.wording import say

_MOST_PLACES = 40
"""Of calls that led to an error; an endless recursion has a thousand."""


def reason(error: BaseException) -> str:
    """What went wrong and where, for those who mend it: `KeyError: 'rate'`, then a line for each call that led there.

    The innermost call comes first, as browsers print it; an error that another one led to ends with that one. Lines are
    those of the file, in the browser those at which functions begin.
    """
    places = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"    at {code.co_qualname} ({_short(code.co_filename)}:{trace.tb_lineno})")
        trace = trace.tb_next
    if len(places) > _MOST_PLACES:
        places[_MOST_PLACES // 2 : -_MOST_PLACES // 2] = ["    …"]
    told = "\n".join([f"{type(error).__name__}: {error}", *reversed(places)])
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return f"{told}\n  because of {reason(before)}" if before else told


def _short(file: str) -> str:
    """A file of this package by its way in it."""
    _, package, inside = file.rpartition("/calculators/")
    return f"{package[1:]}{inside}" if package else file


class Problem(Exception):
    """A question that cannot be answered; `message(lang)` is one sentence for the person who asked.

    `name` is the input it is about, where it is about one.
    """

    key = ""

    def __init__(self, name: str | None = None, **values: object) -> None:
        super().__init__(self.key)
        self.name = name
        self.values = values

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong, one by one."""
        return (self,)

    def message(self, lang: str) -> str:
        """One sentence (`lang` is `zh` or `en`): what is wrong, and what is allowed."""
        return say(f"error.{self.key}", lang, **self.values)

    def line(self, lang: str) -> str:
        """The same for whoever has more than one answer before them: with the name of the answer it is about."""
        return self.message(lang)

    def __str__(self) -> str:
        return self.line("en")


class WrongAnswers(Problem):
    """Everything that is wrong with what was asked, at once: `problems` has one for each, with the `name` of its input."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self._problems = tuple(problems)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self._problems

    def message(self, lang: str) -> str:
        return " ".join(one.message(lang) for one in self._problems)

    def line(self, lang: str) -> str:
        return "\n".join(one.line(lang) for one in self._problems)


class NoCatalogue(Problem):
    """There are no compiled policies, or none that this version can read; `key` says which."""

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        super().__init__(None, **values)


class UnknownName(Problem):
    """An id, an input or a place that does not exist; says which ones come close, of `known` or of `also` known names.

    Its `name` is that of the input, or the `kind` of what was looked for.
    """

    def __init__(self, kind: str, given: str, known: Iterable[str], also: Iterable[str] = ()) -> None:
        given, names = given[:80], list(known)
        close = get_close_matches(given, [*names, *also], n=3, cutoff=0.5)
        self.key = f"unknown-{kind}" + ("-close" if close else "")
        super().__init__(given if kind == "input" else kind, given=given, close=" / ".join(close), known=", ".join(names))


class BadValue(Problem):
    """An answer that is not what the input `name` takes; `key` says in which way."""

    def __init__(self, key: str, name: str, **values: object) -> None:
        self.key = key
        super().__init__(name, **values)

    def line(self, lang: str) -> str:
        return f"{self.name}: {self.message(lang)}"


class NotAsked(Problem):
    """An answer to a question that other benefits ask and this one does not."""

    key = "not-asked-here"

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(name, given=name, known=", ".join(known))


class Misuse(Problem):
    """A question that is put wrongly as a whole; `key` says in which way."""

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        super().__init__(None, **values)
