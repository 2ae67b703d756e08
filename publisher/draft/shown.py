"""A draft as `make serve` shows it: marked wherever it is named, with what can be shown of it so far."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import replace
from typing import Any

from calculators.places import upwards
from calculators.vocabulary import LANGUAGES
from publisher.checks.texts import text_path
from publisher.compile.policy import Compiled, compile_policy
from publisher.compile.questions import compile_inputs
from publisher.records.base import read_model
from publisher.records.corpus import Corpus, Record
from publisher.records.policy import Policy
from publisher.records.text import paragraphs
from publisher.records.yaml_source import Document, walk
from publisher.wording import say


def with_drafts(corpus: Corpus) -> Corpus:
    """The same with every draft that can be shown among the records; for a reader on this machine, never for the site."""
    records = list(corpus.records)
    places, questions = dict(corpus.places), dict(corpus.questions.inputs)
    for record in (draft.record for draft in corpus.drafts if draft.record):
        if record.policy.place in corpus.divisions:
            for code in upwards(record.policy.place):
                if name := corpus.divisions.get(code):
                    places.setdefault(code, dict.fromkeys(LANGUAGES, name))
            shown = _shown(record, corpus)
            records.append(shown)
            questions |= shown.policy.questions
    return replace(
        corpus,
        records=tuple(sorted(records, key=lambda record: (record.policy.place, record.policy.id))),
        places=places,
        questions=corpus.questions.model_copy(update={"inputs": questions}),
        drafts=(),
    )


def _shown(record: Record, corpus: Corpus) -> Record:
    value = deepcopy(record.document.value)
    texts = {text_path(record, place): record.texts[place]["zh"] for place in record.texts}
    for path, pair in walk(value):
        if isinstance(pair, dict) and {"zh", "en"} <= pair.keys() and not str(pair["en"]).strip():
            zh = texts.get(path)
            untranslated = say("draft.untranslated", "en")
            pair["en"] = "\n\n".join([untranslated] * len(paragraphs(zh))) if zh else str(pair["zh"])
    for key in ("title", "short"):
        value[key] = {lang: say("draft.mark", lang, name=value[key][lang]) for lang in LANGUAGES}
    value["articles"] = [_article(article, at, record, corpus) for at, article in enumerate(value["articles"])]
    return Record(Document(record.file, value), read_model(Policy, value))


def _article(article: dict[str, Any], at: int, record: Record, corpus: Corpus) -> dict[str, Any]:
    """The article with those of its benefits that can be computed already."""
    able = [
        value
        for number, value in enumerate(article.get("benefits", []))
        if _computes(record, corpus, at, number) and value["purpose"] in corpus.purposes
    ]
    rest = {key: part for key, part in article.items() if key != "benefits"}
    return rest | ({"benefits": able} if able else {})


def _computes(record: Record, corpus: Corpus, at: int, number: int) -> bool:
    """Whether a benefit can be compiled by itself without a finding."""
    policy = record.policy
    articles = [
        article.model_copy(update={"benefits": _only(article.benefits, number if index == at else None)})
        for index, article in enumerate(policy.articles)
    ]
    alone = corpus.alone(record)
    compiled = Compiled()
    inputs = compile_inputs(alone, [])  # what is wrong with a question shows where it is used
    one = replace(record, policy=policy.model_copy(update={"articles": articles}))
    compile_policy(one, alone, inputs, compiled)
    return not compiled.findings


def _only[T](items: Iterable[T], number: int | None) -> list[T]:
    return [item for index, item in enumerate(items) if index == number]
