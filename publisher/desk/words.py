"""The law's words with each figure marked: what becomes of it, and on which line of the record it is used."""

from __future__ import annotations

from publisher.checks.coverage import uses
from publisher.checks.texts import finding_in
from publisher.compile.policy import Compiled, place_labels
from publisher.records.corpus import Corpus, Record


def laws_words(record: Record, corpus: Corpus, compiled: Compiled) -> list[dict[str, object]]:
    """Every article in order: its text and the figures in it, by the characters of the text."""
    labels = place_labels(record)
    lines = compiled.lines[record.policy.id]
    places = []
    for article in record.policy.articles:
        text = record.texts[article.number]["zh"]
        spans = []
        for used in uses(record, article, corpus, compiled):
            start, end = used.quantity.start, used.quantity.end
            own = finding_in(record, article.number, "zh", start, "", "", "").line
            line = lines.get((article.number, start), own)
            spans.append({"start": start, "end": end, "use": used.use, "line": line, "own": own})
        heading = article.heading.model_dump()
        places.append(
            {"place": article.number, "label": labels[str(article.number)], "heading": heading, "text": text, "spans": spans}
        )
    return places
