"""What the curves tell a visitor: what more would bring, where the cap binds, what changes at the next bracket."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from calculators.estimate.chart import Turn, turns
from calculators.estimate.corners import corners, curve_of
from calculators.estimate.speaker import Speaker
from calculators.estimate.work import Estimate, estimate
from calculators.figures import Figure
from calculators.inputs import Input
from calculators.money import FEN
from calculators.rules.base import Named, StepKind, Token
from calculators.rules.curve import Curve, NotLinear

MOST = 3
"""More sentences than this are no advice."""


@dataclass(frozen=True, slots=True)
class Advice:
    """A sentence about `name`; of kind `threshold` where it says what is missing to one."""

    kind: str
    name: str
    text: str


def advice(found: Estimate, speaker: Speaker) -> list[Advice]:
    """Say what lies ahead on the curve of each number, the main input first, in the visitor's language.

    Empty where the text gives no formula, where a condition is not met that no
    number can mend, or where an answer that the amount needs is unknown.
    """
    benefit, facts = found.benefit, found.facts
    sentences: list[Advice] = []
    for name in sorted(benefit.inputs, key=lambda one: one != benefit.main):
        asked, value = speaker.catalogue.inputs[name], facts.number(name)
        if value is None or found.amount is None:
            continue
        try:
            ahead = Ahead(found, speaker, asked, turns(corners(benefit, facts.answers, asked, facts.kinds)))
        except NotLinear:
            continue
        sentences += ahead.sentences()
    return sentences[:MOST]


@dataclass(frozen=True, slots=True)
class Ahead:
    """One input's curve, seen from where the visitor stands on it."""

    found: Estimate
    speaker: Speaker
    asked: Input
    turns: tuple[Turn, ...]

    @property
    def here(self) -> int:
        value = self.found.facts.number(self.asked.name)
        assert value is not None
        return int(value / self.asked.step)

    @property
    def curve(self) -> Curve:
        return curve_of(tuple(turn.corner for turn in self.turns))

    def _paid(self, position: int) -> Decimal:
        """What is paid there, in yuan."""
        return self.found.benefit.rounded(self.curve(position) * FEN)

    def sentences(self) -> Iterator[Advice]:
        """At most one about what is ahead, or else one about a cap that has been passed."""
        ahead = [turn for turn in self.turns if turn.corner.start > self.here]
        for turn in ahead:
            if (sentence := self._about(turn)) is not None:
                yield sentence
                return
        if not ahead:
            yield from self._behind()

    def _about(self, turn: Turn) -> Advice | None:
        """The next corner that is worth a sentence: a jump, a fall, or the end of the rise."""
        start = turn.corner.start
        change = self._paid(start) - self._paid(start - 1)
        if turn.kind in ("threshold", "step", "drop") or (turn.kind == "cap" and change > FEN and self._jumps(turn)):
            return self._bracket(turn, change) or self._jump(turn)
        return self._end(turn) if turn.kind == "cap" and self._is_paid_on() else None

    def _jumps(self, turn: Turn) -> bool:
        """Whether a curve that ends here ends with a jump, as the last stair of a staircase does."""
        before = self.turns[self.turns.index(turn) - 1].corner
        return self.curve(turn.corner.start) - self.curve(turn.corner.start - 1) > before.slope

    def _jump(self, turn: Turn) -> Advice:
        start, then = turn.corner.start, self._paid(turn.corner.start)
        if turn.kind == "drop":
            less = self.speaker.amount(self._paid(start - 1) - then)
            return self._say("lost" if not then else "falls", at=self._quantity(start), less=less)
        more, gain = self._quantity(start - self.here), self.speaker.amount(then - self._paid(self.here))
        short = next((one for one in self.found.missing if one.name == self.asked.name and one.figure), None)
        if short is not None and short.figure is not None and turn.kind == "threshold":
            return self._say("threshold", more=more, gain=gain, figure=self.speaker.figure(short.figure))
        return self._say("more", more=more, gain=gain)

    def _bracket(self, turn: Turn, change: Decimal) -> Advice | None:
        """What another rate, cap or printed sum makes of the visitor's other answers."""
        before, after = self._working(turn.corner.start - 1), self._working(turn.corner.start)
        both = before.keys() & after.keys()
        changed = [key for key in ("rate", "amount", "cap") if key in both and before[key].value != after[key].value]
        if not before.keys() >= {"cap-binds"} and not after.keys() >= {"cap-binds"}:
            changed = [key for key in changed if key != "cap"]
        elif before.keys() & after.keys() >= {"cap-binds"}:
            changed = [key for key in changed if key == "cap"]
        if not changed:
            return None
        changes = [
            self.speaker.say(
                f"advice.{key}-{'falls' if after[key].value < before[key].value else 'rises'}",
                before=self.speaker.figure(before[key]),
                after=self.speaker.figure(after[key]),
            )
            for key in changed
        ]
        by = self.speaker.amount(abs(change))
        effect = self.speaker.say("advice.less" if change < 0 else "advice.gain", by=by)
        values = {
            "at": self._quantity(turn.corner.start),
            "changes": self.speaker.say("list.and-then").join(changes),
            "effect": effect,
        }
        main = self.found.benefit.main
        if main is None or main == self.asked.name:
            return self._say("bracket", **values)
        spend = self.speaker.answer(main, self.found.facts.number(main))
        return self._say("bracket-main", main=self.speaker.label(main), spend=spend, **values)

    def _end(self, turn: Turn) -> Advice:
        step = turn.corner.start
        if self._limits(step + 1):
            return self._say("limit", at=self._quantity(step))
        return self._say("cap", at=self._quantity(step), amount=self.speaker.amount(self._paid(step)))

    def _behind(self) -> Iterator[Advice]:
        """The visitor is past the last corner: what of the answer brings nothing."""
        last = self.turns[-1]
        beyond = self.here - last.corner.start
        if last.kind != "cap" or not beyond or not last.corner.at or not self._is_paid_on():
            return
        values = {"at": self._quantity(last.corner.start), "beyond": self._quantity(beyond)}
        if self._limits(self.here):
            yield self._say("limited", **values)
        else:
            yield self._say("capped", amount=self.speaker.amount(self._paid(last.corner.start)), **values)

    def _is_paid_on(self) -> bool:
        """Whether there is any point in having more of it: some numbers only limit what counts of another."""
        paying = (one for one in self.found.steps if one.pays)
        return any(self._is_about(token) for one in paying for token in one.formula)

    def _at(self, step: int) -> Estimate:
        answers = {**self.found.facts.answers, self.asked.name: step * self.asked.step}
        return estimate(self.found.benefit, answers, self.found.facts.kinds)

    def _limits(self, step: int) -> bool:
        """Whether it is a limit on this input itself that keeps the amount from rising."""
        steps = self._at(step).steps
        return any(one.kind is StepKind.LIMIT and one.result is False and self._is_about(one.formula[0]) for one in steps)

    def _is_about(self, token: Token) -> bool:
        return isinstance(token, Named) and token.name == self.asked.name

    def _working(self, step: int) -> Mapping[str, Figure]:
        """The figures that one payment is made with there: rate, printed sum and cap; `cap-binds` where that decides."""
        figures: dict[str, Figure] = {}
        steps = self._at(step).steps
        if sum(one.pays for one in steps) != 1:
            return figures
        for one in steps:
            match one.kind:
                case StepKind.RATE:
                    if one.figures:  # the whole of a bill is paid without a rate
                        figures["rate"] = one.figures[-1]
                case StepKind.SUM:
                    figures["amount"] = one.figures[0]
                case StepKind.CAP:
                    figures["cap"] = one.figures[0]
                    if isinstance(one.formula[2], Decimal) and one.formula[2] > one.figures[0].value:
                        figures["cap-binds"] = one.figures[0]
                case StepKind.GATE | StepKind.CONDITION | StepKind.LIMIT | StepKind.STATED | StepKind.TOTAL:
                    pass
                case _:
                    assert_never(one.kind)
        return figures

    def _quantity(self, steps: int) -> str:
        return self.speaker.quantity(self.asked, steps * self.asked.step)

    def _say(self, key: str, **values: object) -> Advice:
        return Advice(
            key, self.asked.name, self.speaker.say(f"advice.{key}", input=self.asked.label[self.speaker.lang], **values)
        )
