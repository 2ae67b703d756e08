"""Promise: a text file is read as programs write it: any separator, any encoding, decimal commas, days in words."""

from __future__ import annotations

import pytest

from calculators.batch.days import read_day
from calculators.catalogue import Catalogue
from calculators.errors import BadValue
from tests.batch.firms import FIRM, HEADINGS, LISTED, SPEND, in_text, worked

PROMOTED = "The scenario was listed on or after January 1, 2025 and is promoted on Siming’s AI Industry Service Platform"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", list(",;\t|"))
def test_separators_and_encodings(catalogue: Catalogue, separator: str, encoding: str) -> None:
    """Commas, semicolons, tabs and strokes; UTF-8 with and without its mark, GB 18030, UTF-16; a name over two lines."""
    found = worked(catalogue, in_text(HEADINGS, ("甲\n乙", *FIRM[1:]), separator=separator, encoding=encoding))
    assert found.names == ["甲\n乙"] and found.spends == ["100000.00"]


@pytest.mark.parametrize("hint", ["sep=;\r\n", "SEP=;\n"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_line_that_names_the_separator(catalogue: Catalogue, hint: str, encoding: str) -> None:
    """Excel's own hint is no row: the headings stand in row 1, as Excel counts them."""
    found = worked(catalogue, (hint + in_text(HEADINGS, FIRM, separator=";").decode()).encode(encoding))
    assert found.names == ["甲"] and [one["row"] for one in found.results] == [2] and "第1行" in found.zh


def test_the_whole_file_tells_the_separator(catalogue: Catalogue) -> None:
    """A heading full of commas parts nothing where semicolons do, nor a title with semicolons where commas do."""
    found = worked(catalogue, in_text(("place", PROMOTED), ("Siming District", "yes"), separator=";"))
    assert len(found.results) == 1 and found.reading.sheet.head.columns[2].name == "scenario_promoted"
    titled = worked(catalogue, "一；二;三;四;五;六\n".encode() + in_text(HEADINGS, FIRM))
    assert titled.names == ["甲"]
    tabbed = worked(catalogue, in_text(("甲、乙，丙", "a,b,c,d,e,f"), HEADINGS, FIRM, separator="\t"))
    assert tabbed.names == ["甲"]
    alone = worked(catalogue, b"compute_spend\r\n1000000\r\n")
    assert len(alone.results) == 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(catalogue: Catalogue, end: str) -> None:
    """Lines end as on Unix, as on Windows and as on old Macs."""
    assert worked(catalogue, in_text(HEADINGS, FIRM).replace(b"\r\n", end.encode())).names == ["甲"]


@pytest.mark.parametrize(
    ("cells", "amounts"),
    [
        (["99,9"], ["99900.00"]),
        (["99,9", "1.234,5"], ["99900.00", "100000.00"]),
        (["9,5", "1.000"], ["9500.00", "100000.00"]),
        (["99,5", "12,500"], ["99500.00", "12500.00"]),
        (["99.9", "1,000"], ["99900.00", "100000.00"]),
        (["99.9", "1,000.5"], ["99900.00", "100000.00"]),
        (["100"], ["100000.00"]),
        (["12,5万元"], ["12500.00"]),
    ],
)
def test_decimal_commas(catalogue: Catalogue, cells: list[str], amounts: list[str]) -> None:
    """Between semicolons a comma may stand before decimals; the numbers of the whole file tell."""
    rows = [("甲", "思明区", cell, "是") for cell in cells]
    plain = (*HEADINGS[:2], SPEND, LISTED)
    found = worked(catalogue, in_text(plain, *rows, separator=";"))
    assert [min(float(one), 100000.0) for one in found.spends] == [float(one) for one in amounts] and not found.problems
    assert ("小数点" in found.zh) == any("," in cell and cell not in ("1,000", "1,000.5") for cell in cells)


@pytest.mark.parametrize(
    ("cells", "listed"), [(["1,234"], 1), (["1.234"], 1), (["99,9", "99.8", "1,234"], 1), (["1,234", "100"], 1)]
)
def test_a_comma_that_may_be_either(catalogue: Catalogue, cells: list[str], listed: int) -> None:
    """Where no number of the file tells, one that could be a thousand times the other is listed."""
    found = worked(catalogue, in_text(HEADINGS, *(("甲", "思明区", cell, "是") for cell in cells), separator=";"))
    assert len(found.problems) == listed and "千位分隔" in found.problems[-1]["message"]


def test_commas_between_commas_are_for_thousands(catalogue: Catalogue) -> None:
    """Where commas part the cells, and where tabs do and nothing else tells, they stand between thousands."""
    for separator in ",\t":
        assert worked(catalogue, in_text(HEADINGS, ("甲", "思明区", "1,000", "是"), separator=separator)).spends == ["250000.00"]


def test_a_number_that_came_apart(catalogue: Catalogue) -> None:
    """Commas of a number that is in no quotes make a row longer than the headings: it is listed and not worked out."""
    text = ",".join(HEADINGS) + "\n甲,思明区,1,000,000,是\n乙,思明区,100,是\n丙,思明区,100,是,\n"
    found = worked(catalogue, text.encode())
    assert (
        found.names == ["乙", "丙"] and {one["row"] for one in found.problems} == {2} and "引号" in found.problems[-1]["message"]
    )


@pytest.mark.parametrize(("cell", "amount"), [("99.89999999999999", "99900.00"), ("30.030000000000001", "30030.00")])
def test_noise_in_text(catalogue: Catalogue, cell: str, amount: str) -> None:
    """Programs write their binary fractions into text files too."""
    assert worked(catalogue, in_text(HEADINGS, ("甲", "思明区", cell, "是"))).spends == [amount]


DAYS = [
    "2026/1/15", "2026.1.15", "2026-01-15", "2026年1月15日", "2026年1月15号", "20260115", "2026-01-15 00:00:00", "2026/1/15 8:30",
    "2026-01-15T08:30:00.000Z", "15/01/2026", "1/15/2026", "15.1.2026", "2026- 1-15", "二〇二六年一月十五日", "Jan 15, 2026",
    "15 January 2026", "15-Jan-2026", "January 15th, 2026", "２０２６／１／１５", " 2026/1/15 ",
]  # fmt: skip
NO_DAYS = [
    "2026年1月", "2026-01", "2026", "12月31日", "2026-1-155", "2026/01/15至2026/12/31", "2026-13-45", "2026-02-30",
    "2026/1/15 周四", "0202-01-15", "20260-01-15", "1899-01-15", "2100-01-15", "26/1/15", "15-Jan-26", "46037", "01/02/2026",
    "2026/1-15",    "今天", "x",
]  # fmt: skip


@pytest.mark.parametrize("text", DAYS)
def test_days(text: str) -> None:
    """A whole day, however it is written, is that day."""
    assert read_day(text).isoformat() == "2026-01-15"


@pytest.mark.parametrize("text", NO_DAYS)
def test_no_days(text: str) -> None:
    """A month alone, a day that no calendar has, a year that nobody means, two days in one, words behind it: refused."""
    with pytest.raises(BadValue) as refused:
        read_day(text)
    assert text[:40] in refused.value.message("zh") and "2026-01-15" in refused.value.message("en")


def test_days_in_a_column(catalogue: Catalogue) -> None:
    """Each is the day of its firm; those that are none are listed."""
    rows = [("甲", "思明区", "100", "是", day) for day in (*DAYS, *NO_DAYS)]
    found = worked(catalogue, in_text((*HEADINGS, "日期"), *rows))
    assert len(found.results) == len(DAYS) and {one["on"] for one in found.results} == {"2026-01-15"}
    assert len(found.problems) == len(NO_DAYS)


NAMES = [
    "＝1+1",
    "＋1",
    "=1+1",
    "=HYPERLINK(1)",
    "0012345",
    "913502031234567890",
    "1-2",
    "TRUE",
    "#N/A",
    "甲;=1+1",
    "'quoted",
    "|calc",
]


def test_names_are_kept_as_text(catalogue: Catalogue) -> None:
    """A name is what stands there, whatever it looks like; characters that nobody sees are not part of it."""
    found = worked(catalogue, in_text(HEADINGS, *((name, *FIRM[1:]) for name in (*NAMES, "\u200b=1+1", "甲\ufeff"))))
    assert found.names == [*NAMES, "=1+1", "甲"]
