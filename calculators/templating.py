"""Jinja2 with escaping on: templates from the package, or compiled ahead where the build has done that."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

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


class Html(NamedTuple):
    """An answer: `head` is its figures, for an `output` element, which holds no blocks; `body` is all that is said about them."""

    head: str
    body: str


def render(answer: str, lang: str, **values: object) -> Html:
    """Render an answer in the language `lang` from its two templates, `…_head` and `…_body`; what is put in is escaped."""
    templates = environment()
    head, body = (templates.get_template(f"{answer}_{part}.html.j2").render(**values) for part in ("head", "body"))
    return Html(mark_chinese(head, lang), mark_chinese(body, lang))
