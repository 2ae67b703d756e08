"""What stands on a built calculator page, read from its file without a browser."""

from __future__ import annotations

import contextlib
import io
import json
import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from calculators.catalogue import Benefit
from calculators.rules.asks import Gate
from calculators.terminal.commandline import main

_ANSWER = re.compile(
    r"<output\b(?P<attributes>[^>]*)>(?P<head>.*?)</output>\s*<div data-told>(?P<body>.*?)</div>\s*</div>\s*<p class=.hc-unseen",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_CASE = re.compile(r'<script type="application/json" data-case>(.*?)</script>', re.DOTALL)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class BuiltPage:
    """A page's answer: `attributes` of the output element, the `html` in it and below it, and the data of the page's script."""

    attributes: dict[str, str]
    html: str
    case: dict[str, Any]

    @property
    def text(self) -> str:
        return as_text(self.html)


def address_of(benefit: str, lang: str) -> str:
    """Where a calculator stands below the site's root."""
    return f"{'' if lang == 'zh' else 'en/'}calculators/{benefit}/"


def built_page(site: Path, benefit: str, lang: str) -> BuiltPage:
    """Read a page of the built site."""
    page = (site / address_of(benefit, lang) / "index.html").read_text("utf-8")
    answer, case = _ANSWER.search(page), _CASE.search(page)
    assert answer and case, f"{benefit} in {lang} has no answer"
    attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(answer["attributes"])}
    return BuiltPage(attributes, answer["head"] + answer["body"], json.loads(case[1]))


def as_text(html: str) -> str:
    """The words of some HTML, one space between any two."""
    return squeezed(unescape(re.sub(r"<[^>]+>", "", html)))


def squeezed(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def example_of(benefit: Benefit) -> dict[str, str]:
    """The answers a page is built with: the record's example, every gate open."""
    return {ask.name: "true" for ask in benefit.conditions if isinstance(ask, Gate)} | dict(benefit.example)


def command_line(*words: str) -> dict[str, Any]:
    """What `python -m calculators …` prints as JSON."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = main([*words, "--json"])
    assert code == 0, words
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


def estimated(benefit: str, answers: dict[str, str], lang: str, on: str) -> dict[str, Any]:
    """The command line's estimate."""
    return command_line("estimate", benefit, *(f"{name}={text}" for name, text in answers.items()), "--lang", lang, "--on", on)
