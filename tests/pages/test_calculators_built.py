"""Every calculator page as it is built says what the command line says: no browser, all benefits, both languages."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from calculators.catalogue import Catalogue
from calculators.money import show
from publisher.compiled_site import compile_site
from publisher.project import POLICIES, ROOT
from publisher.records.corpus import read_corpus
from tests.support.built import built_page, estimated, example_of, squeezed

LANGUAGES = ("zh", "en")
IDS = sorted(
    f"{record.policy.id}/{one.id}"
    for record in read_corpus(POLICIES).records
    for article in record.policy.articles
    for one in article.benefits
)
DAY = "2026-01-15"

pytestmark = pytest.mark.xdist_group("built")


@pytest.fixture(scope="module", autouse=True)
def compiled_catalogue() -> None:
    """The command line reads what the build has written."""
    compile_site()
    assert (ROOT / "build" / "catalogue.json").is_file()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", IDS)
def test_page_says_what_the_command_line_says(site: Path, catalogue: Catalogue, name: str, lang: str) -> None:
    """The prerendered figure, steps, quotes, readings and assumptions are the command line's for the example."""
    page = built_page(site, name, lang)
    answer = estimated(name, example_of(catalogue.benefit(name)), lang, DAY)
    assert page.attributes["data-amount"] == (answer["amount"] or "")
    assert page.attributes["data-state"] == "prerendered"
    for step in answer["steps"]:
        assert squeezed(step["formula"]) in page.text
        assert squeezed(step["label"]) in page.text
        assert step["quote"] in page.text
        assert lang == "zh" or step["quote_en"] in page.text
    for reading in answer["readings"]:
        assert squeezed(reading["text"]) in page.text
        if reading["otherwise"] not in (None, answer["amount"]):
            assert show(Decimal(reading["otherwise"]), lang) in page.text
    for stated in ("at_least", "at_most", "pool"):
        if answer[stated] is not None:
            assert show(Decimal(answer[stated]), lang) in page.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_figures_lead_to_the_article(site: Path, lang: str) -> None:
    """Every figure that an answer links to stands in its article's text, in the page's own language."""
    linked = 0
    for name in IDS:
        folder = site / ("" if lang == "zh" else "en") / "calculators" / name
        for href in set(re.findall(r'class="hc-figure" href="([^"]+)"', built_page(site, name, lang).html)):
            path, _, ident = href.partition("#")
            target = (folder / path).resolve() / "index.html"
            assert f'id="{ident}"' in target.read_text("utf-8"), href
            linked += 1
    assert linked > 50


def test_no_empty_form(site: Path, catalogue: Catalogue) -> None:
    """A page without numbers puts what the text gives first, and says who decides and what is asked for."""
    for name in IDS:
        benefit = catalogue.benefit(name)
        numbers = [one for one in benefit.inputs if catalogue.inputs[one].kind not in ("yes-no", "choice")]
        text = (site / "calculators" / name / "index.html").read_text("utf-8")
        assert ('class="hc hc-calculator hc-calculator--stated"' in text) == (not numbers)
        assert 'id="who"' in text
        assert not numbers or text.index('class="hc-form"') < text.index("<output"), "what is typed comes first"
        assert numbers or text.index("<output") < text.index('class="hc-form"'), "what the text gives comes first"
