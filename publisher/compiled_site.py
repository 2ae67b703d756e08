"""The site's data, compiled once per state of `policies/`, and the catalogue on disk for the command line."""

from __future__ import annotations

import json
from pathlib import Path

from publisher.checks import check_folder
from publisher.compile.policy import catalogue_bytes, compile_corpus
from publisher.draft.shown import with_drafts
from publisher.pages.site import Site
from publisher.project import BUILD, CATALOGUE, POLICIES
from publisher.records.findings import Refused
from publisher.records.schema import policy_schema

SCHEMA = BUILD / "policy.schema.json"


def compile_site(sources: Path | None = None, *, drafts: bool = False) -> Site:
    """Read, check and compile the records, and write the catalogue and the schema for editors.

    `sources` is a folder with the source files, where the texts are to be compared with them; `drafts` puts records that
    are being written among the others, for a preview.

    Raises:
        Refused: with every finding.
    """
    site = read_site(sources, drafts=drafts)
    _write(CATALOGUE, catalogue_bytes(site.compiled.catalogue))
    _write(SCHEMA, json.dumps(policy_schema(), ensure_ascii=False, indent=1).encode())
    return site


def read_site(sources: Path | None = None, *, drafts: bool = False) -> Site:
    """The same, and nothing is written.

    Raises:
        Refused: with every finding.
    """
    corpus, compiled, findings = check_folder(POLICIES, sources)
    if findings or corpus is None or compiled is None:
        raise Refused(findings)
    if drafts and corpus.drafts:
        corpus = with_drafts(corpus)
        compiled = compile_corpus(corpus)
    return Site(corpus, compiled)


def _write(file: Path, data: bytes) -> None:
    """Write only what has changed, so that nothing is rebuilt for nothing."""
    file.parent.mkdir(exist_ok=True)
    if not file.exists() or file.read_bytes() != data:
        file.write_bytes(data)
