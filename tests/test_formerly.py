"""Promise: what was named otherwise before is still read: in a call, at the command line, in a plan and in a sheet."""

from __future__ import annotations

import pytest

from calculators import Law
from calculators.errors import WrongAnswers
from calculators.inputs import called_now
from calculators.vocabulary import LANGUAGES
from publisher.pages.questions import formerly_data
from tests.batch.firms import in_text, worked
from tests.support.built import command_line

DAY = "2026-10-15"
FILING = "siming-2025/filing-award"
FILINGS = {"algorithm_filing": "true", "generative_ai_filing": "true", "unaffiliated_clients": "6"}


def test_a_name_of_before_answers_what_it_has_become(catalogue: Law) -> None:
    """One date and one listing for both filings, as the calculator once asked, answer each of the two."""
    assert catalogue.estimate(FILING, FILINGS).amount == 250_000
    assert catalogue.estimate(FILING, {**FILINGS, "filed_since_2024": "false"}).amount == 0
    assert catalogue.estimate(FILING, {**FILINGS, "model_listed": "false"}).amount == 0
    mixed = {**FILINGS, "filed_since_2024": "false", "generative_ai_filing_since_2024": "true"}
    assert catalogue.estimate(FILING, mixed).amount == 200_000, "the name of now decides"


def test_what_is_asked_no_more_is_left_aside(catalogue: Law) -> None:
    """A question that fell away breaks no link and no command; one that never was is still refused."""
    pool = "wuhan-2024-draft/compute-voucher-pool"
    assert catalogue.estimate(pool, {"small_or_medium_enterprise": "false"}).eligible
    with pytest.raises(WrongAnswers):
        catalogue.estimate(pool, {"small_enterprise": "false"})


def test_the_lead_was_once_asked_for_as_selected(catalogue: Law) -> None:
    """Wuhan's pages read `vertical_model_selected` as they did; in a plan it is Fujian's question."""
    answers = {"vertical_model_rd_cost": "1000万元", "vertical_model_selected": "false"}
    assert catalogue.estimate("wuhan-2024-draft/vertical-model-rd", answers).amount == 0


def test_the_command_line_reads_names_of_before() -> None:
    """As a script of before calls it."""
    found = command_line("estimate", FILING, *(f"{name}={value}" for name, value in FILINGS.items()), "filed_since_2024=false")
    assert found["amount"] == "0.00"


def test_a_sheet_reads_headings_of_before(catalogue: Law) -> None:
    """By names and by labels of before, in both languages; columns that are asked no more are no trouble."""
    now, listed = catalogue.inputs["algorithm_filing_since_2024"], catalogue.inputs["model_listed"]
    for heading in now.formerly:
        headings = ["place", "algorithm_filing", heading, "algorithm_product_listed", "unaffiliated_clients", "model_developer"]
        found = worked(catalogue, in_text([*headings, "on"], ["350203", "是", "是", "是", "6", "是", DAY]))
        assert not found.problems, heading
        assert found.results[0]["totals"]["firm"] == "50000.00", heading
    for heading in listed.formerly:
        found = worked(catalogue, in_text(["place", "model_spend", heading, "on"], ["350203", "50万元", "是", DAY]))
        assert not found.problems and found.results[0]["totals"]["cautious"] == "100000.00", heading
    for heading in catalogue.retired:
        found = worked(catalogue, in_text(["place", "model_spend", heading, "on"], ["350203", "50万元", "是", DAY]))
        assert not found.problems, heading


def test_every_name_of_before_leads_somewhere(catalogue: Law) -> None:
    """No name of before is a name of now among the same questions, and pages know the names alone."""
    assert called_now(catalogue.inputs, "filed_since_2024") == (
        "algorithm_filing_since_2024",
        "generative_ai_filing_since_2024",
    )
    known = formerly_data(catalogue, catalogue.inputs)
    assert known["filed_since_2024"] == list(called_now(catalogue.inputs, "filed_since_2024"))
    assert known["small_or_medium_enterprise"] == []
    assert not known.keys() & catalogue.inputs.keys()
    labels = {one.label[lang] for one in catalogue.inputs.values() for lang in LANGUAGES}
    assert not labels & {heading for one in catalogue.inputs.values() for heading in one.formerly}
