"""The page's one call into the engine: it always answers, in JSON, and never raises."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from decimal import Decimal
from html import escape
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import browser
from calculators.browser import OPERATIONS, call
from calculators.catalogue import Catalogue
from calculators.estimate.corners import Corner, curve_of
from calculators.money import FEN
from calculators.vocabulary import LANGUAGES
from calculators.wording import catalogue as wording

FIRMS = b"compute_spend,place\n1,350203\n"
VOUCHER = "xiamen-2025/compute-voucher"
FIRM = {"organisation": "enterprise", "annual_revenue": "8000万", "compute_spend": "100万", "compute_listed": "true"}


@pytest.fixture(autouse=True, scope="module")
def loaded(catalogue: Catalogue) -> Iterator[None]:
    """The engine has the catalogue of these tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(browser, "loaded", lambda: catalogue)
        browser._worked_out.cache_clear()
        yield


def ask(**question: Any) -> Any:
    return json.loads(call(json.dumps(question, ensure_ascii=False)))


def test_estimate() -> None:
    """An estimate comes as HTML and as the curve that is drawn in it, and nothing else that no page would read."""
    answer = ask(op="estimate", benefit=VOUCHER, inputs={name: FIRM[name] for name in list(FIRM)[:3]}, lang="zh", on="2026-01-15")
    assert answer.keys() == {"ok", "html", "curve"} and answer["ok"]
    assert "hc-steps" in answer["html"]["body"] and "最高 50万元" in answer["html"]["head"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_amount(catalogue: Catalogue, lang: str) -> None:
    """The figure alone is that of the whole case, for every benefit; what is wrong is told the same way."""
    for name, benefit in catalogue.benefits.items():
        asked = {"benefit": name, "inputs": dict(benefit.example), "lang": lang, "on": "2026-01-15"}
        figure, html = ask(op="amount", **asked), ask(op="estimate", **asked)["html"]["head"]
        whole = json.loads(ask(op="case", **asked)["files"]["json"])["estimate"]
        assert figure.keys() == {"ok", "amount", "eligible", "headline"} and escape(figure["headline"]) in html
        assert {key: figure[key] for key in ("amount", "eligible")} == {key: whole[key] for key in ("amount", "eligible")}
    wrong = {"benefit": VOUCHER, "inputs": {"compute_spend": "x"}, "lang": lang}
    assert ask(op="amount", **wrong) == ask(op="estimate", **wrong)


def test_plan() -> None:
    """A plan comes with its totals, and as HTML whose table can be sorted."""
    answer = ask(op="plan", place="350203", inputs=FIRM, lang="zh", on="2026-01-15", root="../")
    assert answer.keys() == {"ok", "totals", "html"}
    assert answer["ok"] and answer["totals"] == {"firm": "0.00", "cautious": "500000.00", "widest": "600000.00"}
    html = answer["html"]["head"] + answer["html"]["body"]
    assert 'data-total="cautious" value="500000.00"' in html
    assert 'data-benefit="siming-2025/compute-voucher"' in html and 'data-amount="100000.00"' in html
    assert 'href="../calculators/xiamen-2025/compute-voucher/"' in html and "就高不重复" in html
    assert 'data-reason="superseded"' in html


def test_compare() -> None:
    """One purpose across all policies, or those of a place: amount and headline, and curves where they are drawn."""
    asked = {"op": "compare", "purpose": "compute", "inputs": FIRM, "lang": "en", "on": "2026-01-15"}
    found = {one.pop("benefit"): one for one in ask(**asked)["benefits"]}
    assert found[VOUCHER] == {"amount": "500000.00", "headline": "up to RMB 500,000"}
    assert found["fujian-draft/compute-subsidy"]["amount"] == "400000.00"
    here = ask(**asked, place="思明区")["benefits"]
    assert {one["benefit"].partition("/")[0] for one in here} == {"siming-2025", "xiamen-2025", "fujian-draft"}
    drawn = {one["benefit"]: one["corners"] for one in ask(**asked, curves=True)["benefits"]}
    assert drawn.keys() == found.keys() and drawn["wuhan-2024-draft/compute-voucher-pool"] is None


@pytest.mark.parametrize(("spend", "fen"), [("99万", 49_500_000), ("5", 250), ("500万", 200_000_000)])
def test_curves_are_the_amount(spend: str, fen: int) -> None:
    """The curves of an estimate and of a comparison give, at any spend, the amount that Python gives."""
    inputs = FIRM | {"compute_spend": spend}
    one = {"benefit": VOUCHER, "inputs": inputs, "lang": "en", "on": "2026-01-15"}
    asked = {"op": "compare", "purpose": "compute", "inputs": inputs, "lang": "en", "on": "2026-01-15", "curves": True}
    compared = next(found for found in ask(**asked)["benefits"] if found["benefit"] == VOUCHER)
    del inputs["compute_listed"]
    assert compared["amount"] == ask(op="amount", **one)["amount"] == f"{fen / 100:.2f}"
    steps = int(browser.loaded().inputs["compute_spend"].parse(spend) / FEN)  # type: ignore[operator]
    for corners in (compared["corners"], ask(op="estimate", **one)["curve"]):
        assert curve_of(tuple(Corner(start, Decimal(at), Decimal(slope)) for start, at, slope, *_ in corners))(steps) == fen


def _sheet(*rows: str, **more: Any) -> dict[str, Any]:
    content = b64encode("\n".join(rows).encode("gb18030")).decode()
    opened: dict[str, Any] = ask(
        op="sheet", name="firms.csv", content=content, place="350203", on="2026-10-15", **{"lang": "en", **more}
    )
    return opened


def test_batch_goes_on_where_it_stopped() -> None:
    """Chunks carry the numbers of their rows and how far they are; what is wrong with the headings is said once."""
    opened = _sheet("compute_spend,备注", "1000000,x", "x,", "50万,", "合计,150", inputs={"compute_listed": "true"})
    chunks = [ask(op="batch", reading=opened["reading"], most=2, lang="en") for _ in range(3)]
    assert [one["cell"] for one in opened["problems"]] == ["B1"]
    assert [[one["cell"] for one in chunk["problems"]] for chunk in chunks] == [["A3"], [], []]
    assert [(one["row"], one["totals"]["widest"]) for chunk in chunks for one in chunk["results"]] == [
        (2, "100000.00"),
        (4, "50000.00"),
    ]
    assert [(one["done"], one["rows"], one["bad"], one["ended"]) for one in chunks] == [
        (2, 4, 1, False),
        (4, 4, 1, False),
        (4, 4, 1, True),
    ]
    assert len(chunks[0]["lines"][0]) == len(opened["headings"])
    assert "row 5" in chunks[-1]["remarks"][-1]


def test_one_sheet_is_open() -> None:
    """A newer file takes the place of the one before, whose rows cannot be asked for any more."""
    first, second = _sheet("compute_spend", "1"), _sheet("compute_spend", "2")
    assert first["reading"] != second["reading"]
    assert "drop it in again" in ask(op="batch", reading=first["reading"], most=5, lang="en")["message"]
    assert len(ask(op="batch", reading=second["reading"], most=5)["results"]) == 1


def test_the_template_is_a_sheet() -> None:
    """What can be downloaded is what can be read."""
    rows = ask(op="template", lang="zh")["rows"]
    opened = _sheet(*(",".join(row) for row in rows))
    assert len(ask(op="batch", reading=opened["reading"], most=9)["results"]) == 1 and not opened["problems"]


@pytest.mark.parametrize(
    ("question", "names", "words"),
    [
        ({"op": "estimate", "benefit": VOUCHER, "inputs": {"compute_spend": "x"}}, {"compute_spend"}, "is no sum of money"),
        ({"op": "estimate", "benefit": "nothing", "inputs": {}}, {"benefit"}, "There is no benefit"),
        (
            {"op": "plan", "place": "350203", "inputs": {"compute_spend": "x", "annual_revenue": "y"}},
            {"compute_spend", "annual_revenue"},
            "no sum",
        ),
        ({"op": "plan", "place": "0", "inputs": {}}, {"place"}, "There is no place"),
        ({"op": "plan", "place": "350203", "inputs": {}, "on": "2026-1-1"}, {"on"}, "is no date"),
        ({"op": "compare", "purpose": "computers", "inputs": {}}, {"purpose"}, "did you mean compute"),
        ({"op": "sheet", "name": "", "content": "", "place": "350203"}, set(), "No headings"),
        ({"op": "batch", "reading": 0, "most": 1}, set(), "no longer open"),
        ({"op": "dance"}, set(), "could not be read"),
        ({}, set(), "could not be read"),
        ([], set(), "could not be read"),
        (None, set(), "could not be read"),
    ],
)
def test_what_is_wrong_is_said_by_name(question: Any, names: set[str], words: str) -> None:
    """A wrong answer is named, in the language of the page; a request that is none is said to be none."""
    if isinstance(question, dict):
        question = {"lang": "en", **question}
    answer = json.loads(call(json.dumps(question)))
    assert answer["ok"] is False and set(answer["problems"]) == names
    expected = wording()["error.not-a-request"]["zh"] if not isinstance(question, dict) else words
    assert expected in answer["message"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=6,
)


@st.composite
def questions(draw: st.DrawFn) -> object:
    """Requests that are nearly right: known keys, with values that fit or do not."""
    values = {
        "op": st.sampled_from(sorted(OPERATIONS)),
        "lang": st.sampled_from(["zh", "en"]),
        "benefit": st.sampled_from([VOUCHER, "zhangzhou-2025/housing", "siming-2025/filing-award"]),
        "purpose": st.sampled_from(["compute", "premises"]),
        "place": st.sampled_from(["350203", "420106", "漳州市"]),
        "on": st.dates().map(str),
        "reading": st.integers(0, 3),
        "most": st.integers(0, 9),
        "name": st.sampled_from(["a.csv", "a.xlsx", ""]),
        "inputs": st.dictionaries(
            st.sampled_from([*FIRM, "seats"]), st.sampled_from(["1", "true", "100万", "x"]) | JSON, max_size=4
        ),
        "rows": st.lists(st.lists(JSON, max_size=4), max_size=3),
        "curves": st.booleans(),
        "content": (st.binary(max_size=20) | st.just(FIRMS)).map(lambda data: b64encode(data).decode()),
    }
    return {
        key: draw(JSON if draw(st.integers(0, 9)) == 0 else value) for key, value in values.items() if draw(st.integers(0, 12))
    }


@settings(deadline=None, max_examples=250)
@given(questions() | JSON)
def test_any_request_has_an_answer(question: object) -> None:
    """Whatever is asked, the answer is JSON that UTF-8 can carry, says whether it went well, and never blames itself."""
    text = call(json.dumps(question))
    answer = json.loads(text.encode("utf-8"))
    assert answer["ok"] is True or (isinstance(answer["message"], str) and answer["message"])
    assert answer.get("message") not in wording()["error.internal"].values()


@settings(deadline=None, max_examples=60)
@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    """What is no JSON at all is answered too."""
    assert json.loads(call(text).encode("utf-8"))["ok"] is False


@pytest.mark.parametrize(
    "request_text",
    [
        "", "{", "[" * 100_000, "null", "[]", '"plan"', "1", "{}", '{"op": null}', '{"op": ["plan"]}', '{"op": "__class__"}',
        '{"op": "plan"}', '{"op": "plan", "place": 1, "inputs": {}}', '{"op": "plan", "place": "350203", "inputs": []}',
        '{"op": "plan", "place": "350203", "inputs": {"compute_spend": 1}}', '{"op": "plan", "place": "350203"}',
        '{"op": "amount", "benefit": null, "inputs": {}}', '{"op": "batch", "reading": "1", "most": 2}',
        '{"op": "batch", "reading": 1, "most": true}', '{"op": "batch", "reading": 1, "most": -1}',
        '{"op": "batch", "reading": 1}',
        '{"op": "sheet", "name": 1, "content": ""}', '{"op": "sheet", "name": "a", "content": "?"}',
        '{"op": "sheet", "name": "a"}',
        '{"op": "sheet", "name": "a", "content": "é"}', '{"op": "csv", "rows": [[{}]]}', '{"op": "csv", "rows": [1]}',
        '{"op": "compare", "purpose": "compute", "inputs": {}, "curves": 1}',
        '{"op": "amount", "benefit": "x", "inputs": {}, "on": 20260115}',
    ],
)  # fmt: skip
def test_only_a_request_that_is_none_is_called_so(request_text: str) -> None:
    """What is no JSON, no operation, or not of an operation's form is said to be none, and is nobody's fault in here."""
    told = wording()["error.not-a-request"]
    assert json.loads(call(request_text)) == {"ok": False, "problems": {}, "message": told["zh"]}
    if request_text.startswith('{"'):
        assert json.loads(call(f'{{"lang": "en", {request_text[1:]}'))["message"] == told["en"]
