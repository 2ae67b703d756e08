"""Who may apply: those whom the words of a clause name, and the condition that this makes for a visitor."""

from __future__ import annotations

import re

from calculators.rules.asks import ApplicantsData
from calculators.vocabulary import Applicant
from publisher.compile.binding import BoundQuote
from publisher.records.corpus import Corpus
from publisher.records.policy import Benefit
from publisher.records.shared import Applicants


def applicants_ask(benefit: Benefit, corpus: Corpus, quote: BoundQuote) -> ApplicantsData | None:
    """The condition in the catalogue; none where every visitor, or no kind of visitor, may apply."""
    name = corpus.applicants.asked_as
    question = corpus.questions.inputs.get(name)
    if question is None or question.assumed is None:
        return None
    may_apply = [one for one in benefit.applicants if one in question.options]
    if not may_apply or len(may_apply) == len(question.options):
        return None
    return {"quote": quote.data(), "applicants": list(may_apply), "input": name, "assumed": question.assumed}


def named_in(text: str, applicants: Applicants) -> dict[Applicant, str]:
    """The applicants that a text names, each with the first of its words; the longest word at a place counts."""
    meant: dict[str, list[Applicant]] = {one: [] for one in applicants.others}
    for who, entry in applicants.values.items():
        for words in entry.words:
            meant.setdefault(words, []).append(who)
    longest_first = "|".join(map(re.escape, sorted(meant, key=len, reverse=True)))
    found: dict[Applicant, str] = {}
    for match in re.finditer(longest_first, text):
        for value in meant[match.group()]:
            found.setdefault(value, match.group())
    return found
