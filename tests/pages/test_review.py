"""Promise: the review sheet holds everything a reviewer signs for, and a signature is shown on the policy's pages."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from publisher.compile.policy import Compiled
from publisher.compile.telling import figures, rule_sentences
from publisher.pages import all_pages, reviews
from publisher.pages.site import Site
from publisher.records.corpus import Corpus
from publisher.records.golden import golden_file, read_golden
from publisher.records.policy import Reviewed


@pytest.fixture(scope="module")
def sheets(law: Site) -> dict[str, str]:
    """The sheets by their path, as Markdown."""
    return {page.path: page.markdown for lang in ("zh", "en") for page in reviews.pages(law, lang)}


def test_every_policy_has_its_sheet(sheets: dict[str, str], corpus: Corpus) -> None:
    """There is a sheet for each policy in both languages, to be signed at its beginning and its end."""
    names = [record.policy.id for record in corpus.records]
    assert sorted(sheets) == sorted(f"{prefix}policies/{name}/review/index.md" for name in names for prefix in ("", "en/"))
    assert all(sheet.count('class="hc-signature"') == 2 for sheet in sheets.values())


def test_every_figure_is_there(sheets: dict[str, str], law: Site, compiled: Compiled) -> None:
    """Each figure that a rule has bound stands in the sheet, in its clause and beside its translation."""
    for policy in law.catalogue.policies:
        listed = {(figure.place, figure.start, figure.end) for benefit in policy.benefits for _, figure in figures(benefit)}
        assert listed == {span for span in compiled.bound[policy.id] if span in listed}
        assert compiled.bound[policy.id] <= listed, policy.id
        for prefix in ("", "en/"):
            sheet = sheets[f"{prefix}policies/{policy.id}/review/index.md"]
            rows = sum(len(dict.fromkeys(figures(benefit))) for benefit in policy.benefits)
            assert len(re.findall(r"<mark>[^<]+</mark>", sheet)) == rows
            assert '<td lang="en">–</td>' not in sheet, "a figure without its translation"


def test_every_golden_case_is_there_and_right(sheets: dict[str, str], corpus: Corpus) -> None:
    """All golden cases are in the sheet, with what the calculator gives beside what the words give, and they agree."""
    for record in corpus.records:
        count = sum(len(group.cases) for group in read_golden(golden_file(record.file)))
        assert count > 0
        for prefix in ("", "en/"):
            sheet = sheets[f"{prefix}policies/{record.policy.id}/review/index.md"]
            rows = sum(
                len(re.findall(r"<tr><td>", table))
                for table in re.findall(r'<table class="hc-table hc-check">.*?</table>', sheet, re.DOTALL)
            )
            assert rows == count
            assert "≠" not in sheet


def test_rules_are_told_in_both_languages(law: Site) -> None:
    """Every rule has a sentence in each language, and no sentence has a place left unfilled."""
    for benefit in law.catalogue.benefits.values():
        for lang in ("zh", "en"):
            sentences = rule_sentences(law.speaker(lang), benefit)
            assert sentences
            assert not re.search(r"[{}]|None", str(sentences)), benefit.id


def test_a_signature_is_shown(law: Site) -> None:
    """A record that somebody has read and signed says so on its overview, its articles and its calculators; others do not."""
    first, *rest = law.corpus.records
    policy = first.policy.model_copy(update={"reviewed": Reviewed(by="钱钟书", on=date(2026, 12, 1))})
    signed = replace(law, corpus=replace(law.corpus, records=(replace(first, policy=policy), *rest)))
    for page in all_pages(signed):
        parts = page.path.removeprefix("en/").split("/")
        shown = "钱钟书" in page.markdown
        if parts[0] in ("policies", "calculators") and len(parts) > 2:
            assert shown is (parts[1] == first.policy.id), page.path
