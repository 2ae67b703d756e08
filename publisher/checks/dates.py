"""The dates of a record are those of its text, span some time, and agree with what became of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from calculators.vocabulary import Provision
from publisher.checks.texts import finding_in
from publisher.compile.policy import Compiled
from publisher.records.corpus import Corpus, Record
from publisher.records.findings import Finding
from publisher.records.pairs import quoted_at
from publisher.records.policy import DatedWords
from publisher.records.quantities import chinese_quantities, day_of, last_day, read_figure

OF_ISSUE = re.compile(r"(发布|印发|公布)之日")
"""Words that make a text take effect on the day it is issued."""

FULL_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
TERM = re.compile(r"(?:\d+|[一二三四五六七八九十两]+)(?:年|个月)$")
"""A term of validity in place of a last day."""

DATED = re.compile(rf"{FULL_DATE.pattern}|{OF_ISSUE.pattern}起?施行")


def check(record: Record, corpus: Corpus, compiled: Compiled) -> list[Finding]:
    """Report dates that their words do not bear out, and dates that cannot all be true."""
    findings: list[Finding] = []
    quoted: list[tuple[Provision, str]] = []
    dates = record.policy.dates
    for key, stated in (("issued", dates.issued), ("from", dates.from_), ("to", dates.to), ("data_from", dates.data_from)):
        if stated:
            words, found = _of_words(record, key, stated)
            findings += found
            quoted.append(words)
    findings += _unquoted(record, quoted)
    findings += _interval(record)
    findings += _status(record)
    return findings


def _of_words(record: Record, key: str, stated: DatedWords) -> tuple[tuple[Provision, str], list[Finding]]:
    """Compare a date with the words it was taken from; also returns those words and their place."""
    place, words = quoted_at(stated.quote, "source")
    findings: list[Finding] = []

    def report(part: str, value: object, expected: str, mend: str) -> None:
        findings.append(record.finding(("dates", key, part), value, expected, mend))

    if place == "source" and stated.in_ != "source":
        report("quote", words, "where the words stand", "quote them as `{in: closing, zh: …, en: …}`, or add `in: source`")
    text = record.texts.get(place, {}).get("zh")
    if place != "source" and (text is None or words not in text):
        report("quote", words, f"words of the {place}, to the letter", "copy them from the text")
    days = [day_of(one) for one in chinese_quantities(words) if FULL_DATE.fullmatch(one.text)]
    if None in days:
        report("quote", words, "a day of the calendar", "correct the quote")
    elif len(days) > 1:
        report("quote", words, "words with one date", "quote fewer words")
    elif days and stated.date != days[0]:
        report(
            "date",
            stated.date or "no date",
            f"the date of its words, {days[0]}",
            f"write `date: {days[0]}`, or correct the quote",
        )
    elif not days and key == "to" and (term := TERM.search(words)):
        findings += _of_term(record, stated, term.group())
    elif not days and key == "from" and OF_ISSUE.search(words):
        issued = record.policy.dates.issued
        known = issued.date if issued else None
        if stated.date != known:
            mend = f"write `date: {known}`" if known else "leave `date` out until the day of issue is known"
            report("date", stated.date or "no date", f"the day of issue, {known or 'which the record does not give'}", mend)
        elif stated.date and stated.confidence == "stated":
            expected = "`confidence: inferred` with its `reason`: the words name no day"
            report("date", stated.date, expected, "add both, or leave `date` out")
    elif not days:
        report("quote", words, "words that state a date", "quote the words with the date, or remove the entry")
    return (place, words), findings


def _of_term(record: Record, stated: DatedWords, term: str) -> Iterator[Finding]:
    """有效期三年 ends three years after the first day, on the day before."""
    first = record.policy.dates.from_.date if record.policy.dates.from_ else None
    length = read_figure(term)
    last = last_day(first, int(length.value)) if first and length else None
    if stated.date != last:
        mend = f"write `date: {last}`" if last else "leave `date` out until the first day is known"
        yield record.finding(
            ("dates", "to", "date"), stated.date or "no date", f"the end of “{term}”, {last or 'which is not known'}", mend
        )


def _unquoted(record: Record, quoted: list[tuple[Provision, str]]) -> Iterator[Finding]:
    """A date of the closing notes that the record passes over would leave a text in force for ever."""
    text = record.texts.get("closing", {}).get("zh", "")
    for match in DATED.finditer(text):
        spans = [(text.find(words), text.find(words) + len(words)) for place, words in quoted if place == "closing"]
        if not any(start <= match.start() and match.end() <= end for start, end in spans):
            expected = "an entry in `dates` that quotes it"
            yield finding_in(
                record, "closing", "zh", match.start(), match.group(), expected, "add `from`, `to` or `data_from` with its words"
            )


def _interval(record: Record) -> Iterator[Finding]:
    dates = record.policy.dates
    first = dates.from_.date if dates.from_ else None
    last = dates.to.date if dates.to else None
    if first and last and last < first:
        yield record.finding(
            ("dates", "to", "date"), last, f"a day not before {first}, the first day of validity", "correct `from` or `to`"
        )


def _status(record: Record) -> Iterator[Finding]:
    """What became of a text has to fit its dates and `draft`, `replaced_by`."""
    policy, dates = record.policy, record.policy.dates
    first = dates.from_.date if dates.from_ else None
    issued = dates.issued.date if dates.issued else None
    events = list(enumerate(policy.status))
    superseded = [event.date for _, event in events if event.event == "superseded"]
    for index, event in events:
        path = ("status", index, "date")
        if event.date and event.checked < event.date:
            yield record.finding(
                ("status", index, "checked"), event.checked, f"a day not before the event, {event.date}", "correct one of them"
            )
        if event.event == "issued" and issued and event.date and event.date != issued:
            yield record.finding(path, event.date, f"the day of issue in `dates`, {issued}", "correct one of them")
        if event.event == "issued" and policy.draft:
            yield record.finding(
                ("status", index, "event"), event.event, "no `issued` for a draft", "remove `draft: true`, or the event"
            )
        if event.event == "superseded" and event.date and (start := first or issued) and event.date < start:
            yield record.finding(path, event.date, f"a day not before the text itself, {start}", "correct one of them")
        if event.event == "superseded" and policy.replaced_by is None:
            yield record.finding(
                ("status", index, "event"),
                event.event,
                "`replaced_by`, the text that took over",
                "add `replaced_by`, or remove the event",
            )
    if policy.replaced_by and not superseded:
        yield record.finding(
            ("replaced_by",),
            "replaced_by",
            "a `superseded` event with its evidence",
            "add it to `status`, or remove `replaced_by`",
        )
    if policy.replaced_by and superseded and (binds := policy.replaced_by.binds_from) not in superseded:
        key = "published" if policy.replaced_by.published else "date"
        yield record.finding(("replaced_by", key), binds, f"the day of the event, {superseded[0]}", "correct one of them")
    if policy.replaced_by and policy.replaced_by.published and policy.replaced_by.published < policy.replaced_by.date:
        expected = f"a day not before the date that it bears, {policy.replaced_by.date}"
        yield record.finding(("replaced_by", "published"), policy.replaced_by.published, expected, "correct one of them")
    if policy.draft and not any(event.event == "commented" for _, event in events):
        yield record.finding(
            ("draft",), "draft: true", "a `commented` event with its evidence", "add it to `status`, or remove `draft`"
        )
