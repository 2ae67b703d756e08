"""The parts that rules of every form are written with: inputs, figures, products, conditions; each proved where it stands."""

from __future__ import annotations

from collections.abc import Mapping

from calculators.figures import FigureData, QuoteData
from calculators.rules.conditions import BracketData, LevelData, WhenData
from calculators.rules.factors import FactorData
from calculators.vocabulary import InputKind, Unit
from publisher.compile.binding import Binder, Scope
from publisher.compile.directions import Role, check_direction
from publisher.records.base import Wanted
from publisher.records.rule import AskedFactor, Bracket, Condition, Factor, LimitShare, SumFactor
from publisher.records.shared import Question
from publisher.records.yaml_source import Path_

UNITS = {
    InputKind.MONEY: (Unit.YUAN,),
    InputKind.MONTHS: (Unit.MONTHS,),
    InputKind.YEARS: (Unit.MONTHS,),
    InputKind.AREA: (Unit.AREA,),
    InputKind.COUNT: (Unit.COUNT,),
}
"""The figures that a number can be compared with, by the kind of its question."""


class Reader:
    """Reads what a benefit is written with; findings go to the binder."""

    def __init__(self, binder: Binder, questions: Mapping[str, Question]) -> None:
        self.binder = binder
        self.questions = questions
        self.gates: list[QuoteData] = []
        """The words of the conditions that a visitor answers for."""
        self.used: dict[str, None] = {}
        """The inputs that were met, in the order of the record."""

    def input(self, name: str, path: Path_, *kinds: InputKind) -> str:
        """Note that an input is used; report it where it is unknown or of another kind."""
        question = self.questions.get(name)
        if question is None:
            self.binder.report(path, name, "the name of an input in inputs.yaml", "correct the name, or add the input")
        elif kinds and question.kind not in kinds:
            expected = f"an input of kind {' or '.join(kinds)}"
            self.binder.report(path, f"{name} ({question.kind})", expected, "use the input that fits")
        self.used.setdefault(name)
        return name

    def figure(self, text: str, path: Path_, scope: Scope, units: tuple[Unit, ...], role: Role | None = None) -> FigureData:
        """Bind a figure; one that is refused comes back with an empty span, so that the rest is read too."""
        figure = self.binder.figure(text, path, scope, *units)
        if figure is None:
            return {"text": text, "value": "0", "unit": Unit.COUNT, "at": (scope.quote.place, 0, 0)}
        bound = figure["at"][1] < figure["at"][2]
        if role is not None and bound:
            check_direction(self.binder, role, figure, path)
        return figure

    def factor(self, factor: Factor, path: Path_, scope: Scope) -> FactorData:
        """Read a factor of a product: an input, a printed quantity, an input up to a limit, a sum of products."""
        if isinstance(factor, str):
            if factor in self.questions or factor.isascii():
                return {"input": self.input(factor, path, *UNITS)}
            return {"figure": self.figure(factor, path, scope, (Unit.AREA, Unit.MONTHS, Unit.COUNT))}
        if isinstance(factor, SumFactor):
            products = [
                [self.factor(one, (*path, "sum", row, column), scope) for column, one in enumerate(factors)]
                for row, factors in enumerate(factor.sum)
            ]
            return {"sum": products}
        return self._limited(factor, scope)

    def _limited(self, factor: AskedFactor, scope: Scope) -> FactorData:
        if factor.quote is not None:
            scope = Scope(self.binder.quote(factor.quote, factor.at("quote")))
        name, limit = self.input(factor.input, factor.at("input"), *UNITS), factor.at_most
        if isinstance(limit, LimitShare):
            return {
                "input": name,
                "quote": scope.quote.data(),
                "at_most": self.figure(limit.share, limit.at("share"), scope, (Unit.SHARE,), Role.LIMIT),
                "of": self.input(limit.of, limit.at("of"), InputKind.COUNT),
            }
        units = self._units(name)
        bound = self.figure(limit, factor.at("at_most"), scope, units, Role.LIMIT)
        return {"input": name, "quote": scope.quote.data(), "at_most": bound}

    def when(self, when: Condition | list[Condition], path: Path_, scope: Scope) -> WhenData:
        """Read a condition as alternatives; a bracket's figures are bound like any other."""
        alternatives = when if isinstance(when, list) else [when]
        return [{name: self._wanted(name, wanted, (*path, name), scope) for name, wanted in one.items()} for one in alternatives]

    def _wanted(self, name: str, wanted: Wanted | Bracket, path: Path_, scope: Scope) -> str | bool | LevelData | BracketData:
        if isinstance(wanted, Bracket):
            self.input(name, path, *UNITS)
            bracket: BracketData = {}
            for key, text in wanted.entries().items():
                role = Role.THRESHOLD if key == "at_least" else Role.BELOW
                bracket[key] = self.figure(text, wanted.at(key), scope, self._units(name), role)  # type: ignore[literal-required]
            return bracket
        if isinstance(wanted, bool):
            self.input(name, path, InputKind.YES_NO)
            return wanted
        self.input(name, path, InputKind.CHOICE)
        question = self.questions.get(name)
        if question and wanted not in question.options:
            allowed = ", ".join(question.options)
            self.binder.report(path, wanted, f"one of {allowed}", "choose a level that inputs.yaml has")
        if question and question.assumed is not None:
            return {"level": wanted, "assumed": question.assumed}
        return wanted

    def _units(self, name: str) -> tuple[Unit, ...]:
        """The units of the figures that an answer can be compared with."""
        question = self.questions.get(name)
        return UNITS.get(question.kind, ()) if question else ()

    def meaning(self, name: str, value: str | bool) -> list[str]:
        """The words of the laws that mean a limb or a level."""
        question = self.questions.get(name)
        if question is None:
            return []
        if isinstance(value, bool):
            return question.words
        option = question.options.get(value)
        return [*option.words, option.zh] if option else []
