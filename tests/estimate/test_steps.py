"""Promise: what to do next stands on a clause or is marked as ours, in both languages, and a letter tells nothing of the firm."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from calculators import Law
from calculators.catalogue import Catalogue
from calculators.estimate.data import as_json
from calculators.estimate.letters import Letter, addressee, as_text, letters, paragraphs
from calculators.estimate.speaker import Speaker
from calculators.estimate.steps import NextKind, NextStep, next_steps
from calculators.estimate.work import Estimate, estimate
from calculators.rules.asks import Applicants, Gate
from calculators.vocabulary import LANGUAGES
from publisher.records.corpus import Corpus
from tests.support import invented
from tests.support.invented import CITY, benefit, fixed, policy, share

DAY = date(2026, 11, 27)
FIELDS = {"kind", "benefit", "date", "zh", "en", "quote", "article", "ours", "address"}
NOTICE: dict[str, Any] = {
    "title": {"zh": "申报通知", "en": "Call"},
    "address": "https://example.org/call",
    "date": None,
    "checked": "2026-11-01",
    "benefits": ["a/x"],
    "from": None,
    "to": None,
    "spending_year": None,
    "apply": None,
}


def examples(law: Law) -> list[Estimate]:
    """Every benefit with the example of its record, on a day and on none."""
    return [law.estimate(one.id, dict(one.example), on=on) for one in law.benefits.values() for on in ("2026-11-27", "undated")]


def steps_of(catalogue: Catalogue, answers: Mapping[str, Decimal | bool] | None = None, on: date | None = DAY) -> list[NextStep]:
    """The steps of the one benefit of an invented law."""
    found = estimate(catalogue.benefits["a/x"], answers or {}, catalogue.kinds, on=on)
    return next_steps(found, catalogue)


def texts(steps: list[NextStep], kind: NextKind, lang: str = "en") -> list[str]:
    return [one.text[lang] for one in steps if one.kind is kind]


def test_every_step_stands_on_a_clause_or_is_ours(catalogue: Law) -> None:
    """In every estimate: the fields of the contract, the kinds in their order, no step without words or a mark, none empty."""
    order = list(NextKind)
    for found in examples(catalogue):
        steps: Any = as_json(found, Speaker(catalogue, "zh"))["next"]
        kinds = [one["kind"] for one in steps]
        assert kinds == sorted(kinds, key=order.index)
        assert {NextKind.AUTHORITY, NextKind.DEADLINE} <= set(kinds)
        for one in steps:
            assert set(one) == FIELDS
            assert one["quote"] or one["ours"]
            assert one["zh"].strip()
            assert one["en"].strip()
            assert one["date"] is None or date.fromisoformat(one["date"])
        assert steps == as_json(found, Speaker(catalogue, "en"))["next"]


def test_every_condition_is_a_step_and_every_answer_has_its_proof(catalogue: Law) -> None:
    """The words of each gate stand among the steps before spending, and what is asked has something to be kept for it."""
    for found in examples(catalogue):
        steps = next_steps(found, catalogue)
        quoted = {one.quote for one in steps if one.kind is NextKind.BEFORE_SPENDING}
        gates = [one for one in found.benefit.asks if isinstance(one, Gate) and one.relevant(found.facts)]
        assert {one.quote for one in gates} <= quoted
        kept = "".join(texts(steps, NextKind.EVIDENCE, "zh"))
        assert all(catalogue.inputs[name].label["zh"] in kept for name in found.benefit.example if name in found.facts.answers)
        assert all(one.ours and not one.quote for one in steps if one.kind is NextKind.EVIDENCE)


def test_every_open_question_is_asked(catalogue: Law) -> None:
    """Each reading's question is asked, save where the other reading gives the same sum here."""
    for found in examples(catalogue):
        asked = texts(next_steps(found, catalogue), NextKind.QUESTION, "zh")
        open_ = [one.reading for one in found.otherwise if one.amount is None or one.amount != found.amount]
        assert asked == [one.ask["zh"] for one in open_ if one.ask]
        assert len(asked) == len(open_)


def test_a_question_that_changes_nothing_here_is_not_asked() -> None:
    """The other reading gives what this one gives: no letter needs to ask."""
    ask = {"zh": "请问？", "en": "May we ask?"}
    readings = [{"text": invented.BOTH, "ask": ask, "otherwise": fixed("5")}]
    same = invented.catalogue(policy("a", CITY, [benefit("a/x", fixed("5"), readings=readings)]))
    other = invented.catalogue(policy("a", CITY, [benefit("a/x", fixed("6"), readings=readings)]))
    assert texts(steps_of(same), NextKind.QUESTION) == []
    assert texts(steps_of(other), NextKind.QUESTION) == ["May we ask?"]


def test_a_condition_is_said_as_it_has_to_hold() -> None:
    """A threshold that is missed reads as one to be reached, and what is paid on a bill speaks of spending."""
    rule = {**share("spend", "0.1"), "at_least": invented.figure("500")}
    made = invented.catalogue(policy("a", CITY, [benefit("a/x", rule, inputs=["spend"], gate="tick")]))
    low = texts(steps_of(made, {"spend": Decimal(1)}), NextKind.BEFORE_SPENDING)
    assert low == texts(steps_of(made, {"spend": Decimal(900)}), NextKind.BEFORE_SPENDING)
    assert low == ["Before you spend, make sure: invented", "Before you spend, make sure: invented ≥ RMB 500"]
    award = invented.catalogue(policy("a", CITY, [benefit("a/x", fixed("5"), gate="tick")]))
    assert texts(steps_of(award), NextKind.BEFORE_SPENDING) == ["Before you apply, make sure: invented"]


def test_the_lead_is_asked_first() -> None:
    """Agencies by role; where a text names none, that is said as ours."""
    agencies = [{"role": "lead", "name": {"zh": "甲", "en": "A"}}, {"role": "responsible", "name": {"zh": "乙", "en": "B"}}]
    made = invented.catalogue(policy("a", CITY, [benefit("a/x", fixed("5"), agencies=agencies)]))
    (named,) = (one for one in steps_of(made) if one.kind is NextKind.AUTHORITY)
    assert named.text["en"] == "Ask: A (lead); B (responsible)"
    assert named.quote
    (unnamed,) = (
        one
        for one in steps_of(invented.catalogue(policy("a", CITY, [benefit("a/x", fixed("5"))])))
        if one.kind is NextKind.AUTHORITY
    )
    assert unnamed.ours


def test_whom_the_law_names_is_asked_and_the_lead_first(catalogue: Law, corpus: Corpus) -> None:
    """Over all benefits: the agencies are those of the printed line, read here once more, and the line is the step's quote."""
    articles = {(record.policy.id, one.number): one for record in corpus.records for one in record.policy.articles}
    seen = 0
    for found in examples(catalogue):
        article = articles[found.benefit.policy.id, found.benefit.article]
        printed = {line.zh for line in article.agency_lines}
        assert bool(printed) is bool(article.agencies)
        for step in (one for one in next_steps(found, catalogue) if one.kind is NextKind.AUTHORITY):
            if not printed:
                assert not step.agencies
                continue
            assert step.quote and step.quote.text in printed
            parts = re.findall(r"(牵头|责任|配合)单位：([^；]+)", step.quote.text)
            lead_first = sorted(parts, key=lambda part: ["牵头", "责任", "配合"].index(part[0]))
            names = [name for _, listed in lead_first for name in re.split(r"[、，](?![^<]*>)", listed)]
            assert [one.name["zh"] for one in step.agencies] == names
            assert step.text["zh"].startswith(f"咨询{lead_first[0][0]}单位{names[0]}")
            seen += 1
    assert seen


@pytest.mark.parametrize(
    ("level", "asked"),
    [
        ("nation", {"厦门市工信局"}),
        ("province", {"厦门市工信局"}),
        ("city", {"厦门市科技局"}),
        (None, {"厦门市工信局", "厦门市科技局"}),
    ],
)
def test_the_limb_that_applies_has_its_authority(catalogue: Law, level: str | None, asked: set[str]) -> None:
    """Xiamen's item (1) names one bureau for national and provincial projects, another for the city's: the case decides."""
    answers = {"rd_project_spend": 1_000_000} | ({"rd_project_level": level} if level else {})
    steps = next_steps(catalogue.estimate("xiamen-2025/rd-project", answers, on="2026-01-15"), catalogue)
    assert {addressee(one, Speaker(catalogue, "zh")) for one in letters(steps)} == asked
    named = texts(steps, NextKind.AUTHORITY, "zh")
    assert len(named) == len(asked)
    assert level or [one.split("：")[0] for one in named] == ["国家级、省级", "市级"]


def test_where_a_clause_names_nobody_the_interpreter_is_asked(catalogue: Law) -> None:
    """Siming's articles name no authority; its closing notes say who interprets them."""
    steps = next_steps(catalogue.estimate("siming-2025/compute-voucher", {"compute_spend": 60_000}), catalogue)
    (named,) = (one for one in steps if one.kind is NextKind.AUTHORITY)
    assert not named.ours
    assert named.quote and named.quote.text == "本措施由思明区科技和工信局负责解释"
    (letter,) = letters(steps)
    assert addressee(letter, Speaker(catalogue, "zh")) == "思明区科技和工信局"


@pytest.mark.parametrize(
    ("dates", "on", "told", "day"),
    [
        ({"last": "2026-12-31"}, DAY, "invented: valid until 2026-12-31, 34 days left", "2026-12-31"),
        ({"last": "2026-12-31"}, None, "invented: valid until 2026-12-31", "2026-12-31"),
        ({"last": "2026-10-31"}, DAY, "no later text is known to us", "2026-10-31"),
        ({"superseded": "2026-02-17"}, DAY, "superseded on 2026-02-17: nothing can be claimed under it any more", "2026-02-17"),
        ({"draft": True}, DAY, "nothing can be claimed under it", None),
        ({"first": "2027-01-01"}, DAY, "not yet in force; it takes effect on 2027-01-01", "2027-01-01"),
        ({}, DAY, "no last day is known to us (checked on 2026-01-01)", None),
    ],
)
def test_by_when(dates: dict[str, Any], on: date | None, told: str, day: str | None) -> None:
    """The end of the text comes first among the days; without words that state it, it is marked as ours."""
    made = invented.catalogue(policy("a", CITY, [benefit("a/x", fixed("5"))], **dates))
    first = next(one for one in steps_of(made, on=on) if one.kind is NextKind.DEADLINE)
    assert told in first.text["en"]
    assert (first.on.isoformat() if first.on else None) == day
    assert first.ours


@pytest.mark.parametrize(
    ("window", "told", "day"),
    [
        ({"from": "2026-12-01", "to": "2026-12-20"}, "Call: applications from 2026-12-01 to 2026-12-20", "2026-12-20"),
        ({"to": "2026-03-31"}, "Call: applications until 2026-03-31; the next window is not announced", None),
        ({}, "Call: what was seen gives no days for applications; the next window is not announced", None),
    ],
)
def test_a_window(window: dict[str, str], told: str, day: str | None) -> None:
    """One to come is a day to remember; of one that has passed it is said that the next is not announced."""
    made = invented.catalogue(policy("a", CITY, [benefit("a/x", fixed("5"))]) | {"notices": [NOTICE | window]})
    *_, last = (one for one in steps_of(made) if one.kind is NextKind.DEADLINE)
    assert last.text["en"].startswith(told)
    assert (last.on.isoformat() if last.on else None) == day
    assert last.address == NOTICE["address"]
    without = invented.catalogue(policy("a", CITY, [benefit("a/x", fixed("5"))]))
    assert "No application notice is known to us" in texts(steps_of(without), NextKind.DEADLINE)[-1]


def strange_figures(letter: Letter, written: str) -> set[str]:
    """The figures of a letter that are neither in its clauses, its questions, nor the name and number of its text."""
    named = [letter.policy.title, letter.policy.document_number, *letter.policy.labels.values()]
    known = json.dumps(named, ensure_ascii=False)
    for one, asked in letter.items:
        known += f"{one.quote.text}{one.quote.english}{one.title}{asked}"
    return set(re.findall(r"[\d.,]*\d", written)) - set(re.findall(r"[\d.,]*\d", known))


def all_letters(law: Law) -> list[Letter]:
    """One for every benefit, and those of plans in which several benefits share a letter."""
    found = [letter for one in examples(law) for letter in letters(next_steps(one, law))]
    spends = {"compute_spend": 1_234_567, "model_spend": 765_432, "data_spend": 345_678, "annotation_spend": 2_345_678}
    for place, on in (("350203", "2026-11-27"), ("350203", "2026-01-15"), ("350600", "2026-11-27")):
        found += law.plan(place, spends | {"industrial_enterprise": True}, on=on).letters()
    return found


def test_a_letter_holds_no_figure_of_its_own(catalogue: Law) -> None:
    """Every figure of a letter stands in the clause, its questions, or the name and number of the text; one put in is found."""
    found = all_letters(catalogue)
    for letter in found:
        written = as_text(letter, catalogue, "en")
        assert strange_figures(letter, written) == set()
        for typed in ("1,234,567", "765432", "98.7%"):
            assert strange_figures(letter, f"{written}\n\n{typed}")
    assert any(len(letter.items) > 1 for letter in found)


def test_a_letter_has_the_form_of_one(catalogue: Law) -> None:
    """Addressed, the text named with its number, each clause to the letter, each question once and numbered, a close, blanks."""
    for letter in all_letters(catalogue):
        for lang in LANGUAGES:
            title, dear, lead, *_ = written = paragraphs(letter, catalogue, lang)
            assert letter.policy.title[lang] in title
            assert dear.endswith("：") if lang == "zh" else dear.startswith("To: ")
            number = letter.policy.document_number
            assert (f"《{letter.policy.title['zh']}》" if lang == "zh" else letter.policy.title["en"]) in lead
            assert not number or number[lang] in lead
            assert all(any(one.quote.words(lang) in line for line in written) for one, _ in letter.items)
            assert all(letter.policy.labels[one.quote.place][lang] in "".join(written) for one, _ in letter.items)
            questions = {question[lang] for _, asked in letter.items for question in asked}
            assert all(sum(question in line for line in written) == 1 for question in questions)
            *_, regards, respect, name, contact, day = written
            assert (regards, respect) == ("此致", "敬礼！") if lang == "zh" else respect == "Yours faithfully,"
            assert all(blank.endswith(("：", ":")) for blank in (name, contact, day))


def test_a_question_that_clauses_share_is_put_once(catalogue: Law) -> None:
    """In a letter about several clauses the later ones are named behind the question."""
    found = catalogue.plan("350203", {"compute_spend": 100_000, "model_spend": 200_000, "data_spend": 100_000}, on="2026-11-27")
    (letter,) = found.letters()
    written = "\n".join(paragraphs(letter, catalogue, "zh"))
    assert "以“AI券”抵扣的金额是否计入？（本函第二、三项同问）" in written


def test_a_letter_about_a_draft_says_so(catalogue: Law) -> None:
    """Nobody applies under a draft or a text that was superseded: the letter asks which text holds."""
    for name, said in (
        ("xiamen-2025/model-voucher", "可能已被后续文件取代"),
        ("wuhan-2024-draft/key-rd", "该文本为征求意见稿"),
        ("zhangzhou-2025/housing", "申请支持"),
    ):
        found = catalogue.estimate(name, dict(catalogue.benefits[name].example), on=DAY)
        (letter,) = letters(next_steps(found, catalogue))
        assert said in paragraphs(letter, catalogue, "zh")[2]


def test_a_letter_tells_nothing_of_the_firm(catalogue: Law) -> None:
    """Whatever was answered, the letter is the same, with blanks for what the firm may add."""
    written = []
    for spend in (60_000, 987_654):
        found = catalogue.estimate("siming-2025/compute-voucher", {"compute_spend": spend})
        written.append(as_text(letters(next_steps(found, catalogue))[0], catalogue, "zh"))
    small, large = written
    assert small == large
    assert small.endswith("日期：")
    assert "请问“最高10%”之内的实际补助比例如何确定？" in small


def test_who_may_apply_is_a_condition(catalogue: Law) -> None:
    """Where somebody else asks, the step says who alone may."""
    asked = next(one for one in catalogue.benefits.values() if any(isinstance(ask, Applicants) for ask in one.asks))
    found = catalogue.estimate(asked.id, {**asked.example, "organisation": "university"}, on=DAY)
    assert (
        any("may apply" in text for text in texts(next_steps(found, catalogue), NextKind.BEFORE_SPENDING)) is not found.eligible
    )
