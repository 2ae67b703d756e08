"""What is missing, and what it would bring: the answers that would make a benefit pay.

A condition is taken as met, a number raised to the least that a threshold
asks for, and of levels and brackets the one that pays most. An amount that the
benefit is paid on (a spend, a number of people) cannot be guessed: it stays
open, and only the most that the text allows is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from itertools import product

from calculators.catalogue import Benefit, Catalogue
from calculators.estimate.corners import corners, curve_of
from calculators.estimate.work import Bare, Missing, bare
from calculators.facts import Answer, Facts
from calculators.inputs import Input
from calculators.money import FEN
from calculators.rules.curve import NotLinear
from calculators.vocabulary import InputKind

ROUNDS = 4
"""Meeting one condition may uncover another; no rule goes deeper than this."""

MOST_TRIES = 64


@dataclass(frozen=True, slots=True)
class Closing:
    """What a benefit lacks, the answers that would do, and what it would come to with them (yuan).

    `amount` is None where `open` answers decide it, or where the text has no
    formula; `at_most` is then the most it can be, as far as the text says.
    """

    benefit: Benefit
    missing: tuple[Missing, ...]
    answers: Mapping[str, Answer]
    open: tuple[str, ...]
    amount: Decimal | None
    at_most: Decimal | None

    @property
    def best(self) -> Decimal:
        return max(self.amount or Decimal(0), self.at_most or Decimal(0))


def close(benefit: Benefit, answers: Mapping[str, Answer], catalogue: Catalogue) -> Closing:
    """Find out what would make `benefit` pay."""
    return _close(benefit, answers, catalogue, {}, MOST_TRIES)


def _close(
    benefit: Benefit, answers: Mapping[str, Answer], catalogue: Catalogue, missing: Mapping[str, Missing], tries: int
) -> Closing:
    known, seen = dict(answers), dict(missing)
    still_open = [name for name in seen if name not in known]
    for _ in range(ROUNDS):
        found = bare(benefit, Facts(known, catalogue.kinds, gates_open=False))
        fresh = [one for one in found.missing if one.name not in seen]
        choices: dict[str, list[Answer]] = {}
        for one in fresh:
            seen[one.name] = one
            values = list(_enough(one, benefit, known, catalogue.inputs[one.name]))
            if len(values) == 1:
                known[one.name] = values[0]
            elif values:
                choices[one.name] = values
            else:
                still_open.append(one.name)
        if choices:
            return _best_of(benefit, known, catalogue, seen, choices, tries)
        if not fresh:
            break
    return _closing(benefit, found, known, tuple(seen.values()), tuple(still_open), catalogue)


def _best_of(
    benefit: Benefit,
    known: Mapping[str, Answer],
    catalogue: Catalogue,
    seen: Mapping[str, Missing],
    choices: Mapping[str, list[Answer]],
    tries: int,
) -> Closing:
    """Try the levels and brackets; of those that pay the same, the first."""
    found: Closing | None = None
    for chosen, _ in zip(product(*choices.values()), range(tries), strict=False):
        one = _close(benefit, {**known, **dict(zip(choices, chosen, strict=True))}, catalogue, seen, tries // 8)
        if found is None or one.best > found.best:
            found = one
    assert found is not None
    return found


def _enough(one: Missing, benefit: Benefit, known: Mapping[str, Answer], asked: Input) -> Iterator[Answer]:
    """The answers that may open the benefit; none where nobody can know."""
    given = known.get(one.name)
    if asked.kind == InputKind.YES_NO:
        yield True
    elif asked.kind == InputKind.CHOICE:
        yield from asked.options
    elif one.by is not None and isinstance(given, Decimal):
        yield ((given + one.by) / asked.step).to_integral_value(ROUND_CEILING) * asked.step
    elif one.name not in benefit.rule.paid_on():
        asks = [bound for ask in benefit.asks for bound in ask.thresholds()]
        bounds = {figure.in_unit_of(asked.kind) for name, figure in (*asks, *benefit.rule.thresholds()) if name == one.name}
        yield from sorted(bounds | {Decimal(0), asked.at_most})


def _closing(
    benefit: Benefit,
    found: Bare,
    known: Mapping[str, Answer],
    missing: tuple[Missing, ...],
    still_open: tuple[str, ...],
    catalogue: Catalogue,
) -> Closing:
    amount, at_most = found.amount, found.stated.at_most.value if found.stated.at_most else None
    if still_open:
        amount, at_most = None, _ceiling(benefit, known, still_open, catalogue)
    return Closing(benefit, missing, known, still_open, amount, at_most)


def _ceiling(benefit: Benefit, known: Mapping[str, Answer], still_open: tuple[str, ...], catalogue: Catalogue) -> Decimal | None:
    """The most that any answer to the one open question brings."""
    if len(still_open) != 1:
        return None
    try:
        curve = curve_of(corners(benefit, known, catalogue.inputs[still_open[0]], catalogue.kinds))
    except NotLinear:
        return None
    highest = curve.highest()
    return benefit.rounded(highest * FEN) if highest is not None else None
