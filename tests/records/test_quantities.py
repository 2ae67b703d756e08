"""Every form in which a law or its translation prints a quantity is read for what it is worth."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.vocabulary import Unit
from publisher.records.quantities import (
    Quantity,
    chinese_number,
    chinese_quantities,
    day_of,
    english_form,
    english_quantities,
    read_figure,
)

CHINESE = [
    ("年度累计实际购买费用达5万元（含）以上", [(Unit.YUAN, "50000")]),
    ("最高1.5亿元", [(Unit.YUAN, "150000000")]),
    ("分别给予5000元、10000元", [(Unit.YUAN, "5000"), (Unit.YUAN, "10000")]),
    ("最高3千元、5百万元、2千万元", [(Unit.YUAN, "3000"), (Unit.YUAN, "5000000"), (Unit.YUAN, "20000000")]),
    ("给予三百万元、十元", [(Unit.YUAN, "3000000"), (Unit.YUAN, "10")]),
    ("按每月10元/平方米、人均20平方米", [(Unit.YUAN, "10"), (Unit.AREA, "20")]),
    ("最高为3600元/有效席位", [(Unit.YUAN, "3600")]),
    ("按400元/月的标准", [(Unit.YUAN, "400")]),
    ("不超过12.5%", [(Unit.SHARE, "0.125")]),
    ("百分之三十", [(Unit.SHARE, "0.3")]),
    ("给予1:1配套", [(Unit.SHARE, "1")]),
    ("按1:2配套", [(Unit.SHARE, "2")]),
    ("参数量超过千亿或者超过百亿", [(Unit.COUNT, "100000000000"), (Unit.COUNT, "10000000000")]),
    ("服务10万家企业", [(Unit.COUNT, "100000")]),
    ("给予三年最高500万元", [(Unit.MONTHS, "36"), (Unit.YUAN, "5000000")]),
    ("累计最长6个月，十二个月", [(Unit.MONTHS, "6"), (Unit.MONTHS, "12")]),
    ("签订3年及以上", [(Unit.MONTHS, "36")]),
    ("自2023年1月1日起", [(Unit.DATE, "20230101")]),
    ("自2024年X月X日起", [(Unit.DATE, "2024")]),
    ("（2023—2025年）", [(Unit.DATE, "2023"), (Unit.DATE, "2025")]),
    ("服务5家（含）以上", [(Unit.COUNT, "5")]),
    ("遴选2-3个园区", [(Unit.COUNT, "2"), (Unit.COUNT, "3")]),
    ("（1）就业人员（12）", []),
    ("一次性奖励，九十年代", []),
    ("三家企业、五个园区", []),  # number words count nothing in a translation either
]

ENGLISH = [
    ("reach RMB 50,000 or more", [(Unit.YUAN, "50000")]),
    ("up to RMB 150 million, RMB 1.2 billion", [(Unit.YUAN, "150000000"), (Unit.YUAN, "1200000000")]),
    ("RMB 10 per square meter per month and 20 square meters", [(Unit.YUAN, "10"), (Unit.AREA, "20")]),
    ("RMB 3,600 per effective workstation", [(Unit.YUAN, "3600")]),
    ("up to 12.5%", [(Unit.SHARE, "0.125")]),
    ("at a ratio of 1:1", [(Unit.SHARE, "1")]),
    ("more than 100 billion parameters", [(Unit.COUNT, "100000000000")]),
    ("a 3-year subsidy, for 3 years, 1 year", [(Unit.MONTHS, "36"), (Unit.MONTHS, "36"), (Unit.MONTHS, "12")]),
    ("6 months, a 6-month term", [(Unit.MONTHS, "6"), (Unit.MONTHS, "6")]),
    ("since January 1, 2023 (inclusive)", [(Unit.DATE, "20230101")]),
    ("in 2024, from 2023-2025", [(Unit.DATE, "2024"), (Unit.DATE, "2023"), (Unit.DATE, "2025")]),
    ("5 or more enterprises", [(Unit.COUNT, "5")]),
    ("2-3 parks", [(Unit.COUNT, "2"), (Unit.COUNT, "3")]),
    ("(1) one-off; (12) three chains", []),
]


def _keys(found: list[Quantity]) -> list[tuple[str, Decimal]]:
    return [one.key for one in found]


def _wanted(wanted: list[tuple[str, str]]) -> list[tuple[str, Decimal]]:
    return [(kind, Decimal(value).normalize()) for kind, value in wanted]


@pytest.mark.parametrize(("text", "wanted"), CHINESE)
def test_chinese(text: str, wanted: list[tuple[str, str]]) -> None:
    """The Chinese reader finds all that is there and nothing else, in order and in place."""
    found = chinese_quantities(text)
    assert _keys(found) == _wanted(wanted)
    assert all(text[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize(("text", "wanted"), ENGLISH)
def test_english(text: str, wanted: list[tuple[str, str]]) -> None:
    """So does the English reader."""
    found = english_quantities(text)
    assert _keys(found) == _wanted(wanted)
    assert all(text[one.start : one.end] == one.text for one in found)


def test_names_are_no_quantities() -> None:
    """A numeral that is part of a name in the glossary counts nothing; beside the name it does."""
    names = ["3年行动计划", "Plan 3000"]
    assert _keys(chinese_quantities("3年行动计划给予3年", names)) == _wanted([(Unit.MONTHS, "36")])
    assert _keys(english_quantities("plan 3000 gives 30", names)) == _wanted([(Unit.COUNT, "30")])


def test_a_day_that_is_none() -> None:
    """A misprinted date is read as printed, and is no day."""
    (found,) = chinese_quantities("2025年2月30日")
    assert found.key == (Unit.DATE, Decimal(20250230).normalize())
    assert day_of(found) is None


@pytest.mark.parametrize("text", ["5万", "约5万元", "5万元以上", "2-3个", "", "元", "5万元 6万元"])
def test_no_figure(text: str) -> None:
    """A figure of a rule is one whole quantity and nothing beside it."""
    found = read_figure(text)
    assert found is None or (found.kind == Unit.COUNT and found.text == text)


def _write(number: int) -> str:
    """Write a number below 10,000 as Chinese prints it."""
    digits, text, gap = "零一二三四五六七八九", "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, scale)
        if digit:
            text += ("零" if gap and text else "") + digits[digit] + name
            gap = False
        else:
            gap = True
    return text


@given(st.integers(1, 9999))
def test_numerals(number: int) -> None:
    """Any number written in numerals is read back."""
    assert chinese_number(_write(number)) == number
    assert chinese_number(_write(number) + "亿") == number * 10**8


hundredths = st.decimals(min_value=Decimal("0.01"), max_value=9999, places=2)
whole = st.integers(1, 9999)

printed = st.one_of(
    hundredths.map(lambda value: f"{value}万元"),
    hundredths.map(lambda value: f"{value}亿元"),
    whole.map(lambda value: f"{value}元"),
    hundredths.map(lambda value: f"{value}%"),
    whole.map(lambda value: f"{value}年" if value < 1000 else f"{value}个月"),
    whole.map(lambda value: f"{value}平方米"),
    st.integers(1, 999).map(lambda value: f"{value}家"),
    whole.map(lambda value: f"1:{value}"),
    st.dates().filter(lambda day: day.year > 999).map(lambda day: f"{day.year}年{day.month}月{day.day}日"),
)


@given(st.lists(printed, max_size=4))
def test_both_readers_agree(figures: list[str]) -> None:
    """What is read from the Chinese and written in English is read there as the same."""
    chinese = chinese_quantities("给予" + "，给予".join(figures))
    english = english_quantities("grant " + ", grant ".join(english_form(one) for one in chinese))
    assert [one.text for one in chinese] == figures
    assert _keys(chinese) == _keys(english)


@given(st.text(alphabet="0123456789.,:-/%年月日万亿千百十一三元个家平方米至（）()RMB milonbyears,超过 "))
def test_any_text(text: str) -> None:
    """No text, however wild, stops a reader, and no two quantities overlap but the ends of a range."""
    for found in (chinese_quantities(text), english_quantities(text)):
        for one, other in pairwise(found):
            assert one.end <= other.start or (one.start, one.end) == (other.start, other.end)
