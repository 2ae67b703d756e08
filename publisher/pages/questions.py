"""The questions a firm is asked, whichever benefit asks them: for the pages that work out more than one benefit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import Any

from calculators.catalogue import Catalogue
from calculators.facts import Answer
from calculators.inputs import Input, called_now
from calculators.money import plain, show
from calculators.vocabulary import InputKind
from publisher.pages.site import View


@dataclass(frozen=True, slots=True)
class Question:
    """A question as a template shows it; `value`, or `checked` for one to tick, is what the form starts with."""

    name: str
    kind: InputKind
    label: str
    help: str
    unit: str
    options: tuple[tuple[str, str], ...]
    value: str
    checked: bool
    notes: tuple[tuple[str, str, str], ...] = ()
    """What single policies add to the help: id and short name of the policy, and the note."""


@dataclass(frozen=True, slots=True)
class Group:
    """Questions on one subject."""

    id: str
    title: str
    questions: tuple[Question, ...]


def question(view: View, asked: Input, value: str = "", *, checked: bool = False, policy: str = "") -> Question:
    """One question in the page's language, with what `policy` adds to its help."""
    lang = view.lang
    unit = view.say(f"form.unit-{asked.kind}") if asked.kind.is_number else ""
    options = tuple((key, text[lang]) for key, text in asked.options.items())
    return Question(asked.name, asked.kind, asked.label[lang], asked.help_in(policy, lang), unit, options, value, checked)


def noted(view: View, asked: Question, policies: Collection[str]) -> Question:
    """The question with what each of these policies adds to its help."""
    notes, lang = view.site.catalogue.inputs[asked.name].notes, view.lang
    shorts = {one.id: one.short[lang] for one in view.site.catalogue.policies}
    return replace(asked, notes=tuple((name, shorts[name], note[lang]) for name, note in notes.items() if name in policies))


def groups(
    view: View, names: Iterable[str], values: Mapping[str, str] | None = None, *, policies: Collection[str] = ()
) -> list[Group]:
    """The questions of these names in the order in which a firm is asked, under their headings, noted for `policies`."""
    inputs, wanted, given = view.site.catalogue.inputs, set(names), values or {}
    titles = view.site.corpus.questions.groups
    asked = [one for name, one in inputs.items() if name in wanted]
    return [
        Group(
            key,
            view.pick(titles[key]),
            tuple(noted(view, question(view, one, given.get(one.name, "")), policies) for one in ones),
        )
        for key, ones in groupby(asked, key=lambda one: one.group)
    ]


def fields_data(catalogue: Catalogue, names: Iterable[str]) -> dict[str, Any]:
    """How a script reads the fields."""
    return {name: field_data(catalogue.inputs[name]) for name in names}


def formerly_data(catalogue: Catalogue, names: Collection[str]) -> dict[str, list[str]]:
    """What an address of before may ask for, by the name it had: what it is called now, or nothing where it is asked no more."""
    inputs = {name: catalogue.inputs[name] for name in names}
    old = [*catalogue.retired, *(one for asked in inputs.values() for one in asked.formerly)]
    return {name: list(called_now(inputs, name)) for name in old if name.isascii() and name.isidentifier() and name not in inputs}


def field_data(asked: Input) -> dict[str, Any]:
    """One field; `assumed` is what it counts as where nothing is chosen."""
    data: dict[str, Any] = {"kind": asked.kind, "atMost": str(asked.at_most)}
    return data | ({"assumed": asked.assumed} if asked.assumed else {})


def written(asked: Input, answer: Answer | None, lang: str) -> str:
    """An answer as a reader of this language types it: `100万元`, `1,000,000`, `province`."""
    if isinstance(answer, Decimal):
        return show(answer, lang) if asked.kind == InputKind.MONEY and lang == "zh" else plain(answer)
    return answer if isinstance(answer, str) else ""
