"""Words and figures of a rule, found in the law: each quote in its text, each figure with a span of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from calculators.figures import FigureData, QuoteData
from calculators.vocabulary import Provision, Unit
from publisher.records.alignment import Span
from publisher.records.base import Quoted
from publisher.records.corpus import Record
from publisher.records.findings import Finding
from publisher.records.pairs import Names, english_of, find_spans, quoted_at, sentences_of, twins, window
from publisher.records.quantities import read_figure
from publisher.records.text import join_lines
from publisher.records.yaml_source import Path_

CEILING = re.compile(r"最高|不超过|不超|最多|最长|最大|不高于|以内")
CLAUSE_END = re.compile(r"[，。；：,;:]|$")


@dataclass(frozen=True)
class BoundQuote:
    """A quote, the offset at which it starts in the text of its place, and where its English stands."""

    text: str
    place: Provision
    start: int
    english: tuple[tuple[str, int], ...] = ()
    twins: dict[Span, Span] = field(default_factory=dict)
    """For each figure its place in the text, and that of its translation."""

    def data(self) -> QuoteData:
        data: QuoteData = {"text": self.text, "place": self.place, "start": self.start}
        if self.english:
            data["en"] = list(self.english)
        return data


@dataclass
class Scope:
    """The governing quote of a node, and how far its figures and its words have been read.

    Figures that share a scope have to come in the order of the text, so that
    two of them cannot be swapped unnoticed.
    """

    quote: BoundQuote
    read: dict[str, int] = field(default_factory=dict)


class Binder:
    """Finds words and figures in one record, and keeps a finding for each that is not there."""

    def __init__(self, record: Record, article: int, names: Names) -> None:
        self.record = record
        self.article = article
        self.names = names
        self.findings: list[Finding] = []
        self.spans: list[tuple[Provision, int, int]] = []
        """What the rules have bound: place, start and end of each figure."""
        self.positions: dict[Path_, tuple[Provision, int]] = {}
        """Where the figure or the words at a path of the record stand in the text."""

    def report(self, path: Path_, value: object, expected: str, mend: str) -> None:
        self.findings.append(self.record.finding(path, value, expected, mend))

    def quote(self, quoted: Quoted, path: Path_) -> BoundQuote:
        """Find a quote in the text it names: this article's, or that of `in:`. `publisher.checks.pairs` proves its English."""
        place, words = quoted_at(quoted, self.article)
        texts = self.record.texts.get(place)
        if texts is None:
            self.report(
                path, words, f"a text called {place!r} in this record", "correct `in`: an article's number, preamble or closing"
            )
            return BoundQuote(words, place, 0)
        start = texts["zh"].find(words)
        if start < 0:
            self.report(path, words, f"words of {place_name(place)}, to the letter", self._nearest(words, texts["zh"], place))
            return BoundQuote(words, place, 0)
        return BoundQuote(words, place, start, *bind_english(words, start, english_of(quoted), texts, self.names))

    def _nearest(self, words: str, text: str, place: Provision) -> str:
        elsewhere = [other for other, langs in self.record.texts.items() if other != place and words in langs["zh"]]
        if elsewhere:
            other = elsewhere[0]
            return (
                f"the words stand in {place_name(other)}: quote them with `{{in: {other}, zh: …, en: …}}`, or correct the quote"
            )
        size = len(words)
        while size and words[:size] not in text:
            size -= 1
        kept, rest = words[max(0, size - 8) : size], words[size : size + 8]
        return f"copy it from the text; the first {size} characters agree, then “{kept}” is not followed by “{rest}”"

    def figure(self, text: str, path: Path_, scope: Scope, *units: Unit) -> FigureData | None:
        """Bind a figure to its own span in the scope's quote; returns its form in the catalogue."""
        quantity = read_figure(text)
        if quantity is None or quantity.kind not in units:
            self.report(
                path,
                text,
                f"a figure in {' or '.join(units)}, as the law prints it (5万元, 40%, 3年)",
                "copy the figure from the text",
            )
            return None
        place, span = scope.quote.place, self._span(text, path, scope)
        value = str(quantity.value.normalize() + 0)
        if span is None:  # a figure that its words do not bear is worked with all the same, for whoever asks what it would change
            return {"text": text, "value": value, "unit": quantity.kind, "at": (place, 0, 0)}
        start, end = span
        self.spans.append((place, start, end))
        self.positions[path] = place, start
        figure: FigureData = {"text": text, "value": value, "unit": quantity.kind, "at": (place, start, end)}
        if there := scope.quote.twins.get(span):
            figure["en"] = there
        return figure

    def _span(self, text: str, path: Path_, scope: Scope) -> tuple[int, int] | None:
        quote = scope.quote
        found = list(whole_figure(text).finditer(quote.text))
        if not found:
            self.report(
                path,
                text,
                f"this figure, whole, in its quote “{quote.text}”",
                "correct the figure, or quote the words that hold it",
            )
            return None
        after = scope.read.get("figures", 0)
        later = [match for match in found if match.start() >= after]
        if not later:
            self.report(
                path,
                text,
                "figures in the order in which the text has them",
                "put the figures in the order of the text; two may have been swapped",
            )
            return None
        scope.read["figures"] = later[0].end()
        return quote.start + later[0].start(), quote.start + later[0].end()

    def words(self, raw: str, path: Path_, scope: Scope) -> str:
        """Find the words a condition stands on, in the order of the text (分别)."""
        words = join_lines(raw, "zh")
        start = scope.quote.text.find(words, scope.read.get("words", 0))
        if start < 0:
            known = words in scope.quote.text
            expected = "words in the order of the text" if known else f"words of the quote “{scope.quote.text}”"
            self.report(
                path, words, expected, "put the terms in the order of the text" if known else "copy the words from the quote"
            )
        else:
            scope.read["words"] = start + len(words)
            self.positions[path] = scope.quote.place, scope.quote.start + start
        return words

    def text(self, place: Provision) -> str:
        """The Chinese of a place; empty where the record has no such place, which is reported where it is quoted."""
        return self.record.texts.get(place, {}).get("zh", "")

    def clause_before(self, figure: FigureData) -> str:
        """The words of its own clause that stand before a bound figure."""
        place, start, _ = figure["at"]
        before = self.text(place)[:start]
        return re.split(r"[，。；：]", before)[-1]

    def clause_after(self, figure: FigureData) -> str:
        """The words of its own clause that stand after a bound figure."""
        place, _, end = figure["at"]
        return re.split(r"[，。；：]", self.text(place)[end:])[0]


def whole_figure(text: str) -> re.Pattern[str]:
    """Match a figure as a whole number with its unit: 5万元 is not in 25万元, nor 50万 in 50万元."""
    follow = r"(?![\d.%])" if text[-1] in "%元年月日米家个人项位" else r"(?![\d.%万亿元])"
    if text[-1].isdigit():
        follow = r"(?![\d.,]|[万亿元%年月日米家个])"
    if text.endswith("元"):
        follow += "(?!/)"
    return re.compile(rf"(?<![\d.,:：一二三四五六七八九十百千万亿两]){re.escape(text)}{follow}")


def bind_english(
    zh: str, start: int, english: tuple[str, ...], texts: Mapping[str, str], names: Names
) -> tuple[tuple[tuple[str, int], ...], dict[Span, Span]]:
    """Where the English of a quote stands, and where the figures of both; nothing where a span is not in the translation."""
    if not english:
        return (), {}
    matches = sentences_of(texts["zh"], texts["en"], names)
    starts = find_spans(english, texts["en"], window(start, start + len(zh), matches, len(texts["en"])))
    found = [(words, at) for words, at in zip(english, starts, strict=True) if at is not None]
    if len(found) < len(english):
        return (), {}
    figures = {
        (start + one.start, start + one.end): (found[span][1] + other.start, found[span][1] + other.end)
        for one, span, other in twins(zh, english, names)
    }
    return tuple(found), figures


def place_name(place: Provision) -> str:
    """A place of the text, in a finding."""
    return f"article {place}" if isinstance(place, int) else f"the {place}"
