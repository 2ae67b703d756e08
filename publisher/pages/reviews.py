"""The review sheet of a policy: made to be printed, checked against the law line by line, and signed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from calculators.catalogue import Benefit
from calculators.figures import Figure
from calculators.law import UNDATED
from publisher.compile.telling import figures, rule_sentences
from publisher.pages.site import Page, Site, View
from publisher.pages.status import status_view
from publisher.records.corpus import Record
from publisher.records.golden import STATED, Case, Group, golden_file, read_golden
from publisher.records.policy import Article

_CLAUSE_END = re.compile("[，。；：\n]")


def pages(site: Site, lang: str) -> Iterator[Page]:
    """Yield one sheet for every policy."""
    for record in site.corpus.records:
        path = f"policies/{record.policy.id}/review"
        view = View.at(site, lang, path)
        title = view.say("review.title", policy=view.pick(record.policy.short))
        groups = read_golden(golden_file(record.file))
        yield site.page(
            lang,
            path,
            "review.md.j2",
            title=title,
            description=view.say(
                "review.description", title=view.pick(record.policy.title), short=view.pick(record.policy.short)
            ),
            tab="policies",
            record=record,
            policy=record.policy,
            status=status_view(view, record),
            notes={place: view.pairs(record, place, ids=False) for place in ("preamble", "closing") if place in record.texts},
            articles=[_article(view, record, article, groups) for article in record.policy.articles],
            proof=site.reports[record.policy.id],
        )


def _article(view: View, record: Record, article: Article, groups: Iterable[Group]) -> dict[str, Any]:
    own = [view.site.catalogue.benefits[f"{record.policy.id}/{one.id}"] for one in article.benefits]
    return {
        "article": article,
        "label": view.article_label(record, article),
        "pairs": view.pairs(record, article.number, ids=False),
        "benefits": [
            {
                "benefit": benefit,
                "sentences": rule_sentences(view.site.speaker(view.lang), benefit),
                "figures": list(_figures(view, record, benefit)),
                "cases": [
                    (group.words, [_case(view, benefit, case) for case in group.cases])
                    for group in groups
                    if group.benefit == benefit.id
                ],
            }
            for benefit in own
        ],
    }


def _figures(view: View, record: Record, benefit: Benefit) -> Iterator[dict[str, Any]]:
    """The figures of a rule: what each does, the clause it stands in, and how the translation renders it."""
    for part, figure in dict.fromkeys(figures(benefit)):
        twins = {(start, end): twin for start, end, twin in view.site.law.figures(record, figure.place)}
        twin = twins.get((figure.start, figure.end))
        before, after = _clause(record.texts[figure.place]["zh"], figure)
        yield {
            "text": figure.text,
            "before": before,
            "after": after,
            "part": view.say(f"figure.{part}"),
            "english": twin.text if twin else "",
            "value": view.site.speaker("en").figure(figure),
        }


def _clause(text: str, figure: Figure) -> tuple[str, str]:
    """The words of the clause before and after a figure."""
    starts = [match.end() for match in _CLAUSE_END.finditer(text, 0, figure.start)]
    end = _CLAUSE_END.search(text, figure.end)
    return text[starts[-1] if starts else 0 : figure.start], text[figure.end : end.start() if end else len(text)]


def _case(view: View, benefit: Benefit, case: Case) -> dict[str, Any]:
    """A case: the answers, what the text gives by hand, and what the calculator says."""
    found = view.site.catalogue.estimate(benefit.id, case.inputs, on=UNDATED)
    stated = {name: figure.value for name in STATED if (figure := getattr(found.stated, name)) is not None}
    same = case.amount == found.amount and case.stated.items() <= stated.items() and case.eligible in (None, found.eligible)
    return {
        "inputs": [_given(view, name, value) for name, value in found.facts.answers.items()],
        "expected": _shown(view, case.amount, case.stated),
        "computed": _shown(view, found.amount, stated),
        "same": same,
        "name": case.name,
    }


def _given(view: View, name: str, value: Any) -> str:
    speaker, asked = view.site.speaker(view.lang), view.site.catalogue.inputs[name]
    if isinstance(value, bool):
        return view.say("review.yes" if value else "review.no", input=asked.label[view.lang])
    shown = asked.options[value][view.lang] if isinstance(value, str) else speaker.quantity(asked, value)
    return view.say("review.answer", input=asked.label[view.lang], answer=shown)


def _shown(view: View, amount: Decimal | None, stated: Any) -> str:
    """An amount, or what stands in place of one."""
    if amount is not None:
        return view.amount(amount)
    return view.say("review.between").join(
        view.say(f"review.{name}", amount=view.amount(value)) for name, value in stated.items()
    ) or view.say("review.none")
