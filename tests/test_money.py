"""Sums of money are read as people type them, rounded half up once, and printed without losing a fen."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.money import parse_money, plain, round_to_fen, show, yuan


@pytest.mark.parametrize(
    ("typed", "yuan_"),
    [
        ("1000000", "1000000"),
        ("1,000,000", "1000000"),
        ("1，000，000", "1000000"),
        ("100万元", "1000000"),
        ("100万", "1000000"),
        ("100 万", "1000000"),
        ("１００万元", "1000000"),
        ("100萬", "1000000"),
        ("1.2亿", "120000000"),
        ("1.2億元", "120000000"),
        ("0.5元", "0.5"),
        ("RMB 5,000", "5000"),
        ("cny 5000", "5000"),
        ("¥5000", "5000"),
        ("￥5000", "5000"),
        (" 7 ", "7"),
        ("-3", "-3"),
        ("007", "7"),
        ("+3", "3"),
        ("1000000.", "1000000"),
        ("1 000 000", "1000000"),
        ("1\u202f000\u202f000.5", "1000000.5"),
        ("1'000'000", "1000000"),
        ("1’000’000", "1000000"),
        ("10 million", "10000000"),
        ("RMB 1 million", "1000000"),
        ("RMB10,000 million", "10000000000"),
        ("1.5m", "1500000"),
        ("1.5 mn yuan", "1500000"),
        ("2 billion", "2000000000"),
        ("¥2bn", "2000000000"),
        ("100k", "100000"),
        ("100w", "1000000"),
        ("100W", "1000000"),
        ("100千元", "100000"),
        ("1.5百万", "1500000"),
        ("2千万", "20000000"),
        ("3百万元", "3000000"),
        ("1千5百万", "15000000"),
        ("1亿2000万", "120000000"),
        ("1 亿 2000 万 元", "120000000"),
        ("1亿2千万", "120000000"),
        ("1亿零500万", "105000000"),
        ("1万2000", "12000"),
        ("1万2000.50元", "12000.50"),
        ("5万亿", "5000000000000"),
        ("一百万", "1000000"),
        ("十万", "100000"),
        ("十五万元", "150000"),
        ("两百万", "2000000"),
        ("三千五百", "3500"),
        ("一千零五", "1005"),
        ("一万零五", "10005"),
        ("一点五亿", "150000000"),
        ("一点二五亿", "125000000"),
        ("人民币壹亿贰仟万元整", "120000000"),
        ("壹佰贰拾叁万肆仟伍佰元整", "1234500"),
        ("貳佰萬圆", "2000000"),
        ("人民币100万元", "1000000"),
        ("100万人民币", "1000000"),
        ("100万元人民币", "1000000"),
        ("100万元整", "1000000"),
        ("100万块钱", "1000000"),
        ("CN¥100万", "1000000"),
        ("¥-5", "-5"),
        ("\ufeff100万\u200b", "1000000"),
        ("\xa0100\xa0万\xa0", "1000000"),
    ],
)
def test_read(typed: str, yuan_: str) -> None:
    """Each of these is a sum."""
    assert parse_money(typed) == Decimal(yuan_)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "万",
        "元",
        "1,00",
        "1,0000",
        "1.2.3",
        "1e6",
        "1,00,000",
        "1,000 000",
        "1 00",
        "--3",
        "-¥-3",
        "5%",
        "$5",
        "٣",
        "nan",
        "inf",
        "1_0",
        "5元万",
        "约100万",
        "100-200万",
        "100万以上",
        "几十万",
        "一二百万",
        "三四百万",
        "百万",
        "千万",
        "1万2",
        "1亿2000",
        "三千五",
        "一百二",
        "1.5亿2000万",
        "1万20000",
        "1亿亿",
        "1亿5亿",
        "一点",
        "点五",
        "一.点五",
        "二〇二六",
        "1E+06",
        "100万美元",
        "US$100",
        "100万港币",
        "(1,000)",
        "100。5万",
        "1e",
        "100万元/年",
        "9" * 5000,
    ],
)
def test_not_read(typed: str) -> None:
    """None of these is, and none is guessed at."""
    assert parse_money(typed) is None


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [("0.005", "0.01"), ("0.004999", "0.00"), ("5000.005", "5000.01"), ("-0.005", "-0.01"), ("2.675", "2.68"), ("1", "1.00")],
)
def test_half_up(amount: str, rounded: str) -> None:
    """Half a fen goes up, less goes down; in binary fractions 2.675 would go down."""
    assert yuan(Decimal(amount)) == rounded


@pytest.mark.parametrize(
    ("amount", "zh", "en"),
    [
        ("0", "0元", "RMB 0"),
        ("5000", "5,000元", "RMB 5,000"),
        ("125000", "12.5万元", "RMB 125,000"),
        ("123456.7", "123,456.70元", "RMB 123,456.70"),
        ("100000000", "1亿元", "RMB 100,000,000"),
        ("123450000", "12,345万元", "RMB 123,450,000"),
        ("9999.995", "1万元", "RMB 10,000"),
    ],
)
def test_shown(amount: str, zh: str, en: str) -> None:
    """A reader sees 万元 and 亿元 in Chinese where they come out even, grouped digits in English."""
    assert (show(Decimal(amount), "zh"), show(Decimal(amount), "en")) == (zh, en)


fen = st.integers(0, 10**17).map(lambda count: Decimal(count).scaleb(-2))


@given(fen)
def test_read_back(amount: Decimal) -> None:
    """What is printed is read back as the very same sum, in data and in both languages."""
    assert parse_money(yuan(amount)) == amount
    assert parse_money(show(amount, "zh")) == amount
    assert parse_money(show(amount, "en")) == amount
    assert parse_money(plain(amount)) == amount


@given(st.decimals(min_value=0, max_value=10**15, allow_nan=False, allow_infinity=False))
def test_rounding_is_near(amount: Decimal) -> None:
    """Rounding moves a sum by half a fen at most, and a rounded sum not at all."""
    rounded = round_to_fen(amount)
    assert abs(rounded - amount) <= Decimal("0.005")
    assert round_to_fen(rounded) == rounded


@given(st.decimals(min_value=0, max_value=10**15, allow_nan=False, allow_infinity=False))
def test_rounding_down_passes_no_limit(amount: Decimal) -> None:
    """What is “up to” a limit loses less than a fen and never gains one."""
    rounded = round_to_fen(amount, down=True)
    assert amount - Decimal("0.01") < rounded <= amount
    assert round_to_fen(rounded, down=True) == rounded


@given(st.text(max_size=12))
def test_any_text(typed: str) -> None:
    """Whatever is typed, reading it gives a sum or nothing, and never fails."""
    assert parse_money(typed) is None or isinstance(parse_money(typed), Decimal)
