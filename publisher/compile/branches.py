"""Several terms, as a record writes them: all that apply (`sum`), or the first that applies (`one_of`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from calculators.rules.branches import Branch, OneOf, Sum
from publisher.compile.binding import Binder
from publisher.compile.keys import WHEN, Known
from publisher.records.rule import Rule


@dataclass(frozen=True, slots=True)
class BranchForm:
    """A form of a node with parts; `told` is its sentence, a key of `[rule]` in the wording."""

    name: Literal["sum", "one_of"]
    sums: type[Branch]
    told: str

    def parts(self, rule: Rule) -> list[Rule] | None:
        """The parts of a node of this form; None where it is of another."""
        return rule.sum if self.name == "sum" else rule.one_of

    def check(self, parts: Sequence[Rule], known: Known, binder: Binder) -> None:
        """Report a condition that is lost between the node and its parts, and a part that is out of reach."""
        for index, part in enumerate(parts):
            if part.when is not None and WHEN in known:
                mend = "write the whole condition on the term"
                binder.report(part.at("when"), "when", "one `when` on the way to a term", mend)
            always = part.when is None and all(form.parts(part) is None for form in BRANCHES)
            if self.name == "one_of" and index < len(parts) - 1 and always:
                expected = "`when` on every term of `one_of` but the last"
                binder.report(part.at(), "a term without `when`", expected, "add the condition, or put the term last")


BRANCHES = (BranchForm("sum", Sum, "sum"), BranchForm("one_of", OneOf, "one-of"))
