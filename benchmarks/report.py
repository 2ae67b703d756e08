"""The figures as the table in `docs/benchmarks.md` and `docs/en/benchmarks.md`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.goals import reached
from benchmarks.quartiles import are_quartiles, shown
from calculators.vocabulary import LANGUAGES
from calculators.wording import flatten
from publisher.project import ROOT

STARTS = ("cold", "cold 20 Mbit/s", "cold 4 Mbit/s", "warm", "service worker", "Firefox")
TEXTS = flatten(tomllib.loads(Path(__file__).with_name("wording.toml").read_text("utf-8")))


def write(found: dict[str, Any]) -> None:
    """Write the page in both languages."""
    for lang in LANGUAGES:
        (ROOT / TEXTS["bench.file"][lang]).write_text("\n".join(lines(found, lang)) + "\n", "utf-8")


def lines(found: dict[str, Any], lang: str) -> Iterator[str]:
    """The page in one language; what has not been measured is left out."""
    words = {key.removeprefix("bench."): text[lang] for key, text in TEXTS.items()}
    yield from (
        "---",
        f"title: {words['title']}",
        f"description: {words['description']}",
        f"lang: {lang}",
        f"twin: {words['twin']}",
    )
    yield from ("tab: about", "hide: [navigation]", "---", "", f"# {words['title']} {{ #content }}", "", words["intro"], "")
    yield from (words["measured"].format(**found), "", words["machine"], "")
    yield from (f"## {words['goals']} {{ #goals }}", "", *_head(words["goals_head"]))
    for goal, value in reached(found):
        bound = f"{'≥' if goal.least else '≤'} {goal.bound:g}"
        yield f"| {words[f'goal-{goal.name}']} | {bound} | {shown(value)} | {words['met' if goal.met(value) else 'missed']} |"
    yield ""
    yield from (f"## {words['start']} {{ #start }}", "", *_head(words["start_head"]))
    yield from (_start_row(name, found[name]) for name in STARTS if found.get(name))
    if "latency" in found:
        yield from ("", f"## {words['latency']} {{ #latency }}", "", _filled(words["latency_text"], found["latency"]))
    if "typing" in found:
        yield from ("", words["typing_text"].format(**found["typing"]))
    if "weights" in found:
        yield from ("", f"## {words['weights']} {{ #weights }}", "", *_head(words["pages"]))
        yield from (f"| {name} | {size} |" for name, size in found["weights"].items())
    if "search" in found:
        yield from ("", f"## {words['search']} {{ #search }}", "", words["search_text"].format(**found["search"]))
    if "firms" in found:
        yield from ("", f"## {words['firms']} {{ #firms }}", "", words["firms_text"].format(**found["firms"]))
        if "ratio" in found["firms"]:
            yield from ("", words["firms_ratio"].format(ratio=shown(found["firms"]["ratio"])))
    if "tables" in found:
        yield from ("", f"## {words['tables']} {{ #tables }}", "", words["tables_text"].format(**found["tables"]), "")
        yield from (*_head(words["tables_head"]), *map(_table_row, found["tables"]["rows"]))
    if "build" in found:
        yield from ("", f"## {words['build']} {{ #build }}", "", *_head(words["build_head"]))
        for row in found["build"]["rows"]:
            spread = [shown(row[name]) for name in ("ours_s", "plain_s", "ratio")]
            cells = (row["policies"], row["pages"], *spread, row["peak_mb"])
            yield f"| {' | '.join(map(str, cells))} |"
        if found["build"]["exponent"] is not None:
            yield from ("", words["exponent"].format(**found["build"]))


def _filled(text: str, found: Any) -> str:
    """A sentence with its figures, quartiles as they are shown."""

    def told(value: Any) -> Any:
        if are_quartiles(value):
            return shown(value)
        return {name: told(one) for name, one in value.items()} if isinstance(value, dict) else value

    return text.format(**told(found))


def _head(titles: str) -> tuple[str, str]:
    columns = titles.split(" | ")
    return f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}"


def _table_row(row: dict[str, Any]) -> str:
    figures = ("firms", "seconds", "processor_s", "peak_mb", "a_second", "times_python")
    return f"| {' | '.join([row['engine'], *(f'{row[name]:,}' for name in figures)])} |"


def _start_row(name: str, row: dict[str, Any]) -> str:
    stock, ours = row["stock Pyodide"], row["HuiCe"]
    bare = row.get("JavaScript in a bare Material page")
    told = ours["long_tasks"] is not None
    blocked = [shown(one["blocked_ms"]) if one else "–" for one in (stock, bare, ours)] if told else []
    cells = [
        name,
        f"{shown(stock['answer_ms'])} ms",
        f"{shown(ours['answer_ms'])} ms",
        f"{shown(ours['times_faster'])}×",
        f"{shown(ours['figure_ms'])} ms",
        f"{shown(bare['answer_ms'])} ms" if bare else "–",
        f"{stock['kilobytes']} / {ours['kilobytes']} KB",
        f"{' / '.join(blocked)} ms" if told else "–",
        f"{shown(ours['long_tasks'])} ({ours['longest_task_ms']} ms)" if told else "–",
    ]
    return f"| {' | '.join(cells)} |"
