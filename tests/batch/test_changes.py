"""Promise: the result of the last time, however it was saved, is known again, and each firm is told what has changed and why."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from calculators import Law
from calculators.batch.changes import Changes
from calculators.batch.earlier import Earlier
from calculators.batch.lines import Lines
from calculators.batch.reading import Reading
from calculators.batch.together import File, open_sheet, told_apart
from calculators.csv_file import csv_file
from calculators.errors import Misuse
from calculators.plan.totals import TOTALS
from calculators.terminal.commandline import main
from calculators.vocabulary import LANGUAGES
from tests.batch.firms import in_book, in_text
from tests.support.workbooks import C

THEN, NOW = date(2026, 1, 15), date(2026, 11, 27)
HEADINGS = ("企业名称", "所在地", "compute_spend", "compute_listed", "annual_revenue")


def firm(name: str, spend: str, place: str = "思明区", listed: str = "是") -> tuple[str, ...]:
    return name, place, spend, listed, "8000万"


FIRMS = [firm("甲公司", "100万"), firm("乙公司", "100万", "漳州市", ""), firm("=丙", "300万"), firm("丁", "4万")]


def table(law: Law, *rows: Any, on: date = THEN, lang: str = "zh", earlier: Earlier | None = None) -> list[list[str]]:
    """The result as a table, its headings first."""
    reading, speaker = Reading.open(in_text(HEADINGS, *rows), "", law, None, on), law.speaker(lang)
    made = Lines(speaker, Changes.since(earlier, reading.sheet, speaker) if earlier else None)
    chunk = reading.run()
    made.note(chunk.results)
    return [made.headings(), *made.of(chunk.results, chunk.troubles)]


def as_csv(rows: list[list[str]]) -> bytes:
    return csv_file(rows).encode()


def as_book(rows: list[list[str]]) -> bytes:
    """As the page's workbook has it, and a program that knows days saves it again: sums are numbers, days are days."""
    days = {"2026-01-15": C("46037", s=2)}
    head, *lines = rows
    cells = [[C(cell, s=1) if _is_sum(cell) else days.get(cell, cell) if cell else None for cell in line] for line in lines]
    return in_book(head, *cells, formats=["#,##0.00", "14"])


def as_saved_again(rows: list[list[str]]) -> bytes:
    """As CSV out of such a program: days with strokes, sums with commas or without their decimals, in GB 18030."""
    head, *lines = rows
    changed = [[_saved(cell) for cell in line] for line in lines]
    return in_text(head, *changed, encoding="gb18030")


def _is_sum(cell: str) -> bool:
    return cell.replace(".", "", 1).isdecimal() and cell.endswith("00") and "." in cell


def _saved(cell: str) -> str:
    return f"{float(cell):,.0f}" if _is_sum(cell) else cell.replace("2026-01-15", "2026/1/15")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("saved", [as_csv, as_book, as_saved_again])
def test_read_back(catalogue: Law, lang: str, saved: Any) -> None:
    """In either language, as CSV and as a workbook: names, places, days, totals, what was counted, and the data's version."""
    found = Earlier.open(saved(table(catalogue, *FIRMS, lang=lang)), "last.csv", catalogue)
    (first,), (formula,) = found.firms["甲公司"], found.firms["=丙"]
    assert (first.place, first.on, first.version) == ("350203", THEN, catalogue.version)
    assert [float(first.totals[total]) for total in TOTALS] == [0, 500_000, 600_000]
    assert {name: float(amount or 0) for name, amount in first.counted.items()} == {
        "xiamen-2025/compute-voucher": 500_000,
        "siming-2025/compute-voucher": 100_000,
    }
    assert formula.name == "=丙" and len(found.firms) == len(FIRMS)


@pytest.mark.parametrize("then", LANGUAGES)
@pytest.mark.parametrize("now", LANGUAGES)
def test_what_has_changed(catalogue: Law, then: str, now: str) -> None:
    """Xiamen's text was superseded in between: the firm hears what it lost, how much, and why, whatever the languages."""
    earlier = Earlier.open(as_csv(table(catalogue, *FIRMS, lang=then)), "", catalogue)
    head, *lines = table(catalogue, *FIRMS, on=NOW, lang=now, earlier=earlier)
    first, second = (dict(zip(head, line, strict=True)) for line in lines[:2])
    before, told = list(first.values())[-4:-1], list(first.values())[-1]
    assert before == ["0.00", "500000.00", "600000.00"]
    lost = {"zh": "不再有厦门算力券 50万元（文件已被取代", "en": "lost Xiamen · Compute voucher: RMB 500,000 (superseded"}[now]
    assert lost in told and "2026-02-17" in told and ("稳妥合计减少40万元" in told or "Cautious: RMB 400,000 less" in told)
    assert list(second.values())[-1] == {"zh": "没有变化", "en": "nothing has changed"}[now]


def test_all_firms_together(catalogue: Law) -> None:
    """How many were compared, how many have more and less, and the sum then and now."""
    earlier = Earlier.open(as_csv(table(catalogue, *FIRMS)), "", catalogue)
    reading, speaker = Reading.open(in_text(HEADINGS, *FIRMS[:3]), "", catalogue, None, NOW), catalogue.speaker("zh")
    changes = Changes.since(earlier, reading.sheet, speaker)
    changes.note(reading.run().results)
    assert "3家，其中稳妥合计增加的0家，减少的2家，共由200万元变为35万元" in changes.remarks()[0]


def test_gained_by_another_answer(catalogue: Law) -> None:
    """What came new is named with the reason: the answers, or the data where their version is another."""
    rows = table(catalogue, firm("甲公司", "100万", listed=""), on=NOW)
    for version, why in ((catalogue.version, "所填的情况变了"), ("0ld", "所填的情况或政策数据变了")):
        rows[1][rows[0].index("数据版本")] = f"v{version}"
        earlier = Earlier.open(as_csv(rows), "", catalogue)
        line = table(catalogue, FIRMS[0], on=NOW, earlier=earlier)[1]
        assert f"新得思明算力“AI券” 10万元（{why}）" in line[-1]


def test_another_amount_and_place(catalogue: Law) -> None:
    """The same benefit with another amount; a firm that has moved."""
    earlier = Earlier.open(as_csv(table(catalogue, *FIRMS[:2], on=NOW)), "", catalogue)
    rows = [firm("甲公司", "200万"), firm("乙公司", "100万")]
    first, second = table(catalogue, *rows, on=NOW, earlier=earlier)[1:]
    assert "思明算力“AI券”由10万元变为20万元" in first[-1]
    assert "所在地由福建省漳州市改为福建省厦门市思明区" in second[-1]


def test_names_that_do_not_match(catalogue: Law) -> None:
    """Firms on one side alone are named; a name that stands twice is compared with nothing, and said with its rows."""
    old = [
        *FIRMS[:2],
        firm("戊", "10万"),
        firm("己", "10万"),
        firm("己 ", "20万"),
    ]
    new = [
        firm("甲公司", "1万"),
        firm("甲公司", "2万"),
        *FIRMS[2:3],
        firm("己", "9万"),
    ]
    earlier = Earlier.open(as_csv(table(catalogue, *old)), "", catalogue)
    reading, speaker = Reading.open(in_text(HEADINGS, *new), "", catalogue, None, NOW), catalogue.speaker("zh")
    changes = Changes.since(earlier, reading.sheet, speaker)
    results = reading.run().results
    changes.note(results)
    assert [changes.row(one)[-1] for one in results] == ["名称重复，没有对照"] * 2 + ["上次没有这家", "名称重复，没有对照"]
    said = "\n".join(changes.remarks())
    assert "上次有、这次名单里没有的：乙公司、戊。" in said and "这次有、上次的结果里没有的：=丙。" in said
    assert "甲公司（名单第2, 3行，上次结果第2行）" in said and "己（名单第5行，上次结果第5, 6行）" in said


def test_which_file_is_which(catalogue: Law) -> None:
    """Of two files in any order the result is known by its headings; two of a kind, or a result alone, are refused."""
    sheet, result = File(in_text(HEADINGS, *FIRMS), "a.csv"), File(as_csv(table(catalogue, *FIRMS)), "b.csv")
    for pair in ((sheet, result), (result, sheet)):
        found, earlier = told_apart(*pair, catalogue)
        assert found is sheet and len(earlier.firms) == len(FIRMS)
    for pair, key in (((sheet, sheet), "two-sheets"), ((result, result), "two-results")):
        with pytest.raises(Misuse) as refused:
            told_apart(*pair, catalogue)
        assert refused.value.key == key
    for lang in LANGUAGES:
        for saved in (as_csv, as_book):
            alone = File(saved(table(catalogue, *FIRMS, on=NOW, lang=lang)), "")
            with pytest.raises(Misuse) as refused:
                open_sheet(alone, catalogue, "350203", NOW)
            assert refused.value.key == "is-result"


def test_a_sheet_with_a_copied_result_is_a_sheet(catalogue: Law) -> None:
    """Somebody has put last month's columns beside the questions: the sheet is read, and can be compared with itself."""
    head, *lines = table(catalogue, *FIRMS)
    both = in_text([*head, *HEADINGS[2:]], *([*line, *firm[2:]] for line, firm in zip(lines, FIRMS, strict=True)))
    assert open_sheet(File(both, ""), catalogue, None, NOW).run(1).results[0].firm.name == "甲公司"
    assert told_apart(File(both, ""), File(as_csv([head, *lines]), ""), catalogue)[0].data == both


def test_no_names(catalogue: Law) -> None:
    """A sheet without names cannot be compared."""
    earlier = Earlier.open(as_csv(table(catalogue, *FIRMS)), "", catalogue)
    reading = Reading.open(in_text(("compute_spend",), ("1",)), "", catalogue, "350203", NOW)
    with pytest.raises(Misuse, match="no column"):
        Changes.since(earlier, reading.sheet, catalogue.speaker("zh"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_by_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str) -> None:
    """`--before` adds the columns; without a batch, or with another file, one sentence says what is wrong."""
    sheet, last = tmp_path / "firms.csv", tmp_path / "last.csv"
    sheet.write_bytes(in_text(HEADINGS, *FIRMS))
    common = ["plan", "--batch", str(sheet), "--lang", lang]
    assert main([*common, "--on", THEN.isoformat()]) == 0
    last.write_text(capsys.readouterr().out, "utf-8")
    assert main([*common, "--on", NOW.isoformat(), "--before", str(last)]) == 0
    out, said = capsys.readouterr()
    first = next(csv.DictReader(io.StringIO(out)))
    assert list(first.values())[-3] == "500000.00" and THEN.isoformat() in said
    for wrong in ([*common, "--before", str(sheet)], ["plan", "--before", str(last)], ["plan", "--batch", str(last)]):
        assert main([*wrong, "--lang", lang]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1
