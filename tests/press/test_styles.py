"""Promise: what a part of a page looks like stands in one file, and nothing in those files is for a part that is gone."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
from playwright.sync_api import Browser

from publisher.project import ROOT

ASSETS = ROOT / "docs" / "assets"
SHEETS = sorted([*(ASSETS / "css").glob("*.css"), ASSETS / "search.css"])
MAKES_MARKUP = (".py", ".j2", ".html", ".mjs", ".js", ".md", ".toml")

_ASIDE = re.compile(r":(?:not|has)\((?:[^()]|\([^()]*\))*\)")
"""What an element must not be or hold: not what is styled."""
_PART = re.compile(r"(?:[^\s>+~()\[\]]|\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\])+")
"""One part of a selector between two combinators."""
_CLASS = re.compile(r"\.(hc(?:-[a-z0-9]+)*)((?:__|--)[\w-]+)?")


@pytest.fixture(scope="module")
def selectors(chromium: Browser) -> dict[str, list[str]]:
    """The selectors of every style sheet as a browser reads them, those within media queries too."""
    page = chromium.new_page()
    read: dict[str, list[str]] = page.evaluate(
        """(sheets) => {
          const inside = (rules) => [...rules].flatMap((rule) => rule.selectorText ?? inside(rule.cssRules ?? []));
          return Object.fromEntries(Object.entries(sheets).map(([name, text]) => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(text);
            return [name, inside(sheet.cssRules)];
          }));
        }""",
        {sheet.name: sheet.read_text("utf-8") for sheet in SHEETS},
    )
    page.close()
    return read


def _styled(selector: str) -> set[str]:
    """The blocks of the element that a selector styles: those it names last."""
    for part in reversed(_PART.findall(_ASIDE.sub("", selector))):
        if blocks := {block for block, _ in _CLASS.findall(part)}:
            return blocks
    return set()


def _apart(listed: str) -> list[str]:
    """The selectors of a list: split at the commas that stand in no bracket."""
    return re.split(r",\s*(?![^()]*\))", listed)


def test_a_block_is_styled_in_one_file(selectors: dict[str, list[str]]) -> None:
    """Whoever changes how a button looks opens one file, whatever page or medium it stands in."""
    files = defaultdict(set)
    for file, listed in selectors.items():
        for selector in (one for list_ in listed for one in _apart(list_)):
            for block in _styled(selector):
                files[block].add(file)
    assert len(files) > 100
    assert {block: sorted(names) for block, names in files.items() if len(names) > 1} == {}


def test_no_style_is_for_a_part_that_is_gone(selectors: dict[str, list[str]]) -> None:
    """Every class that is styled stands in a template, a page or a program, by its name or by the stem it is made from."""
    makers = [file for room in ("publisher", "calculators", "docs") for file in (ROOT / room).rglob("*")]
    named = set()
    for file in makers:
        if file.suffix in MAKES_MARKUP:
            named.update(re.findall(r"hc(?:-[a-z0-9]+)*(?:__[a-z0-9-]+?)?(?:--[a-z0-9-]*)?(?![\w-])", file.read_text("utf-8")))
    styled = {block + rest for listed in selectors.values() for list_ in listed for block, rest in _CLASS.findall(list_)}
    assert {name for name in styled if name not in named and re.sub(r"--.*", "--", name) not in named} == set()


def test_all_style_sheets_are_published() -> None:
    """The order stands in one file, and none is forgotten there."""
    imported = re.findall(r'@import "css/(.*?)";', (ASSETS / "huice.css").read_text("utf-8"))
    assert sorted(imported) == [sheet.name for sheet in SHEETS if sheet.parent.name == "css"]
