"""What a change of the records would change: curves, golden cases, and what a sheet of firms receives.

One function for the command, the workflow and the desk: two laws go in, and
every benefit that pays otherwise comes out. Nothing is said of combining; a
benefit is what it is by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from calculators import Law
from calculators.catalogue import Benefit
from calculators.catalogue_form import BenefitData, CatalogueData
from calculators.errors import WrongAnswers
from calculators.estimate.corners import corners
from calculators.estimate.work import bare, worth
from calculators.facts import Answer, Facts
from calculators.inputs import parse_answers
from calculators.rules.base import Stated
from calculators.rules.curve import NotLinear
from publisher.impact.firms import Firm
from publisher.records.golden import Case, Group

GROUPS = 10
"""Firms are told by tenths, ranked by what they received before."""

MOST_POINTS = 8
"""Rows of a curve."""

WHERE_IT_STANDS = frozenset(
    {"at", "quote", "text", "start", "place", "title", "readings", "article", "example", "main", "words", "agencies"}
)
"""What a benefit's data say beside the sums."""


@dataclass(frozen=True, slots=True)
class Point:
    """The amount at a value of the main input, before and after; None where there is no such benefit, or no sum."""

    value: Decimal
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True, slots=True)
class CaseChange:
    """A golden case that is answered otherwise; `agrees` is whether the new answer is what the case says."""

    name: str
    words: str
    before: Decimal | None
    after: Decimal | None
    agrees: bool


@dataclass(frozen=True, slots=True)
class Tenth:
    """A tenth of the firms, those that received least first: how many, and what they receive together."""

    firms: int
    before: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a sheet of firms receives of one benefit."""

    firms: int
    before: Decimal
    after: Decimal
    gain: int
    lose: int
    most: Decimal
    """The largest gain of a firm."""
    least: Decimal
    """The largest loss, as a number below zero."""
    tenths: tuple[Tenth, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A benefit that pays otherwise; `before` or `after` is None where there was or is none."""

    id: str
    before: Benefit | None
    after: Benefit | None
    label: Mapping[str, str]
    """What the curve is drawn over, in both languages."""
    points: tuple[Point, ...]
    cases: tuple[CaseChange, ...]
    tried: int
    """How many golden cases it has."""
    sheet: Sheet

    @property
    def benefit(self) -> Benefit:
        found = self.after or self.before
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class Impact:
    """All changes, and the policies that changed in something else than their sums."""

    changes: tuple[Change, ...]
    otherwise: tuple[str, ...]


def impact(before: CatalogueData, after: CatalogueData, golden: Sequence[Group], firms: Sequence[Firm]) -> Impact:
    """Compare two laws, benefit by benefit, in the order of the second."""
    laws = Law.load(before), Law.load(after)
    names = changed(before, after)
    changes = tuple(_change(name, laws, golden, firms) for name in names)
    paid = {name.partition("/")[0] for name in names}
    was = {policy["id"]: policy for policy in before["policies"]}
    other = tuple(one["id"] for one in after["policies"] if one["id"] not in paid and was.get(one["id"]) != one)
    return Impact(changes, other)


def changed(before: CatalogueData, after: CatalogueData) -> list[str]:
    """The benefits that are not paid as before."""
    old, new = _benefits(before), _benefits(after)
    return [name for name in dict.fromkeys([*new, *old]) if _sums(old.get(name)) != _sums(new.get(name))]


def changed_questions(before: CatalogueData, after: CatalogueData) -> list[str]:
    """What those benefits ask: a sheet of firms that shows the difference answers these."""
    laws = Law.load(before), Law.load(after)
    found = [law.benefits[name] for name in changed(before, after) for law in laws if name in law.benefits]
    return list(dict.fromkeys(question for benefit in found for question in benefit.questions))


def _benefits(data: CatalogueData) -> dict[str, BenefitData]:
    return {benefit["id"]: benefit for policy in data["policies"] for benefit in policy["benefits"]}


def _sums(value: object) -> object:
    """What of a benefit's data decides what is paid."""
    if isinstance(value, dict):
        return {key: _sums(part) for key, part in value.items() if key not in WHERE_IT_STANDS}
    return [_sums(part) for part in value] if isinstance(value, list | tuple) else value


def _change(name: str, laws: tuple[Law, Law], golden: Sequence[Group], firms: Sequence[Firm]) -> Change:
    before, after = (law.benefits.get(name) for law in laws)
    groups = [group for group in golden if group.benefit == name]
    return Change(
        name,
        before,
        after,
        _label(after or before, laws),
        tuple(_points(before, after, laws)),
        tuple(_cases(before, after, laws, groups)),
        sum(len(group.cases) for group in groups),
        _sheet(before, after, laws, firms),
    )


def _label(benefit: Benefit | None, laws: tuple[Law, Law]) -> Mapping[str, str]:
    name = benefit.main if benefit else None
    return next((law.inputs[name].label for law in reversed(laws) if name in law.inputs), {}) if name else {}


def _points(before: Benefit | None, after: Benefit | None, laws: tuple[Law, Law]) -> Iterator[Point]:
    """Both curves at every place where one of them turns, and once behind the last."""
    main = (after or before).main if after or before else None  # type: ignore[union-attr]
    turns: set[Decimal] = set()
    examples: list[dict[str, Answer]] = []
    for benefit, law in zip((before, after), laws, strict=True):
        if benefit is None or main is None or main not in benefit.inputs:
            examples.append({})
            continue
        example = law.read_answers(benefit.example, benefit)
        examples.append(example)
        try:
            found = corners(benefit, example, law.inputs[main], law.kinds)
        except NotLinear:
            return
        turns |= {corner.start * law.inputs[main].step for corner in found}
    if main is None or not turns:
        return
    places = sorted(turns)
    places.append(max(places[-1] * 2, Decimal(1)))
    for place in places[:: max(1, -(-len(places) // MOST_POINTS))]:
        amounts = [
            _worth(benefit, law, {**example, main: place}) if benefit else None
            for benefit, law, example in zip((before, after), laws, examples, strict=True)
        ]
        yield Point(place, *amounts)


def _worth(benefit: Benefit, law: Law, answers: Mapping[str, Answer]) -> Decimal | None:
    return worth(benefit, Facts(answers, law.kinds))


def _cases(before: Benefit | None, after: Benefit | None, laws: tuple[Law, Law], groups: Iterable[Group]) -> Iterator[CaseChange]:
    for group in groups:
        for case in group.cases:
            old, new = (_answered(benefit, law, case) for benefit, law in zip((before, after), laws, strict=True))
            if old != new:
                yield CaseChange(case.name, group.words, old, new, agrees=after is not None and _agrees(after, laws[1], case))


def _answered(benefit: Benefit | None, law: Law, case: Case) -> Decimal | None:
    """What a benefit gives for a case: the sum, or the most that is stated in its place."""
    if benefit is None:
        return None
    try:
        found = law.estimate(benefit.id, case.inputs, on="undated")
    except WrongAnswers:
        return None  # it no longer asks what the case answers
    return _sum_or_ceiling(found.amount, found.stated)


def _agrees(benefit: Benefit, law: Law, case: Case) -> bool:
    """Whether an answer is what the golden case says."""
    try:
        found = law.estimate(benefit.id, case.inputs, on="undated")
    except WrongAnswers:
        return False
    figures = {name: getattr(found.stated, name) for name in case.stated}
    stated = all(figure is not None and figure.value == case.stated[name] for name, figure in figures.items())
    return found.amount == case.amount and stated and case.eligible in (None, found.eligible)


def _sheet(before: Benefit | None, after: Benefit | None, laws: tuple[Law, Law], firms: Sequence[Firm]) -> Sheet:
    received = [
        tuple(_received(benefit, law, firm) for benefit, law in zip((before, after), laws, strict=True)) for firm in firms
    ]
    received.sort()
    moved = [new - old for old, new in received]
    size = len(received)
    bounds = [size * number // GROUPS for number in range(GROUPS + 1)]
    tenths = [received[low:high] for low, high in pairwise(bounds) if high > low]
    return Sheet(
        size,
        sum((old for old, _ in received), Decimal(0)),
        sum((new for _, new in received), Decimal(0)),
        sum(one > 0 for one in moved),
        sum(one < 0 for one in moved),
        max([*moved, Decimal(0)]),
        min([*moved, Decimal(0)]),
        tuple(Tenth(len(part), sum((a for a, _ in part), Decimal(0)), sum((b for _, b in part), Decimal(0))) for part in tenths),
    )


def _received(benefit: Benefit | None, law: Law, firm: Firm) -> Decimal:
    """What a firm receives, or the most it can receive where only that is stated; what it has not answered counts as not met."""
    if benefit is None:
        return Decimal(0)
    asked = {name: law.inputs[name] for name in benefit.questions}
    answers, _ = parse_answers(asked, {name: answer for name, answer in firm.items() if name in asked})
    found = bare(benefit, Facts(answers, law.kinds, gates_open=False))
    return _sum_or_ceiling(found.amount, found.stated) or Decimal(0)


def _sum_or_ceiling(amount: Decimal | None, stated: Stated) -> Decimal | None:
    """The sum, or the most that is stated in its place."""
    return stated.at_most.value if amount is None and stated.at_most else amount
