"""A table of firms read, worked out and summed up: the same as row by row, and one sentence where it cannot be."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from calculators.bulk.budget import Order, budget
from calculators.bulk.unread import Unread
from calculators.errors import Problem
from calculators.law import Law
from calculators.plan.totals import TOTALS
from calculators.terminal.commandline import main
from publisher.compile.policy import Compiled, catalogue_bytes
from tests.bulk.firms import invented, parquet_of
from tests.support.workbooks import workbook

DAY = date(2026, 3, 2)


@pytest.fixture
def law(catalogue: Law) -> Law:
    return catalogue


@pytest.fixture
def headings(law: Law) -> list[str]:
    data = law.inputs["data_spend"].label["en"]
    return [
        "name",
        "place",
        law.inputs["compute_spend"].label["zh"],
        "compute_listed",
        f"{data} (RMB 10,000)",
        "digital_level",
        "on",
    ]


def rows_of(out: Path) -> dict[int, dict[str, str]]:
    with out.open(encoding="utf-8", newline="") as file:
        return {int(row["row"]): row for row in csv.DictReader(file)}


def said_one_by_one(law: Law, file: Path, place: str | None = "350203") -> tuple[dict[int, dict[str, str]], set[int], list[int]]:
    """What `plan --batch` says of a file: totals by row, rows that cannot be read, rows that are no firms."""
    worked = law.batch(file, place=place, on=DAY)
    data: Any = worked.data()
    heading_rows = set(data["read"]["heading_rows"])
    totals = {one["row"]: one["totals"] for one in data["results"]}
    return totals, {one["row"] for one in data["problems"]} - heading_rows, [one["row"] for one in data["read"]["left_out"]]


def compared(law: Law, file: Path, tmp_path: Path, place: str | None = "350203") -> None:
    """Both ways to work out a sheet agree on every row."""
    out = tmp_path / "rows.csv"
    found = budget(law, Order(file, place, DAY, "en", out))
    totals, unread, no_firms = said_one_by_one(law, file, place)
    assert {row: {total: one[total] for total in TOTALS} for row, one in rows_of(out).items() if not one["trouble"]} == totals
    assert {line[0] for line in found.first} == unread
    assert [one.row for one in found.no_firms] == no_firms
    assert found.firms == len(totals)
    assert found.spreads[1].amount == sum(Decimal(one["cautious"]) for one in totals.values())


CELLS: Sequence[Sequence[str]] = (
    ("甲公司", "Totals Ltd", "=1+1", "", "合计", "联系科技", "备注：以下", "小 计"),
    ("350203", "思明区", "Siming", "", "厦门市思明区", "Wuhan", "nowhere", "350203.0"),
    ("1000000", "100万元", "1,000,000", "", "-", "0.005", "much", "99999999999999", "88.5", "12345678.90", "1e6", "-5", "7.10"),
    ("true", "是", "√", "", "no", "0", "已上架", "perhaps", "TRUE", "x"),
    ("100", "50.5", "30万元", "", "/", "0.0001", "abc", "100000000000", "2"),
    ("1", "2", "3", "4", "", "9", "L2"),
    ("2026-03-02", "2025/6/1", "", "2025-13-01", "20270601", "2025年6月1日"),
)


def written(path: Path, rows: Sequence[Sequence[str]], *, encoding: str = "utf-8", separator: str = ",", end: str = "\n") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=separator, lineterminator=end).writerows(rows)
    return path


def random_rows(headings: Sequence[str], count: int, seed: int) -> list[list[str]]:
    chance = random.Random(seed)
    rows = [[chance.choice(cells[: chance.choice((3, len(cells)))]) for cells in CELLS] for _ in range(count)]
    return [["名单"], list(headings), *rows, [], ["合计", "", "99", "", "99"]]


@pytest.mark.parametrize(
    ("seed", "encoding", "separator", "end"),
    [(1, "utf-8", ",", "\n"), (2, "gb18030", ",", "\r\n"), (3, "utf-8-sig", ";", "\r\n"), (4, "utf-16", "\t", "\n")],
)
def test_a_text_is_read_as_row_by_row(
    law: Law, headings: list[str], tmp_path: Path, seed: int, encoding: str, separator: str, end: str
) -> None:
    """Whatever stands in a cell: plain or not, a unit, a dash, a total, a note, in any encoding."""
    rows = random_rows(headings, 60, seed)
    compared(law, written(tmp_path / "firms.csv", rows, encoding=encoding, separator=separator, end=end), tmp_path)


@pytest.mark.extended
@pytest.mark.parametrize("seed", range(5))
def test_a_long_text_is_read_as_row_by_row(
    law: Law, headings: list[str], tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Unread, "SHOWN", 100_000)
    compared(law, written(tmp_path / "firms.csv", random_rows(headings, 9000, 100 + seed)), tmp_path, None)


def test_a_workbook_and_a_parquet_say_what_the_text_says(law: Law, headings: list[str], tmp_path: Path) -> None:
    rows = [row for row in random_rows(headings, 30, 5) if row][1:-1]
    text = written(tmp_path / "firms.csv", rows)
    book = tmp_path / "firms.xlsx"
    book.write_bytes(workbook(rows))
    parquet = tmp_path / "firms.parquet"
    duckdb.execute(f"COPY (FROM read_csv('{text}', all_varchar = true, header = true)) TO '{parquet}' (FORMAT PARQUET)")
    compared(law, book, tmp_path)
    found = [budget(law, Order(file, "350203", DAY, "zh")) for file in (text, book, parquet)]
    assert found[0].firms > 5
    assert found[0].benefits == found[1].benefits == found[2].benefits
    assert found[0].spreads == found[1].spreads == found[2].spreads


def test_the_rows_and_their_sums(law: Law, tmp_path: Path) -> None:
    """A row a firm in the order of the table, and the sums of what stands there."""
    firms = invented(law, 80, seed=7)
    out, steps = tmp_path / "rows.parquet", list[float]()
    found = budget(
        law, Order(parquet_of(law, firms, tmp_path / "f.parquet"), "350203", date(2025, 6, 1), "en", out), None, steps.append
    )
    rows = duckdb.execute(f"FROM '{out}'")
    names = [one[0] for one in rows.description or ()]
    lines = [dict(zip(names, row, strict=True)) for row in rows.fetchall()]
    assert [line["id"] for line in lines] == list(range(80))
    assert found.firms == 80 and found.unread == 0
    for one in found.benefits:
        paid = [line[one.name] for line in lines if line[one.name]]
        assert (one.firms, one.total) == (len(paid), sum(paid))
    for spread in found.spreads:
        paid = sorted(line[spread.total] for line in lines if line[spread.total])
        assert (spread.firms, spread.amount, spread.most) == (len(paid), sum(paid), paid[-1])
        assert spread.deciles[4] in paid and list(spread.deciles) == sorted(spread.deciles)
    assert sum(one.total for one in found.purposes) == sum(one.total for one in found.benefits)
    assert found.places[0].total == found.spreads[1].amount
    assert steps[-1] == 1.0 and all(0 <= step <= 1 for step in steps)


@pytest.fixture
def raised(law: Law, compiled: Compiled) -> Law:
    """The law with half the rate of one voucher: some firms lose, and none gains."""
    data = json.loads(catalogue_bytes(compiled.catalogue))
    for policy in data["policies"]:
        for benefit in policy["benefits"]:
            if benefit["id"] == "siming-2025/compute-voucher":
                benefit["rule"]["rate"]["value"] = str(Decimal(benefit["rule"]["rate"]["value"]) / 2)
    return Law.load(data)


def test_two_laws_side_by_side(law: Law, raised: Law, tmp_path: Path) -> None:
    """Both sums, and who gains and loses by how much: as the engine says of each firm."""
    file = parquet_of(law, invented(law, 60, seed=3), tmp_path / "f.parquet")
    out = tmp_path / "rows.csv"
    found = budget(law, Order(file, "350203", DAY, "en", out), raised)
    rows = rows_of(out)
    change = found.changes[1]
    lost = [Decimal(row["cautious"]) - Decimal(row["cautious_against"]) for row in rows.values()]
    assert (change.gain, change.gained, change.lose) == (0, 0, sum(1 for one in lost if one))
    assert change.lost == sum(lost) == change.before - change.after > 0
    line = next(one for one in found.benefits if one.name == "siming-2025/compute-voucher")
    assert line.after is not None and line.total - line.after == sum(lost)
    alone = budget(raised, Order(file, "350203", DAY, "en"))
    assert alone.spreads[1].amount == change.after


def test_every_firm_has_its_own_place(law: Law, tmp_path: Path) -> None:
    rows = [
        ["place", "compute_spend", "compute_listed"],
        ["厦门市", "1000000", "true"],
        ["350203", "1000000", "true"],
        ["", "1", ""],
    ]
    file = written(tmp_path / "f.csv", rows)
    found = budget(law, Order(file, None, DAY, "en"))
    assert {one.name: one.firms for one in found.places} == {"350200": 1, "350203": 1}
    assert [line[0] for line in found.first] == [4]


@pytest.mark.parametrize("name", ["firms[1].csv", "who's firms?.csv", "*.parquet"])
def test_a_name_is_that_of_one_file(law: Law, tmp_path: Path, name: str) -> None:
    """What a shell or DuckDB takes for a pattern, or SQL for the end of a text, is a name like any other."""
    file = tmp_path / name
    if file.suffix == ".csv":
        written(file, [["compute_spend", "compute_listed"], ["1000000", "true"]])
    else:
        parquet_of(law, [{"compute_spend": Decimal(1_000_000), "compute_listed": True}], tmp_path / "plain.parquet").rename(file)
    written(tmp_path / "firms1.csv", [["compute_spend"], ["5"], ["6"]])
    assert budget(law, Order(file, "350203", DAY, "en", tmp_path / f"out of {name}")).spreads[1].amount == 100_000


def asked(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    code = main(["budget", *map(str, words), "--lang", "en"])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize(
    ("content", "more", "says"),
    [
        (None, (), "cannot be opened"),
        (b"", (), "empty file"),
        (b"%PDF-1.4", (), ""),
        (b"PK\x03\x04broken", (), ""),
        (b"PAR1broken", (), "cannot be read as a table"),
        (b"a,b\n1,2\n", (), ""),
        (b"compute_spend,compute_spend\n1,2\n", (), "compute_spend"),
        (b"compute_spend\n1\n", ("--memory", "lots"), "cannot be set"),
        (b"compute_spend\n1\n", ("--place", "nowhere"), "nowhere"),
        (b"compute_spend\n1\n", ("--on", "yesterday"), "yesterday"),
        (b"compute_spend\n1\n", ("-o", "rows.xlsx"), ".parquet"),
        (b"compute_spend\n1\n", ("-o", "no/such/folder/rows.csv"), "no folder"),
        (b"compute_spend\n1\n", ("-o", "firms.csv"), "firms.csv"),
        (b"compute_spend\n1\n", ("--against", "no.json"), "no.json"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    content: bytes | None,
    more: Sequence[str],
    says: str,
) -> None:
    """Exit code 2, one line, no traceback, and nothing half written."""
    monkeypatch.chdir(tmp_path)
    if content is not None:
        Path("firms.csv").write_bytes(content)
    options = ("-o", "rows.csv") if "-o" not in more else ()
    code, out, err = asked(capsys, "firms.csv", "--place", "350203", *options, *more)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1 and says in err and "Traceback" not in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ([] if content is None else ["firms.csv"])


def test_a_column_of_the_wrong_type_is_named(law: Law, tmp_path: Path) -> None:
    duckdb.execute(f"COPY (SELECT DATE '2026-01-01' AS compute_spend) TO '{tmp_path}/f.parquet' (FORMAT PARQUET)")
    with pytest.raises(Problem) as refused:
        budget(law, Order(tmp_path / "f.parquet", "350203", DAY, "en"))
    assert refused.value.key == "column-type" and "DATE" in refused.value.message("en")


def test_no_room_leaves_nothing_behind(law: Law, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fills while the rows are written: one sentence, and no file."""
    file = parquet_of(law, invented(law, 5, seed=1), tmp_path / "f.parquet")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(Problem) as refused:
        budget(law, Order(file, "350203", DAY, "en", tmp_path / "rows.csv"))
    assert refused.value.key == "not-written" and "No space left" in refused.value.message("en")
    assert [path.name for path in tmp_path.iterdir()] == ["f.parquet"]


def test_the_command_prints_sums_and_what_is_unread(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In words and as data; the rows and the cells that cannot be read go to files that no spreadsheet takes for formulas."""
    monkeypatch.chdir(tmp_path)
    rows = [
        ["name", "compute_spend", "compute_listed", "compute_spendings"],
        ["=cmd()", "100万元", "是", ""],
        ["b", "=much", "是", ""],
    ]
    written(Path("f.csv"), rows)
    code, out, err = asked(capsys, "f.csv", "--place", "350203", "--on", "2026-03-02", "-o", "rows.csv", "--unread", "cells.csv")
    assert (code, err) == (0, "")
    assert "RMB 100,000" in out and "=much" in out and "did you mean" in out.lower()
    assert [(row["name"], row["cautious"]) for row in rows_of(Path("rows.csv")).values()] == [("'=cmd()", "100000.00")]
    assert "3,compute_spend,'=much," in Path("cells.csv").read_text("utf-8")
    code, out, err = asked(capsys, "f.csv", "--place", "350203", "--on", "2026-03-02", "--json")
    data = json.loads(out)
    assert (data["firms"], data["unread_rows"], data["totals"]["cautious"]["total"]) == (1, 1, "100000.00")
    assert [(one["row"], one["column"]) for one in data["unread"]] == [(3, "compute_spend")]


def test_many_cells_that_cannot_be_read(law: Law, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All are in the file, the first are shown, and every row counts once."""
    monkeypatch.setattr(Unread, "SHOWN", 10)
    rows = [["compute_spend", "data_spend"], *([["-1", "0.001"]] * 25)]
    cells = tmp_path / "cells.csv"
    found = budget(law, replace(Order(written(tmp_path / "f.csv", rows), "350203", DAY, "en"), unread=cells))
    assert (found.unread, len(found.first), found.firms) == (25, 10, 0)
    assert len(cells.read_text("utf-8").splitlines()) == 51
