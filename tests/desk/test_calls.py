"""What the desk's page asks of Python, asked here of the same code."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from publisher.desk.call import call
from publisher.project import POLICIES
from tests.support.sample import FIXTURES

NAME = "siming-2025"
BENEFIT = f"{NAME}/compute-voucher"
RATE = ("rate_up_to: 10%", "rate_up_to: 20%")


def ask(do: str, **values: object) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(call(json.dumps({"do": do, **values}), str(POLICIES)))
    assert "broken" not in answer, answer
    return answer


@pytest.fixture(scope="module")
def text() -> str:
    return str(ask("open", name=NAME)["text"])


def test_a_page_is_told_of_the_records_and_their_form() -> None:
    started = ask("start")
    assert NAME in started["records"]
    assert "articles" in started["schema"]["properties"]
    assert started["inputs"]["compute_spend"]["zh"]


def test_a_published_record_has_nothing_left_to_do(text: str) -> None:
    checked = ask("check", name=NAME, text=text)
    assert checked["findings"] == []
    assert checked["cases"]
    assert all(case["agrees"] for case in checked["cases"])
    assert BENEFIT in [benefit["id"] for benefit in checked["benefits"]]


def test_a_figure_leads_to_the_line_that_uses_it(text: str) -> None:
    lines = text.split("\n")
    place = next(one for one in ask("check", name=NAME, text=text)["places"] if one["place"] == 2)
    found = {place["text"][span["start"] : span["end"]]: span for span in place["spans"]}
    assert lines[found["10%"]["line"] - 1].strip() == "rate_up_to: 10%"
    assert "10%" in lines[found["10%"]["own"] - 1]
    assert {span["use"] for span in place["spans"]} == {"bound"}


def test_an_altered_figure_is_refused_and_shown_loose(text: str) -> None:
    checked = ask("check", name=NAME, text=text.replace(*RATE))
    assert [one["kind"] for one in checked["findings"]] == ["wrong", "wrong"]
    place = next(one for one in checked["places"] if one["place"] == 2)
    assert "none" in {span["use"] for span in place["spans"]}
    assert not all(case["agrees"] for case in checked["cases"])


def test_what_would_change_is_told(text: str) -> None:
    (change,) = ask("impact", name=NAME, text=text.replace(*RATE), lang="zh")["data"]["changes"]
    assert change["benefit"] == BENEFIT
    assert change["firms"]["count"] == 300
    assert change["firms"]["gain"] > 0
    assert ask("impact", name=NAME, text=text, lang="zh")["data"]["changes"] == []


def test_what_would_change_is_tried_on_ones_own_firms(text: str) -> None:
    rows = "compute_spend,compute_listed\n100万元,true\n10万元,true\n"
    sheet = base64.b64encode(rows.encode()).decode()
    altered = text.replace(*RATE)
    (change,) = ask("impact", name=NAME, text=altered, lang="zh", sheet=sheet, sheet_name="firms.csv")["data"]["changes"]
    assert (change["firms"]["count"], change["firms"]["gain"]) == (2, 2)
    nothing = base64.b64encode(b"?").decode()
    assert ask("impact", name=NAME, text=altered, lang="en", sheet=nothing, sheet_name="x.csv")["refused"]


def test_a_calculator_is_tried_before_it_is_built(text: str) -> None:
    found = ask("preview", name=NAME, text=text, benefit=BENEFIT, answers={"compute_spend": "80万元"}, lang="zh")
    assert found["amount"] == "80000.00"
    assert [one["name"] for one in found["questions"]] == ["compute_spend", "compute_listed"]
    assert found["curve"][0] == ["0.00", "0.00"]
    wrong = ask("preview", name=NAME, text=text, benefit=BENEFIT, answers={"compute_spend": "many"}, lang="en")
    assert "compute_spend" in wrong["refused"]


@pytest.mark.parametrize("broken", ["", "articles: [", "id: x", "draft_record: true\nid: siming-2025\n", "\t", "a: &b 1"])
def test_whatever_is_typed_gets_findings_with_lines(broken: str) -> None:
    checked = ask("check", name=NAME, text=broken)
    assert checked["findings"]
    assert all(one["line"] >= 1 and one["mend"] for one in checked["findings"])
    assert "refused" in ask("preview", name=NAME, text=broken, benefit=BENEFIT, answers={}, lang="en")


def test_every_record_that_is_cut_short_is_borne(text: str) -> None:
    """Somebody types: at every moment there is half a record."""
    lines = text.split("\n")
    for count in range(1, len(lines), 37):
        ask("check", name=NAME, text="\n".join(lines[:count]))


def test_a_text_becomes_a_draft_that_can_be_checked_and_tried() -> None:
    content = base64.b64encode((FIXTURES / "texts" / "county.txt").read_bytes()).decode()
    made = ask("draft", name="anji-2026", file="county.txt", content=content, day="2026-11-27", lang="zh")
    assert made["numbered"]
    assert {"furniture", "contact"} <= {one["reason"] for one in made["left_out"]}
    checked = ask("check", name="anji-2026", text=made["text"])
    assert {"guesses", "gaps", "untranslated"} <= {one["kind"] for one in checked["findings"]}
    benefit = checked["benefits"][0]["id"]
    assert ask("preview", name="anji-2026", text=made["text"], benefit=benefit, answers={}, lang="en")["amount"]


def test_a_document_without_a_text_is_told() -> None:
    made = ask("draft", name="x", file="x", content="", day="2026-11-27", lang="en")
    assert "is empty" in made["refused"]


def test_what_python_stumbles_over_comes_back_as_an_answer() -> None:
    for request in ("", "{}", '{"do": "nothing"}', '{"do": "open", "name": "nowhere"}'):
        assert "broken" in json.loads(call(request, str(POLICIES)))
