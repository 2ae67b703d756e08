"""A record's models know where they stand in the file, so that a finding about any of them names its very line."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.records.base import Model, Text
from publisher.records.corpus import Corpus
from publisher.records.policy import Article


def models(value: object) -> Iterator[Model]:
    """Every model in a record, itself included."""
    if isinstance(value, Model):
        yield value
    parts = value.entries() if isinstance(value, Model) else value
    for part in parts.values() if isinstance(parts, dict) else parts if isinstance(parts, list) else ():
        yield from models(part)


def test_every_key_has_its_line(corpus: Corpus) -> None:
    """All keys of all models lead to a line of the file, and come in the order in which the file has them."""
    for record in corpus.records:
        found = list(models(record.policy))
        assert len(found) > 90
        lines, order = record.document.lines, {path: number for number, path in enumerate(record.document.lines)}
        for one in found:
            paths = [one.at(key) for key in one.entries()]
            assert all(path in lines for path in paths), one
            assert sorted(paths, key=order.__getitem__) == paths


def test_equal_wherever_it_stands(corpus: Corpus) -> None:
    """Two models that say the same are equal though they stand apart; what was made in memory has the order of its form."""
    first, second = (article.heading for article in corpus.records[0].policy.articles[:2])
    assert first != second
    assert Text(en=first.en, zh=first.zh) == first
    assert hash(Text(en=first.en, zh=first.zh)) == hash(first)
    made = Article.model_validate({"number": 1, "heading": first, "label": "一", "text": second})
    assert list(made.entries()) == ["number", "label", "heading", "text"]
