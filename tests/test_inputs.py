"""Answers are read as people write them where that has one meaning; every other is refused with what is wrong and an example."""

from __future__ import annotations

from decimal import Decimal

import pytest

from calculators.catalogue import Catalogue
from calculators.errors import Problem
from calculators.facts import Answer
from calculators.inputs import parse_day
from calculators.places import find_place


@pytest.mark.parametrize(
    ("name", "typed", "answer"),
    [
        ("compute_spend", "100万元/年", Decimal(1_000_000)),
        ("compute_spend", "每年100万元", Decimal(1_000_000)),
        ("compute_spend", "RMB 1.5 million per year", Decimal(1_500_000)),
        ("monthly_rent", "2万元/月", Decimal(20_000)),
        ("monthly_rent", "RMB 20,000 a month", Decimal(20_000)),
        ("rent_free_months", "24个月", Decimal(24)),
        ("rent_years", "3 years", Decimal(3)),
        ("premises_area", "5,000 m²", Decimal(5_000)),
        ("premises_area", "1.5千平方米", Decimal(1_500)),
        ("headcount", "1.2万人", Decimal(12_000)),
        ("headcount", "三百", Decimal(300)),
        ("digital_level", "3.0", "3"),
        ("organisation", " 企业 ", "enterprise"),
    ],
)
def test_one_meaning_is_read(catalogue: Catalogue, name: str, typed: str, answer: Answer) -> None:
    """A unit behind a number, a year behind what is asked for by the year, a level as a spreadsheet keeps it."""
    assert catalogue.inputs[name].parse(typed) == answer


@pytest.mark.parametrize(
    ("name", "typed", "zh", "en"),
    [
        ("compute_spend", "100万元/月", "不是金额", "1.2 million"),
        ("monthly_rent", "2万元/年", "不是金额", "no sum of money"),
        ("local_compute_spend_3y", "100万元/年", "不是金额", "no sum of money"),
        ("compute_spend", "$1000", "折成人民币", "not in RMB"),
        ("compute_spend", "100万美元", "折成人民币", "not in RMB"),
        ("compute_spend", "HKD 5000", "折成人民币", "not in RMB"),
        ("compute_spend", "约100万", "确切", "no exact number"),
        ("compute_spend", "100-200万", "确切", "no exact number"),
        ("compute_spend", "1百万以上", "确切", "no exact number"),
        ("compute_spend", "about 1 million", "确切", "no exact number"),
        ("compute_spend", "1,00,000", "100万元", "1,000,000"),
        ("headcount", "12万元", "不是数字", "is no number"),
        ("headcount", "100-200", "确切", "no exact number"),
        ("rent_free_months", "2年", "不是数字", "is no number"),
        ("headcount", "2.5人", "须为整数", "whole number"),
    ],
)
def test_two_meanings_are_refused(catalogue: Catalogue, name: str, typed: str, zh: str, en: str) -> None:
    """The sentence says what is wrong and shows how to write it, in the reader's language."""
    with pytest.raises(Problem) as refused:
        catalogue.inputs[name].parse(typed)
    assert zh in refused.value.message("zh") and en in refused.value.message("en")
    assert typed in refused.value.message("zh")


YES = (
    *"√✓✔☑✅Yy1T是对有",
    *("✔️", "yes", "YES", "TRUE", "1.0", "是的", "符合", "满足", "已上架", "已经上架", "是已上架"),
)
NO = (
    *"×✗✘Nn0F否无",
    *("no", "FALSE", "0.0", "不是", "没有", "不符合", "未上架", "尚未上架", "没上架", "没有上架"),
)


@pytest.mark.parametrize(("word", "answer"), [*((word, True) for word in YES), *((word, False) for word in NO)])
def test_yes_and_no(catalogue: Catalogue, word: str, answer: bool) -> None:
    """Ticks, letters, words, and the question's own words: it asks whether the compute is listed (上架)."""
    assert catalogue.inputs["compute_listed"].parse(word) is answer


@pytest.mark.parametrize("word", ["x", "X", "☒", "已下架", "已备案", "思明区", "未知", "是否", "2", "无数据", "部分", "已", "未"])
def test_neither_yes_nor_no(catalogue: Catalogue, word: str) -> None:
    """What answers another question, both or none is refused: a Latin x ticks a box here and crosses it out there."""
    with pytest.raises(Problem, match="yes or no"):
        catalogue.inputs["compute_listed"].parse(word)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("思明", "350203"),
        ("厦门市思明区", "350203"),
        ("福建省厦门市思明区", "350203"),
        ("福建厦门思明", "350203"),
        ("中国福建省厦门市思明区", "350203"),
        ("福建省-厦门市-思明区", "350203"),
        ("福建省 / 厦门市 / 思明区", "350203"),
        ("Siming", "350203"),
        ("Xiamen Siming", "350203"),
        ("Siming, Xiamen", "350203"),
        ("Siming District, Xiamen City, Fujian Province, China", "350203"),
        ("siming district", "350203"),
        ("350203.0", "350203"),
        ("350203000000", "350203"),
        ("３５０２０３", "350203"),
        ("350203 思明区", "350203"),
        ("思明区（350203）", "350203"),
        ("思明区\u3000", "350203"),
        ("Tong’an District", "350212"),
        ("Tongan", "350212"),
        ("龙海市", "350604"),
        ("厦门", "350200"),
        ("厦门市", "350200"),
        ("福建", "350000"),
        ("湖北武汉", "420100"),
        ("Wuhan, Hubei", "420100"),
        ("平和", "350628"),
    ],
)
def test_places(catalogue: Catalogue, given: str, code: str) -> None:
    """A place by its code or its name, short or whole, alone or with what it lies in."""
    assert find_place(catalogue.places, given) == code


@pytest.mark.parametrize(
    "given",
    [
        "",
        "火星",
        "武汉市思明区",
        "Siming, Wuhan",
        "厦门火炬高新区",
        "思明街道",
        "350203 海沧区",
        "350203.5",
        "3502030",
        "区",
        "市",
    ],
)
def test_no_place(catalogue: Catalogue, given: str) -> None:
    """A place that is not known, or a path that contradicts itself, is refused."""
    with pytest.raises(Problem, match="There is no place"):
        find_place(catalogue.places, given)


def test_every_place_is_found_by_every_name(catalogue: Catalogue) -> None:
    """No two places share a name, short or long, in either language."""
    for code, name in catalogue.places.items():
        for given in (code, *name.values(), name["zh"][:-1], f"{code}.0"):
            assert find_place(catalogue.places, given) == code


@pytest.mark.parametrize("day", ["0202-01-15", "20260-01-15", "1969-12-31", "2100-01-01", "2026-02-30", "2026-1-15"])
def test_days_out_of_bounds(day: str) -> None:
    """A day that nobody can mean is refused in one way, with the years that can be."""
    with pytest.raises(Problem) as refused:
        parse_day(day)
    assert "1970" in refused.value.message("zh") and "2099" in refused.value.message("en")
