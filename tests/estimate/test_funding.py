"""Promise: a sum is called fixed only as far as its text leaves the money to it, and the clause stands beside it everywhere."""

from __future__ import annotations

import json

import pytest

from calculators import Law
from calculators.catalogue import Catalogue
from calculators.estimate.case_files import case_files
from calculators.estimate.data import as_json
from calculators.estimate.html import answer_html
from calculators.estimate.speaker import Speaker
from calculators.estimate.text import explained
from calculators.estimate.work import Estimate, estimate
from calculators.layout import laid_out
from calculators.plan.data import plan_json
from calculators.plan.html import plan_html
from calculators.plan.text import explained as plan_explained
from calculators.plan.workbook import plan_tables, table_texts
from calculators.vocabulary import FundsKind
from tests.support.invented import CITY, benefit, policy
from tests.support.invented import catalogue as invented_catalogue
from tests.support.invented_rules import amount

WORDS = {"text": "每年根据预算安排兑现", "place": 1, "start": 0, "en": [["paid within the budget", 0]]}
DAY = "2026-01-15"
FIRM = {"organisation": "enterprise", "annual_revenue": "8000万", "compute_spend": "100万", "compute_listed": "true"}


def invented(*kinds: str, reach: tuple[str, ...] = (), certainty: str = "by-rule") -> Catalogue:
    """A city that pays two fixed sums, with clauses on the money."""
    funds = [{"kind": kind, "quote": WORDS, "benefits": list(reach)} for kind in kinds]
    paid = [benefit(name, amount("100"), certainty=certainty) for name in ("one/a", "one/b")]
    return invented_catalogue(policy("one", CITY, paid, funds=funds))


def squeezed(text: str) -> str:
    """A text without the breaks that a narrow terminal puts in."""
    return "".join(text.split())


def answer(found: Catalogue, name: str = "one/a") -> Estimate:
    return estimate(found.benefits[name], {}, found.kinds)


@pytest.mark.parametrize(
    ("kinds", "sure"),
    [
        ((), "fixed once the conditions are met"),
        (("budget",), "fixed by the text, within the year’s budget"),
        (("yearly-control", "clawback"), "fixed by the text, within the year’s budget"),
        (("clawback",), "fixed by the text; it has a clause on the money"),
        (("rules-to-come",), "fixed by the text; it has a clause on the money"),
    ],
)
def test_fixed_as_far_as_the_money_goes(kinds: tuple[str, ...], sure: str) -> None:
    """“Fixed once the conditions are met” is said only where the text has no clause on the money."""
    found = invented(*kinds)
    assert Speaker(found, "en").certainty(answer(found)) == sure


def test_a_clause_of_some_benefits_reaches_no_other() -> None:
    """A pool that is set up for one benefit limits that one."""
    found = invented("pool", reach=("one/b",))
    assert [len(answer(found, name).benefit.funds) for name in ("one/a", "one/b")] == [0, 1]
    assert found.benefits["one/a"].sureness == "by-rule"
    assert found.benefits["one/b"].sureness == "by-rule-within"


def test_what_is_up_to_stays_so() -> None:
    """A ceiling is called a ceiling, whatever the text says of the money."""
    assert invented("budget", certainty="up-to").benefits["one/a"].sureness == "up-to"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", FundsKind)
def test_the_clause_stands_beside_the_amount(kind: FundsKind, lang: str) -> None:
    """On the page, in the case's files, at the command line and in the data; in English with the words of the translation."""
    found = invented(kind)
    speaker, case = Speaker(found, lang), answer(found)
    words, text = WORDS["en"][0][0] if lang == "en" else WORDS["text"], speaker.say(f"funds.{kind}")
    page, terminal = answer_html(case, speaker, "../"), laid_out(explained(case, speaker), 10_000)
    files = case_files(case, speaker, "1", "")
    for where in (page.body, terminal, files["csv"]):
        assert squeezed(text) in squeezed(where) and squeezed(str(words)) in squeezed(where)
    (entry,) = as_json(case, speaker)["funds"]  # type: ignore[misc]
    assert entry == {
        "kind": kind,
        "text": text,
        "quote": WORDS["text"],
        "quote_en": WORDS["en"][0][0],
        "article": 1,
        "benefits": [],
    }
    assert json.loads(files["json"])["estimate"]["funds"] == [entry]
    assert ("hc-answer__funds" in page.head) is kind.limits


def test_the_clauses_stand_beside_the_totals(catalogue: Law) -> None:
    """On the plan's page beside the totals and with their words, in its sheets, at the command line and in its data."""
    plan = catalogue.plan("350203", FIRM, on=DAY)
    for lang in ("zh", "en"):
        speaker = Speaker(catalogue, lang)
        head, _, _, page = plan_html(plan, speaker, "../")
        assert all(speaker.say(f"funds-short.{kind}") in head for kind in ("yearly-control", "budget"))
        assert speaker.say("plan.firm-help-within") in head and speaker.say("plan.firm-help") not in head
        told = laid_out(plan_explained(plan, speaker), 10_000)
        sheets = "\n".join(" ".join(map(str, row)) for row in table_texts(plan_tables(plan, {}, speaker)))
        for policy_ in ("siming-2025", "xiamen-2025"):
            for clause in next(one for one in catalogue.policies if one.id == policy_).funds:
                words = (clause.quote.english if lang == "en" else None) or clause.quote.text
                assert all(squeezed(words) in squeezed(where) for where in (page, told, sheets)), (lang, clause.kind)
    data = plan_json(plan, Speaker(catalogue, "en"))
    assert {one["policy"]: [entry["kind"] for entry in one["funds"]] for one in data["policies"]} == {
        "siming-2025": ["yearly-control", "clawback"],
        "xiamen-2025": ["budget", "rules-to-come"],
        "fujian-draft": [],
    }
