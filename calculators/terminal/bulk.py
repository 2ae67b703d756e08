"""`sql` and `budget`: a table of firms instead of one. What they need is imported when they are asked for."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from calculators.errors import Misuse
from calculators.inputs import parse_day
from calculators.law import load
from calculators.layout import WIDEST, laid_out
from calculators.vocabulary import LANGUAGES

DIALECT = "duckdb"
BAR = 30
"""Characters of the bar that shows how far the work is."""


def add_commands(commands: argparse._SubParsersAction[Any], explained: Callable[[str], str]) -> None:
    """Tell the command line what these commands take."""

    def command(name: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = commands.add_parser(
            name, help=explained(name), description=explained(name), allow_abbrev=False
        )
        made.add_argument("--lang", choices=LANGUAGES, help=explained("lang"))
        made.add_argument("--on", metavar="YYYY-MM-DD", help=explained("on"))
        made.add_argument("--place", help=explained("place"))
        return made

    asked = command("sql")
    asked.add_argument("ids", nargs="*", metavar="policy/benefit", help=explained("ids"))
    asked.add_argument("--dialect", default=DIALECT, help=explained("dialect"))
    asked.add_argument("--columns", metavar="a,b,c", help=explained("columns"))
    asked.add_argument("--table", default="firms", help=explained("table"))
    summed = command("budget")
    summed.add_argument("file", type=Path, help=explained("file"))
    summed.add_argument("-o", "--out", type=Path, metavar="rows.parquet", help=explained("out"))
    summed.add_argument("--unread", type=Path, metavar="unread.csv", help=explained("unread"))
    summed.add_argument("--against", type=Path, metavar="catalogue.json", help=explained("against"))
    summed.add_argument("--memory", default="", metavar="2GB", help=explained("memory"))
    summed.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb", help=explained("engine"))
    summed.add_argument("--master", default="local[*]", help=explained("master"))
    summed.add_argument("--threads", type=int, default=0, help=explained("threads"))
    summed.add_argument("--json", action="store_true", help=explained("json"))


def sql(options: argparse.Namespace, lang: str) -> str:
    """The query, for a dialect.

    Raises:
        Problem: there is no such benefit, place, dialect or column, or both or neither of benefits and place are named.
    """
    columns = None if options.columns is None else [one.strip() for one in options.columns.split(",") if one.strip()]
    asked = {"place": options.place, "on": options.on, "columns": columns, "table": options.table, "dialect": options.dialect}
    with _needed():
        return load().sql(*options.ids, **asked)


def budget(options: argparse.Namespace, lang: str) -> str:
    """The table summed up; the rows go to `--out`.

    Raises:
        Problem: a file, a place or a setting is wrong, or there is no room for the result.
    """
    law = load()
    against = load(options.against) if options.against is not None else None
    with _needed():
        from calculators.bulk import report
        from calculators.bulk.budget import Order
        from calculators.bulk.budget import budget as worked_out
    order = Order(
        file=options.file,
        place=options.place,
        on=_day(options),
        lang=lang,
        out=options.out,
        unread=options.unread,
        memory=options.memory,
        threads=options.threads,
        master=options.master if options.engine == "spark" else "",
    )
    with _needed(), _progress() as progress:
        found = worked_out(law, order, against, progress)
    if options.json:
        return json.dumps(report.data(found, lang), ensure_ascii=False, indent=2)
    return laid_out(report.blocks(found, law.speaker(lang)), shutil.get_terminal_size((WIDEST, 0)).columns)


def _day(options: argparse.Namespace) -> date:
    return parse_day(options.on) if options.on is not None else date.today()


@contextmanager
def _progress() -> Iterator[Callable[[float], None] | None]:
    """What draws how far the work is, where somebody looks on."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return

    def draw(done: float) -> None:
        filled = round(BAR * min(done, 1.0))
        print(f"\r{'█' * filled}{'░' * (BAR - filled)} {done:4.0%}", end="", file=sys.stderr, flush=True)

    try:
        yield draw
    finally:
        print("\r\033[K", end="", file=sys.stderr, flush=True)


@contextmanager
def _needed() -> Iterator[None]:
    """Say which package is missing and how to get it."""
    try:
        yield
    except ModuleNotFoundError as error:
        extra = "spark" if error.name == "pyspark" else "bulk"
        raise Misuse("no-bulk", given=error.name, extra=extra) from error
