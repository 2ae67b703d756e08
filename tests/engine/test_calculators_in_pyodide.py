"""All benefits at once through the engine in Chromium: pages, links and golden cases against the command line and the law."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser

from calculators.catalogue import Catalogue
from calculators.inputs import parse_answers, typed
from publisher.compiled_site import compile_site
from tests.support.built import built_page, estimated, example_of, squeezed
from tests.support.calculator_page import Opened, opened
from tests.support.golden import CASES, expected
from tests.support.modules import MODULES

VOUCHER = "xiamen-2025/compute-voucher"
DAY = "2026-01-15"

pytestmark = pytest.mark.xdist_group("calculator-pages")

ASK_ALL = """async ({ modules, questions }) => {
  const { startEngine } = await import(`${modules}engine/client.mjs`);
  const { base, manifest } = JSON.parse(document.getElementById('hc-runtime').textContent);
  const engine = startEngine({ base: new URL(base.replace(/\\/?$/, '/'), document.baseURI), manifest });
  const answers = [];
  for (const question of questions) answers.push(await engine.call(question));
  engine.stop();
  return answers;
}"""
"""Puts many questions to the engine through the page's own client, one after the other."""

READ_LINKS = """async ({ modules, links }) => {
  const { readAddress } = await import(`${modules}app/shared/address.mjs`);
  const { amountFromCorners } = await import(`${modules}app/shared/corners.mjs`);
  return links.map(({ search, pageCase }) => {
    const address = readAddress(Object.keys(pageCase.fields), search);
    const fen = amountFromCorners(pageCase, address.inputs);
    return { ...address, fen: fen === null ? null : String(fen) };
  });
}"""
"""What the page's own modules make of a link: the inputs, the day, and the figure from the corners."""


@pytest.fixture(scope="module", autouse=True)
def compiled_catalogue() -> None:
    """The command line reads what the build has written."""
    compile_site()


@pytest.fixture
def tab(chromium: Browser, address: str) -> Iterator[Opened]:
    """A page that must stay free of console errors and foreign requests."""
    with opened(chromium, address) as tab:
        yield tab


def _ask_all(tab: Opened, questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    answers: list[dict[str, Any]] = tab.page.evaluate(ASK_ALL, {"modules": tab.home + MODULES, "questions": questions})
    return answers


def test_live_is_prerendered(tab: Opened, site: Path, catalogue: Catalogue) -> None:
    """For the example Pyodide renders, word for word, what the page was built with: all benefits, both languages."""
    pages = [(name, lang) for name in catalogue.benefits for lang in ("zh", "en")]
    root = {"zh": "../../../", "en": "../../../"}
    tab.goto(VOUCHER)
    answers = _ask_all(
        tab,
        [
            {"op": "estimate", "benefit": name, "inputs": example_of(catalogue.benefit(name)), "lang": lang, "root": root[lang]}
            for name, lang in pages
        ],
    )
    assert len(answers) == 55 * 2
    for (name, lang), answer in zip(pages, answers, strict=True):
        page = built_page(site, name, lang)
        assert _markup(answer["html"]["head"] + answer["html"]["body"]) == _markup(page.html), (name, lang)


def _markup(html: str) -> str:
    """Markup without the space between elements, which the press takes out."""
    return re.sub(r"\s*(<[^>]+>)\s*", r"\1", squeezed(html))


def _links(catalogue: Catalogue, name: str) -> Iterator[dict[str, str]]:
    """Three cases of a benefit: numbers halved, numbers multiplied, and everything shut or at its first choice."""
    benefit = catalogue.benefit(name)
    answers, _ = parse_answers(catalogue.inputs, example_of(benefit))
    for factor in (1, 3, 7):
        case = {}
        for one, answer in answers.items():
            asked = catalogue.inputs[one]
            if isinstance(answer, bool):
                case[one] = typed(answer and factor != 7)
            elif isinstance(answer, str):
                case[one] = list(asked.options)[factor % len(asked.options)]
            else:
                case[one] = typed(min(max(answer * factor // 2, asked.step), asked.at_most))
        yield case


@pytest.mark.extended
def test_three_links_each(tab: Opened, site: Path, catalogue: Catalogue) -> None:
    """Three shared links to every page in both languages: corners, Pyodide and the command line agree on the figure."""
    links = [(name, lang, case) for name in catalogue.benefits for lang in ("zh", "en") for case in _links(catalogue, name)]
    tab.goto(VOUCHER)
    opened_links = tab.page.evaluate(
        READ_LINKS,
        {
            "modules": tab.home + MODULES,
            "links": [
                {"search": f"?{urlencode({**case, 'on': DAY})}", "pageCase": built_page(site, name, lang).case}
                for name, lang, case in links
            ],
        },
    )
    asked = [
        {"op": "case", "benefit": name, "inputs": link["inputs"], "lang": lang, "on": link["on"]}
        for (name, lang, _), link in zip(links, opened_links, strict=True)
    ]
    answers = _ask_all(tab, asked)
    covered = 0
    for (name, lang, case), link, answer in zip(links, opened_links, answers, strict=True):
        expected = estimated(name, case, lang, DAY)
        assert link["unknown"] == []
        assert json.loads(answer["files"]["json"])["estimate"] == expected, (name, case)
        if link["fen"] is not None:
            covered += 1
            assert f"{int(link['fen']) / 100:.2f}" == expected["amount"], (name, case)
    assert len(links) == 55 * 2 * 3
    assert covered > 100


def test_golden_cases(tab: Opened) -> None:
    """The golden cases give in Pyodide what they give in CPython: the amounts worked out by hand from the words."""
    tab.goto(VOUCHER)
    answers = _ask_all(tab, [{"op": "case", "benefit": name, "inputs": dict(case.inputs), "lang": "zh"} for name, case in CASES])
    for (name, case), answer in zip(CASES, answers, strict=True):
        found, said = json.loads(answer["files"]["json"])["estimate"], expected(case)
        found["otherwise"] = [one["otherwise"] for one in found["readings"] if one["otherwise"] is not None]
        if case.otherwise is not None:
            said["otherwise"] = [one for one in said["otherwise"] if one is not None]  # JSON has one line for every reading
        assert {key: found[key] for key in said} == said, f"{name}: {case.name}"
    assert len(CASES) > 400
