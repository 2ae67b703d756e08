"""CSV is written so that no spreadsheet runs it, and read as spreadsheet programs write it."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.csv_file import csv_file, csv_rows, csv_text, decode
from calculators.errors import Misuse

STARTS = tuple("=+-@\t\r\n＝＋－＠")


def test_formulas_are_disarmed() -> None:
    """A name that a spreadsheet would run as a formula comes out as text; a number stays one."""
    assert csv_text([["=HYPERLINK(1)", "@x", "甲", -1, None]]) == "'=HYPERLINK(1),'@x,甲,-1,\n"


@given(st.lists(st.sampled_from(STARTS).flatmap(lambda start: st.text(max_size=12).map(lambda rest: start + rest)), min_size=1))
def test_no_cell_starts_a_formula(cells: list[str]) -> None:
    """Whatever follows the sign, no cell is taken for a formula, and nothing of it is lost."""
    [row] = csv.reader(io.StringIO(csv_text([cells]), newline=""))
    assert row == [f"'{cell}" for cell in cells]


@given(st.lists(st.lists(st.text(max_size=12).filter(lambda cell: not cell.startswith(STARTS)), min_size=1), max_size=4))
def test_what_is_harmless_stays(rows: list[list[str]]) -> None:
    """Every other text comes back as it was."""
    assert list(csv.reader(io.StringIO(csv_text(rows), newline=""))) == rows


def test_a_file_opens_in_excel() -> None:
    """It begins with the mark, and its lines end as Excel ends them; a line inside a cell stays what it was."""
    assert csv_file([["甲", "a\nb"], ["1", ""]]) == '\ufeff甲,"a\nb"\r\n1,\r\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_files_of_spreadsheet_programs_are_read(encoding: str, delimiter: str) -> None:
    """UTF-8 with or without its mark, what a Chinese machine writes; commas, semicolons or tabs."""
    text = delimiter.join(["企业名称", "年度算力支出"]) + "\r\n" + delimiter.join(['"a\nb"', "1"]) + "\r\n"
    assert list(csv_rows(decode(text.encode(encoding)), delimiter)) == [["企业名称", "年度算力支出"], ["a\nb", "1"]]


def test_what_is_no_sheet_is_refused() -> None:
    """A picture or a workbook under a wrong name is refused in a sentence."""
    for data in (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xd8", b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00"):
        with pytest.raises(Misuse):
            list(csv_rows(decode(data)))
