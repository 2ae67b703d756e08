"""Conditions in SQL: none is ever NULL, and what is known when the query is made is not asked of every row."""

from __future__ import annotations

from collections.abc import Iterable

from sqlglot import exp

from calculators.bulk.exact import Expr


def all_of(conditions: Iterable[Expr]) -> Expr:
    """All conditions; true where there are none."""
    kept = [one for one in conditions if not is_true(one)]
    if any(map(is_false, kept)):
        return exp.false()
    return exp.and_(*_distinct(kept)) if kept else exp.true()


def any_of(conditions: Iterable[Expr]) -> Expr:
    """Any condition; false where there are none."""
    kept = [one for one in conditions if not is_false(one)]
    if any(map(is_true, kept)):
        return exp.true()
    return exp.or_(*_distinct(kept)) if kept else exp.false()


def none_of(condition: Expr) -> Expr:
    """The opposite."""
    if is_true(condition):
        return exp.false()
    if is_false(condition):
        return exp.true()
    return exp.not_(condition.copy())


def is_true(condition: Expr) -> bool:
    return isinstance(condition, exp.Boolean) and bool(condition.this)


def is_false(condition: Expr) -> bool:
    return isinstance(condition, exp.Boolean) and not condition.this


def _distinct(conditions: Iterable[Expr]) -> list[Expr]:
    return [one.copy() for one in dict.fromkeys(conditions)]
