"""The figures as the table in `docs/benchmarks.md` and `docs/en/benchmarks.md`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.goals import reached
from calculators.wording import LANGUAGES, flatten
from publisher.project import ROOT

STARTS = ("cold", "cold 20 Mbit/s", "cold 4 Mbit/s", "warm", "service worker", "Firefox")
TEXTS = flatten(tomllib.loads(Path(__file__).with_name("wording.toml").read_text("utf-8")))


def write(found: dict[str, Any]) -> None:
    """Write the page in both languages."""
    for lang in LANGUAGES:
        words = {key.removeprefix("bench."): text[lang] for key, text in TEXTS.items()}
        (ROOT / words["file"]).write_text("\n".join(_lines(found, words, lang)) + "\n", "utf-8")


def _lines(found: dict[str, Any], words: dict[str, str], lang: str) -> Iterator[str]:
    yield from (
        "---",
        f"title: {words['title']}",
        f"description: {words['description']}",
        f"lang: {lang}",
        f"twin: {words['twin']}",
    )
    yield from ("tab: about", "hide: [navigation]", "---", "", f"# {words['title']} {{ #content }}", "", words["intro"], "")
    yield from (words["measured"].format(**found), "")
    yield from (f"## {words['goals']} {{ #goals }}", "", *_head(words["goals_head"]))
    for goal, value in reached(found):
        bound = f"{'≥' if goal.least else '≤'} {goal.bound:g}"
        yield f"| {words[f'goal-{goal.name}']} | {bound} | {value:g} | {words['met' if goal.met(value) else 'missed']} |"
    yield ""
    yield from (f"## {words['start']} {{ #start }}", "", *_head(words["start_head"]))
    yield from (_start_row(name, found[name]) for name in STARTS if found.get(name))
    if "latency" in found:
        yield from ("", f"## {words['latency']} {{ #latency }}", "", words["latency_text"].format(**found["latency"]))
    if "typing" in found:
        yield from ("", words["typing_text"].format(**found["typing"]))
    if "weights" in found:
        yield from ("", f"## {words['weights']} {{ #weights }}", "", *_head(words["pages"]))
        yield from (f"| {name} | {size} |" for name, size in found["weights"].items())
    if "search" in found:
        yield from ("", f"## {words['search']} {{ #search }}", "", words["search_text"].format(**found["search"]))
    if "firms" in found:
        yield from ("", f"## {words['firms']} {{ #firms }}", "", words["firms_text"].format(**found["firms"]))
    if "build" in found:
        yield from ("", f"## {words['build']} {{ #build }}", "", *_head(words["build_head"]))
        for row in found["build"]["rows"]:
            ours, plain = row["ours"], row["plain"]
            cells = (row["policies"], row["pages"], ours["seconds"], plain["seconds"], row["ratio"], ours["peak_mb"])
            yield f"| {' | '.join(map(str, cells))} |"
        yield from ("", words["exponent"].format(**found["build"]))


def _head(titles: str) -> tuple[str, str]:
    columns = titles.split(" | ")
    return f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}"


def _start_row(name: str, row: dict[str, Any]) -> str:
    stock, ours = row["stock Pyodide"], row["HuiCe"]
    bare = row.get("JavaScript in a bare Material page")
    told = ours["long_tasks"] is not None
    blocked = [str(one["blocked_ms"]) if one else "–" for one in (stock, bare, ours)]
    cells = [
        name,
        f"{stock['answer_ms']} ms",
        f"{ours['answer_ms']} ms",
        f"{ours['times_faster']}×",
        f"{ours['figure_ms']} ms",
        f"{bare['answer_ms']} ms" if bare else "–",
        f"{stock['kilobytes']} / {ours['kilobytes']} KB",
        f"{' / '.join(blocked)} ms" if told else "–",
        f"{ours['long_tasks']:g} ({ours['longest_task_ms']} ms)" if told else "–",
    ]
    return f"| {' | '.join(cells)} |"
