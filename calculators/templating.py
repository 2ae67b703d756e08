"""Jinja2 with escaping on: templates from the package, or compiled ahead where the build has done that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from jinja2 import BaseLoader, Environment, FileSystemLoader, ModuleLoader, StrictUndefined

from calculators.foreign import mark_chinese

SOURCES = Path(__file__).resolve().parent / "templates"
COMPILED = Path(__file__).resolve().parent / "compiled_templates"
"""Where the build puts the compiled templates inside the browser's package; absent elsewhere."""


@cache
def environment() -> Environment:
    """The one environment that answers are rendered in."""
    loader: BaseLoader = FileSystemLoader(SOURCES) if SOURCES.is_dir() else ModuleLoader(COMPILED)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=False, cache_size=8)


def compile_templates(out: Path) -> None:
    """Compile all templates into `out` as Python modules, the same bytes every time."""
    environment().compile_templates(out, zip=None)


def render(answer: str, parts: Iterable[str], lang: str, **values: object) -> Iterator[str]:
    """Render the parts of an answer in the language `lang`, each from its template `answer_part`; what is put in is escaped."""
    for part in parts:
        yield mark_chinese(environment().get_template(f"{answer}_{part}.html.j2").render(**values), lang)
