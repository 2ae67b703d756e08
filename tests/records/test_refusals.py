"""A record that is wrong is refused with the file, the line, the value, what was expected and the mend, word for word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from publisher.records.corpus import read_corpus
from publisher.records.findings import Refused
from publisher.records.yaml_source import walk
from tests.support.mutants import findings, get, put
from tests.support.sample import FIXTURES, RECORD, copy_sample, edit, refusals

CASES: list[dict[str, Any]] = YAML(typ="safe", pure=True).load((FIXTURES / "refusals.yaml").read_text("utf-8"))

UNREADABLE: dict[str, tuple[bytes, int, str, str, str]] = {
    "a tab": (
        b"id: sample-2026\ntitle:\n\tzh: x\n",
        3,
        "a tab at the start of the line",
        "spaces",
        "indent with two spaces for each level",
    ),
    "an unclosed quotation mark": (
        b'id: sample-2026\nlevel: "city\nplace: 5\n',
        2,
        "found unexpected end of stream",
        "YAML 1.2",
        "close the quotation mark, or put the text in a block (`|-`)",
    ),
    "GBK": (
        "id: sample-2026\nlevel: 市\n".encode("gbk"),
        2,
        "byte 0xca",
        "text in UTF-8",
        "save the file as UTF-8 (not GBK or Big5)",
    ),
    "nothing": (b"", 1, "an empty file", "a YAML mapping", "write the record, or delete the file"),
    "blank lines": (b"\n \n", 1, "an empty file", "a YAML mapping", "write the record, or delete the file"),
    "comments": (b"# id: sample-2026\n", 1, "nothing but comments", "a YAML mapping", "write the record, or delete the file"),
    "10 MB": (
        b"# " + b"x" * 10_000_000,
        1,
        "10,000,002 bytes",
        "at most 2,000,000 bytes",
        "put one policy in a file, and no data but its own",
    ),
    "a list": (b"- id: sample-2026\n", 1, "list", "a YAML mapping", "write `key: value` lines at the left margin"),
    "a word": (b"sample-2026\n", 1, "str", "a YAML mapping", "write `key: value` lines at the left margin"),
    "brackets without end": (
        b"id: " + b"[" * 1000,
        1,
        "brackets in brackets without end",
        "YAML 1.2",
        "close the brackets that were opened",
    ),
    "a control character": (
        b"id: sample-2026\nlevel: ci\x00ty\n",
        2,
        "the character U+0000",
        "text without control characters",
        "remove it",
    ),
    "a line separator, which some read as a line break": (
        "id: sample-2026\nlevel: ci\u2028ty\n".encode(),
        2,
        "the character U+2028",
        "line breaks as YAML 1.2 has them",
        "put an ordinary line break in its place, or none",
    ),
    "brackets in brackets, all closed": (
        b"id: " + b"[" * 1500 + b"]" * 1500,
        1,
        "brackets in brackets without end",
        "YAML 1.2",
        "close the brackets that were opened",
    ),
    "another YAML": (
        b"%YAML 1.3\n---\nid: sample-2026\n",
        1,
        "found incompatible YAML document",
        "YAML 1.2",
        "check the line and the one above it",
    ),
    "two documents": (
        b"id: a\n---\nid: b\n",
        2,
        "but found another document",
        "YAML 1.2",
        "check the line and the one above it",
    ),
}


def test_sample_is_right(tmp_path: Path) -> None:
    """The sample itself is accepted, so that what is refused below is refused for the edit alone."""
    assert refusals(copy_sample(tmp_path), sources=True) == []


@pytest.mark.parametrize("case", [pytest.param(case, id=case["wrong"]) for case in CASES])
def test_refusal(tmp_path: Path, case: dict[str, Any]) -> None:
    """Each kind of wrong record is refused in exactly these words."""
    folder = copy_sample(tmp_path)
    edit(folder / f"{case.get('file', 'sample-2026')}.yaml", [(one["from"], one["to"]) for one in case["edits"]])
    found = refusals(folder, sources=case.get("sources", False), sums=case.get("sums", False))
    assert "\n".join(found) == case["findings"]


@pytest.mark.parametrize("kind", UNREADABLE)
def test_unreadable(tmp_path: Path, kind: str) -> None:
    """A file that is no record at all is refused with one finding that says what it is."""
    data, line, value, expected, mend = UNREADABLE[kind]
    folder = copy_sample(tmp_path)
    (folder / RECORD).write_bytes(data)
    assert refusals(folder) == [f"{RECORD}:{line}: {value}\n    expected: {expected}\n    mend: {mend}"]


def test_missing_shared_file(tmp_path: Path) -> None:
    """Without the questions nothing can be compiled, and the check says so instead of failing."""
    folder = copy_sample(tmp_path)
    (folder / "inputs.yaml").unlink()
    assert refusals(folder) == [
        "inputs.yaml:1: inputs.yaml\n    expected: a file that can be read\n    mend: No such file or directory"
    ]


def test_all_at_once(tmp_path: Path) -> None:
    """A file that cannot be read does not hide what is wrong in another, and findings come in the order of the lines."""
    folder = copy_sample(tmp_path)
    edit(
        folder / RECORD,
        [("cap: 60万元", "cap: 70万元"), ("date: 2028-12-31", "date: 2028-12-30"), ("up to 6 months", "6 months")],
    )
    (folder / "another.yaml").write_text("id: [", "utf-8")
    found = refusals(folder)
    places = [one.split(": ")[0] for one in found]
    assert places[0].startswith("another.yaml:1")
    assert [place for place in places if place.startswith(RECORD)] == [f"{RECORD}:{line}" for line in (10, 32, 56, 99, 109)]
    with pytest.raises(Refused, match=r"another\.yaml"):
        read_corpus(folder)


WRONG_VALUES: list[object] = [[], {}, "", "x", 7, True, "5万元", ["x"], {"x": "y"}, {"zh": "一", "en": "one"}]


FREE = {
    *("id", "file"),  # any word will do, where no file stands beside it
    *("zh", "en", "title", "short", "section", "heading", "evidence", "reason", "readings"),  # prose of our own, or of the source
    *("status", "combining", "purposes", "agencies", "asks"),  # an empty list says that there are none
    *("compute_spend", "interns", "intern_months"),  # answers of the example
}
"""Where another value can still be right, as far as anyone can tell without the source."""


def test_any_value_anywhere(tmp_path: Path) -> None:
    """Whatever stands in the place of any value, the answer is an acceptance or findings, and never a traceback."""
    corpus = read_corpus(copy_sample(tmp_path))
    record = corpus.records[0]
    whole = record.document.value
    edits = [(path, wrong) for path, _ in walk(whole) if path for wrong in WRONG_VALUES]
    accepted = [
        path for path, wrong in edits if not list(findings(put(whole, path, wrong), record, corpus)) and get(whole, path) != wrong
    ]
    assert len(edits) > 1500
    assert {path[-1] for path in accepted if isinstance(path[-1], str)} <= FREE
    assert not any(part in ("rule", "text", "closing") for path in accepted for part in path)


def test_any_line_missing(tmp_path: Path) -> None:
    """Whatever line is missing from a record, the answer is never a traceback."""
    folder = copy_sample(tmp_path)
    lines = (folder / RECORD).read_text("utf-8").splitlines(keepends=True)
    for number in range(len(lines)):
        (folder / RECORD).write_text("".join(lines[:number] + lines[number + 1 :]), "utf-8")
        assert all("\n    mend: " in one for one in refusals(folder))
