"""A rule as it is written, turned into the tree that `calculators.rules` loads.

Keys beside `sum` or `one_of` are inherited by every part. A figure is bound
once, where it is written; the parts that inherit it carry the same span.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from publisher.compile.binding import Binder, Scope
from publisher.compile.directions import check_direction
from publisher.compile.respectively import check_parallel
from publisher.records.model import Question
from publisher.records.quantities import AREA, COUNT, MONEY, MONTHS, SHARE
from publisher.records.yaml_source import Path_

FIGURES: dict[str, tuple[str, tuple[str, ...]]] = {
    "rate": ("fixed", (SHARE,)),
    "rate_up_to": ("ceiling", (SHARE,)),
    "amount": ("fixed", (MONEY,)),
    "amount_up_to": ("ceiling", (MONEY,)),
    "at_least": ("threshold", (MONEY, COUNT)),
    "cap": ("ceiling", (MONEY,)),
    "at_most": ("ceiling", (MONEY,)),
    "from": ("low", (MONEY,)),
    "to": ("high", (MONEY,)),
    "pool": ("pool", (MONEY,)),
}
"""The keys that hold a figure: what the law has to say beside it, and what it may be."""

BRANCHES = ("sum", "one_of")
LEAD = {"share_of": "share", "amount": "amount", "amount_up_to": "amount"}
STATED = ("at_most", "from", "pool", "undetermined")
ALLOWED = {
    "share": {"share_of", "rate", "rate_up_to", "at_least", "cap"},
    "amount": {"amount", "amount_up_to", "times", "per", "at_least", "cap"},
    "stated": {"at_most", "from", "to", "pool", "undetermined"},
}
COMMON = {"when", "words", "quote"}
WHOLE = re.compile(r"免|全额|全部")
"""Words by which a law gives a bill whole, without printing a rate."""
KIND_UNITS = {"money": (MONEY,), "months": (MONTHS,), "years": (MONTHS,), "area": (AREA,), "count": (COUNT,)}


class RuleCompiler:
    """Compiles the rules of one benefit; findings go to the binder."""

    def __init__(self, binder: Binder, questions: Mapping[str, Question]) -> None:
        self.binder = binder
        self.questions = questions
        self.used: dict[str, None] = {}
        """The inputs that were met, in the order of the record."""

    def input(self, name: str, path: Path_, *kinds: str) -> str:
        """Note that an input is used; report it where it is unknown or of another kind."""
        question = self.questions.get(name)
        if question is None:
            self.binder.report(path, name, "the name of an input in inputs.yaml", "correct the name, or add the input")
        elif kinds and question.kind not in kinds:
            expected = f"an input of kind {' or '.join(kinds)}"
            self.binder.report(path, f"{name} ({question.kind})", expected, "use the input that fits")
        self.used.setdefault(name)
        return name

    def rule(self, raw: Mapping[str, Any], path: Path_, scope: Scope) -> dict[str, Any]:
        """Compile a rule tree."""
        return self._node(raw, path, scope, {})

    def _node(self, raw: Mapping[str, Any], path: Path_, scope: Scope, inherited: Mapping[str, Any]) -> dict[str, Any]:
        if "quote" in raw:
            scope = Scope(self.binder.quote(raw["quote"], (*path, "quote")))
        own = {key: self._value(key, value, (*path, key), scope) for key, value in raw.items() if key not in (*BRANCHES, "quote")}
        known = {**inherited, **own}
        branches = [key for key in BRANCHES if key in raw]
        if len(branches) > 1:
            self.binder.report((*path, branches[1]), " and ".join(branches), "one of them", "nest the one inside the other")
        if branches:
            key = branches[0]
            self._check_choice(key, raw[key], known, (*path, key))
            parts = [self._node(part, (*path, key, index), scope, known) for index, part in enumerate(raw[key])]
            check_parallel(self.binder, raw[key], (*path, key))
            return {"form": key, "parts": parts}
        return self._leaf(known, path, scope)

    def _value(self, key: str, value: Any, path: Path_, scope: Scope) -> Any:
        if key in FIGURES:
            role, units = FIGURES[key]
            return self._figure(value, path, scope, role, units)
        if key == "share_of":
            return [self._factor(one, path, scope) for one in (value if isinstance(value, list) else [value])]
        if key == "times":
            return [self._factor(one, (*path, index), scope) for index, one in enumerate(value)]
        if key == "per":
            return self._per(str(value), path, scope)
        if key == "when":
            return self.when(value, path, scope)
        return self.binder.words(value, path, scope)  # words, undetermined

    def _figure(self, value: Any, path: Path_, scope: Scope, role: str, units: tuple[str, ...]) -> dict[str, Any] | None:
        figure = self.binder.figure(value, path, scope, *units)
        if figure:
            check_direction(self.binder, role, figure, path)
        return figure

    def _per(self, value: str, path: Path_, scope: Scope) -> dict[str, Any]:
        text, _, mode = (part.strip() for part in value.partition(","))
        if mode not in ("", "whole"):
            mend = "write the block, then `, whole` where only full blocks count"
            self.binder.report(path, value, "`1000万元` or `1000万元, whole`", mend)
        return {"figure": self.binder.figure(text, path, scope, MONEY), "whole": mode == "whole"}

    def _factor(self, raw: Any, path: Path_, scope: Scope) -> dict[str, Any]:
        if isinstance(raw, str):
            if raw in self.questions or raw.isascii():
                return {"input": self.input(raw, path, *KIND_UNITS)}
            return {"figure": self.binder.figure(raw, path, scope, AREA, MONTHS, COUNT)}
        if "sum" in raw:
            products = [
                [self._factor(one, (*path, "sum", row, column), scope) for column, one in enumerate(factors)]
                for row, factors in enumerate(raw["sum"])
            ]
            return {"sum": products}
        return self._limited(raw, path, scope)

    def _limited(self, raw: Mapping[str, Any], path: Path_, scope: Scope) -> dict[str, Any]:
        if "quote" in raw:
            scope = Scope(self.binder.quote(raw["quote"], (*path, "quote")))
        name = self.input(raw["input"], (*path, "input"), *KIND_UNITS)
        limit, where = raw["at_most"], (*path, "at_most")
        factor: dict[str, Any] = {"input": name, "quote": scope.quote.data()}
        if isinstance(limit, Mapping):
            factor["at_most"] = self._figure(limit["share"], (*where, "share"), scope, "limit", (SHARE,))
            factor["of"] = self.input(limit["of"], (*where, "of"), "count")
        else:
            question = self.questions.get(name)
            factor["at_most"] = self._figure(limit, where, scope, "limit", KIND_UNITS.get(question.kind if question else "", ()))
        return factor

    def when(self, raw: Any, path: Path_, scope: Scope) -> list[dict[str, Any]]:
        """Compile a condition into alternatives; a bracket's figures are bound like any other."""
        alternatives = raw if isinstance(raw, list) else [raw]
        return [{name: self._wanted(name, wanted, (*path, name), scope) for name, wanted in one.items()} for one in alternatives]

    def _wanted(self, name: str, wanted: Any, path: Path_, scope: Scope) -> Any:
        if isinstance(wanted, Mapping):
            self.input(name, path, *KIND_UNITS)
            roles = {"at_least": "threshold", "below": "below"}
            units = KIND_UNITS.get(self.questions[name].kind, ()) if name in self.questions else ()
            return {key: self._figure(value, (*path, key), scope, roles[key], units) for key, value in wanted.items()}
        if isinstance(wanted, bool):
            self.input(name, path, "yes-no")
            return wanted
        self.input(name, path, "choice")
        question = self.questions.get(name)
        if question and str(wanted) not in question.options:
            allowed = ", ".join(question.options)
            self.binder.report(path, wanted, f"one of {allowed}", "choose a level that inputs.yaml has")
        return str(wanted)

    def _leaf(self, known: Mapping[str, Any], path: Path_, scope: Scope) -> dict[str, Any]:
        forms = {LEAD[key] for key in LEAD if key in known} or {"stated" for key in STATED if key in known}
        if len(forms) != 1:
            expected = "one of share_of, amount, amount_up_to, at_most, from and to, pool, undetermined"
            self.binder.report(path, ", ".join(known) or "an empty rule", expected, "say what the term pays")
            return {"form": "stated", "quote": scope.quote.data()}
        form = forms.pop()
        for key in known.keys() - ALLOWED[form] - COMMON:
            self.binder.report((*path, key), key, f"a key that goes with {form}: {', '.join(sorted(ALLOWED[form]))}", "remove it")
        self._check_words(known, path)
        leaf: dict[str, Any] = {"form": form, "quote": scope.quote.data()}
        leaf |= {key: known[key] for key in ("when", "words", "at_least", "cap") if known.get(key) is not None}
        own = {"share": self._share, "amount": self._amount, "stated": self._stated}[form]
        return leaf | own(known, path)

    def _share(self, known: Mapping[str, Any], path: Path_) -> dict[str, Any]:
        rate = known.get("rate") or known.get("rate_up_to")
        if "rate" in known and "rate_up_to" in known:
            self.binder.report((*path, "rate"), "rate and rate_up_to", "one of them", "keep the one that the words bear out")
        if not {"rate", "rate_up_to"} & known.keys() and not WHOLE.search(known.get("words", "")):
            expected = "`rate`, `rate_up_to`, or `words` that give the whole (免, 全额)"
            self.binder.report(path, "share_of without a rate", expected, "add the rate")
        return {"base": known["share_of"], "rate": rate, "up_to": "rate_up_to" in known}

    def _amount(self, known: Mapping[str, Any], path: Path_) -> dict[str, Any]:
        per = known.get("per") or {}
        return {
            "amount": known.get("amount") or known.get("amount_up_to"),
            "up_to": "amount_up_to" in known,
            "times": known.get("times", []),
            "per": per.get("figure"),
            "whole": per.get("whole", False),
        }

    def _stated(self, known: Mapping[str, Any], path: Path_) -> dict[str, Any]:
        if ("from" in known) != ("to" in known):
            bound = "from" if "from" in known else "to"
            self.binder.report(path, bound, "`from` and `to` together", "add the other bound of the range")
        return {key: known[key] for key in ("at_most", "from", "to", "pool", "undetermined") if known.get(key) is not None}

    def _check_words(self, known: Mapping[str, Any], path: Path_) -> None:
        """A level or limb in `when` needs `words` that mean it and no other."""
        named = [(name, value) for one in known.get("when") or [] for name, value in one.items() if not isinstance(value, dict)]
        words = known.get("words")
        if not named:
            whole = "share_of" in known and not {"rate", "rate_up_to"} & known.keys()
            if words is not None and "when" not in known and not whole:
                self.binder.report((*path, "words"), words, "`when`, the condition that the words stand for", "add `when`")
            return
        if words is None:
            value = ", ".join(f"{name}: {value}" for name, value in named)
            self.binder.report((*path, "when"), value, "`words:`, the words of the quote it stands on", "add `words`")
            return
        for name, value in named:
            meaning = self._meaning(name, value)
            if not any(one in words for one in meaning):
                expected = f"words that mean {name}: {value} ({' / '.join(meaning) or 'none are listed in inputs.yaml'})"
                mend = "correct `when` or `words`; two terms may have been swapped"
                self.binder.report((*path, "words"), words, expected, mend)

    def _check_choice(self, key: str, parts: list[Mapping[str, Any]], known: Mapping[str, Any], path: Path_) -> None:
        """A condition must not be lost between a node and its parts, nor a part be out of reach."""
        for index, part in enumerate(parts):
            if "when" in part and "when" in known:
                self.binder.report(
                    (*path, index, "when"), "when", "one `when` on the way to a term", "write the whole condition on the term"
                )
            if key == "one_of" and index < len(parts) - 1 and not {"when", *BRANCHES} & part.keys():
                expected = "`when` on every term of `one_of` but the last"
                self.binder.report((*path, index), "a term without `when`", expected, "add the condition, or put the term last")

    def _meaning(self, name: str, value: Any) -> list[str]:
        question = self.questions.get(name)
        if question is None:
            return []
        if isinstance(value, bool):
            return question.words
        option = question.options.get(value)
        return [*option.words, option.zh] if option else []
