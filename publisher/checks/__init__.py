"""The proofs: what a record has to stand up to before anything is built from it.

Each module is one proof, `check(record, corpus, compiled) -> list[Finding]`.
That every figure of a rule stands in its quote is proved on the way by
`publisher.compile.policy`; here is what can only be told from a whole text.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from publisher.checks import (
    applicants,
    bounds,
    coverage,
    dates,
    digests,
    funds,
    glossary,
    labels,
    next_steps,
    pairs,
    parity,
    references,
    sources,
    unfinished,
)
from publisher.compile.policy import Compiled, compile_corpus
from publisher.records.corpus import Corpus, Record, survey
from publisher.records.findings import Finding

type Check = Callable[[Record, Corpus, Compiled], list[Finding]]

CHECKS: tuple[Check, ...] = (
    references.check,
    applicants.check,
    digests.check,
    dates.check,
    parity.check,
    bounds.check,
    pairs.check,
    coverage.check,
    funds.check,
    glossary.check,
    next_steps.check,
    unfinished.check,
)
"""The proofs that need nothing but the record."""


def check_corpus(corpus: Corpus, folder: Path | None = None) -> tuple[Compiled, list[Finding]]:
    """Run every proof on every record and collect all findings, each once, by file and line.

    `folder` holds the source files; without it the sums in the records stand
    in for them. With any finding the catalogue is not to be used.
    """
    compiled = compile_corpus(corpus)
    findings = [
        *compiled.findings,
        *references.check_shared(corpus),
        *glossary.check_shared(corpus),
        *labels.check_shared(corpus),
        *next_steps.check_shared(corpus),
    ]
    for record in corpus.records:
        for check in CHECKS:
            findings += check(record, corpus, compiled)
        if folder is not None:
            findings += sources.check(record, folder)
    return compiled, sorted(set(findings))


def check_folder(policies: Path, sources: Path | None = None) -> tuple[Corpus | None, Compiled | None, list[Finding]]:
    """Read, compile and check a folder of records; a file that cannot be read does not hide what is wrong with the others.

    There is no corpus and nothing compiled where a shared file (inputs,
    applicants, examples, glossary, places, purposes) cannot be read. With any finding neither is to
    be used. `sources` holds the source files.
    """
    corpus, unread = survey(policies)
    if corpus is None:
        return None, None, unread
    compiled, findings = check_corpus(corpus, sources)
    unasked = [] if unread or findings else references.unasked(corpus)  # what is wrong with a clause is told first
    return corpus, compiled, sorted({*unread, *findings, *unasked})
