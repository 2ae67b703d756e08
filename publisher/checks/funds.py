"""What a text says of the money behind its sums stands in `funds`: no such clause is passed over, and none is made up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from calculators.vocabulary import FundsKind, Provision
from publisher.checks.texts import finding_in
from publisher.compile.policy import Compiled
from publisher.records.alignment import Span
from publisher.records.corpus import Corpus, Record
from publisher.records.findings import Finding
from publisher.records.pairs import quoted_at

_PAID = "[^，。；]{0,12}(?:资金|奖励|补助|补贴|奖补|扶持|款项|经费)"

WORDS = {
    FundsKind.YEARLY_CONTROL: re.compile(r"总控|总量控制|总额控制|控制总量|控制总额|总量管理"),
    FundsKind.BUDGET: re.compile(r"预算(?:安排|额度|总额|规模|范围|限额|控制|资金|管理|内)|(?:年度|财政|资金)预算"),
    FundsKind.POOL: re.compile(
        r"(?:设立|安排|发放)总额|总额(?:不低于|不少于|不超过|控制在)[^，。；]*(?:资金|券)"
        r"|资金池|资金(?:总)?规模|(?:资金|补贴|奖补|补助)总额"
    ),
    FundsKind.CLAWBACK: re.compile(rf"追回|追缴|(?:收回|退回|退还|缴回|返还){_PAID}|停止拨付|不予拨付"),
    FundsKind.RULES_TO_COME: re.compile(
        r"另行(?:制定|制订|研究|发布|公布|印发|通知|规定|明确)"
        r"|(?:制定|制订|出台|编制|发布)(?!本)[^，。；]{0,12}(?:指南|细则|办法|流程|通知)"
        r"|(?:申报指南|实施细则|操作细则|操作规程|实施办法)[^，。；]{0,16}(?:制定|制订|发布|公布)"
    ),
}
"""The words by which texts speak of the money: where one of them stands, so does a clause of its kind."""


def check(record: Record, corpus: Corpus, compiled: Compiled) -> list[Finding]:
    """Report words on the money that no entry quotes, and entries whose words say nothing of their kind."""
    quoted: list[tuple[FundsKind, Provision, Span]] = []
    findings = []
    for index, entry in enumerate(record.policy.funds):
        place, words = quoted_at(entry.quote, "")
        if not WORDS[entry.kind].search(words):
            others = [kind for kind, pattern in WORDS.items() if pattern.search(words)]
            mend = f"write `kind: {others[0]}`, or quote the words" if others else "quote the words, or remove the entry"
            findings.append(record.finding(("funds", index, "kind"), entry.kind, f"words of “{words}” that say so", mend))
        start = record.texts[place]["zh"].find(words) if place in record.texts else -1
        if start >= 0:  # words that are not there are reported where they are bound
            quoted.append((entry.kind, place, (start, start + len(words))))
    return findings + list(_passed_over(record, quoted))


def _passed_over(record: Record, quoted: list[tuple[FundsKind, Provision, Span]]) -> Iterator[Finding]:
    for place, text in record.texts.items():
        for kind, pattern in WORDS.items():
            spans = [span for known, there, span in quoted if known == kind and there == place]
            for match in pattern.finditer(text["zh"]):
                if not any(start <= match.start() and match.end() <= end for start, end in spans):
                    expected = "an entry of `funds` that quotes it: the text speaks of the money behind its sums"
                    mend = f"add `{{kind: {kind}, quote: {{in: {place}, zh: …, en: …}}}}` to `funds`"
                    yield finding_in(record, place, "zh", match.start(), match.group(), expected, mend)
