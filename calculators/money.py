"""Yuan as `Decimal`: reading what people type, rounding once, printing for the reader.

Every amount in this package is a `Decimal` in yuan. It is rounded to the fen
(0.01 yuan) when it leaves the package and nowhere before: what a text grants
“up to” a limit down, since half a fen more would be beyond it, all else half up.
"""

from __future__ import annotations

import re
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import lru_cache

from calculators.numerals import as_decimal, plainly, scaled

FEN = Decimal("0.01")
WAN = Decimal(10_000)
YI = Decimal(100_000_000)
ZERO = Decimal(0)

UNITS = ("wan", "yuan")
"""How a reader may like amounts printed: in 万元 and 亿元, or in full."""

_MONEY = re.compile(
    r"(?P<sign>[-+]?) ?(?:(?:rmb|cny|cn¥|¥|人民币|renminbi) ?)*(?P<after>[-+]?)(?P<number>.*?)"
    r" ?(?:元|圆|块钱?|yuan)? ?(?:人民币|rmb|cny|renminbi)?(?:整|正)?"
)


def parse_money(text: str) -> Decimal | None:
    """Read `1000000`, `1,000,000`, `100万元`, `1亿2000万`, `RMB 1 million`, `100w` as yuan; None if it is none of them."""
    match = _MONEY.fullmatch(plainly(text))
    number = match and scaled(match["number"], western=True)
    if not match or not number or (match["sign"] and match["after"]):
        return None
    return as_decimal(number, negative="-" in (match["sign"], match["after"]))


def round_to_fen(amount: Decimal, *, down: bool = False) -> Decimal:
    """Round `amount` (yuan) to the fen: half up, or `down` where it must not pass a limit."""
    return amount.quantize(FEN, ROUND_FLOOR if down else ROUND_HALF_UP)


def plain(value: Decimal) -> str:
    """Print a number with grouped digits and no needless zeros: `1,250,000.5`."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def exact(value: Decimal) -> str:
    """Print a number for data: no exponent, no grouping, no needless zeros."""
    return plain(value).replace(",", "")


def yuan(amount: Decimal) -> str:
    """Print an amount for data: `120000.00`."""
    return str(round_to_fen(amount))


@lru_cache(maxsize=4096)
def show(amount: Decimal, lang: str, unit: str = "") -> str:
    """Print an amount for a reader: `12.5万元` in Chinese, `RMB 125,000` in English, unless they like the other `unit`.

    Nothing is rounded away: an amount that does not come out even in 万元 with
    two decimals is printed in yuan.
    """
    amount = round_to_fen(amount)
    if (unit or usual_unit(lang)) == "wan":
        for scale, name in ((YI, "亿元"), (WAN, "万元")):
            scaled = amount / scale
            if abs(scaled) >= 1 and scaled == scaled.quantize(FEN):
                return f"{plain(scaled)}{name}"
    digits = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    return f"{digits}元" if lang == "zh" else f"RMB {digits}"


def usual_unit(lang: str) -> str:
    """The unit a reader of this language expects."""
    return "wan" if lang == "zh" else "yuan"
