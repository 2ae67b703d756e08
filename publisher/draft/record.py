"""A text as a draft record: what the other modules find in it, put into the form of the records and written down.

All that is guessed says so; what is not found is left out or marked; English
is for a translator, who finds the glossary's words beside every paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from publisher.checks.dates import OF_ISSUE, TERM
from publisher.checks.digests import digest
from publisher.checks.funds import WORDS
from publisher.checks.glossary import occurrences, phrases
from publisher.checks.unfinished import TODO
from publisher.compile.applicants import named_in
from publisher.draft.clean import LeftOut, clean
from publisher.draft.cut import Cut, CutArticle, cut
from publisher.draft.find import About, Found, find_about, short_name
from publisher.draft.naming import NewQuestion
from publisher.draft.precedents import Precedents
from publisher.draft.rules import Rule
from publisher.draft.suggest import Suggester, Suggestion
from publisher.draft.yaml_text import Guess, Noted, Prose, yaml_text
from publisher.records.corpus import Corpus
from publisher.records.script import is_traditional, simplified
from publisher.records.shared import Question

MOST = {"money": "1000亿元", "count": 1_000_000, "months": 1200, "years": 100, "area": 10_000_000}
"""Beyond these an answer to a new question is taken for a slip."""

EXAMPLES = {"money": "100万元", "count": 10, "months": 12, "years": 3, "area": 100, "yes-no": True}

HEAD = """\
# yaml-language-server: $schema=../build/policy.schema.json
# A draft, made from {file}. `# to confirm` stands beside every guess: compare it with the law, correct it, remove the comment.
# `TODO` stands where nothing was found, `en: ""` where nobody has translated. `python build_site.py check` counts both down;
# when nothing is left, move `questions` to inputs.yaml and remove `draft_record`.
"""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text came from: the name and the SHA-256 of its file, and the day on which it was read."""

    file: str
    sha256: str
    read: date


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """A draft as text, and what its author should know of how it was made."""

    yaml: str
    articles: int
    benefits: int
    numbered: bool
    left_out: tuple[LeftOut, ...]
    questions: Mapping[str, NewQuestion]


def draft_record(name: str, text: str, corpus: Corpus, origin: Origin) -> DraftRecord:
    """Draft the record `name` of a policy from its text; `corpus` are the published records, whose names it takes."""
    traditional = is_traditional(text)
    cleaned = clean(simplified(text) if traditional else text)
    parts = cut(cleaned.lines)
    about = find_about(cleaned, parts, corpus.divisions)
    writer = _Writer(name, corpus)
    value = writer.policy(about, parts, origin, "hant" if traditional else "hans")
    head = HEAD.format(file=origin.file) + "".join(f"# {line}\n" for line in _summary(cleaned.left_out))
    new = writer.suggester.questions.new
    return DraftRecord(head + yaml_text(value), len(parts.articles), writer.benefits, parts.numbered, cleaned.left_out, dict(new))


def _summary(left_out: Iterable[LeftOut]) -> Iterator[str]:
    """What was left out, by kind and line; the words are not repeated, for there are persons and telephones among them."""
    kinds: dict[str, list[str]] = {}
    for one in left_out:
        kinds.setdefault(one.reason, []).append(str(one.line.number))
    for reason, lines in kinds.items():
        yield f"Left out of the source, taken for {reason}: line {', '.join(lines)}"


class _Writer:
    """Writes one policy; counts its benefits on the way."""

    def __init__(self, name: str, corpus: Corpus) -> None:
        self.name, self.corpus = name, corpus
        names = [one.zh for one in corpus.glossary.names]
        self.suggester = Suggester(name, Precedents.of(corpus, without=name), names)
        self.benefits = 0

    def policy(self, about: About, parts: Cut, origin: Origin, script: str) -> dict[str, object]:
        """The record, in the order in which records are written."""
        place = about.place.value if about.place else None
        title = about.title.value if about.title else TODO
        value: dict[str, object] = {
            "draft_record": True,
            "id": self.name,
            "place": Guess(place) if place else TODO,
            "level": Guess(_level(place, title)),
            "numbering": parts.numbering,
            "title": self.both(title, guess=about.title is not None),
            "short": self.both(short_name(self.corpus.divisions[place]) if place else TODO, guess=place is not None),
        }
        if about.issuer:
            value["issuer"] = self.both(about.issuer.value, guess=True)
        if about.number:
            value["document_number"] = Guess(about.number.value)
        if about.draft:
            value["draft"] = Guess(True)
        value["dates"] = dict(_dates(about, parts))
        value["source"] = {
            "file": origin.file,
            "file_sha256": origin.sha256,
            "script": script,
            "retrieved": origin.read.isoformat(),
        }
        if about.draft:
            said = {"zh": TODO, "en": ""}
            event = {"event": "commented", "confidence": "stated", "evidence": said, "checked": origin.read.isoformat()}
            value["status"] = [Guess(event)]
        if funds := list(_funds(parts)):
            value["funds"] = funds
        value |= self.passage("preamble", parts.preamble)
        value["articles"] = [self.article(article) for article in parts.articles]
        value |= self.passage("closing", parts.closing)
        if new := self.suggester.questions.new:
            value["questions"] = {name: self.question(question) for name, question in new.items()}
        return value

    def article(self, cut_article: CutArticle) -> dict[str, object]:
        paragraphs = cut_article.paragraphs or [cut_article.heading]
        label = cut_article.label if cut_article.style != "circle" else str(cut_article.number)
        value: dict[str, object] = {"number": cut_article.number, "label": label}
        if cut_article.section:
            value["section"] = self.both(cut_article.section)
        value["heading"] = self.both(cut_article.heading or TODO)
        value["text"] = self.prose(paragraphs)
        value["text_sha256"] = digest("\n".join(paragraphs))
        if cut_article.agencies:
            value["agencies"] = [
                {"role": one.role, **self.both(one.name), **({"paragraph": one.paragraph} if one.paragraph else {})}
                for one in cut_article.agencies
            ]
        if cut_article.agency_note:
            value["agency_note"] = self.both(cut_article.agency_note)
        suggested = self.suggester.article(cut_article.number, cut_article.heading, "\n".join(paragraphs))
        self.benefits += len(suggested)
        if suggested:
            value["benefits"] = [self.benefit(one) for one in suggested]
        return value

    def benefit(self, one: Suggestion) -> dict[str, object]:
        value: dict[str, object] = {"id": one.id, "title": self.both(one.title, guess=True)}
        value |= {key: Guess(getattr(one, key)) for key in ("purpose", "recipient", "medium", "certainty", "period")}
        if applicants := named_in(one.quote, self.corpus.applicants):
            value["applicants"] = Guess([str(who) for who in applicants])
        value["quote"] = Prose(tuple(one.quote.split("\n"))) if "\n" in one.quote else one.quote
        if one.asks:
            value["asks"] = [Guess(ask) for ask in one.asks]
        value["rule"] = _marked(one.rule)
        examples = {name: example for name in _inputs(one) if (example := self.example(name)) is not None}
        if examples:
            value["example"] = {name: Guess(example) for name, example in examples.items()}
        if main := next((name for name in examples if self.kind(name) == "money"), None):
            value["main"] = Guess(main)
        return value

    def kind(self, name: str) -> str:
        known = self.corpus.questions.inputs.get(name)
        return known.kind if known else self.suggester.questions.new[name].kind

    def example(self, name: str) -> object:
        """An answer to a question for the page of its calculator; None for yes and no, which the page takes as met."""
        known = self.corpus.questions.inputs.get(name)
        if known is None:
            question = self.suggester.questions.new[name]
            return next(iter(question.levels), None) or (EXAMPLES[question.kind] if question.kind != "yes-no" else None)
        return _known_example(known)

    def question(self, question: NewQuestion) -> dict[str, object]:
        value: dict[str, object] = {
            "kind": Guess(question.kind),
            "group": Guess(next(iter(self.corpus.questions.groups))),
            "label": self.both(question.words, guess=True),
            "help": {"zh": TODO, "en": ""},
        }
        value["example"] = Guess(next(iter(question.levels), None) or EXAMPLES[question.kind])
        if question.options:
            levels = question.levels.items()
            value["options"] = {name: {**self.both(words, guess=True), "words": [words]} for name, words in levels}
        if question.kind in MOST:
            value["at_most"] = Guess(MOST[question.kind])
        return value

    def passage(self, place: str, paragraphs: Sequence[str]) -> dict[str, object]:
        if not paragraphs:
            return {}
        return {place: self.prose(paragraphs), f"{place}_sha256": digest("\n".join(paragraphs))}

    def prose(self, paragraphs: Sequence[str]) -> dict[str, object]:
        """A text with its empty English, and above that the glossary's words paragraph by paragraph."""
        notes = []
        for number, words in enumerate(paragraphs, 1):
            if terms := self.terms(words):
                notes.append(f"{number}: {terms}" if len(paragraphs) > 1 else terms)
        return {"zh": Prose(tuple(paragraphs)), "en": Noted("", tuple(notes))}

    def both(self, words: str, *, guess: bool = False) -> dict[str, object]:
        """Short words with their empty English."""
        terms = self.terms(words)
        return {"zh": Guess(words) if guess else words, "en": Noted("", (terms,)) if terms else ""}

    def terms(self, words: str) -> str:
        """The glossary's renderings of the terms in some words, each once."""
        known = dict.fromkeys((term.zh, term.en) for _, term in occurrences(words, phrases(self.corpus.glossary)))
        return "; ".join(f"{zh} = {en}" for zh, en in known)


def _level(place: str | None, title: str) -> str:
    """By the code; where there is none, by the words of the title."""
    if place is None:
        return "province" if "省" in title else "city" if "市" in title else "district"
    return "province" if place.endswith("0000") else "city" if place.endswith("00") else "district"


def _dates(about: About, parts: Cut) -> Iterator[tuple[str, object]]:
    if about.issued:
        yield "issued", Guess({"date": about.issued.value.isoformat(), "quote": about.issued.words, "in": "source"})
    for key, found in (("from", about.starts), ("to", about.ends)):
        if found is None or (where := _where(found, parts)) is None:
            continue
        of_issue = bool(OF_ISSUE.search(found.words))
        if found.value is None and not of_issue and not TERM.search(found.words):
            continue  # 自2024年X月X日起: no day has been set
        entry: dict[str, object] = {"date": found.value.isoformat()} if found.value else {}
        entry["quote"] = {"in": where, "zh": found.words}
        if found.value and of_issue:
            entry |= {"confidence": "inferred", "reason": {"zh": "文本自印发之日起施行，印发日期见 issued。", "en": ""}}
        yield key, Guess(entry)


def _where(found: Found[date | None], parts: Cut) -> str | int | None:
    """The part of the text that holds the words."""
    return next((place for place, texts in _places(parts) if any(found.words in text for text in texts)), None)


def _places(parts: Cut) -> list[tuple[str | int, Sequence[str]]]:
    """The parts of the text, the last first, where a text speaks of itself."""
    places: list[tuple[str | int, Sequence[str]]] = [("closing", parts.closing), ("preamble", parts.preamble)]
    return places + [(article.number, article.paragraphs) for article in reversed(parts.articles)]


def _funds(parts: Cut) -> Iterator[Guess]:
    """What the text says of the money behind its sums: each clause that does, once for each kind."""
    for place, texts in _places(parts):
        clauses = dict.fromkeys(clause for text in texts for clause in re.split(r"[。；]", text))
        for clause in clauses:
            for kind, words in WORDS.items():
                if words.search(clause):
                    yield Guess({"kind": str(kind), "quote": {"in": place, "zh": clause}})


def _marked(rule: Rule) -> dict[str, object]:
    """A rule with a mark beside everything in it that is a guess."""
    marked: dict[str, object] = {}
    for key, value in rule.items():
        if key in ("sum", "one_of") and isinstance(value, list):
            marked[key] = [_marked(part) for part in value]
        else:
            marked[key] = value if key in ("quote", "words") else Guess(value)
    return marked


def _inputs(one: Suggestion) -> list[str]:
    """The questions that a benefit asks, in the order of its record."""
    names: dict[str, None] = {}

    def walk(value: object, key: str = "") -> None:
        if isinstance(value, dict):
            for name, part in value.items():
                if key == "when":
                    names[name] = None
                elif name not in ("quote", "words"):
                    walk(part, name)
        elif isinstance(value, list):
            for part in value:
                walk(part, key)
        elif isinstance(value, str) and key in ("share_of", "times", "gate", "input", "ratio", "of") and value.isascii():
            names[value] = None

    walk(one.rule)
    walk(one.asks)
    return list(names)


def _known_example(question: Question) -> object:
    if question.kind == "yes-no":
        return None
    return question.example if question.example is not None else next(iter(question.options), None)
