"""Promise: a citation is right in form and holds what is known, no more."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from publisher.pages.citation import Cited, apa, bibtex, gbt7714, latex

WHOLE = Cited(
    key="zhangzhou-2025-1",
    title={"zh": "漳州市若干措施", "en": "Several Measures of Zhangzhou City"},
    part={"zh": "第1条", "en": "Measure 1"},
    issuer={"zh": "漳州市发展和改革委员会", "en": "Zhangzhou Development and Reform Commission"},
    number="漳发改规〔2025〕2号",
    issued=date(2025, 7, 1),
)
BARE = Cited(
    key="draft-7",
    title={"zh": "若干措施（征求意见稿）", "en": "Several Measures (Draft)"},
    part={"zh": "第七条", "en": "Article 7"},
)
ADDRESS = "https://example.org/policies/zhangzhou-2025/1/"


def test_gbt7714() -> None:
    """GB/T 7714 has author, title, part, kind, date of the text, day of access and address, in this order."""
    assert gbt7714(WHOLE, ADDRESS, "2026-11-21") == (
        "漳州市发展和改革委员会. 漳州市若干措施（漳发改规〔2025〕2号）: 第1条[EB/OL]. (2025-07-01)[2026-11-21]. "
        "https://example.org/policies/zhangzhou-2025/1/."
    )
    assert gbt7714(BARE, "https://example.org/", "2026-11-21") == (
        "若干措施（征求意见稿）: 第七条[EB/OL]. [2026-11-21]. https://example.org/."
    )


def test_apa() -> None:
    """APA has author, date, title with translation, and where it was retrieved; a text without author begins with its title."""
    assert apa(WHOLE, ADDRESS, "November 21, 2026") == (
        "Zhangzhou Development and Reform Commission. (2025, July 1). 漳州市若干措施 [Several Measures of Zhangzhou City] "
        "(漳发改规〔2025〕2号), Measure 1. HuiCe. Retrieved November 21, 2026, from https://example.org/policies/zhangzhou-2025/1/"
    )
    assert apa(BARE, "https://example.org/", "May 1, 2026").startswith(
        "若干措施（征求意见稿） [Several Measures (Draft)], Article 7. (n.d.). HuiCe."
    )


def test_bibtex() -> None:
    """BibTeX has a field for everything known and none for what is not."""
    assert bibtex(WHOLE, ADDRESS, "2026-11-21").splitlines() == [
        "@misc{zhangzhou-2025-1,",
        "  author  = {{漳州市发展和改革委员会}},",
        "  title   = {{漳州市若干措施: 第1条}},",
        "  year    = {2025},",
        "  month   = {7},",
        "  note    = {Several Measures of Zhangzhou City, Measure 1, 漳发改规〔2025〕2号},",
        "  url     = {https://example.org/policies/zhangzhou-2025/1/},",
        "  urldate = {2026-11-21},",
        "}",
    ]
    assert not {"author", "year", "month"} & {line.split("=")[0].strip() for line in bibtex(BARE, ADDRESS, "").splitlines()}


@given(st.text(alphabet="ab{}\\&%$#_~^ 中", max_size=40))
def test_latex_braces_balance(text: str) -> None:
    """Whatever a title holds, it neither ends its field nor reaches LaTeX as a command."""
    depth, escaped = 0, False
    for sign in latex(text):
        if not escaped:
            depth += {"{": 1, "}": -1}.get(sign, 0)
            assert depth >= 0
            assert sign not in "&%$#_"
        escaped = sign == "\\" and not escaped
    assert depth == 0
