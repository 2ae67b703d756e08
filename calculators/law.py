"""The law, ready to be asked: what `import calculators` offers, and what the command line and the pages ask."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Final

from calculators.catalogue import Benefit, Catalogue
from calculators.errors import Misuse, NotAsked, Problem, UnknownName, WrongAnswers
from calculators.estimate import text as estimate_text
from calculators.estimate.data import as_json
from calculators.estimate.letters import Letter, letters
from calculators.estimate.speaker import Speaker
from calculators.estimate.steps import NextStep
from calculators.estimate.work import Estimate, estimate
from calculators.facts import Answer
from calculators.inputs import Given, called_now, parse_answers, parse_day
from calculators.layout import WIDEST, laid_out
from calculators.money import yuan
from calculators.places import find_place, upwards
from calculators.plan import text as plan_text
from calculators.plan.data import plan_json
from calculators.plan.steps import steps
from calculators.plan.totals import TOTALS
from calculators.plan.work import Plan, plan
from calculators.vocabulary import LANGUAGES

if TYPE_CHECKING:
    from calculators.batch.file import Worked

UNDATED: Final = "undated"
"""For `on`: no day at all. An estimate then says nothing of whether its text is in force."""

_OF_ESTIMATE, _OF_PLAN = (tuple(one.name for one in fields(kind)) for kind in (Estimate, Plan))
"""What a case and a firm's plan take over, looked up once: a page asks for a figure at every key."""

type Answers = Mapping[str, Given | None]
"""What a firm answers, by the name of the question; None is the same as leaving it out."""


def load(path: str | os.PathLike[str] | None = None) -> Law:
    """Load the law that came with this package, or another catalogue from `path`.

    Raises:
        NoCatalogue: there is none, or this version cannot read it.
        Misuse: the file cannot be opened.

    >>> import calculators
    >>> law = calculators.load()
    >>> law
    <Law ...: ... policies, ... benefits>
    """
    return Law.read(path)


class Law(Catalogue):
    """Some policies, compiled: `benefits`, `inputs` (the questions) and `places` by their ids, and the sums over them.

    `version` names the state of the data: the same version gives the same amounts.

    >>> import calculators
    >>> law = calculators.load()
    >>> law.benefits["siming-2025/compute-voucher"].title["en"]
    'AI voucher for compute'
    >>> print(law.inputs["compute_spend"].kind)
    money
    """

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.version}: {len(self.policies)} policies, {len(self.benefits)} benefits>"

    def estimate(self, benefit: str, answers: Answers | None = None, *, on: date | str | None = None) -> Case:
        """Work out one benefit for one firm.

        A yes-or-no condition that was not answered counts as met, and whoever
        does not say what they are as an enterprise; both are listed under
        `assumed`. Any other answer that is not there counts as not given
        and is listed under `missing`.

        Args:
            benefit: its id, `policy/benefit`.
            answers: by the names of the questions (`law.inputs`). Money is in yuan, as `int`, `Decimal` or text
                (`"100万元"`, `"1,000,000"`); yes and no as `bool` or text; a choice as its key or its label. Floats are
                refused: they cannot hold every fen.
            on: the day, as a date or as `"2026-11-27"`; today unless given. `"undated"` leaves the standing of the text out.

        Raises:
            UnknownName: there is no such benefit.
            WrongAnswers: everything that is wrong with the answers and the day.

        >>> import calculators
        >>> law = calculators.load()
        >>> case = law.estimate("siming-2025/compute-voucher", {"compute_spend": "100万元"}, on="2026-11-27")
        >>> case.amount
        Decimal('...')
        >>> case.assumed
        ('compute_listed', 'organisation')
        >>> law.estimate("siming-2025/compute-voucher", {"compute_spend": "much", "compute_listed": "perhaps"})
        Traceback (most recent call last):
        calculators.errors.WrongAnswers: compute_spend: “much” is no sum of money; ...
        compute_listed: “perhaps” has to be ...
        """
        asked = self.benefit(benefit)
        problems: list[Problem] = []
        with _noted(problems):
            given = self.read_answers(answers, asked)
        with _noted(problems):
            day = _estimated_day(on)
        if problems:
            raise WrongAnswers(problems)
        return Case.of(estimate(asked, given, self.kinds, on=day), self)

    def plan(self, place: str, answers: Answers | None = None, *, on: date | str | None = None) -> FirmPlan:
        """Work out everything that a firm can get at a place on a day, what combines, and what is missing.

        Whatever was not answered counts as not met and is listed under `missing`.

        Args:
            place: its GB/T 2260 code (`350203`) or its name in Chinese or English.
            answers: as for `estimate`.
            on: the day, as a date or as `"2026-11-27"`; today unless given.

        Raises:
            WrongAnswers: everything that is wrong with the place, the answers and the day.

        >>> import calculators
        >>> law = calculators.load()
        >>> firm = {"compute_spend": 1_000_000, "compute_listed": True}
        >>> law.plan("350203", firm, on="2026-11-27").total("cautious")
        Decimal('...')
        """
        problems: list[Problem] = []
        with _noted(problems):
            code = find_place(self.places, str(place))
        with _noted(problems):
            given = self.read_answers(answers)
        with _noted(problems):
            day = _day(on)
        if problems:
            raise WrongAnswers(problems)
        return FirmPlan.of(plan(self, code, given, day), self, given)

    def compare(
        self, purpose: str, answers: Answers | None = None, *, place: str | None = None, on: date | str | None = None
    ) -> tuple[Case, ...]:
        """Work out everything that is paid for one purpose, whoever pays it, with one set of answers.

        Args:
            purpose: one of `law.purposes`, such as `compute`.
            answers: as for `estimate`; each benefit takes those it asks for.
            place: only what applies there; a code or a name. Everywhere unless given.
            on: as for `estimate`.

        Raises:
            WrongAnswers: everything that is wrong with purpose, answers, place and day.

        >>> import calculators
        >>> law = calculators.load()
        >>> cases = law.compare("compute", {"compute_spend": "100万元"}, place="Xiamen", on="2026-11-27")
        >>> {one.benefit.purpose for one in cases}
        {'compute'}
        """
        problems: list[Problem] = []
        around: tuple[str, ...] | None = None
        if purpose not in self.purposes:
            problems.append(UnknownName("purpose", str(purpose), self.purposes))
        with _noted(problems):
            around = upwards(find_place(self.places, str(place))) if place is not None else None
        with _noted(problems):
            given = self.read_answers(answers)
        with _noted(problems):
            day = _estimated_day(on)
        if problems:
            raise WrongAnswers(problems)
        return tuple(
            Case.of(estimate(one, given, self.kinds, on=day), self)
            for one in self.benefits.values()
            if one.purpose == purpose and (around is None or one.policy.place in around)
        )

    def batch(
        self,
        file: str | os.PathLike[str],
        answers: Answers | None = None,
        *,
        place: str | None = None,
        on: date | str | None = None,
        lang: str = "en",
        before: str | os.PathLike[str] | None = None,
    ) -> Worked:
        """Work out the plans of a sheet of firms, a row each, as `huice plan --batch` does.

        Cells that cannot be read are listed with their row and column and do not stop the others. `csv()` of what
        comes back is the table of results, `data()` the same as JSON would hold it, amounts as strings in yuan.

        Args:
            file: the sheet; its columns are named by the questions, or by `name`, `place` and `on`.
            answers: as for `plan`; these, `place` and `on` stand in where a row says nothing.
            lang: in which language reasons and problems are told, `zh` or `en`.
            before: what `csv()` gave, or the page's workbook, the last time: what has changed since is told firm by firm.

        Raises:
            WrongAnswers: everything that is wrong with place, answers and day.
            Misuse: a file cannot be opened, is no sheet of firms or no result, or there is no such language.
        """
        from calculators.batch import file as sheets  # stays out of the browser, where the page opens files

        problems: list[Problem] = []
        code: str | None = None
        with _noted(problems):
            code = find_place(self.places, str(place)) if place is not None else None
        with _noted(problems):
            given = self.read_answers(answers)
        with _noted(problems):
            day = _day(on)
        if problems:
            raise WrongAnswers(problems)
        earlier = None if before is None else os.fspath(before)
        return sheets.Worked(os.fspath(file), self.speaker(lang), code, day, given, earlier)

    def sql(
        self,
        *benefits: str,
        place: str | None = None,
        on: date | str | None = None,
        columns: Iterable[str] | None = None,
        table: str = "firms",
        dialect: str = "duckdb",
    ) -> str:
        """Say benefits, or all that is on offer at a place on a day with its totals, as one query over a table of firms.

        Its columns are the questions by name, money in yuan; NULL is not answered. The result has a row a firm. Needs
        what `pip install "huice-calculators[bulk]"` brings.

        Args:
            benefits: ids; or else `place` is given.
            place: its code or its name.
            on: the day, as for `plan`.
            columns: those that the table has, `id` among them if it has one; all that could be asked unless given.
            table: its name.
            dialect: one of sqlglot's in which no fen is lost: `duckdb`, `spark`, `bigquery`, `postgres` …

        Raises:
            Problem: there is no such benefit, place, day, column or dialect, or not one of benefits and place is given.
        """
        from calculators.bulk.query import sql_of_benefits, sql_of_place  # stays out of the browser

        if bool(benefits) == (place is not None):
            raise Misuse("benefits-or-place")
        if place is None:
            return sql_of_benefits(self, benefits, columns, table).sql(dialect)
        return sql_of_place(self, place, _day(on), columns, table).sql(dialect)

    def read_answers(self, answers: Answers | None, benefit: Benefit | None = None) -> dict[str, Answer]:
        """Read answers as `estimate` (of `benefit`) and `plan` do: money and numbers as `Decimal`, the rest as `bool` and `str`.

        Raises:
            WrongAnswers: everything that is wrong with them.
        """
        asked = {name: self.inputs[name] for name in benefit.questions} if benefit else self.inputs
        elsewhere = [name for name in answers or () if name in self.inputs and not called_now(asked, name)]
        here = {name: one for name, one in (answers or {}).items() if name not in elsewhere}
        found, problems = parse_answers(asked, here, self.retired)
        problems += [NotAsked(name, asked) for name in elsewhere]
        if problems:
            raise WrongAnswers(problems)
        return found

    def speaker(self, lang: str, unit: str = "") -> Speaker:
        """Who puts answers into Chinese (`zh`) or English (`en`), with money in 万元 (`wan`) or in full (`yuan`) as `unit` says.

        Raises:
            Misuse: there is no such language.
        """
        if lang not in LANGUAGES:
            raise Misuse("unknown-language", given=lang)
        return Speaker(self, lang, unit)


@dataclass(frozen=True, slots=True, repr=False)
class Case(Estimate):
    """One benefit worked out for one firm, and able to explain itself.

    `amount` is in yuan, rounded to the fen: zero where a condition or a
    threshold is not met (`eligible` says so), None where the text gives only
    what `stated` holds. For a benefit that is "up to" it is the most that can
    come of it. `steps` are the working, each with the words of the law it rests
    on; `missing` is what was not answered or is not enough, and by how much.

    >>> import calculators
    >>> case = calculators.load().estimate("siming-2025/compute-voucher", {"compute_spend": 0}, on="2026-11-27")
    >>> case.eligible, [one.name for one in case.missing]
    (False, ['compute_spend'])
    >>> print(case.explain("en"))
    Siming · AI voucher for compute  (siming-2025/compute-voucher)
    ...
    """

    law: Law

    @classmethod
    def of(cls, found: Estimate, law: Law) -> Case:
        """The engine's answer, with the law it was worked out from."""
        return cls(**{name: getattr(found, name) for name in _OF_ESTIMATE}, law=law)

    def __repr__(self) -> str:
        amount = yuan(self.amount) if self.amount is not None else "no amount"
        return f"<{type(self).__name__} {self.benefit.id} on {self.on or UNDATED}: {amount}>"

    def explain(self, lang: str = "en", width: int = WIDEST) -> str:
        """Say the answer in Chinese (`zh`) or English (`en`), in lines of at most `width` columns.

        Raises:
            Misuse: there is no such language.
        """
        return laid_out(estimate_text.explained(self, self.law.speaker(lang)), width)

    def as_dict(self, lang: str = "en") -> dict[str, object]:
        """Give the answer as `huice estimate --json` prints it; amounts are strings in yuan.

        Raises:
            Misuse: there is no such language.
        """
        return as_json(self, self.law.speaker(lang))


@dataclass(frozen=True, slots=True, repr=False)
class FirmPlan(Plan):
    """Everything that a firm can get at a place on a day, and able to explain itself.

    `estimates` are the benefits that count, `apart` those that do not, each
    with the reason; `missing` are the answers that would bring more. `total`
    adds up, in yuan: `firm` what is fixed once its conditions are met,
    `cautious` also what is "up to", `widest` also what is by selection, and
    everything combined that no text clearly forbids.

    >>> import calculators
    >>> plan = calculators.load().plan("Siming District", on="2026-11-27")
    >>> plan.total("firm") <= plan.total("cautious") <= plan.total("widest")
    True
    >>> [one.benefit.policy.id for one in plan.estimates][0]
    'siming-2025'
    """

    law: Law
    answers: Mapping[str, Answer]

    @classmethod
    def of(cls, found: Plan, law: Law, answers: Mapping[str, Answer]) -> FirmPlan:
        """The engine's answer, with the law it was worked out from and what the firm has answered."""
        return cls(**{name: getattr(found, name) for name in _OF_PLAN}, law=law, answers=answers)

    def __repr__(self) -> str:
        totals = ", ".join(f"{name} {yuan(self.total(name))}" for name in TOTALS)
        return f"<{type(self).__name__} {self.offer.place} on {self.offer.on}: {totals}>"

    def explain(self, lang: str = "en", width: int = WIDEST) -> str:
        """Say the plan in Chinese (`zh`) or English (`en`), in lines of at most `width` columns.

        Raises:
            Misuse: there is no such language.
        """
        return laid_out(plan_text.explained(self, self.law.speaker(lang)), width)

    def as_dict(self, lang: str = "en") -> dict[str, object]:
        """Give the plan as `huice plan --json` prints it; amounts are strings in yuan.

        Raises:
            Misuse: there is no such language.
        """
        return plan_json(self, self.law.speaker(lang))

    def next_steps(self) -> list[NextStep]:
        """Say what to do next, by kind, and within a kind for the benefit first that is worth most."""
        return steps(self, self.law)

    def letters(self) -> list[Letter]:
        """Put the open questions that matter here into a letter to each authority; `letters.as_text` writes one out."""
        return letters(steps(self, self.law))


def _estimated_day(on: date | str | None) -> date | None:
    return None if on == UNDATED else _day(on)


def _day(on: date | str | None) -> date:
    return date.today() if on is None else parse_day(on)


@contextmanager
def _noted(problems: list[Problem]) -> Iterator[None]:
    """Go on after what is wrong, and keep it."""
    try:
        yield
    except Problem as problem:
        problems += problem.problems
