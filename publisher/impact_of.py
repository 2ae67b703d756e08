"""The records held against those of a commit: `build_site.py impact REV`."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from calculators import Law
from calculators.errors import Misuse
from publisher.checks import check_folder
from publisher.compile.policy import Compiled
from publisher.errors import Trouble
from publisher.impact import Impact, changed_questions, impact
from publisher.impact.firms import Firm, firms_of, invented_firms
from publisher.project import POLICIES
from publisher.records.corpus import SHARED, Corpus
from publisher.records.findings import Finding, Refused, shorten
from publisher.records.golden import Group, golden_file, read_golden


def impact_of(revision: str, policies: Path = POLICIES, sheet: Path | None = None) -> tuple[Impact, list[Finding]]:
    """What the records as they stand change against those of a commit, and what is wrong with them.

    `sheet` holds the firms that it is tried on, an invented one where there is
    none. A figure that its words do not bear is worked with all the same: the
    findings say that the words would have to change too.

    Raises:
        Trouble: there is no such commit, or its records cannot be read by today's code.
        Refused: today's records cannot be read.
    """
    if revision.startswith("-"):
        raise Trouble(f"git knows no such commit: {shorten(revision)}")
    corpus, after, findings = check_folder(policies)
    if corpus is None or after is None:
        raise Refused(findings)
    before = _compiled_at(revision, policies)
    laws = before.catalogue, after.catalogue
    law = Law.load(laws[1])
    if sheet is None:
        inputs = {**Law.load(laws[0]).inputs, **law.inputs}
        firms = invented_firms(inputs, changed_questions(*laws))
    else:
        firms = _own(sheet, law)
    return impact(*laws, _golden(corpus), firms), findings


def _own(sheet: Path, law: Law) -> list[Firm]:
    try:
        return firms_of(sheet.read_bytes(), sheet.name, law)
    except OSError as error:
        raise Trouble(f"{shorten(sheet)} cannot be read ({error.strerror}): name a sheet of firms.") from error
    except Misuse as error:
        raise Trouble(f"{sheet.name}: {error.message('en')}") from error


def _golden(corpus: Corpus) -> list[Group]:
    return [group for record in corpus.records for group in read_golden(golden_file(record.file))]


def _compiled_at(revision: str, policies: Path) -> Compiled:
    """The records of a commit; a list that it does not have yet is today's."""
    with tempfile.TemporaryDirectory() as folder:
        top = policies.parent
        names = _git(top, "ls-tree", "--name-only", revision, "--", f"{policies.name}/").decode().splitlines()
        names = [name for name in names if name.endswith(".yaml")]
        if not names:
            raise Trouble(f"{shorten(revision)} has no records in {policies.name}/: name a commit that has them.")
        for name in SHARED:
            shutil.copy(policies / f"{name}.yaml", folder)
        for name in names:
            (Path(folder) / Path(name).name).write_bytes(_git(top, "show", f"{revision}:./{name}"))
        _, compiled, findings = check_folder(Path(folder))
    if compiled is None:
        told = "; ".join(f"{one.file.name}: {shorten(one.expected)}" for one in findings[:2])
        raise Trouble(f"The records of {shorten(revision)} cannot be read by today's code ({told}): name a later commit.")
    return compiled


def _git(folder: Path, *words: str) -> bytes:
    try:
        return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True).stdout
    except FileNotFoundError as error:
        raise Trouble("git is not there: install it to compare the records with a commit.") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().splitlines()
        raise Trouble(f"git knows no such commit: {shorten(said[-1] if said else words[-1])}") from error
