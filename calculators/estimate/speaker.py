"""An estimate in words: the same content for the page, the terminal and JSON, in Chinese or English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from calculators import money
from calculators.catalogue import Benefit, Catalogue, Policy
from calculators.estimate.work import Estimate, Missing
from calculators.facts import Answer
from calculators.figures import Figure, Quote
from calculators.inputs import Input
from calculators.layout import Line
from calculators.rules.base import Named, Step, StepKind, Token
from calculators.vocabulary import Certainty, InputKind, Unit
from calculators.wording import messages, say

_TIGHT = re.compile(r"(?<=\() | (?=[),])|(?<=\w) (?=\()")
"""Spaces that do not belong: inside brackets, before a comma, between a function and its bracket."""

_MARK = 0xE000
_MARKED = re.compile("([\ue000-\uf8ff])")
"""Stand-ins for figures while a formula is written: characters that no text has."""

UNIT_KEYS = {InputKind.MONTHS: "unit.months", InputKind.YEARS: "unit.years", InputKind.AREA: "unit.area"}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Puts figures, answers and steps into one language; `unit` is how the reader likes money, where not as usual."""

    catalogue: Catalogue
    lang: str
    unit: str = ""

    def say(self, key: str, **values: object) -> str:
        return say(key, self.lang, **values)

    @property
    def said(self) -> Mapping[str, str]:
        """What is always said in the same words, by its key: for templates, where looking up costs less than a call."""
        return messages(self.lang)

    def label(self, name: str) -> str:
        return self.catalogue.inputs[name].label[self.lang]

    def benefit_name(self, benefit: Benefit) -> str:
        """A benefit with the policy it stands in."""
        return f"{benefit.policy.short[self.lang]}{'' if self.lang == 'zh' else ' · '}{benefit.title[self.lang]}"

    def quoted(self, policy: Policy, quote: Quote, indent: str) -> Iterator[Line]:
        """The words of a clause with the place they stand at, for a terminal; below a translation the law's own."""
        place, words = policy.labels[quote.place][self.lang], quote.words(self.lang)
        yield Line(self.say("plan.quote", words=words, policy=policy.short[self.lang], place=place), indent)
        if words != quote.text:
            yield Line(self.say("plan.original", words=quote.text), indent)

    def columns(self, words: str, original: str) -> tuple[str, ...]:
        """What stands in the columns for the words of the law: its own, for readers of English the translation before it."""
        return (words,) if self.lang == "zh" else (words, original)

    def words(self, quote: Quote | None) -> tuple[str, ...]:
        """The words of a clause for these columns."""
        return self.columns(quote.words(self.lang), quote.text) if quote else self.columns("", "")

    def amount(self, value: Decimal) -> str:
        return money.show(value, self.lang, self.unit)

    def figure(self, figure: Figure) -> str:
        """A printed figure: as the law prints it in Chinese, as a reader of English writes it in English."""
        if self.lang == "zh":
            return figure.text
        match figure.unit:
            case Unit.YUAN:
                return self.amount(figure.value)
            case Unit.SHARE:
                return figure.text if ":" in figure.text else f"{money.plain(figure.value * 100)}%"
            case Unit.MONTHS:
                years = figure.value / 12
                return self.say("unit.years", n=money.plain(years)) if years == int(years) else self._months(figure.value)
            case Unit.AREA:
                return self.say("unit.area", n=money.plain(figure.value))
            case Unit.COUNT:
                return money.plain(figure.value)
            case Unit.DATE:
                return figure.text
            case _:
                assert_never(figure.unit)

    def _months(self, value: Decimal) -> str:
        return self.say("unit.months", n=money.plain(value))

    def answer(self, name: str, value: Decimal | str | None) -> str:
        """An answer with its unit; the label of the input where the answer is unknown."""
        asked = self.catalogue.inputs[name]
        if value is None:
            return f"[{asked.label[self.lang]}]"
        return self.given(name, value) if isinstance(value, str) else self.quantity(asked, value)

    def given(self, name: str, value: Answer | None) -> str:
        """An answer as its visitor would say it: `是`, `省级`, `100万元`."""
        asked = self.catalogue.inputs[name]
        if value is None:
            return self.say("given.none")
        if isinstance(value, bool):
            return self.say("given.yes" if value else "given.no")
        return asked.options[value][self.lang] if isinstance(value, str) else self.quantity(asked, value)

    def quantity(self, asked: Input, value: Decimal) -> str:
        if asked.kind == InputKind.MONEY:
            return self.amount(value)
        unit = UNIT_KEYS.get(asked.kind)
        return self.say(unit, n=money.plain(value)) if unit else money.plain(value)

    def token(self, token: Token) -> str:
        if isinstance(token, Figure):
            return self.figure(token)
        if isinstance(token, Named):
            return self.answer(token.name, token.value)
        if isinstance(token, Decimal):
            return self.amount(token)
        return self.say(f"sign.{token}") if token in ("min", "floor") else token

    def formula(self, step: Step) -> str:
        """The formula in one line; a gate is its own label."""
        return "".join(text for text, _ in self.formula_parts(step))

    def formula_parts(self, step: Step) -> list[tuple[str, Figure | None]]:
        """The formula in pieces; a piece that is a figure of the law comes with the figure."""
        if step.kind is StepKind.GATE and isinstance(step.formula[0], Named):
            return [(self.label(step.formula[0].name), None)]
        figures = step.figures
        marked = iter(range(len(figures)))
        written = " ".join(chr(_MARK + next(marked)) if isinstance(one, Figure) else self.token(one) for one in step.formula)
        parts: list[tuple[str, Figure | None]] = []
        for text in _MARKED.split(_TIGHT.sub("", written)):
            figure = figures[ord(text) - _MARK] if _MARKED.fullmatch(text) else None
            parts.append((self.figure(figure) if figure else text, figure))
        return [part for part in parts if part[0]]

    def result(self, step: Step) -> str:
        match step.kind:
            case StepKind.RATE | StepKind.SUM | StepKind.CAP | StepKind.TOTAL:
                assert isinstance(step.result, Decimal)
                return self.amount(step.result)
            case StepKind.GATE | StepKind.CONDITION:
                return self.say("result.met" if step.result else "result.not-met")
            case StepKind.LIMIT:
                return self.say("result.counted-in-full" if step.result else "result.counted-to-limit")
            case StepKind.STATED:
                return ""
            case _:
                assert_never(step.kind)

    def step_label(self, step: Step) -> str:
        """What the line does, with the inputs it speaks of."""
        names = [self.label(token.name) for token in step.formula if isinstance(token, Named)]
        return self.say(f"step.{step.label}", inputs=self.say("list.and").join(dict.fromkeys(names)))

    def place(self, estimate: Estimate, quote: Quote) -> str:
        """Where words stand: the article's printed label, or the closing notes."""
        return estimate.benefit.policy.labels[quote.place][self.lang]

    def applicant(self, value: str) -> str:
        """Those who may apply, as one speaks of them: `企业`, `enterprises`."""
        return self.catalogue.applicants[value][self.lang]

    def assumed(self, estimate: Estimate, name: str) -> str:
        """What counts as answered: a condition as it stands, a choice with the answer taken."""
        answer = estimate.benefit.assumed.get(name)
        return self.say("given.of", input=self.label(name), answer=self.given(name, answer)) if answer else self.label(name)

    def missing(self, one: Missing) -> str:
        label = self.label(one.name)
        if one.only:
            return self.say("missing.applicants", who=self.say("list.or").join(map(self.applicant, one.only)))
        if one.by is None or one.figure is None:
            kind = self.catalogue.inputs[one.name].kind
            return self.say("missing.gate" if kind == InputKind.YES_NO else "missing.answer", input=label)
        by = self.quantity(self.catalogue.inputs[one.name], one.by)
        return self.say("missing.short", input=label, by=by, figure=self.figure(one.figure))

    def question(self, one: Missing) -> str:
        """What is missing as the question that settles it; what is short, as how much it lacks."""
        return self.missing(one) if one.only or one.figure else self.label(one.name)

    def certainty(self, estimate: Estimate) -> str:
        return self.say(f"certainty.{estimate.benefit.sureness}")

    def warnings(self, estimate: Estimate) -> list[str]:
        """What must be known before the amount is relied on."""
        found = []
        if estimate.status is not None and estimate.on is not None and not estimate.status.pays:
            key = (
                "superseded-draft"
                if estimate.benefit.policy.validity.draft and estimate.status == "superseded"
                else estimate.status
            )
            found.append(self.say(f"warning.{key}", date=estimate.on.isoformat()))
        if estimate.benefit.lapses:
            found.append(self.say(f"lapse.{estimate.benefit.lapses.when}"))
        return found

    def headline(self, estimate: Estimate) -> str:
        """The answer in one phrase: `最高 50万元`, `RMB 500,000`, `RMB 500,000 to RMB 1,000,000`."""
        stated = estimate.stated
        if estimate.amount is not None:
            amount = self.amount(estimate.amount)
            up_to = estimate.benefit.certainty == Certainty.UP_TO and estimate.amount > 0
            return self.say("headline.up-to", amount=amount) if up_to else amount
        if stated.at_least and stated.at_most:
            return self.say("headline.range", low=self.amount(stated.at_least.value), high=self.amount(stated.at_most.value))
        if stated.at_most:
            return self.say("headline.ceiling", amount=self.amount(stated.at_most.value))
        if stated.pool:
            return self.say("headline.pool", amount=self.amount(stated.pool.value))
        return self.say("headline.undetermined")
