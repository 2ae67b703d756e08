"""Sums over the Chinese texts, so that nobody edits the law by accident where its source is not at hand."""

from __future__ import annotations

from publisher.compile.policy import Compiled
from publisher.digest import sha256
from publisher.records.corpus import Corpus, Record
from publisher.records.findings import Finding
from publisher.records.text import fold
from publisher.records.yaml_source import Path_


def digest(text: str) -> str:
    """The SHA-256 of a Chinese text in its folded form: line breaks, spaces and the width of signs do not count."""
    return sha256(fold(text).encode())


def check(record: Record, corpus: Corpus, compiled: Compiled) -> list[Finding]:
    """Report every text whose sum is missing or another one; the mend gives the right sum."""
    policy = record.policy
    sums: list[tuple[Path_, str, int | str, str | None]] = [
        (("articles", index), "text_sha256", article.number, article.text_sha256) for index, article in enumerate(policy.articles)
    ]
    sums += [((), f"{place}_sha256", place, getattr(policy, f"{place}_sha256")) for place in ("preamble", "closing")]
    findings = []
    for path, key, place, stated in sums:
        text = record.texts.get(place, {}).get("zh")
        right = digest(text) if text else None
        if stated == right:
            continue
        if right is None:
            findings.append(record.finding((*path, key), str(stated), f"no sum where there is no {place}", f"remove `{key}`"))
        elif stated is None:
            findings.append(
                record.finding(
                    path, f"no {key}", "the sum of the text", f"compare the text with its source, then add `{key}: {right}`"
                )
            )
        else:
            expected = "the sum of the text as it stands"
            mend = f"undo the edit of the text; if it was meant, compare it with the source and write `{key}: {right}`"
            findings.append(record.finding((*path, key), stated, expected, mend))
    return findings
