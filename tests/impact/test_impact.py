"""What a change would change: worked by hand on the invented sample, on firms whose numbers are known."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from calculators import Law
from calculators.catalogue_form import CatalogueData
from calculators.errors import Misuse
from calculators.facts import Answer
from publisher.checks import check_folder
from publisher.errors import Trouble
from publisher.impact import Change, changed_questions, impact
from publisher.impact.firms import FIRMS, firms_of, invented_firms
from publisher.impact.report import data, told
from publisher.impact_of import impact_of
from publisher.records.golden import Case, Group
from tests.support.sample import RECORD, copy_sample, edit

NAME = "sample-2026/compute"
RATE = [("实际费用30%", "实际费用40%"), ("rate: 30%", "rate: 40%")]


def law(folder: Path, *edits: tuple[str, str]) -> CatalogueData:
    """The sample with these edits, compiled; what the check says of it is left aside."""
    copy_sample(folder)
    edit(folder / RECORD, edits)
    _, compiled, _ = check_folder(folder)
    assert compiled is not None
    return compiled.catalogue


def firm(spend: int, *, registered: bool = True) -> Mapping[str, Answer]:
    return {"compute_spend": Decimal(spend), "registered": registered}


FOUR = [firm(50_000), firm(1_000_000), firm(10_000_000), firm(1_000_000, registered=False)]


def changed(tmp_path: Path, *edits: tuple[str, str], golden: list[Group] | None = None) -> Change:
    before, after = law(tmp_path / "before"), law(tmp_path / "after", *edits)
    (change,) = impact(before, after, golden or [], FOUR).changes
    return change


def test_the_same_records_change_nothing(tmp_path: Path) -> None:
    before = law(tmp_path / "before")
    assert impact(before, law(tmp_path / "after"), [], FOUR).changes == ()


def test_what_is_only_said_otherwise_is_no_change_of_sums(tmp_path: Path) -> None:
    after = law(tmp_path / "after", ("Compute subsidy", "Subsidy for compute"))
    found = impact(law(tmp_path / "before"), after, [], FOUR)
    assert (found.changes, found.otherwise) == ((), ("sample-2026",))


def test_firms_gain_what_a_higher_rate_gives_below_the_cap(tmp_path: Path) -> None:
    """100万元 bring 30万元, then 40万元; 5万元 are below the threshold, 1000万元 above the cap, and one is not registered."""
    sheet = changed(tmp_path, *RATE).sheet
    assert (sheet.before, sheet.after) == (Decimal(900_000), Decimal(1_000_000))
    assert (sheet.gain, sheet.lose, sheet.firms) == (1, 0, 4)
    assert (sheet.most, sheet.least) == (Decimal(100_000), Decimal(0))


def test_tenths_are_ranked_by_what_was_received(tmp_path: Path) -> None:
    tenths = changed(tmp_path, *RATE).sheet.tenths
    assert sum(one.firms for one in tenths) == 4
    assert [one.before for one in tenths] == sorted(one.before for one in tenths)
    assert [one.after - one.before for one in tenths] == [0, 0, 100_000, 0]


def test_the_curves_are_shown_where_one_of_them_turns(tmp_path: Path) -> None:
    points = {int(point.value): (point.before, point.after) for point in changed(tmp_path, *RATE).points}
    assert points[100_000] == (Decimal(30_000), Decimal(40_000))
    assert points[1_500_000] == (Decimal(450_000), Decimal(600_000))
    assert points[2_000_000] == (Decimal(600_000), Decimal(600_000))


def test_golden_cases_that_change_are_named(tmp_path: Path) -> None:
    def case(name: str, spend: str, amount: int) -> Case:
        return Case(name, {"compute_spend": spend, "registered": "true"}, Decimal(amount), {}, None, None)

    cases = (case("below the cap", "100万元", 400_000), case("far above", "1000万元", 600_000), case("wrong", "50万元", 150_000))
    change = changed(tmp_path, *RATE, golden=[Group(NAME, "实际费用", cases)])
    assert change.tried == 3
    assert [(one.name, one.before, one.after, one.agrees) for one in change.cases] == [
        ("below the cap", Decimal(300_000), Decimal(400_000), True),
        ("wrong", Decimal(150_000), Decimal(200_000), False),
    ]


def test_a_figure_that_its_words_do_not_bear_is_worked_with(tmp_path: Path) -> None:
    """Only the rule was altered: the binding refuses it, and still one sees what it would give."""
    assert changed(tmp_path, ("rate: 30%", "rate: 40%")).sheet.after == Decimal(1_000_000)


def test_a_benefit_that_goes_is_told(tmp_path: Path) -> None:
    after = law(tmp_path / "after")
    for policy in after["policies"]:
        policy["benefits"] = [one for one in policy["benefits"] if one["id"] != NAME]
    (change,) = impact(law(tmp_path / "before"), after, [], FOUR).changes
    assert change.after is None
    assert change.sheet.lose == 2
    assert "Gone: Compute subsidy" in told(impact(law(tmp_path / "again"), after, [], FOUR), "HEAD", "en")


def test_the_report_is_whole_in_both_languages(tmp_path: Path) -> None:
    found = impact(law(tmp_path / "before"), law(tmp_path / "after", *RATE), [], FOUR)
    for lang in ("zh", "en"):
        text = told(found, "HEAD", lang)
        assert "{" not in text
        assert "900,000" in text or "90万" in text
    firms = data(found, "HEAD")["changes"][0]["firms"]  # type: ignore[index]
    assert (firms["before"], firms["after"], firms["gain"]) == ("900000.00", "1000000.00", 1)


def test_the_invented_sheet_is_always_the_same_and_never_one_sided(tmp_path: Path) -> None:
    before, after = law(tmp_path / "before"), law(tmp_path / "after", *RATE)
    inputs, asked = Law.load(after).inputs, changed_questions(before, after)
    assert set(asked) >= {"compute_spend", "registered"}
    firms = invented_firms(inputs, asked)
    assert firms == invented_firms(inputs, asked)
    assert len(firms) == FIRMS
    (change,) = impact(before, after, [], firms).changes
    assert 0 < change.sheet.gain < FIRMS


def test_ones_own_sheet_is_read_like_any_other(tmp_path: Path) -> None:
    before, after = law(tmp_path / "before"), law(tmp_path / "after", *RATE)
    sheet = "name,compute_spend,registered\na,100万元,true\nb,much,true\nc,1000万元,true\n"
    firms = firms_of(sheet.encode(), "firms.csv", Law.load(after))
    (change,) = impact(before, after, [], firms).changes
    assert (change.sheet.firms, change.sheet.gain, change.sheet.most) == (2, 1, Decimal(100_000))
    with pytest.raises(Misuse):
        firms_of(b"no sheet", "firms.csv", Law.load(after))


@pytest.fixture
def committed(tmp_path: Path) -> Path:
    """A repository with the sample in it, and one commit."""
    folder = copy_sample(tmp_path / "policies")
    for words in (["init", "-q"], ["add", "."], ["-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x"]):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    return folder


def test_records_are_held_against_a_commit(committed: Path) -> None:
    found, findings = impact_of("HEAD", committed)
    assert (found.changes, findings) == ((), [])
    edit(committed / RECORD, [("rate: 30%", "rate: 40%")])
    found, findings = impact_of("HEAD", committed)
    assert [change.id for change in found.changes] == [NAME]
    assert any("this figure, whole, in its quote" in one.expected for one in findings)


@pytest.mark.parametrize("revision", ["nowhere", "HEAD~5", "--output=x"])
def test_a_commit_that_is_not_there_is_told(revision: str, committed: Path) -> None:
    with pytest.raises(Trouble, match="git knows no such commit"):
        impact_of(revision, committed)
