"""What is written for whoever works here is true: the rooms are those on disk, and no link leads nowhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from harness.architecture import PAGE, page_with_rooms, rooms
from publisher.project import ROOT

PAGES = sorted(one for one in (ROOT / "docs").rglob("*.md") if "decisions" not in one.parts)
GUIDES = [*ROOT.glob("*.md"), *(ROOT / "docs" / "decisions").glob("*.md")]
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


def test_the_rooms_are_those_on_disk() -> None:
    """A room that is new, gone or for something else makes the page wrong: `python -m harness.architecture` mends it."""
    page = PAGE.read_text("utf-8")
    assert page == page_with_rooms(page)
    assert len(list(rooms())) > 30


def test_a_room_that_is_missing_is_seen() -> None:
    """The comparison can fail."""
    page = PAGE.read_text("utf-8")
    assert page_with_rooms(page.replace("  - [`publisher/records/`]", "  - [`publisher/archive/`]")) == page


@pytest.mark.parametrize("guide", [pytest.param(one, id=one.relative_to(ROOT).as_posix()) for one in GUIDES])
def test_links_lead_somewhere(guide: Path) -> None:
    """Every file that a guide names is there."""
    links = LINK.findall(guide.read_text("utf-8"))
    assert [one for one in links if not (guide.parent / one).exists()] == []


@pytest.mark.parametrize("page", [pytest.param(one, id=one.relative_to(ROOT).as_posix()) for one in (*GUIDES, *PAGES)])
def test_tests_that_are_named_are_there(page: Path) -> None:
    """Whoever wants to see a promise proved finds its test where the page says it is."""
    named = re.findall(r"\btests/[\w/]+\.py\b", page.read_text("utf-8"))
    assert [one for one in named if not (ROOT / one).is_file()] == []


def test_every_decision_is_listed() -> None:
    """The list of decisions has every page of the folder."""
    folder = ROOT / "docs" / "decisions"
    listed = set(LINK.findall((folder / "README.md").read_text("utf-8")))
    assert {one.name for one in folder.glob("*.md")} - listed == {"README.md"}
