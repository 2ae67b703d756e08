"""The figure that a page shows before Python is there is the figure that Python gives."""

from __future__ import annotations

import string
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import money
from calculators.catalogue import Benefit, Catalogue
from calculators.estimate.speaker import Speaker
from calculators.estimate.work import estimate
from calculators.inputs import Input, parse_answers
from calculators.vocabulary import InputKind
from publisher.compile.policy import Compiled, compile_corpus
from publisher.pages.benefits import example_answers
from publisher.pages.case_data import page_case
from publisher.pages.site import Site
from publisher.project import POLICIES
from publisher.records.corpus import Corpus, read_corpus
from tests.support.node_sums import Node

LARGEST = Decimal(10) ** 15
"""More than any input takes."""

IDS = sorted(Catalogue.load(compile_corpus(read_corpus(POLICIES)).catalogue).benefits)

NASTY = [
    "", " ", "0", "-0", "-1", "1e3", "1E309", "NaN", "Infinity", "0x10", "１００万", "１，０００", "٣", "一百万",
    "1,00", "1,000,00", "1.2.3", "100万元", "0.01", "0.001", "1.005万", "1.2亿", "¥100", "￥1,000.50元",
    "RMB 5万", "cny3億", "100 万", " 100", "\x1c7\x1c", "\ufeff7", "7\u200b", "9" * 40,
    "0." + "0" * 30 + "1", "1.00000000000000000000000000000001亿", "1万万", "<b>1</b>", "①", "1²", "½",
    "true", "元", ".", ",", "00012", "5萬圆", "1亿2000万", "1万2", "壹佰万元整", "10 million", "1.5M", "100w", "1'000'000",
    "三千五", "一千零五", "一点五亿", "+-3", "36个月", "3 years", "5,000 m²", "12人",
    "1" * 101, "一二百万", "1 00", "¥ - 5", "百", "十",
]  # fmt: skip

typed_texts = st.one_of(
    st.sampled_from(NASTY),
    st.text(alphabet=string.digits + ",. 万亿元¥-０１９", max_size=14),
    st.text(alphabet="零一二三五九十百千万亿点两〇壹佰萬 125元", max_size=9),
    st.lists(
        st.sampled_from(
            [
                "rmb",
                "¥",
                "人民币",
                "1",
                "1,5",
                "1 000",
                ".5",
                "12",
                " ",
                "million",
                "m",
                "w",
                "k",
                "万",
                "千",
                "亿",
                "元",
                "个月",
                "月",
                "年",
                "m2",
                "+",
                "-",
                "整",
                "零",
            ]
        ),
        max_size=6,
    ).map("".join),
    st.decimals(min_value=0, max_value=10**13, places=2).map(str),
    st.integers(min_value=0, max_value=10**10).map(lambda number: f"{number:,}"),
    st.text(max_size=8),
)


@pytest.fixture(scope="module")
def pages(corpus: Corpus, compiled: Compiled) -> dict[str, dict[str, Any]]:
    """What every calculator's page carries for its script."""
    site = Site(corpus, compiled)
    speaker = Speaker(site.catalogue, "zh")
    return {one.id: page_case(speaker, one, example_answers(site, one)) for one in site.catalogue.benefits.values()}


@pytest.fixture(scope="module")
def node(pages: dict[str, dict[str, Any]]) -> Iterator[Node]:
    """A process that holds all pages, in the order of `IDS`."""
    process = Node()
    process.ask(load=[pages[name] for name in IDS])
    yield process
    process.close()


def _python(catalogue: Catalogue, benefit: Benefit, answers: dict[str, str]) -> str | None:
    """Python's amount in fen; None where it refuses the answers or has no amount."""
    known = {name: text for name, text in answers.items() if text.strip()}
    found, problems = parse_answers({name: catalogue.inputs[name] for name in benefit.questions}, known)
    if problems:
        return None
    amount = estimate(benefit, found, catalogue.kinds).amount
    return None if amount is None else str(int(amount * 100))


def _anything(asked: Input) -> st.SearchStrategy[str]:
    if asked.kind == "yes-no":
        return st.sampled_from(["true", "false"])
    if asked.kind == "choice":
        return st.sampled_from([*asked.options, ""])
    return typed_texts


def _covered(asked: Input, benefit: Benefit, corners: list[int]) -> st.SearchStrategy[str]:
    """Answers that the page's tables are made for: any main input, any choice, other numbers as in the example."""
    if asked.kind in ("yes-no", "choice"):
        return st.sampled_from(["true", "false"] if asked.kind == "yes-no" else list(asked.options))
    bounds = [figure.in_unit_of(asked.kind) for name, figure in benefit.rule.thresholds() if name == asked.name]
    if asked.name != benefit.main and not bounds:
        return st.just(benefit.example[asked.name])
    edges = {int(bound / asked.step) for bound in bounds} | (set(corners) if asked.name == benefit.main else set())
    near = [max(0, edge + shift) for edge in edges for shift in (-1, 0, 1)] or [0]
    most = int(asked.at_most / asked.step)
    steps = st.one_of(st.sampled_from(near), st.integers(0, min(most, 10**11)), st.integers(0, most))
    return steps.map(lambda step: str(step * asked.step))


@pytest.mark.parametrize("name", IDS)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_any_answers(name: str, data: st.DataObject, catalogue: Catalogue, pages: dict[str, Any], node: Node) -> None:
    """Whatever is typed, the page shows Python's amount or none at all."""
    benefit = catalogue.benefit(name)
    answers = {one: data.draw(_anything(catalogue.inputs[one]), label=one) for one in benefit.questions}
    found = node.ask(page=IDS.index(name), answers=answers)
    assert found is None or found == _python(catalogue, benefit, answers)


@pytest.mark.parametrize("name", IDS)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_covered_answers(name: str, data: st.DataObject, catalogue: Catalogue, pages: dict[str, Any], node: Node) -> None:
    """A page with a curve has Python's amount for every choice it offers and any main input."""
    benefit = catalogue.benefit(name)
    tables = pages[name]["tables"]
    if not tables:
        assert benefit.main is None
        return
    corners = [corner[0] for table in tables for corner in table["corners"]]
    answers = {one: data.draw(_covered(catalogue.inputs[one], benefit, corners), label=one) for one in benefit.questions}
    found = node.ask(page=IDS.index(name), answers=answers)
    assert found is not None
    assert found == _python(catalogue, benefit, answers)


@settings(max_examples=400, deadline=None)
@given(
    fen=st.one_of(st.integers(0, 10**17), st.integers(0, 10**7).map(lambda number: number * 10**6), st.integers(0, 20_000)),
    lang=st.sampled_from(["zh", "en"]),
    unit=st.sampled_from(money.UNITS),
)
def test_amounts_are_shown_alike(fen: int, lang: str, unit: str, node: Node) -> None:
    """An amount is printed by the page as Python prints it, in every language and unit."""
    assert node.ask(show=[str(fen), lang, unit]) == money.show(Decimal(fen) / 100, lang, unit)


def _read(text: str, kind: str) -> str | None:
    """Python's reading in steps of the input; None where it refuses the text."""
    asked = Input("any", InputKind(kind), "", {}, {}, None, LARGEST, {})
    answers, problems = parse_answers({"any": asked}, {"any": text})
    value = answers.get("any")
    assert problems or isinstance(value, Decimal)
    return None if problems else str(int(value / asked.step)) if isinstance(value, Decimal) else None


def _within_reason(steps: str | None, kind: str) -> str | None:
    """What the page's script takes: it looks at the limit in a second step."""
    limit = LARGEST if kind == "count" else LARGEST * 100
    return steps if steps is not None and int(steps) <= limit else None


@settings(max_examples=500, deadline=None)
@given(text=typed_texts, kind=st.sampled_from(["money", "count", "area"]))
def test_numbers_are_read_alike(text: str, kind: str, node: Node) -> None:
    """A text is a number to the page exactly where it is an acceptable one to Python, and the same number."""
    assert _within_reason(node.ask(parse=[text, kind]), kind) == _read(text, kind)


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("kind", ["money", "count", "area"])
def test_nasty_numbers_are_read_alike(text: str, kind: str, node: Node) -> None:
    """The same for what breaks parsers."""
    assert _within_reason(node.ask(parse=[text, kind]), kind) == _read(text, kind)
