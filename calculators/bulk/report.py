"""A budget in words, and as data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from calculators.bulk.sums import Budget, Change, Line, Spread
from calculators.bulk.unread import COLUMNS
from calculators.estimate.speaker import Speaker
from calculators.layout import Block, columns, headed
from calculators.money import yuan

SHOWN = 10
"""Values that could not be read, shown on a terminal; the rest is in the JSON."""


def blocks(found: Budget, speaker: Speaker) -> list[Block]:
    """The sums by benefit, purpose and place, the spread, what two laws differ by, and what could not be read."""
    say, law = speaker.say, speaker.catalogue
    benefits = [
        (speaker.benefit_name(law.benefits[one.name]) if one.name in law.benefits else one.name, one) for one in found.benefits
    ]
    purposes = [(law.purposes[one.name][speaker.lang], one) for one in found.purposes]
    places = [(law.places[one.name][speaker.lang], one) for one in found.places]
    unread = [tuple(map(str, line)) for line in found.first[:SHOWN]]
    heads = [tuple(say(f"bulk.unread-{one}") for one in COLUMNS)] if unread else []
    return [
        [say("bulk.firms", firms=f"{found.firms:,}", unread=f"{found.unread:,}")],
        headed(say("bulk.totals"), _rows(_spread(one, speaker) for one in found.spreads)),
        headed(say("bulk.changes"), _rows(_change(one, speaker) for one in found.changes)),
        headed(say("bulk.benefits"), _sums(benefits, speaker)),
        headed(say("bulk.purposes"), _sums(purposes, speaker)),
        headed(say("bulk.places"), _sums(places, speaker)),
        headed(say("bulk.unread", shown=len(unread), rows=f"{found.unread:,}"), _rows([*heads, *unread])),
        headed(say("bulk.no-firms"), _indented(f"{one.row}  {one.text}" for one in found.no_firms[:SHOWN])),
        headed(say("bulk.left-out"), _indented(problem.message(speaker.lang) for _, problem in found.left_out)),
    ]


def _sums(named: Sequence[tuple[str, Line]], speaker: Speaker) -> Iterable[str]:
    return _rows((name, speaker.say("bulk.by", firms=f"{one.firms:,}"), _amounts(one, speaker)) for name, one in named)


def _amounts(one: Line, speaker: Speaker) -> str:
    before = speaker.amount(one.total)
    return before if one.after is None else speaker.say("bulk.from-to", before=before, after=speaker.amount(one.after))


def _spread(one: Spread, speaker: Speaker) -> tuple[str, ...]:
    name, amount = speaker.say(f"plan.{one.total}"), speaker.amount(one.amount)
    if not one.deciles:
        return name, amount, ""
    low, middle, high = (speaker.amount(one.deciles[at]) for at in (0, 4, 8))
    spread = speaker.say("bulk.spread", firms=f"{one.firms:,}", low=low, middle=middle, high=high, most=speaker.amount(one.most))
    return name, amount, spread


def _change(one: Change, speaker: Speaker) -> tuple[str, ...]:
    return (
        speaker.say(f"plan.{one.total}"),
        speaker.say("bulk.from-to", before=speaker.amount(one.before), after=speaker.amount(one.after)),
        speaker.say("bulk.gain", firms=f"{one.gain:,}", amount=speaker.amount(one.gained)),
        speaker.say("bulk.lose", firms=f"{one.lose:,}", amount=speaker.amount(one.lost)),
    )


def _rows(rows: Iterable[tuple[str, ...]]) -> Iterable[str]:
    found = list(rows)
    return [f"  {line}" for line in columns(found)] if found else []


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def data(found: Budget, lang: str) -> dict[str, object]:
    """The budget as `--json` prints it; amounts are strings in yuan."""
    return {
        "firms": found.firms,
        "unread_rows": found.unread,
        "totals": {one.total: _spread_data(one) for one in found.spreads},
        "benefits": [_line_data(one) for one in found.benefits],
        "purposes": [_line_data(one) for one in found.purposes],
        "places": [_line_data(one) for one in found.places],
        "changes": {one.total: _change_data(one) for one in found.changes},
        "unread": [dict(zip(COLUMNS, line, strict=True)) for line in found.first],
        "no_firms": [one._asdict() for one in found.no_firms],
        "left_out": [{"column": heading, "reason": problem.message(lang)} for heading, problem in found.left_out],
    }


def _line_data(one: Line) -> dict[str, object]:
    after = {} if one.after is None else {"after": yuan(one.after)}
    return {"name": one.name, "firms": one.firms, "total": yuan(one.total), **after}


def _spread_data(one: Spread) -> dict[str, object]:
    return {"total": yuan(one.amount), "firms": one.firms, "deciles": _yuan(one.deciles), "most": yuan(one.most)}


def _change_data(one: Change) -> dict[str, object]:
    sums = {"before": yuan(one.before), "after": yuan(one.after)}
    return {**sums, "gain": one.gain, "gained": yuan(one.gained), "lose": one.lose, "lost": yuan(one.lost)}


def _yuan(amounts: Iterable[Decimal]) -> list[str]:
    return [yuan(one) for one in amounts]
