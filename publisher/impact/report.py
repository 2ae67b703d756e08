"""What would change, told: as Markdown, which a terminal and a pull request both show, and as data."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from calculators import money
from calculators.money import yuan
from publisher.impact import Change, Impact, Sheet
from publisher.wording import say

MOST_CASES = 12
"""Golden cases that are shown of one benefit; the others are counted."""


def told(found: Impact, revision: str, lang: str) -> str:
    """The whole report."""
    lines = [f"## {say('impact.title', lang, revision=revision)}", ""]
    if not found.changes:
        lines += [say("impact.nothing", lang), ""]
    for change in found.changes:
        lines += [*_change(change, lang), ""]
    if found.otherwise:
        lines += [
            say("impact.otherwise", lang, policies="、".join(found.otherwise) if lang == "zh" else ", ".join(found.otherwise)),
            "",
        ]
    return "\n".join(lines).rstrip("\n")


def _change(change: Change, lang: str) -> Iterator[str]:
    kind = "new" if change.before is None else "gone" if change.after is None else "changed"
    yield f"### {say(f'impact.{kind}', lang, id=change.id, title=change.benefit.title[lang])}"
    yield ""
    if change.points:
        yield _row(change.label[lang], say("impact.before", lang), say("impact.after", lang))
        yield _row("--:", "--:", "--:")
        for point in change.points:
            yield _row(f"{point.value:,f}", _amount(point.before), _amount(point.after))
        yield ""
    yield say("impact.cases", lang, changed=len(change.cases), tried=change.tried)
    for case in change.cases[:MOST_CASES]:
        key = "case" if case.agrees else "case-differs"
        moved = {"before": _amount(case.before), "after": _amount(case.after)}
        yield "- " + say(f"impact.{key}", lang, name=case.name, words=case.words, **moved)
    if len(change.cases) > MOST_CASES:
        yield "- " + say("impact.more", lang, count=len(change.cases) - MOST_CASES)
    yield ""
    yield from _sheet(change.sheet, lang)


def _sheet(sheet: Sheet, lang: str) -> Iterator[str]:
    yield say(
        "impact.firms",
        lang,
        firms=sheet.firms,
        before=money.show(sheet.before, lang),
        after=money.show(sheet.after, lang),
        gain=sheet.gain,
        lose=sheet.lose,
        same=sheet.firms - sheet.gain - sheet.lose,
    )
    if sheet.gain or sheet.lose:
        yield say("impact.extremes", lang, most=_amount(sheet.most), least=_amount(sheet.least))
        yield ""
        yield _row(say("impact.tenth", lang), say("impact.before", lang), say("impact.after", lang), say("impact.each", lang))
        yield _row("--:", "--:", "--:", "--:")
        for number, tenth in enumerate(sheet.tenths, 1):
            each = (tenth.after - tenth.before) / tenth.firms
            yield _row(str(number), _amount(tenth.before), _amount(tenth.after), f"{each:+,.2f}")


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _amount(amount: Decimal | None) -> str:
    return "–" if amount is None else f"{amount:,.2f}"


def data(found: Impact, revision: str) -> dict[str, object]:
    """The same for programs; amounts are strings in yuan."""
    return {
        "revision": revision,
        "changes": [_data(change) for change in found.changes],
        "otherwise": list(found.otherwise),
    }


def _data(change: Change) -> dict[str, object]:
    sheet = change.sheet
    return {
        "benefit": change.id,
        "main": change.benefit.main,
        "points": [
            {"value": f"{one.value:f}", "before": _printed(one.before), "after": _printed(one.after)} for one in change.points
        ],
        "cases": [
            {
                "name": one.name,
                "words": one.words,
                "before": _printed(one.before),
                "after": _printed(one.after),
                "agrees": one.agrees,
            }
            for one in change.cases
        ],
        "tried": change.tried,
        "firms": {
            "count": sheet.firms,
            "before": yuan(sheet.before),
            "after": yuan(sheet.after),
            "gain": sheet.gain,
            "lose": sheet.lose,
            "most": yuan(sheet.most),
            "least": yuan(sheet.least),
            "tenths": [{"firms": one.firms, "before": yuan(one.before), "after": yuan(one.after)} for one in sheet.tenths],
        },
    }


def _printed(amount: Decimal | None) -> str | None:
    return None if amount is None else yuan(amount)
