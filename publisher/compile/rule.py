"""A rule as it is written, turned into the tree that `calculators.rules` loads.

Keys beside `sum` or `one_of` are inherited by every part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from calculators.rules import RuleData
from calculators.rules.conditions import BracketData, LevelData
from calculators.rules.leaf import TermData
from publisher.compile.asks import compile_ask
from publisher.compile.binding import Scope
from publisher.compile.branches import BRANCHES
from publisher.compile.form import Form
from publisher.compile.forms import FORMS, KEYS
from publisher.compile.keys import AT_LEAST, CAP, WHEN, WORDS, Known
from publisher.compile.reader import Reader
from publisher.compile.respectively import check_parallel
from publisher.records.rule import Rule


def compile_rule(rule: Rule, reader: Reader, scope: Scope) -> RuleData:
    """Compile a rule tree; `scope` is the quote that governs it where it has none of its own."""
    return _node(rule, reader, scope, Known())


def _node(rule: Rule, reader: Reader, scope: Scope, inherited: Known) -> RuleData:
    if rule.quote is not None:
        scope = Scope(reader.binder.quote(rule.quote, rule.at("quote")))
    # figures are bound in the order in which the record writes them, which is to be that of the text
    own = {
        key: key.read(reader, value, rule.at(name), scope)
        for name, value in rule.entries().items()
        if (key := KEYS.get(name)) is not None
    }
    known = inherited.and_own(own)
    compiled = _paid(rule, reader, scope, known)
    if not rule.asks:
        return compiled
    _check_limb(rule, reader, known)
    return {"form": "asking", "asks": [compile_ask(ask, reader) for ask in rule.asks], "part": compiled}


def _paid(rule: Rule, reader: Reader, scope: Scope, known: Known) -> RuleData:
    """What the node pays, whatever it asks."""
    branches = [(form, parts) for form in BRANCHES if (parts := form.parts(rule)) is not None]
    if not branches:
        return _leaf(rule, reader, scope, known)
    if len(branches) > 1:
        names = [form.name for form, _ in branches]
        reader.binder.report(rule.at(names[1]), " and ".join(names), "one of them", "nest the one inside the other")
    form, parts = branches[0]
    form.check(parts, known, reader.binder)
    compiled = [_node(part, reader, scope, known) for part in parts]
    check_parallel(reader.binder, parts)
    return {"form": form.name, "parts": compiled}


def _check_limb(limb: Rule, reader: Reader, known: Known) -> None:
    """A condition stands on the limb that its words speak of."""
    words = known.get(WORDS)
    for ask in limb.asks:
        name = ask.gate or ask.input or ask.ratio or ""
        meant = question.words if (question := reader.questions.get(name)) else []
        if words is not None and not any(one in words for one in meant):
            expected = f"a condition of “{words}”; {name} is one of {' / '.join(meant) or 'no limb that inputs.yaml names'}"
            mend = "move it to the limb it speaks of, or list that limb's `words` with the question"
            reader.binder.report(ask.at(), name, expected, mend)


def _leaf(term: Rule, reader: Reader, scope: Scope, known: Known) -> RuleData:
    binder, quote = reader.binder, scope.quote.data()
    forms = [form for form in FORMS if any(key in known for key in form.leads)]
    if len(forms) != 1:
        found = ", ".join(key.name for key in known) or "an empty rule"
        expected = f"one of {', '.join(key.name for form in FORMS for key in form.leads)}"
        binder.report(term.at(), found, expected, "say what the term pays")
        return {"form": "stated", "quote": quote}
    form = forms[0]
    for key in known:
        if key not in (WHEN, WORDS, *form.keys):
            allowed = ", ".join(sorted(one.name for one in form.keys))
            binder.report(term.at(key.name), key.name, f"a key that goes with {form.name}: {allowed}", "remove it")
    _check_words(term, form, reader, known)
    common: TermData = {"quote": quote}
    if WHEN in known:
        common["when"] = known[WHEN]
    if WORDS in known:
        common["words"] = known[WORDS]
    if AT_LEAST in known:
        common["at_least"] = known[AT_LEAST]
    if CAP in known:
        common["cap"] = known[CAP]
    return form.compile(term, known, common, binder)


def _named(group: Mapping[str, str | bool | LevelData | BracketData]) -> Iterator[tuple[str, str | bool]]:
    """The levels and limbs of a condition."""
    for name, value in group.items():
        if isinstance(value, str | bool):
            yield name, value
        elif "level" in value:
            yield name, value["level"]


def _check_words(term: Rule, form: Form[Any], reader: Reader, known: Known) -> None:
    """A level or limb in `when` needs `words` that mean it and no other."""
    binder, words = reader.binder, known.get(WORDS)
    named = [(name, value) for one in known.get(WHEN) or [] for name, value in _named(one)]
    if not named:
        if words is not None and WHEN not in known and not form.is_told_by_words(known):
            binder.report(term.at("words"), words, "`when`, the condition that the words stand for", "add `when`")
        return
    if words is None:
        found = ", ".join(f"{name}: {value}" for name, value in named)
        binder.report(term.at("when"), found, "`words:`, the words of the quote it stands on", "add `words`")
        return
    for name, value in named:
        meaning = reader.meaning(name, value)
        if not any(one in words for one in meaning):
            expected = f"words that mean {name}: {value} ({' / '.join(meaning) or 'none are listed in inputs.yaml'})"
            binder.report(term.at("words"), words, expected, "correct `when` or `words`; two terms may have been swapped")
