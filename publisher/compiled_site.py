"""The site's data, compiled once per state of `policies/`, and the catalogue on disk for the command line."""

from __future__ import annotations

import json
from pathlib import Path

from publisher.checks import check_corpus
from publisher.compile.policy import catalogue_bytes
from publisher.pages.site import Site
from publisher.project import BUILD, CATALOGUE, POLICIES
from publisher.records.corpus import survey
from publisher.records.findings import Refused
from publisher.records.model import policy_schema

SCHEMA = BUILD / "policy.schema.json"


def compile_site(sources: Path | None = None) -> Site:
    """Read, check and compile the records, and write the catalogue and the schema for editors.

    `sources` is a folder with the source files, where the texts are to be compared with them.

    Raises:
        Refused: with every finding.
    """
    site = read_site(sources)
    _write(CATALOGUE, catalogue_bytes(site.compiled.catalogue))
    _write(SCHEMA, schema_bytes())
    return site


def read_site(sources: Path | None = None) -> Site:
    """The same, and nothing is written.

    Raises:
        Refused: with every finding.
    """
    corpus, unread = survey(POLICIES)
    if corpus is None:
        raise Refused(unread)
    compiled, findings = check_corpus(corpus, sources)
    if unread or findings:
        raise Refused([*unread, *findings])
    return Site(corpus, compiled)


def schema_bytes() -> bytes:
    """The JSON Schema of a record, generated from the model."""
    return (json.dumps(policy_schema(), ensure_ascii=False, indent=1) + "\n").encode()


def _write(file: Path, data: bytes) -> None:
    """Write only what has changed, so that nothing is rebuilt for nothing."""
    file.parent.mkdir(exist_ok=True)
    if not file.exists() or file.read_bytes() != data:
        file.write_bytes(data)
