"""`build_site.py new`: what it writes, what it refuses, and how the check counts a draft down."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.checks import check_folder
from publisher.checks.drafts import Progress, progress, progress_text
from publisher.compile.policy import compile_corpus
from publisher.draft.shown import with_drafts
from publisher.errors import Trouble
from publisher.new_record import new_record
from publisher.pages import Site, pages_in
from publisher.project import POLICIES
from publisher.records.corpus import Corpus
from tests.support.sample import FIXTURES

TEXT = str(FIXTURES / "texts" / "county.txt")
NAME = "anji-2026"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder of records with one draft, and what was told of it."""
    folder = tmp_path_factory.mktemp("made") / "policies"
    shutil.copytree(POLICIES, folder)
    yield folder, new_record(NAME, TEXT, folder)


def surveyed(folder: Path) -> Corpus:
    corpus, _, findings = check_folder(folder)
    assert findings == []
    assert corpus is not None
    return corpus


def left(folder: Path) -> Progress:
    corpus = surveyed(folder)
    return progress(corpus.drafts[0], corpus)


def test_what_was_left_out_and_what_is_newly_asked_is_told(made: tuple[Path, str]) -> None:
    told = made[1]
    assert "a draft of 4 articles and 4 benefits" in told
    assert "line 22, contact" in told
    assert "new_anji_2026_1" in told


def test_a_draft_is_among_no_records(made: tuple[Path, str]) -> None:
    """The published records stand beside it as if it were not there."""
    corpus = surveyed(made[0])
    assert NAME not in [record.policy.id for record in corpus.records]
    assert [draft.file.stem for draft in corpus.drafts] == [NAME]


def test_the_check_says_what_is_left(made: tuple[Path, str]) -> None:
    one = left(made[0])
    text = progress_text(one)
    assert f"{len(one.guesses)} to confirm" in text
    assert "translate paragraph 1 of article 2" in text
    assert "translate `heading` of article 1" in text
    assert "questions.new_anji_2026_1.label" in text


def test_the_comment_that_explains_the_marks_is_no_guess(made: tuple[Path, str]) -> None:
    lines = (made[0] / f"{NAME}.yaml").read_text("utf-8").splitlines()
    assert any("# to confirm" in line for line in lines[:4])
    assert min(one.line for one in left(made[0]).guesses) > 6


def test_what_is_done_is_counted_down(made: tuple[Path, str], tmp_path: Path) -> None:
    folder = tmp_path / "policies"
    shutil.copytree(made[0], folder)
    before, file = left(folder), folder / f"{NAME}.yaml"
    text = file.read_text("utf-8")
    text = text.replace("# to confirm\n", "\n", 3)
    text = text.replace('zh: 办会支持\n      en: ""', "zh: 办会支持\n      en: Support for events", 1)
    file.write_text(text, "utf-8")
    after = left(folder)
    assert len(after.guesses) == len(before.guesses) - 3
    assert len(after.untranslated) == len(before.untranslated) - 1


def test_an_unfinished_record_is_refused_once_it_says_that_it_is_no_draft(made: tuple[Path, str], tmp_path: Path) -> None:
    folder = tmp_path / "policies"
    shutil.copytree(made[0], folder)
    file = folder / f"{NAME}.yaml"
    file.write_text(file.read_text("utf-8").replace("draft_record: true\n", ""), "utf-8")
    _, _, findings = check_folder(folder)
    mends = " ".join(one.mend for one in findings)
    assert "remove `# to confirm`" in mends
    assert "translate paragraph 1 of article 1" in mends
    assert "move it there, in both languages" in mends


def test_a_draft_whose_form_is_wrong_stops_nothing(made: tuple[Path, str], tmp_path: Path) -> None:
    folder = tmp_path / "policies"
    shutil.copytree(made[0], folder)
    file = folder / f"{NAME}.yaml"
    file.write_text(file.read_text("utf-8").replace("\narticles:", "\nartikles:"), "utf-8")
    one = left(folder)
    assert [str(finding.value) for finding in one.wrong][:1] != []
    assert "to mend" in progress_text(one)


def test_the_preview_shows_it_marked(made: tuple[Path, str]) -> None:
    corpus = with_drafts(surveyed(made[0]))
    site = Site(corpus, compile_corpus(corpus))
    pages = {page.path: page for lang in ("zh", "en") for page in pages_in(site, lang)}
    assert "〔草稿〕安吉" in pages[f"policies/{NAME}/1/index.md"].markdown
    assert "[Draft] 安吉" in pages[f"en/policies/{NAME}/1/index.md"].markdown
    assert any(path.startswith(f"calculators/{NAME}/") for path in pages)


@pytest.mark.parametrize("name", ["../away", "Anji", "", "a--b", "安吉"])
def test_a_name_is_held_to_its_form(name: str, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="is no id"):
        new_record(name, TEXT, tmp_path)


@pytest.mark.parametrize("name", ["siming-2025", "inputs", "places"])
def test_a_draft_never_overwrites(name: str, made: tuple[Path, str]) -> None:
    before = (made[0] / f"{name}.yaml").read_bytes()
    with pytest.raises(Trouble, match="is there already"):
        new_record(name, TEXT, made[0])
    assert (made[0] / f"{name}.yaml").read_bytes() == before


def test_the_text_may_come_from_a_pipe(made: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> None:
    data = io.BytesIO(Path(TEXT).read_text("utf-8").encode("gb18030"))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(data))
    assert "4 articles" in new_record("piped", "-", made[0])
    (made[0] / "piped.yaml").unlink()


@pytest.mark.parametrize(("content", "words"), [(b"", "is empty"), (b"\x89PNG\r\n", "is a picture")])
def test_what_cannot_be_read_is_told_with_its_name(content: bytes, words: str, made: tuple[Path, str], tmp_path: Path) -> None:
    file = tmp_path / "law.txt"
    file.write_bytes(content)
    with pytest.raises(Trouble, match=rf"law\.txt: .*{words}"):
        new_record("other", str(file), made[0])
    assert not (made[0] / "other.yaml").exists()


def test_a_file_that_is_not_there_is_told(made: tuple[Path, str], tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="cannot be read"):
        new_record("other", str(tmp_path / "nowhere.txt"), made[0])
