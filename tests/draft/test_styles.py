"""Texts of other styles than the five records', invented: how they are cut, whom they name, what their figures are for."""

from __future__ import annotations

from typing import Any

import pytest

from publisher.checks.drafts import progress
from publisher.records.corpus import Draft
from tests.support.drafting import corpus, draft_of
from tests.support.sample import FIXTURES

ARTICLES = {
    "county": ("330523", "district", "measure", ["算力补贴", "模型备案", "人才租房补贴", "办会支持"]),
    "brackets": ("340100", "city", "item", ["支持关键技术攻关", "支持建设创新平台", "打造应用场景", "发放算力券"]),
    "titled": ("510107", "district", "measure", ["降低算力成本", "鼓励数据开放", "支持上市融资", "奖励首台套"]),
    "chapters": ("450100", "city", "article", ["TODO"] * 7),
    "letter": ("TODO", "district", "measure", ["TODO"] * 4),
}


def drafted(name: str) -> dict[str, Any]:
    _, record = draft_of((FIXTURES / "texts" / f"{name}.txt").read_bytes(), name)
    value: dict[str, Any] = record.document.value
    return value


def rule(name: str, article: int, benefit: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = drafted(name)["articles"][article - 1]["benefits"][benefit]["rule"]
    return found


@pytest.mark.parametrize("name", ARTICLES)
def test_a_text_is_cut_by_its_own_numbering(name: str) -> None:
    value = drafted(name)
    headings = [article["heading"]["zh"] for article in value["articles"]]
    assert (value["place"], value["level"], value["numbering"], headings) == ARTICLES[name]


@pytest.mark.parametrize("name", ARTICLES)
def test_nothing_of_a_draft_is_refused_but_what_is_left_to_do(name: str) -> None:
    """Every quote stands in its text, every figure in its quote: what remains is what only a person can know."""
    _, record = draft_of((FIXTURES / "texts" / f"{name}.txt").read_bytes(), name)
    wrong = progress(Draft(record.file, record), corpus()).wrong
    known = ("a place with an English name", "a code of places.yaml", "this number among the glossary", "a rule that uses it")
    assert [str(one) for one in wrong if not one.expected.startswith(known)] == []


def test_what_a_notice_says_of_itself_is_found() -> None:
    value = drafted("county")
    assert value["title"]["zh"] == "安吉县支持人工智能产业发展若干政策"
    assert value["issuer"]["zh"] == "安吉县人民政府办公室"
    assert value["document_number"] == "安政办发〔2026〕7号"
    dates = {key: entry.get("date") for key, entry in value["dates"].items()}
    assert dates == {"issued": "2026-03-06", "from": "2026-04-01", "to": "2028-12-31"}


def test_what_is_not_found_is_absent() -> None:
    value = drafted("letter")
    assert not {"issuer", "document_number", "preamble", "closing"} & value.keys()
    assert value["dates"] == {}


def test_contacts_and_page_furniture_are_left_out_and_listed() -> None:
    draft, record = draft_of((FIXTURES / "texts" / "county.txt").read_bytes(), "county")
    assert {one.reason for one in draft.left_out} == {"furniture", "number", "cover", "signature", "contact", "attachment"}
    assert not any(private in record.document.text for private in ("王小明", "5123456", "申报表"))


def test_agencies_have_one_entry_each_with_their_role() -> None:
    roles = [(one["role"], one["zh"]) for one in drafted("county")["articles"][0]["agencies"]]
    assert roles == [
        ("lead", "县经信局"),
        ("responsible", "县财政局"),
        ("responsible", "县数据局"),
        ("supporting", "各乡镇（街道）"),
    ]


def test_sections_are_kept_where_numbers_begin_again() -> None:
    articles = drafted("brackets")["articles"]
    assert [(one["number"], one["label"], one["section"]["zh"]) for one in articles] == [
        (1, "一", "一、强化创新"),
        (2, "二", "一、强化创新"),
        (3, "一", "二、拓展应用"),
        (4, "二", "二、拓展应用"),
    ]


def test_figures_are_bound_to_their_roles() -> None:
    share = rule("county", 1)
    assert (share["at_least"], share["rate"], share["cap"]) == ("20万元", "30%", "80万元")
    assert [(one["words"], one["amount"]) for one in rule("brackets", 2)["one_of"]] == [
        ("国家级", "200万元"),
        ("省级人工智能创新平台", "100万元"),
    ]
    assert rule("brackets", 3) == {"at_most": "30万元"}
    assert rule("brackets", 4) == {"pool": "5000万元"}
    assert rule("titled", 3) == {"from": "200万元", "to": "500万元"}
    each = rule("chapters", 4)
    assert (each["per"], each["amount"], each["cap"]) == ("1000万元, whole", "20万元", "300万元")
    assert rule("county", 3)["times"][0]["at_most"] == "24个月"


def test_a_question_that_means_the_same_keeps_its_name_and_others_are_listed() -> None:
    draft, record = draft_of((FIXTURES / "texts" / "county.txt").read_bytes(), "county")
    assert rule("county", 1)["share_of"] == "compute_spend"
    assert draft.questions
    assert draft.questions.keys() == record.policy.questions.keys()


def test_a_text_without_numbering_says_so() -> None:
    draft, _ = draft_of((FIXTURES / "texts" / "letter.txt").read_bytes(), "letter")
    assert not draft.numbered


def test_a_traditional_text_is_held_in_simplified_characters() -> None:
    lines = [
        "廈門市支持人工智能產業發展若干措施",
        "一、給予補貼。對購買數據的企業，按實際費用的10%給予補助，最高5萬元。",
        "二、獎勵。對獲得認定的企業，給予獎勵20萬元。",
    ]
    _, record = draft_of("\n".join(lines).encode())
    assert record.policy.source.script == "hant"
    assert record.policy.title.zh == "厦门市支持人工智能产业发展若干措施"
    assert record.policy.place == "350200"
