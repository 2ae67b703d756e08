"""Where the law says “at most”, “at least”, “more than” or “below”, its translation says so, as often and no oftener."""

from __future__ import annotations

from publisher.checks.texts import finding_in, passages
from publisher.compile.policy import Compiled
from publisher.records.corpus import Corpus, Record
from publisher.records.findings import Finding
from publisher.records.limits import BOUNDS


def check(record: Record, corpus: Corpus, compiled: Compiled) -> list[Finding]:
    """Report paragraphs in which a limit was lost, added or turned round in translation."""
    findings = []
    for place in record.texts:
        for passage in passages(record, place):
            for bound in BOUNDS:
                zh, en = (len(pattern.findall(text)) for pattern, text in ((bound.zh, passage.zh), (bound.en, passage.en)))
                if zh != en:
                    value = f"{en} of “{bound.usual}”"
                    mend = "translate each limit where it stands, and no other"
                    findings.append(
                        finding_in(record, place, "en", passage.starts["en"], value, f"{zh}, as in the Chinese", mend)
                    )
    return findings
