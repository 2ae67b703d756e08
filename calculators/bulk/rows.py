"""The rows of a source as those of `firms`: what is plain by a statement over all of them, the rest one by one.

Rows that are not plain go to the reader of sheets, and so do those that may be
no firms: it decides what they say, and says what of them cannot be read.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb

from calculators.batch.days import read_day
from calculators.batch.decimals import WHERE_COMMAS_MAY_BE_DECIMAL
from calculators.batch.grid import Cell as GridCell
from calculators.batch.grid import Row
from calculators.batch.headings import NAME, ON, PLACE, Column
from calculators.batch.no_firms import LeftOut
from calculators.batch.sheet import Firm, Sheet, Trouble
from calculators.bulk import cells
from calculators.bulk.cells import Cell
from calculators.bulk.statements import one, quoted, text
from calculators.bulk.unread import Unread
from calculators.catalogue import Catalogue
from calculators.errors import Misuse, Problem
from calculators.places import find_place
from calculators.vocabulary import InputKind

FIRMS, GIVEN = "firms", "given"
ROW, ID, DAY = "row", "id", "day"
MOST_WRITINGS = 10_000
"""Ways of writing places and days that are looked up once; what is written otherwise is read row by row."""
AT_ONCE = 2000
TYPES = {InputKind.YES_NO: "BOOLEAN", InputKind.CHOICE: "VARCHAR"}


@dataclass(frozen=True, slots=True)
class Desk:
    """What a table is read with; `place` and `on` are those of firms that name none, `unread` takes what cannot be read."""

    law: Catalogue
    place: str | None
    on: date
    scratch: Path
    unread: Unread


@dataclass(frozen=True, slots=True)
class Table:
    """The firms: `columns` are the inputs that the file has, `kept` what else of a row goes into the result."""

    columns: tuple[str, ...]
    kept: tuple[str, ...]
    has_place: bool
    has_day: bool
    left_out: tuple[tuple[str, Problem], ...]
    """Headings of columns that are none, with the names that come close."""
    in_order: bool
    """Whether the rows lie in the order of the file."""
    sure: AbstractSet[str] = frozenset()
    """Inputs of whose values only the bounds have to be looked at."""


class Rows:
    """How the columns of a source become those of `firms`; of one that is not `typed` all are texts, and rows may be no firms."""

    def __init__(
        self,
        con: duckdb.DuckDBPyConnection,
        desk: Desk,
        sheet: Sheet,
        types: Mapping[int, tuple[str, str]],
        *,
        typed: bool = True,
    ) -> None:
        self.con, self.desk, self.law, self.sheet, self.types, self.typed = con, desk, desk.law, sheet, types, typed
        self.columns: Mapping[int, Column] = sheet.head.columns
        self.ids = [at for at, heading in sheet.head.unknown.items() if heading.strip().casefold() == ID][:1]

    def table(self) -> Table:
        """`firms`, what is plain read by DuckDB, the rest row by row."""
        values, plain = {ROW: quoted(ROW)}, [] if self.typed else [self._is_a_firm()]
        for at in self.ids:
            values[ID] = self.types[at][0]
        for at, column in self.columns.items():
            cell = Cell(*self.types[at])
            if column.name == NAME:
                values[NAME] = cell.text
            elif column.name in (PLACE, ON):
                name = DAY if column.name == ON else PLACE
                values[name] = self._looked_up(column.name, cell.text)
                may_be_blank = column.name == ON or self.desk.place is not None
                plain.append(f"({f'{cell.text} IS NULL OR ' if may_be_blank else ''}{values[name]} IS NOT NULL)")
            else:
                cell, asked = self._cell(at, column), self.law.inputs[column.name]
                values[column.name] = value = cells.value(asked, cell)
                for name in column.also:
                    values.setdefault(name, value)
                plain.append(cells.plain(asked, cell))
        selected = ", ".join(f"{value} AS {quoted(name)}" for name, value in values.items())
        is_plain = " AND ".join(condition for condition in plain if condition != cells.ALWAYS)
        odd = is_plain and one(self.con, f"SELECT count(*) FROM {GIVEN} WHERE NOT ({is_plain})")[0]
        if not odd:
            self.con.execute(f"CREATE VIEW {FIRMS} AS SELECT {selected} FROM {GIVEN}")
        else:
            self.con.execute(f"CREATE TABLE {FIRMS} AS SELECT {selected} FROM {GIVEN} WHERE {is_plain}")
            self._add(list(values), self._odd(is_plain))
        return self._described(values, in_order=not odd)

    def table_of(self, rows: Iterable[Row]) -> Table:
        """`firms` of rows that are all read by the reader of sheets."""
        asked = (name for one in self.columns.values() for name in (DAY if one.name == ON else one.name, *one.also))
        names = list(dict.fromkeys([ROW, *([ID] if self.ids else []), *asked]))
        typed = ", ".join(f"{quoted(name)} {self._type(name)}" for name in names)
        self.con.execute(f"CREATE TABLE {FIRMS} ({typed})")
        self._add(names, rows)
        return self._described(names, in_order=True)

    def _described(self, names: Iterable[str], *, in_order: bool) -> Table:
        known = set(names)
        return Table(
            columns=tuple(name for name in self.law.inputs if name in known),
            kept=tuple(name for name in (ROW, ID, NAME) if name in known),
            has_place=PLACE in known,
            has_day=DAY in known,
            left_out=tuple((one.heading, one.problem) for one in self.sheet.troubles if one.column not in self.ids),
            in_order=in_order,
            sure=frozenset((known & self.law.inputs.keys()) - self._may_be_finer()),
        )

    def _may_be_finer(self) -> set[str]:
        """Inputs whose column has a type in which a number may be finer than counts."""
        named = {at: self.law.inputs[one.name] for at, one in self.columns.items() if one.name in self.law.inputs}
        numbers = {at: asked for at, asked in named.items() if asked.kind.is_number and at in self.types}
        return {asked.name for at, asked in numbers.items() if not cells.is_exact(asked, self._cell(at, self.columns[at]))}

    def _type(self, name: str) -> str:
        if name == ROW:
            return "BIGINT"
        return TYPES.get(self.law.inputs[name].kind, "DECIMAL(20, 2)") if name in self.law.inputs else "VARCHAR"

    def _cell(self, at: int, column: Column) -> Cell:
        """How a column is read.

        Raises:
            Misuse: its type is none that answers the question.
        """
        sql, kind = self.types[at]
        asked, unit = self.law.inputs[column.name], self.sheet.head.unit
        if not (cells.is_number(kind) or cells.is_text(kind) or (kind == "BOOLEAN" and asked.kind == InputKind.YES_NO)):
            raise Misuse("column-type", given=column.heading, kind=kind, wanted=asked.kind)
        power = column.power if column.power is not None else unit.power if unit else None
        commas = self.sheet.grid.separator in WHERE_COMMAS_MAY_BE_DECIMAL
        return Cell(sql, kind, (power or 0) if asked.kind == InputKind.MONEY else 0, commas)

    def _looked_up(self, name: str, written: str) -> str:
        """The place or day that a text names, as SQL; NULL where it is none that is known."""
        distinct = f"SELECT DISTINCT {written} FROM {GIVEN} WHERE {written} IS NOT NULL LIMIT {MOST_WRITINGS}"
        known = [(given, found) for (given,) in self.con.execute(distinct).fetchall() if (found := meant(self.law, name, given))]
        self.con.execute(f"CREATE TABLE writings_{name} (given VARCHAR PRIMARY KEY, meant VARCHAR)")
        if known:
            self.con.executemany(f"INSERT INTO writings_{name} VALUES (?, ?)", known)
        return f"(SELECT meant FROM writings_{name} AS w WHERE w.given = {written})"

    def _is_a_firm(self) -> str:
        """Whether a row of a text cannot be anything but a firm."""
        texts = {at: Cell(sql, kind).text for at, (sql, kind) in self.types.items()}
        names = [texts[at] for at, column in self.columns.items() if column.name == NAME]
        begins = " || ' / ' || ".join(f"coalesce({one}, '')" for one in (f"coalesce({', '.join(texts.values())})", *names))
        said = [texts[at] for at, column in self.columns.items() if column.name != NAME]
        parts = [f"NOT regexp_matches({begins}, {text(cells.NO_FIRM)})", f"coalesce({', '.join(said)}) IS NOT NULL"]
        if self.sheet.head.width:
            parts += [f"{one} IS NULL" for at, one in texts.items() if at > self.sheet.head.width]
        return f"({' AND '.join(parts)})"

    def _odd(self, is_plain: str) -> Iterator[Row]:
        """The rows that are not plain, as the reader of sheets takes them."""
        columns = ", ".join(f"trim(CAST({sql} AS VARCHAR))" for sql, _ in self.types.values())
        reader = self.con.cursor().execute(f"SELECT {quoted(ROW)}, {columns} FROM {GIVEN} WHERE NOT ({is_plain}) ORDER BY ALL")
        while found := reader.fetchmany(AT_ONCE):
            for number, *texts in found:
                held: dict[int, GridCell] = {at: cell for at, cell in zip(self.types, texts, strict=True) if cell}
                if held:
                    yield Row(number, held, width=0 if self.typed else max(held))

    def _add(self, names: Sequence[str], rows: Iterable[Row]) -> None:
        """Read rows and add them to `firms`."""
        copy = self.desk.scratch / "read.csv"
        with copy.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            for row in rows:
                found = self.sheet.firm(row)
                if isinstance(found, Firm):
                    writer.writerow([self._written(name, row, found) for name in names])
                elif isinstance(found, LeftOut):
                    self.desk.unread.no_firm(found)
                elif found:
                    self._refuse(row, found)
        types = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(len(names)))
        self.con.execute(
            f"INSERT INTO {FIRMS} SELECT * FROM read_csv({text(str(copy))}, auto_detect = false, header = false, "
            f"delim = ',', quote = '\"', escape = '\"', nullstr = '', columns = {{{types}}}, parallel = false)"
        )
        copy.unlink()

    def _refuse(self, row: Row, troubles: Sequence[Trouble]) -> None:
        for trouble in troubles:
            cell = row.cells.get(trouble.column, "")
            self.desk.unread.add(row.number, trouble.heading, cell if isinstance(cell, str) else "", trouble.problem)

    def _written(self, name: str, row: Row, firm: Firm) -> str:
        if name == ID:
            cell = row.cells.get(self.ids[0], "")
            return cell if isinstance(cell, str) else ""
        known = {ROW: str(row.number), NAME: firm.name, PLACE: firm.place, DAY: firm.on.isoformat()}
        if name in known:
            return known[name]
        answer = firm.answers.get(name)
        if isinstance(answer, bool):
            return str(answer).lower()
        return "" if answer is None else f"{answer:f}" if isinstance(answer, Decimal) else answer


def meant(law: Catalogue, name: str, given: str) -> str | None:
    """The code of the place, or the day, that is written; None where it is none."""
    try:
        return find_place(law.places, given) if name == PLACE else read_day(given).isoformat()
    except Problem:
        return None
