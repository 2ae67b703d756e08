"""A clause is open to those whom its words name, and to nobody else."""

from __future__ import annotations

from publisher.compile.applicants import named_in
from publisher.compile.policy import Compiled
from publisher.records.corpus import Corpus, Record
from publisher.records.findings import Finding
from publisher.records.pairs import quoted_at


def check(record: Record, corpus: Corpus, compiled: Compiled) -> list[Finding]:
    """Report benefits whose `applicants` are not those that the words of their clause name."""
    findings = []
    for article in record.policy.articles:
        for benefit in article.benefits:
            named = named_in(quoted_at(benefit.quote, article.number)[1], corpus.applicants)
            if set(named) == set(benefit.applicants):
                continue
            path = benefit.at("applicants") if benefit.applicants else benefit.at()
            words = ", ".join(f"{who} ({words})" for who, words in named.items())
            expected = f"those whom its words name: {words or 'nobody'}"
            mend = f"write `applicants: [{', '.join(named)}]`" if named else "remove `applicants`"
            findings.append(record.finding(path, f"applicants: {', '.join(benefit.applicants) or 'none'}", expected, mend))
    return findings
