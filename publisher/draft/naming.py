"""The names of the questions that a draft asks: one in use where the words are alike, else a new one, listed to be written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from publisher.draft.precedents import Precedents


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """A question to be written into inputs.yaml: its kind, the words it would ask, and of a choice what can be chosen."""

    kind: str
    words: str
    options: tuple[str, ...] = ()

    @property
    def levels(self) -> dict[str, str]:
        """The options by the names they have in the record."""
        return {f"level-{number}": words for number, words in enumerate(self.options, 1)}


class Questions:
    """The questions of one draft: what is asked in the same words is one question."""

    def __init__(self, precedents: Precedents, draft: str) -> None:
        self.precedents, self._draft = precedents, draft
        self.new: dict[str, NewQuestion] = {}

    def add(self, question: NewQuestion) -> str:
        """The name of a question that nobody has asked yet."""
        for name, known in self.new.items():
            if known == question:
                return name
        name = f"new_{self._draft.replace('-', '_')}_{len(self.new) + 1}"  # two drafts never mean the same
        self.new[name] = question
        return name


class Namer:
    """Names what one benefit asks; two things that it tells apart never share a question."""

    def __init__(self, questions: Questions) -> None:
        self._questions = questions
        self._given: dict[tuple[str, str], str] = {}

    def __call__(self, words: str, *kinds: str) -> str:
        """The question of one of `kinds` that asks for what `words` name."""
        key = (words, kinds[0])
        if key not in self._given:
            known = self._questions.precedents.question(words, kinds, self._given.values())
            self._given[key] = known or self._questions.add(NewQuestion(kinds[0], words))
        return self._given[key]

    def choice(self, words: Sequence[str]) -> tuple[str, list[str]]:
        """The question that tells these levels apart, and the option that each of them is."""
        if known := self._questions.precedents.choice(words):
            return known
        question = NewQuestion("choice", "、".join(words), tuple(words))
        return self._questions.add(question), list(question.levels)
