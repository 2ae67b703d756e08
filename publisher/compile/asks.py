"""The conditions of a benefit, as a record writes them and in words: gates, least numbers, least ratios."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from calculators.rules.asks import Applicants, Ask, AskData, ConditionData, Gate, Least, LeastRatio
from calculators.vocabulary import InputKind, Unit
from publisher.compile.binding import Scope
from publisher.compile.directions import Role
from publisher.compile.reader import Reader
from publisher.compile.words import Part, Sentence, Teller, condition_figures
from publisher.records.rule import Ask as Asked


def compile_ask(ask: Asked, reader: Reader) -> AskData:
    """A condition in the catalogue."""
    scope = Scope(reader.binder.quote(ask.quote, ask.at("quote")))
    common: ConditionData = {"quote": scope.quote.data()}
    if ask.when is not None:
        common["when"] = reader.when(ask.when, ask.at("when"), scope)
    if ask.gate is not None:
        reader.gates.append(common["quote"])
        return {**common, "gate": reader.input(ask.gate, ask.at("gate"), InputKind.YES_NO)}
    assert ask.at_least is not None  # the form has seen to it
    units = (Unit.SHARE,) if ask.ratio else (Unit.YUAN, Unit.COUNT, Unit.MONTHS, Unit.AREA)
    figure = reader.figure(ask.at_least, ask.at("at_least"), scope, units, Role.THRESHOLD)
    if ask.ratio is not None and ask.of is not None:
        ratio, of = (reader.input(name, ask.at(key), InputKind.MONEY) for key, name in (("ratio", ask.ratio), ("of", ask.of)))
        return {**common, "ratio": ratio, "of": of, "at_least": figure}
    assert ask.input is not None
    return {**common, "input": reader.input(ask.input, ask.at("input")), "at_least": figure}


def ask_sentence(ask: Ask, teller: Teller) -> Sentence:
    """A condition in words."""
    match ask:
        case Gate():
            text = teller.say("gate", input=teller.name(ask.name))
        case Least():
            text = teller.say("least", input=teller.name(ask.name), figure=teller.figure(ask.at_least))
        case LeastRatio():
            name, of = teller.name(ask.name), teller.name(ask.of)
            text = teller.say("ratio", input=name, of=of, figure=teller.figure(ask.at_least))
        case Applicants():
            who = teller.speaker.say("list.or").join(teller.speaker.applicant(one) for one in ask.may_apply)
            text = teller.say("applicants", who=who)
        case _:
            assert_never(ask)
    return Sentence(teller.under(ask.when, text))


def ask_figures(ask: Ask) -> Iterator[Part]:
    """The figures of a condition."""
    yield from condition_figures(ask.when)
    match ask:
        case Least() | LeastRatio():
            yield ("threshold", ask.at_least)
        case Gate() | Applicants():
            pass
        case _:
            assert_never(ask)
