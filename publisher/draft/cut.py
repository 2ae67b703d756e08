"""A text cut into preamble, articles and closing, by whatever numbering it uses.

Every line that begins with a number is a marker of some style (第一条, 一、,
（一）, 1., 【…】). The style whose markers carry the articles is found from the
text: where one style only heads groups of another, it makes sections.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from publisher.records.agencies import Agency, take_agencies
from publisher.records.quantities import chinese_number

LONGEST_HEADING = 36
"""Characters; what is longer is a sentence of the law and no heading."""

_NUMERAL = "[〇零一二三四五六七八九十百两]+"
_GAP = r"[ \t\u00a0\u3000]*"
STYLES: dict[str, re.Pattern[str]] = {
    "chapter": re.compile(rf"^第(?P<label>{_NUMERAL}|\d+)(?P<unit>[章节编篇部])(?:分)?{_GAP}"),
    "article": re.compile(rf"^第{_GAP}(?P<label>{_NUMERAL}|\d+){_GAP}条{_GAP}[：:、.．]?{_GAP}"),
    "comma": re.compile(rf"^(?P<label>{_NUMERAL}){_GAP}[、．.]{_GAP}"),
    "bracket": re.compile(rf"^[（(]{_GAP}(?P<label>{_NUMERAL}){_GAP}[）)]{_GAP}[、．.]?{_GAP}"),
    "digit": re.compile(rf"^(?P<label>\d{{1,2}}){_GAP}(?:[．、]|\.(?!\d)){_GAP}"),
    "digit-bracket": re.compile(rf"^[（(]?{_GAP}(?P<label>\d{{1,2}}){_GAP}[）)]{_GAP}"),
    "circle": re.compile(r"^(?P<label>[①-⑳])"),
}
"""How lines are numbered, the outer styles first."""

_TITLED = re.compile(r"^【(?P<heading>[^】]{2,40})】")
_CLOSING = re.compile(
    r"^(?:有关说明|相关说明|说明|附则|其他|其它|其他事项|其他规定|附件说明|保障措施|政策兑现|施行时间)[：:]?$|"
    r"^本(?:若干)?(?:措施|政策|办法|意见|规定|细则|方案|条例|通知|文件|实施细则|行动计划)"
    r"[^。]{0,60}(?:施行|实施|执行|有效期|解释|兑现|不一致|均指|为准|所称|涉及)"
)
_OTHER = re.compile(r"^(?:其他|其它|附则|说明|有关说明|其他事项|其他规定|保障措施|附  则)$")
_NOT_ENDED = re.compile(r"[，、；：]$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the policy: its number in the text that came in (from 1), and its words."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Marker:
    """A line that begins with a number: which, in what style, and what follows it."""

    at: int
    style: str
    label: str
    value: int
    rest: str


@dataclass(slots=True)
class CutArticle:
    """An article as it was found; `heading` is empty where the text gives it none."""

    number: int
    label: str
    style: str
    heading: str
    paragraphs: list[str]
    agencies: list[Agency] = field(default_factory=list)
    agency_note: str = ""
    section: str = ""
    line: int = 1


@dataclass(slots=True)
class Cut:
    """The parts of a text, in its order; a text without any numbering has no articles."""

    preamble: list[str]
    articles: list[CutArticle]
    closing: list[str]

    @property
    def numbered(self) -> bool:
        """Whether the text numbers its articles, or at least heads them."""
        return any(article.style != "paragraph" for article in self.articles)

    @property
    def numbering(self) -> str:
        """What the record calls the parts: article, item or measure."""
        styles = {article.style for article in self.articles}
        if styles & {"bracket", "digit-bracket"}:
            return "item"
        return "measure" if styles & {"digit", "circle", "none", "paragraph"} else "article"


def cut(lines: Sequence[Line]) -> Cut:
    """Cut cleaned lines into the parts of a policy."""
    markers = [marker for at, line in enumerate(lines) if (marker := _marker(at, line.text))]
    style = _article_style(markers, lines)
    if style is None:
        return _titled(lines)
    starts, sections, tail = _starts(markers, style, lines)
    if not starts:
        return _paragraphs(lines)
    head = min([starts[0].at, *sections])
    bounds = [*(marker.at for marker in starts), tail]
    articles = []
    for number, (marker, (start, end)) in enumerate(zip(starts, pairwise(bounds), strict=True), 1):
        inside = [at for at in sections if start < at < end]
        section = max((at for at in sections if at < start), default=None)
        body = lines[start : min(inside, default=end)]
        articles.append(_article(number, marker, body, lines[section].text if section is not None else ""))
    return Cut([line.text for line in lines[:head]], articles, _closing(lines[tail:]))


def _marker(at: int, text: str) -> Marker | None:
    for style, pattern in STYLES.items():
        match = pattern.match(text)
        if match:
            label = match["label"]
            return Marker(at, style, label, _value(label), text[match.end() :].strip())
    return None


def _value(label: str) -> int:
    if label.isdigit():
        return int(label)
    if "①" <= label <= "⑳":
        return ord(label) - ord("①") + 1
    return int(chinese_number(label.replace("〇", "零")))


def _runs(markers: Iterable[Marker]) -> list[list[Marker]]:
    """Markers of one style as they count up: each run begins with one."""
    runs: list[list[Marker]] = []
    for marker in markers:
        if runs and marker.value == runs[-1][-1].value + 1:
            runs[-1].append(marker)
        elif marker.value == 1:
            runs.append([marker])
    return runs


def _article_style(markers: Sequence[Marker], lines: Sequence[Line]) -> str | None:
    """The style that numbers the articles.

    第一条 always does. Otherwise the outermost style that counts to two and
    whose markers are followed by words of the law, not by markers of an inner
    style only: those make sections.
    """
    by_style = {style: [marker for marker in markers if marker.style == style] for style in STYLES}
    if len(by_style["article"]) >= 2:
        return "article"
    for style in ("comma", "bracket", "digit", "digit-bracket", "circle"):
        runs = [run for run in _runs(by_style[style]) if len(run) >= 2]
        if runs and not _heads_sections(style, runs, markers, lines):
            return style
    return None


def _heads_sections(style: str, runs: Sequence[Sequence[Marker]], markers: Sequence[Marker], lines: Sequence[Line]) -> bool:
    """Whether the lines of this style are mostly headings right above a line of an inner style."""
    order = list(STYLES)
    by_line = {marker.at: marker for marker in markers}
    found = [marker for run in runs for marker in run]
    heading = 0
    for marker in found:
        below = by_line.get(marker.at + 1)
        bare = not re.search(r"[。；]", marker.rest) and len(marker.rest) <= LONGEST_HEADING
        heading += bool(bare and below and order.index(below.style) > order.index(style) and below.style != "circle")
    return heading * 2 > len(found)


def _starts(markers: Sequence[Marker], style: str, lines: Sequence[Line]) -> tuple[list[Marker], list[int], int]:
    """The markers that begin articles, the lines that head sections, and where the closing begins."""
    order = list(STYLES)
    inner = [marker for marker in markers if marker.style == style]
    outer = [marker for marker in markers if order.index(marker.style) < order.index(style)]
    starts: list[Marker] = []
    for run in _runs(inner):
        # a list inside an article counts from one again; articles that do so stand under a section of their own
        if (
            not starts
            or any(starts[-1].at < one.at < run[0].at for one in outer)
            or style == "article"
            or run[0].value == starts[-1].value + 1
        ):
            starts += run
    if not starts:
        return [], [], len(lines)
    tail = _tail(starts[-1], markers, style, lines)
    starts, headed = _opened(starts, markers, tail)
    outer += headed
    starts = [marker for marker in starts if marker.at < tail]
    sections = [marker.at for marker in outer if marker.at < tail and len(marker.rest) <= LONGEST_HEADING]
    last = starts[-1].at
    while sections and sections[-1] > last:
        tail = min(tail, sections.pop())
    if starts and _OTHER.match(starts[-1].rest.rstrip("。：:")) and starts[-1].style != "article":
        tail = min(tail, starts[-1].at)
        starts = starts[:-1]
        sections = [at for at in sections if at < tail]
    return starts, sections, tail


def _opened(starts: Sequence[Marker], markers: Sequence[Marker], tail: int) -> tuple[list[Marker], list[Marker]]:
    """Where a bare heading stands above headed parts of an inner style, these are articles and it is their section."""
    order = list(STYLES)
    opened: list[Marker] = []
    sections: list[Marker] = []
    for index, marker in enumerate(starts):
        end = starts[index + 1].at if index + 1 < len(starts) else tail
        below = [one for one in markers if marker.at < one.at < end and order.index(one.style) > order.index(marker.style)]
        parts = [one for one in below if one.style == below[0].style]
        bare = not re.search(r"[。；]", marker.rest) and bool(below) and below[0].at == marker.at + 1
        if bare and len(parts) >= 2 and _runs(parts) == [parts] and all(_heading(one.rest, True)[0] for one in parts):
            sections.append(marker)
            opened += parts
        else:
            opened.append(marker)
    return opened, sections


def _tail(last: Marker, markers: Sequence[Marker], style: str, lines: Sequence[Line]) -> int:
    """The first line behind the last article that is none of its paragraphs."""
    # 第十四条 附则: what stands below is the article, whatever it speaks of
    headed = style == "article" and "。" not in last.rest
    for at in range(last.at + (2 if headed else 1), len(lines)):
        text = lines[at].text
        if _CLOSING.match(text):
            return at
        marker = _marker(at, text)
        if marker and list(STYLES).index(marker.style) < list(STYLES).index(style):
            return at
    return len(lines)


def _article(number: int, marker: Marker, lines: Sequence[Line], section: str) -> CutArticle:
    heading, rest = _heading(marker.rest, bool(lines[1:]))
    texts = [text for text in [rest, *(line.text for line in lines[1:])] if text]
    article = CutArticle(number, marker.label, marker.style, heading, [], section=section, line=lines[0].number)
    for text in texts:
        words, agencies, note = take_agencies(text, len(article.paragraphs))
        if words:
            article.paragraphs.append(words)
            agencies = [one.below(len(article.paragraphs)) for one in agencies]
        article.agencies += agencies
        article.agency_note = article.agency_note or note
    # an agency that stands behind the last paragraph alone speaks of the whole article
    if all(one.paragraph == len(article.paragraphs) for one in article.agencies):
        article.agencies = [one.below(None) for one in article.agencies]
    return article


def _heading(rest: str, more: bool) -> tuple[str, str]:
    """Part the heading of an article from its first words."""
    titled = _TITLED.match(rest)
    if titled:
        return titled["heading"], rest[titled.end() :].lstrip("。：: ")
    first, sign, others = _first_sentence(rest)
    if sign and others and _is_heading(first):
        return first, others
    if not sign and more and len(rest) <= LONGEST_HEADING:
        return rest.rstrip("：:"), ""
    if sign and not others and more and _is_heading(first):
        return first, ""
    colon = re.match(r"^([^，。；：]{2,20})：(.+)$", rest, re.DOTALL)
    if colon and _is_heading(colon[1]):
        return colon[1], colon[2]
    return "", rest


def _first_sentence(rest: str) -> tuple[str, str, str]:
    found = re.search(r"[。 \u3000]", rest)
    if not found:
        return rest, "", ""
    return rest[: found.start()], found.group(), rest[found.end() :].strip()


def _is_heading(text: str) -> bool:
    return 2 <= len(text) <= LONGEST_HEADING and not re.search(r"[，；：]|给予|\d", text)


def _titled(lines: Sequence[Line]) -> Cut:
    """A text whose articles have no numbers, only headings in 【】 or on lines of their own."""
    heads = [at for at, line in enumerate(lines) if _TITLED.match(line.text)]
    if len(heads) < 2:
        heads = [at for at, line in enumerate(lines) if _stands_alone(lines, at)]
    if len(heads) < 2:
        return _paragraphs(lines)
    tail = next((at for at in range(heads[-1] + 1, len(lines)) if _CLOSING.match(lines[at].text)), len(lines))
    articles = []
    for number, (start, end) in enumerate(pairwise([*heads, tail]), 1):
        text = lines[start].text
        marker = Marker(start, "none", str(number), number, text)
        articles.append(_article(number, marker, lines[start:end], ""))
    return Cut([line.text for line in lines[: heads[0]]], articles, _closing(lines[tail:]))


def _paragraphs(lines: Sequence[Line]) -> Cut:
    """A text without any numbering: every paragraph is an article, until somebody who knows the law puts some together."""
    tail = next((at for at in range(1, len(lines)) if _CLOSING.match(lines[at].text)), len(lines))
    articles = [
        _article(number, Marker(number - 1, "paragraph", str(number), number, line.text), [line], "")
        for number, line in enumerate(lines[:tail], 1)
    ]
    return Cut([], articles, _closing(lines[tail:]))


def _stands_alone(lines: Sequence[Line], at: int) -> bool:
    """Whether a line without a number is a heading: short, no sentence, above a sentence and below the end of one."""
    text = lines[at].text
    if not 4 <= len(text) <= 24 or re.search(r"[。，；：！？\d]", text) or at + 1 >= len(lines):
        return False
    ended = at == 0 or not _NOT_ENDED.search(lines[at - 1].text)
    return ended and "。" in lines[at + 1].text and len(lines[at + 1].text) > len(text)


def _closing(lines: Sequence[Line]) -> list[str]:
    return [line.text for line in lines]
