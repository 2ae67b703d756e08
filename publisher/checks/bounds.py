"""Where the law says “at most”, “at least”, “more than” or “below”, its translation says so, as often and no oftener."""

from __future__ import annotations

import re
from dataclasses import dataclass

from publisher.checks.texts import finding_in, passages
from publisher.compile.policy import Compiled
from publisher.records.corpus import Corpus, Record
from publisher.records.findings import Finding


@dataclass(frozen=True, slots=True)
class Bound:
    """A kind of limit, the words for it in both languages, and how a translation puts it."""

    zh: re.Pattern[str]
    en: re.Pattern[str]
    usual: str


BOUNDS = (
    # 最高不超过 is one ceiling; 最高比例 without a figure is none
    Bound(
        re.compile(r"(?:(?:最高|最多|最长|最大|不超过|不超|不高于)(?:可获得|分别|一次性|奖励)*)+(?=[^，。；]*\d)"),
        re.compile(
            r"(?:(?:up to|capped at|no more than|not exceeding|maximum)\b(?=[^;.]*\d)(?: (?:an?|of|the)\b)*\s*)+", re.IGNORECASE
        ),
        "up to, capped at, no more than",
    ),
    Bound(
        re.compile(r"不低于|不少于|(?<=[元年月%家个人项米）])(?:（含）)?及?以上"),
        re.compile(r"\bor more\b|\bno less than\b|\bat least\b", re.IGNORECASE),
        "or more, no less than",
    ),
    Bound(
        re.compile(r"(?<!不)超过(?=[\d十百千万])"),
        re.compile(r"(?<!no )\bmore than(?= \d| RMB)", re.IGNORECASE),
        "more than",
    ),
    Bound(
        re.compile(r"(?<=[元年月%家个人项米）])以下"),
        re.compile(r"\bbelow(?= \d| RMB)|\bless than(?= \d| RMB)(?<!no less than)|\bor less\b", re.IGNORECASE),
        "below, or less",
    ),
)


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
