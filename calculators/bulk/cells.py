"""A cell of a text column in SQL: whether it is plain, and what it then says.

Plain is what has one meaning at sight: a number within its bounds with at most
two decimals, a usual word for yes or no, a level by its key or label. All else
(`100万元`, 已上架, a dash) is for the reader of sheets; here nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from calculators.bulk.statements import text
from calculators.inputs import NO, YES, Input
from calculators.vocabulary import InputKind

ALWAYS = "true"
NUMBER = r"\d{1,13}(\.\d{1,2})?"
WHOLE = r"\d{1,13}"
"""As many digits as a spreadsheet keeps."""

_SUMS = "合 *计|总 *计|小 *计|共 *计|累 *计|总 *和|汇 *总|均 *值|平 *均|共[0-9]|total|sum|average|avg|mean"
_NOTES = "注|说明|来源|[填制]表|填报|审[核批]|负责人|联系|note|remark|source|prepared|contact|※"
NO_FIRM = f"(?i){_SUMS}|{_NOTES}".replace(" *", "[ 　]*")
"""What may begin a row that is no firm; whether it is none, the reader of sheets says."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of a table: its name there in SQL, its type, and the power of ten that its plain sums are in."""

    sql: str
    type: str
    power: int = 0
    commas: bool = False
    """Whether a comma, or a full stop, may be something else than it seems."""

    @property
    def text(self) -> str:
        """What it holds as a text; texts themselves have been made bare before."""
        return self.sql if self.type == "VARCHAR" else bare(self.sql)


def bare(sql: str) -> str:
    """A text without the blanks around it, NULL where nothing is left."""
    return f"nullif(trim(CAST({sql} AS VARCHAR)), '')"


_NUMBERS = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL\(.*\)")

_SCALE = re.compile(r"DECIMAL\(\d+, ?(\d+)\)")


def is_number(kind: str) -> bool:
    """Whether a type of DuckDB's holds numbers."""
    return _NUMBERS.fullmatch(kind) is not None


def is_text(kind: str) -> bool:
    """Whether it holds texts."""
    return kind == "VARCHAR" or kind.startswith("ENUM")


def is_exact(asked: Input, cell: Cell) -> bool:
    """Whether what `value` says of a number can be no finer than counts."""
    if is_text(cell.type):
        return True
    scale = _SCALE.search(cell.type)
    finest = -int(asked.step.as_tuple().exponent) if asked.kind.is_divisible else 0
    return not cell.power and (int(scale[1]) <= finest if scale else "INT" in cell.type)


def plain(asked: Input, cell: Cell) -> str:
    """Whether a cell is blank or plain, as a condition of SQL that is never NULL."""
    if asked.kind.is_number and is_number(cell.type):
        return ALWAYS
    if asked.kind == InputKind.YES_NO and cell.type == "BOOLEAN":
        return ALWAYS
    if asked.kind.is_number:
        pattern = NUMBER if asked.kind.is_divisible and not cell.commas else WHOLE
        within = f"TRY_CAST({cell.text} AS DECIMAL(15, 2)) <= {asked.at_most.scaleb(-cell.power):f}"
        return f"coalesce(regexp_full_match({cell.text}, '{pattern}') AND {within}, true)"
    return f"coalesce({_lowered(asked, cell)} IN ({_listed(word for words in _words(asked).values() for word in words)}), true)"


def value(asked: Input, cell: Cell) -> str:
    """What a plain cell says, in a type that the query reads."""
    if asked.kind.is_number:
        if not cell.power:
            return cell.sql if is_number(cell.type) else f"TRY_CAST({cell.text} AS DECIMAL(15, 2))"
        unit = f"1{'0' * cell.power}::DECIMAL({cell.power + 1}, 0)"
        # What does not fit in is far out of bounds, which minus one is too.
        return f"CASE WHEN {cell.text} IS NOT NULL THEN coalesce(TRY_CAST({cell.text} AS DECIMAL(21, 6)) * {unit}, -1) END"
    if cell.type == "BOOLEAN":
        return cell.sql
    cases = " ".join(
        f"WHEN {_lowered(asked, cell)} IN ({_listed(words)}) THEN {text(key) if asked.kind == InputKind.CHOICE else key}"
        for key, words in _words(asked).items()
    )
    return f"CASE {cases} END"


def _words(asked: Input) -> dict[str, list[str]]:
    """The words for each answer to a question of yes or no, or of levels."""
    if asked.kind == InputKind.YES_NO:
        return {"true": sorted(YES), "false": sorted(NO)}
    return {key: [key, *dict.fromkeys(asked.options[key].values())] for key in asked.options}


def _lowered(asked: Input, cell: Cell) -> str:
    return f"lower({cell.text})" if asked.kind == InputKind.YES_NO else cell.text


def _listed(words: Iterable[str]) -> str:
    return ", ".join(map(text, words))
