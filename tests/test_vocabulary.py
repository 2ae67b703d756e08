"""The closed lists are the same everywhere: in Python, in the scripts, and in the words that pages have for their members."""

from __future__ import annotations

import re
from enum import StrEnum

import pytest

from calculators.vocabulary import Certainty, InputKind, Medium, Period, Recipient
from publisher.project import ROOT
from publisher.wording import messages

APP = ROOT / "docs" / "assets" / "app"
NUMBERS = [kind for kind in InputKind if kind.is_number]


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("certainty", [*Certainty, *(f"{Certainty.BY_RULE}-{money}" for money in ("within", "noted"))]),
        ("medium", list(Medium)),
        ("recipient", list(Recipient)),
        ("period", list(Period)),
        ("form.unit", [f"-{kind}" for kind in NUMBERS]),
    ],
)
def test_every_member_has_its_words(section: str, words: list[str]) -> None:
    """Pages have a word in both languages for each member of a list, and for nothing else."""
    named = {key for key in messages() if re.fullmatch(rf"{re.escape(section)}(?:\.[a-z-]+|-[a-z]+)", key)}
    expected = {f"{section}{word}" if word.startswith("-") else f"{section}.{word}" for word in words}
    assert named == expected
    assert all(messages()[key].keys() == {"zh", "en"} for key in expected)


@pytest.mark.parametrize(
    ("file", "before", "members"),
    [
        ("shared/page-data.d.ts", "export type Kind =", InputKind),
        ("plan/sorting.mjs", "const SURE =", Certainty),
    ],
)
def test_scripts_have_the_same_lists(file: str, before: str, members: type[StrEnum]) -> None:
    """Where a script has to know a list it has all of it, in the same order."""
    statement = (APP / file).read_text("utf-8").partition(before)[2].partition(";")[0]
    assert re.findall(r"'([a-z-]+)'", statement) == list(members)


def test_a_member_is_its_word() -> None:
    """It is found, compared and printed as the word that stands in a record and in JSON."""
    assert {"yes-no": 1}[InputKind.YES_NO] == 1
    assert f"{Certainty.UP_TO}" == str(Certainty.UP_TO) == Certainty.UP_TO == "up-to"
