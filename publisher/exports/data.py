"""The records as data for others: JSON for programs, CSV for spreadsheets. Law only, nothing that depends on a date."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from calculators.catalogue import Benefit as Compiled
from calculators.csv_file import csv_file
from calculators.estimate.speaker import Speaker
from calculators.vocabulary import BETWEEN, LANGUAGES
from publisher import published as names
from publisher.compile.policy import article_label
from publisher.compile.telling import rule_text
from publisher.pages.site import Site
from publisher.records.base import Model, Quotation
from publisher.records.corpus import Record
from publisher.records.pairs import english_of
from publisher.records.policy import Article, Benefit
from publisher.records.text import join_lines, paragraphs

TABLE = (
    "id", "policy", "article", "article_zh", "article_en", "title_zh", "title_en", "purpose", "recipient", "medium",
    "certainty", "period", "inputs", "rule_zh", "rule_en", "quote", "quote_en", "page_zh", "page_en",
)  # fmt: skip
"""The columns of the table of benefits."""


def policies(site: Site) -> list[dict[str, Any]]:
    """Every policy, whole."""
    return [policy(site, record) for record in site.corpus.records]


def policy(site: Site, record: Record) -> dict[str, Any]:
    """One policy: what the record holds, prose joined to paragraphs with a line feed between them."""
    data: dict[str, Any] = {name: value for name, value in plain(record.policy).items() if not name.endswith("_sha256")}
    data["place_name"] = site.corpus.places[record.policy.place]
    data["validity"] = next(one["validity"] for one in site.compiled.catalogue["policies"] if one["id"] == record.policy.id)
    data["page"] = _addresses(f"policies/{record.policy.id}/")
    data["articles"] = [_article(site, record, index) for index in range(len(record.policy.articles))]
    data["closing"] = _pairs(data["closing"]) if "closing" in data else []
    return data


def benefits(site: Site) -> list[dict[str, Any]]:
    """Every benefit of every policy in one list."""
    return [
        one
        for record in site.corpus.records
        for index in range(len(record.policy.articles))
        for one in _benefits(site, record, index)
    ]


def _article(site: Site, record: Record, index: int) -> dict[str, Any]:
    article = record.policy.articles[index]
    data: dict[str, Any] = plain(article)
    data["name"] = article_label(record, article)
    data["agencies"] = data.get("agencies", [])
    data["benefits"] = list(_benefits(site, record, index))
    data["page"] = _addresses(f"policies/{record.policy.id}/{article.number}/")
    return data


def _benefits(site: Site, record: Record, index: int) -> Iterator[dict[str, Any]]:
    article = record.policy.articles[index]
    for benefit in article.benefits:
        compiled = site.catalogue.benefits[f"{record.policy.id}/{benefit.id}"]
        yield _benefit(site, record, article, benefit, compiled)


def _benefit(site: Site, record: Record, article: Article, benefit: Benefit, compiled: Compiled) -> dict[str, Any]:
    """A benefit as the record writes it, with its rule in words and the inputs it asks for."""
    asked = site.catalogue.inputs
    return {
        **plain(benefit),
        "id": compiled.id,
        "policy": record.policy.id,
        "article": article.number,
        "asks": plain(benefit.asks),
        "rule_in_words": {lang: rule_text(site.speaker(lang), compiled) for lang in LANGUAGES},
        "inputs": [{"name": name, "kind": asked[name].kind, "label": dict(asked[name].label)} for name in compiled.inputs],
        "page": _addresses(f"calculators/{compiled.id}/"),
    }


def benefits_table(site: Site, policy: str | None = None) -> bytes:
    """The benefits as CSV, of one policy or of all."""
    chosen = (one for one in site.catalogue.benefits.values() if policy in (None, one.policy.id))
    speakers = {lang: site.speaker(lang) for lang in LANGUAGES}
    return table(TABLE, (_row(one, speakers) for one in chosen))


def _row(benefit: Compiled, speakers: Mapping[str, Speaker]) -> Iterator[object]:
    label, page = benefit.policy.labels[benefit.article], _addresses(f"calculators/{benefit.id}/")
    yield from (
        benefit.id,
        benefit.policy.id,
        benefit.article,
        label["zh"],
        label["en"],
        benefit.title["zh"],
        benefit.title["en"],
    )
    yield from (benefit.purpose, benefit.recipient, benefit.medium, benefit.certainty, benefit.period, " ".join(benefit.inputs))
    yield from (rule_text(speakers[lang], benefit) for lang in LANGUAGES)
    yield from (benefit.quote.text, benefit.quote.english, page["zh"], page["en"])


def glossary_table(site: Site) -> bytes:
    """The terms as CSV."""
    terms = site.corpus.glossary.terms
    rows = (
        (one.id, one.zh, one.en, "; ".join(one.also), join_lines(one.explain.zh, "zh"), join_lines(one.explain.en, "en"))
        for one in terms
    )
    return table(("id", "zh", "en", "also", "explanation_zh", "explanation_en"), rows)


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """A CSV file for spreadsheet programs."""
    return csv_file([head, *rows]).encode()


def json_bytes(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def plain(value: Any, lang: str = "zh") -> Any:
    """A model as JSON: the keys that the record has and in its order; prose is joined, as Chinese unless it stands under `en`."""
    if isinstance(value, Model):
        return plain({name: told for key, one in value.entries().items() for name, told in _told(key, one)})
    if isinstance(value, Mapping):
        return {key: plain(one, "en" if key == "en" else "zh") for key, one in value.items() if one is not None}
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, str):
        return join_lines(value, lang)
    return value.isoformat() if isinstance(value, date) else value


def _told(key: str, value: object) -> Iterator[tuple[str, object]]:
    """A key of the record with what stands under it; the English of a quote stands beside the quote."""
    if not isinstance(value, Quotation):
        yield key, value
        return
    yield key, value.zh if value.in_ is None else {"in": value.in_, "text": value.zh}
    if english := english_of(value):
        yield f"{key}_en", BETWEEN.join(english)


def _pairs(text: Mapping[str, str]) -> list[dict[str, str]]:
    """The paragraphs of a text, each in both languages."""
    return [{"zh": zh, "en": en} for zh, en in zip(paragraphs(text["zh"]), paragraphs(text["en"]), strict=True)]


def _addresses(path: str) -> dict[str, str]:
    """Where a page stands, from the site's address on."""
    return {lang: f"{names.prefix(lang)}{path}" for lang in LANGUAGES}
