"""The page's one call into the engine: it always answers, in JSON, and never raises."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import browser
from calculators.browser import OPERATIONS, call
from calculators.catalogue import Catalogue
from calculators.estimate.corners import Corner, curve_of
from calculators.money import FEN
from calculators.wording import LANGUAGES
from calculators.wording import catalogue as wording

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
    """An estimate comes as amount, headline, HTML and data."""
    answer = ask(op="estimate", benefit=VOUCHER, inputs={name: FIRM[name] for name in list(FIRM)[:3]}, lang="zh", on="2026-01-15")
    assert answer["ok"] and answer["amount"] == "500000.00" and answer["headline"] == "最高 50万元"
    assert "hc-steps" in answer["html"] and answer["estimate"]["benefit"] == VOUCHER


@pytest.mark.parametrize("lang", LANGUAGES)
def test_amount(catalogue: Catalogue, lang: str) -> None:
    """The figure alone is that of the estimate, headline and all, for every benefit; what is wrong is told the same way."""
    for name, benefit in catalogue.benefits.items():
        asked = {"benefit": name, "inputs": dict(benefit.example), "lang": lang, "on": "2026-01-15"}
        figure, whole = ask(op="amount", **asked), ask(op="estimate", **asked)
        assert figure == {key: whole[key] for key in ("ok", "amount", "headline", "version")} | {
            "eligible": whole["estimate"]["eligible"]
        }
    wrong = {"benefit": VOUCHER, "inputs": {"compute_spend": "x"}, "lang": lang}
    assert ask(op="amount", **wrong) == ask(op="estimate", **wrong)


def test_plan() -> None:
    """A plan comes with its totals, as HTML whose table can be sorted, and as the command line's data."""
    answer = ask(op="plan", place="350203", inputs=FIRM, lang="zh", on="2026-01-15", root="../")
    assert answer["ok"] and answer["totals"] == {"firm": "0.00", "cautious": "500000.00", "widest": "600000.00"}
    assert answer["plan"]["totals"] == answer["totals"]
    html = answer["html"]
    assert 'data-total="cautious" value="500000.00"' in html
    assert 'data-benefit="siming-2025/compute-voucher"' in html and 'data-amount="100000.00"' in html
    assert 'href="../calculators/xiamen-2025/compute-voucher/"' in html and "就高不重复" in html
    assert 'data-reason="superseded"' in html


def test_compare() -> None:
    """One purpose across all policies: headline, amount, status, and the curve over each one's main input."""
    answer = ask(op="compare", purpose="compute", inputs=FIRM, lang="en", on="2026-01-15")
    found = {one["benefit"]: one for one in answer["benefits"]}
    assert found[VOUCHER]["amount"] == "500000.00" and found[VOUCHER]["pays"] is True
    assert (
        found["fujian-draft/compute-subsidy"]["amount"] == "400000.00" and found["fujian-draft/compute-subsidy"]["pays"] is False
    )
    assert found["wuhan-2024-draft/compute-voucher-pool"]["curve"] is None
    here = ask(op="compare", purpose="compute", inputs=FIRM, lang="en", on="2026-01-15", place="思明区")
    assert {one["policy"] for one in here["benefits"]} == {"siming-2025", "xiamen-2025", "fujian-draft"}


@pytest.mark.parametrize(("spend", "fen"), [("99万", 49_500_000), ("5", 250), ("500万", 200_000_000)])
def test_corners_are_the_amount(spend: str, fen: int) -> None:
    """The corners give, at any spend, the amount that the estimate gives."""
    inputs = FIRM | {"compute_spend": spend}
    del inputs["compute_listed"]
    answer = ask(op="corners", benefit=VOUCHER, inputs=inputs, lang="en")
    assert (answer["variable"], answer["step"]) == ("compute_spend", str(FEN))
    curve = curve_of(tuple(Corner(start, at, slope) for start, at, slope in _exact(answer["corners"])))
    amount = ask(op="estimate", benefit=VOUCHER, inputs=inputs, lang="en")["amount"]
    steps = int(browser.loaded().inputs["compute_spend"].parse(spend) / FEN)  # type: ignore[operator]
    assert curve(steps) == fen and amount == f"{fen / 100:.2f}"


def _exact(corners: list[list[Any]]) -> Iterator[tuple[Any, ...]]:
    from decimal import Decimal

    return ((start, Decimal(at), Decimal(slope)) for start, at, slope in corners)


def test_batch_goes_on_where_it_stopped() -> None:
    """Chunks carry the numbers of their rows; what is wrong with the headings is said once."""
    question = {
        "op": "batch",
        "headings": ["compute_spend", "备注"],
        "place": "350203",
        "on": "2026-10-15",
        "inputs": {"compute_listed": "true"},
    }
    first = ask(**question, rows=[[1_000_000, "x"], ["x", None]], first=2, lang="en")
    second = ask(**question, rows=[["50万", ""]], first=4, lang="en")
    assert [one["cell"] for one in first["problems"]] == ["B1", "A3"] and second["problems"] == []
    assert [(one["row"], one["totals"]["widest"]) for one in (*first["results"], *second["results"])] == [
        (2, "100000.00"),
        (4, "50000.00"),
    ]
    assert len(first["lines"][0]) == len(first["headings"])


def test_rows_and_template() -> None:
    """A CSV file becomes headings and rows, and the template is a sheet that a batch takes."""
    content = b64encode("名,b\r\n1,2\r\n".encode("gb18030")).decode()
    assert ask(op="rows", content=content) == {"ok": True, "headings": ["名", "b"], "rows": [["1", "2"]], "first": 2}
    headings, *rows = ask(op="template", lang="zh")["rows"]
    assert len(ask(op="batch", headings=headings, rows=rows, first=2, lang="zh")["results"]) == 1


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
        ({"op": "corners", "benefit": VOUCHER, "inputs": {}, "variable": "headcount"}, {"headcount"}, "There is no input"),
        ({"op": "batch", "headings": ["place"], "rows": [], "first": 2}, set(), "names no column"),
        ({"op": "rows", "content": ""}, set(), "names no column"),
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
        "variable": st.sampled_from(["compute_spend", "employees"]),
        "purpose": st.sampled_from(["compute", "premises"]),
        "place": st.sampled_from(["350203", "420106", "漳州市"]),
        "on": st.dates().map(str),
        "first": st.integers(2, 9),
        "inputs": st.dictionaries(
            st.sampled_from([*FIRM, "seats"]), st.sampled_from(["1", "true", "100万", "x"]) | JSON, max_size=4
        ),
        "headings": st.lists(st.sampled_from([*FIRM, "place", "x"]), max_size=4),
        "rows": st.lists(st.lists(JSON, max_size=4), max_size=3),
        "content": st.binary(max_size=20).map(lambda data: b64encode(data).decode()),
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
