"""Promise: a guide or call for applications stands beside what it touches, each fact with how sure it is, and none is made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from markupsafe import escape

from publisher.compile.policy import compile_corpus
from publisher.pages import Site, articles, benefits, overviews
from publisher.pages.site import View
from publisher.pages.status import notice_lines
from publisher.records.policy import Notice
from publisher.records.text import join_lines
from publisher.wording import say

FACT = {"zh": "网上申报。", "en": "Online.", "confidence": "stated"}


def notice(**more: object) -> Notice:
    """A call for applications without a window."""
    given = {"title": {"zh": "通知", "en": "Call"}, "address": "https://example.org/", "checked": "2026-06-01", "extent": "whole"}
    return Notice.model_validate({**given, "benefits": ["compute"], "facts": [FACT], **more})


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_stands_where_it_touches(law: Site, lang: str) -> None:
    """On the overview all of them; on the page of a calculator those that touch it, with every fact's confidence."""
    made = [page for maker in (overviews, articles, benefits) for page in maker.pages(law, lang)]
    pages = {page.path.removeprefix("en/").removesuffix("index.md").strip("/"): page.block for page in made}
    found = 0
    for record in law.corpus.records:
        policy = record.policy
        for one in policy.notices:
            facts = [*one.facts, *([one.apply] if one.apply else [])]
            told = [
                f"{escape(join_lines(getattr(fact, lang), lang))} <small>{say(f'confidence.{fact.confidence}', lang)}"
                for fact in facts
            ]
            assert all(words in pages[f"policies/{policy.id}"] for words in told)
            for article in policy.articles:
                for benefit in article.benefits:
                    touched = benefit.id in one.benefits
                    page = pages[f"calculators/{policy.id}/{benefit.id}"]
                    assert all((words in page) is touched for words in told)
                    found += touched
    assert found


@pytest.mark.parametrize(
    ("window", "told"),
    [
        (None, ["所见部分没有写申报的起止日期。"]),
        ({"from": "2026-03-01", "to": "2026-03-31"}, ["最近一次的申报时间：2026年3月1日至2026年3月31日。下一次尚未见公布。"]),
        ({"from": "2026-03-01"}, ["最近一次自2026年3月1日起受理，截止日期未见。下一次尚未见公布。"]),
        ({"to": "2026-03-31"}, ["最近一次受理至2026年3月31日。下一次尚未见公布。"]),
    ],
)
def test_a_window_is_the_last_one_known(law: Site, window: dict[str, str] | None, told: list[str]) -> None:
    """What is known of a window is said as the last one, and that the next is not announced."""
    assert notice_lines(View.at(law, "zh", ""), notice(window=window)) == told


def test_the_year_it_pays_for(law: Site) -> None:
    """The year of the spending is said first."""
    assert notice_lines(View.at(law, "en", ""), notice(spending_year=2025))[0] == "For the year 2025."


def test_a_notice_counts_as_looked_at(law: Site) -> None:
    """No policy was last checked before one of its notices was."""
    checked = {one["id"]: date.fromisoformat(one["checked"]) for one in law.compiled.catalogue["policies"]}
    assert all(one.checked <= checked[record.policy.id] for record in law.corpus.records for one in record.policy.notices)


@pytest.mark.parametrize(("lang", "told"), [("zh", "下一次尚未见公布"), ("en", "The next is not announced")])
def test_a_window_that_has_passed(law: Site, lang: str, told: str) -> None:
    """A made-up record: its page, its calculator and what to do next say when the last one was, and that no next is known."""
    record = law.corpus.record("siming-2025")
    passed = notice(benefits=["compute-voucher"], window={"from": "2026-03-01", "to": "2026-03-31"})
    policy = record.policy.model_copy(update={"notices": [passed]})
    corpus = replace(law.corpus, records=[replace(record, policy=policy) if one is record else one for one in law.corpus.records])
    made = Site(corpus, compile_corpus(corpus))
    pages = {page.path: page.block for maker in (overviews, benefits) for page in maker.pages(made, lang)}
    (day,) = notice_lines(View.at(made, lang, ""), passed)
    prefix = "" if lang == "zh" else "en/"
    for path in ("policies/siming-2025/", "calculators/siming-2025/compute-voucher/"):
        block = pages[f"{prefix}{path}index.md"]
        assert day in block and told in block
    found = made.catalogue.estimate("siming-2025/compute-voucher", {}, on="2026-11-27").as_dict(lang)["next"]
    (step,) = (one for one in found if one["address"] == passed.address)
    assert step["date"] is None and "2026-03-31" in step[lang]
    assert {"zh": "下一次未见公布", "en": "the next window is not announced"}[lang] in step[lang]
