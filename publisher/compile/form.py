"""What every form of a term is to the press: the keys it is written with, and how they become a term of the catalogue."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from calculators.rules import Rule, RuleData
from calculators.rules.leaf import TermData
from publisher.compile.binding import Binder
from publisher.compile.keys import Key, Known
from publisher.records.model import Rule as Term


class Form(ABC):
    """A form; its sums are those of a class of the engine."""

    name: ClassVar[str]
    sums: ClassVar[type[Rule]]
    leads: ClassVar[tuple[Key[Any], ...]]
    """A term that has one of these is of this form."""
    keys: ClassVar[tuple[Key[Any], ...]]
    """All that may stand in a term of this form, besides `when`, `words` and `quote`."""

    @abstractmethod
    def compile(self, term: Term, known: Known, common: TermData, binder: Binder) -> RuleData:
        """The term in the catalogue; what is wrong with its keys together is reported to the binder."""

    def is_told_by_words(self, known: Known) -> bool:
        """Whether `words` say what is paid and need no condition."""
        return False
