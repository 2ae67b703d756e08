"""Names that point somewhere: places, purposes, benefits, paragraphs, words with a note; and ids used once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from calculators.vocabulary import Level
from publisher.compile.policy import Compiled
from publisher.records.agencies import take_agencies
from publisher.records.corpus import Corpus, Record
from publisher.records.findings import Finding
from publisher.records.policy import Agency, AgencyLine, Article
from publisher.records.quantities import chinese_number
from publisher.records.text import join_lines, paragraphs
from publisher.records.yaml_source import Path_, walk

LEVELS = {Level.PROVINCE: ("0000", 2), Level.CITY: ("00", 4), Level.DISTRICT: ("", 6)}
"""The zeros that a place code ends with, and how many digits stand before them."""


def check(record: Record, corpus: Corpus, compiled: Compiled) -> list[Finding]:
    """Report what is not there, and a level that the place code contradicts."""
    policy = record.policy
    findings = [*_place(record, corpus), *_numbers(record, corpus)]
    own = {benefit.id for article in policy.articles for benefit in article.benefits}
    for index, entry in enumerate(policy.funds):
        findings += _unknown(record, ("funds", index, "benefits"), entry.benefits, own, "a benefit of this policy")
    for index, seen in enumerate(policy.replaced_by.seen if policy.replaced_by else []):
        path = ("replaced_by", "seen", index, "benefits")
        findings += _unknown(record, path, seen.benefits, own, "a benefit of this policy")
    for index, notice in enumerate(policy.notices):
        findings += _unknown(record, ("notices", index, "benefits"), notice.benefits, own, "a benefit of this policy")
    for index, rule in enumerate(policy.combining):
        findings += _unknown(
            record, ("combining", index, "purposes"), rule.purposes, corpus.purposes, "a purpose of purposes.yaml"
        )
        findings += _unknown(record, ("combining", index, "benefits"), rule.benefits, own, "a benefit of this policy")
    for index, article in enumerate(policy.articles):
        findings += _article(record, index, article)
    return findings


def _place_in_section(record: Record, index: int) -> int:
    """Which article of its section an article is; texts may count from one again in every section."""
    articles = record.policy.articles
    first = next(at for at in range(index, -1, -1) if at == 0 or articles[at - 1].section != articles[index].section)
    return index - first + 1


def _place(record: Record, corpus: Corpus) -> Iterator[Finding]:
    policy = record.policy
    if name := corpus.divisions.get(policy.place):
        if policy.place not in corpus.places:
            mend = f'write `"{policy.place}": {{zh: {name}, en: …}}` in places.yaml'
            yield record.finding(("place",), policy.place, f"a place with an English name; {name} has none yet", mend)
    else:
        yield record.finding(("place",), policy.place, "a code of places.yaml", "correct the code, or add the place")
    zeros, digits = LEVELS[policy.level]
    if not policy.place.endswith(zeros) or policy.place[digits - 2 : digits] == "00":
        yield record.finding(("level",), policy.level, f"the level of place {policy.place}", "correct `level` or `place`")


def _numbers(record: Record, corpus: Corpus) -> Iterator[Finding]:
    """The number of a document is written in letters too, for those who do not read it."""
    policy = record.policy
    numbers: list[tuple[Path_, str | None]] = [(("document_number",), policy.document_number)]
    if policy.replaced_by:
        numbers.append((("replaced_by", "document_number"), policy.replaced_by.document_number))
    for path, number in numbers:
        if number and not any(name.zh == number for name in corpus.glossary.names):
            yield record.finding(path, number, "this number among the glossary's `names`", "add it, with its English form")


def _unknown(record: Record, path: Path_, names: Iterable[str], known: Iterable[str], expected: str) -> Iterator[Finding]:
    for index, name in enumerate(names):
        if name not in known:
            yield record.finding((*path, index), name, expected, "correct the name")


def _article(record: Record, index: int, article: Article) -> Iterator[Finding]:
    path: Path_ = ("articles", index)
    if article.number != index + 1:
        yield record.finding(
            (*path, "number"),
            article.number,
            f"{index + 1}, the articles counted from 1",
            "put the articles in their order, all of them",
        )
    if _number(article.label) not in (article.number, _place_in_section(record, index)):
        yield record.finding(
            (*path, "label"), article.label, f"the printed number of article {article.number}", "write 八 or 8, without brackets"
        )
    text = record.texts[article.number]["zh"]
    printed = "\n".join([text, join_lines(article.heading.zh, "zh"), *(agency.zh for agency in article.agencies)])
    for key, remarks in (("misprints", article.misprints), ("translator_notes", article.translator_notes)):
        for position, remark in enumerate(remarks):
            if join_lines(remark.zh, "zh") not in printed:
                yield record.finding(
                    (*path, key, position, "zh"), remark.zh, "words of the article, to the letter", "copy them from the text"
                )
    count = len(paragraphs(text))
    entries: list[Agency | AgencyLine] = [*article.agencies, *article.agency_lines]
    for entry in entries:
        if entry.paragraph is not None and not 1 <= entry.paragraph <= count:
            yield record.finding(entry.at("paragraph"), entry.paragraph, f"a paragraph from 1 to {count}", "correct the number")
    yield from _named_in_lines(record, path, article)


def _named_in_lines(record: Record, path: Path_, article: Article) -> Iterator[Finding]:
    """The printed line names these agencies and no other, in this order and role."""
    mend = "copy the line from the source, or enter its agencies"
    for position, line in enumerate(article.agency_lines):
        _, read, _ = take_agencies(line.zh, 0)
        printed = [(one.role, one.name) for one in read]
        entered = [(one.role, one.zh) for one in article.agencies if one.paragraph == line.paragraph]
        if printed != entered:
            expected = "the agencies of this place: " + "; ".join(f"{role} {name}" for role, name in entered)
            yield record.finding((*path, "agency_lines", position, "zh"), line.zh, expected, mend)
    if article.agency_lines:
        places = {line.paragraph for line in article.agency_lines}
        for position, agency in enumerate(article.agencies):
            if agency.paragraph not in places:
                where = (*path, "agencies", position, "zh")
                yield record.finding(where, agency.zh, "an agency that a line of `agency_lines` names", "add its line")


def _number(label: str) -> int | None:
    try:
        return int(label) if label.isascii() else int(chinese_number(label))
    except ValueError:
        return None


def check_shared(corpus: Corpus) -> list[Finding]:
    """Report ids and terms that the glossary has twice, and examples of what is not there."""
    return [*_examples(corpus), *_doubled(corpus)]


def _examples(corpus: Corpus) -> Iterator[Finding]:
    document, home, plan = corpus.shared["examples"], corpus.examples.home, corpus.examples.plan
    named: list[tuple[Path_, str, Iterable[str], str]] = [
        (("home", "place"), home.place, corpus.places, "a code of places.yaml"),
        (("home", "purpose"), home.purpose, corpus.purposes, "a purpose of purposes.yaml"),
        (("plan", "place"), plan.place, corpus.places, "a code of places.yaml"),
    ]
    questions = {name for name, one in corpus.questions.inputs.items() if one.example is not None}
    for index, name in enumerate(plan.answered):
        named.append((("plan", "answered", index), name, questions, "a question of inputs.yaml that has an example"))
    for path, name, known, expected in named:
        if name not in known:
            yield Finding(document.file, document.line(path), name, expected, "correct the name")


def _doubled(corpus: Corpus) -> list[Finding]:
    document = corpus.shared["glossary"]
    findings: list[Finding] = []
    for list_name, keys in (("terms", ("id", "zh")), ("names", ("zh",))):
        for key in keys:
            seen: set[str] = set()
            for index, entry in enumerate(getattr(corpus.glossary, list_name)):
                value = getattr(entry, key)
                if value in seen:
                    line = document.line((list_name, index, key))
                    findings.append(
                        Finding(document.file, line, value, f"each `{key}` once among the {list_name}", "remove one of the two")
                    )
                seen.add(value)
    return findings


def unasked(corpus: Corpus) -> Iterator[Finding]:
    """A question without a clause is one too many, or a condition of a clause has been lost; told where all records are read."""
    document, named = corpus.shared["inputs"], {corpus.applicants.asked_as}
    for record in corpus.records:
        for path, value in walk(record.document.value):
            if "benefits" in path:
                named.update(value if isinstance(value, dict) else [value] if isinstance(value, str) else ())
    for name in corpus.questions.inputs:
        if name not in named:
            expected, mend = "a benefit that asks it", "remove the question, or write the condition that asks it"
            yield Finding(document.file, document.line(("inputs", name)), name, expected, mend)
