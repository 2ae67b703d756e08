"""What a text says of itself: title, number, issuer, place, the day of issue, and from when to when it holds.

Nothing is invented: what is not found is None. Each finding keeps the words it
was taken from, so that a reader can confirm it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from publisher.draft.clean import KINDS, Cleaned
from publisher.draft.cut import Cut
from publisher.records.quantities import chinese_number, last_day


@dataclass(frozen=True, slots=True)
class Found[Value]:
    """A value and the words it was read from."""

    value: Value
    words: str


@dataclass(frozen=True, slots=True)
class About:
    """What was found; a period (`有效期三年`) whose start is unknown is kept as words only."""

    title: Found[str] | None
    number: Found[str] | None
    issuer: Found[str] | None
    place: Found[str] | None
    issued: Found[date] | None
    starts: Found[date | None] | None
    ends: Found[date | None] | None
    draft: bool


_QUOTED_TITLE = re.compile(rf"《([^《》]{{4,60}}(?:{KINDS})(?:（[^）]{{1,12}}）)?)》")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,14}[〔\[（(【]\d{4}[〕\]）)】]\s?\d+号")
_AUTHORITY = (
    r"[\u4e00-\u9fff（）]{2,24}?(?:人民政府办公厅|人民政府办公室|人民政府|管理委员会|管委会|委员会办公室|委员会|办公厅|办公室|"
    r"[\u4e00-\u9fff]局|[\u4e00-\u9fff]厅|科技部|财政部|信息化部)"
)
_ISSUED_BY = re.compile(
    rf"^(?:来源：|发布(?:机构|部门|单位)：|发文机关：)?(?P<who>{_AUTHORITY}(?:\s*[、 \u3000]?\s*{_AUTHORITY})*)(?:关于|印发)"
)
_LABELLED = re.compile(rf"发(?:布|文)(?:机构|部门|单位|机关)[：:]\s*(?P<who>{_AUTHORITY})")
_ALONE = re.compile(rf"^{_AUTHORITY}(?:[、 \u3000]+{_AUTHORITY})*$")
_NUMERALS = "〇零一二三四五六七八九○"
_DAY = re.compile(
    rf"(?P<y>\d{{4}}|[{_NUMERALS}]{{4}})\s*[年\-./]\s*(?P<m>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s*[月\-./]\s*(?P<d>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s*日?"
)
_FROM = re.compile(r"自(?P<day>[^，。；]{4,24}?)(?:（[^）]*）)?(?:起)?(?:正式)?(?:施行|实施|执行|生效)")
_FROM_ISSUE = re.compile(r"自(?:发布|印发|公布|发文)之日(?:起)?(?:（[^）]*）)?(?:满?\d+日后)?(?:施行|实施|执行|生效)?")
_TO = re.compile(
    r"(?:有效期|执行期|实施期限?)(?:限)?(?:截?至|到|为)?(?P<day>[^，。；]{2,30})|(?:至|到)(?P<until>[^，。；]{6,20})(?:止|为止)"
)
_YEARS = re.compile(r"(?P<years>\d+|[一二三四五六七八九十]+)年$")
_DRAFT = re.compile(r"征求意见稿|公开征求意见|草案|讨论稿|送审稿")


def find_about(cleaned: Cleaned, parts: Cut, places: Mapping[str, str]) -> About:
    """Read what a text says of itself; `places` are names (思明区) by their GB/T 2260 code."""
    outside = [one.line.text for one in cleaned.left_out]
    inside = [*parts.preamble, *(text for article in parts.articles[-1:] for text in article.paragraphs), *parts.closing]
    title = _title(cleaned, outside)
    number = _number(outside)
    issuer = _issuer(outside)
    issued = _issued(outside)
    starts, ends = _starts(inside, issued), _ends(inside)
    if ends and ends.value is None and starts and starts.value and (years := _YEARS.search(ends.words)):
        ends = Found(last_day(starts.value, 12 * int(_numeral(years["years"]))), ends.words)
    place = _place([title.value if title else "", issuer.value if issuer else "", *inside, *outside, *_texts(parts)], places)
    drafted = bool(_DRAFT.search(title.value if title else "") or any("向社会公开征求意见" in line for line in outside))
    return About(title, number, issuer, place, issued, starts, ends, drafted)


def _title(cleaned: Cleaned, outside: Sequence[str]) -> Found[str] | None:
    if cleaned.title:
        return Found(cleaned.title, cleaned.title)
    for line in outside:
        if match := _QUOTED_TITLE.search(line):
            return Found(match[1], line)
    return None


def _number(outside: Sequence[str]) -> Found[str] | None:
    """A number on a line of its own, or behind the title; one in brackets behind another text's title is that text's."""
    for line in outside:
        for match in _NUMBER.finditer(line):
            before = line[: match.start()]
            if not re.search(r"》\s*[（(]?$", before) and not before.endswith(("（", "(")):
                return Found(re.sub(r"[\[（(【](\d{4})[\]）)】]", r"〔\1〕", match.group()), line)
    return None


def _issuer(outside: Sequence[str]) -> Found[str] | None:
    for pattern in (_ISSUED_BY, _LABELLED):
        for line in outside:
            if match := pattern.search(line):
                return Found(match["who"].strip(), line)
    alone = [line for line in outside if _ALONE.match(line) and not line.startswith(("各", "当前"))]
    return Found(alone[-1], alone[-1]) if alone else None


def _issued(outside: Sequence[str]) -> Found[date] | None:
    """The day under the signature, or else the day of publication that the page prints."""
    days = [(line, day) for line in outside if (match := _DAY.fullmatch(line.strip("（）() "))) and (day := _day(match))]
    if days:
        return Found(days[-1][1], days[-1][0])
    for line in outside:
        if re.search(r"(?:发布|成文|印发|发文)(?:时间|日期)", line) and (match := _DAY.search(line)) and (day := _day(match)):
            return Found(day, line)
    return None


def _starts(inside: Iterable[str], issued: Found[date] | None) -> Found[date | None] | None:
    for text in reversed(list(inside)):
        if match := _FROM_ISSUE.search(text):
            return Found(issued.value if issued else None, match.group())
        if match := _FROM.search(text):
            found = _DAY.search(match["day"])
            return Found(_day(found) if found else None, match.group())
    return None


def _ends(inside: Iterable[str]) -> Found[date | None] | None:
    for text in reversed(list(inside)):
        for match in _TO.finditer(text):
            words = match["day"] or match["until"]
            found = _DAY.search(words)
            if found:
                return Found(_day(found), match.group())
            if _YEARS.search(words):
                return Found(None, match.group())
    return None


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(_digits(match["y"])), int(_numeral(match["m"])), int(_numeral(match["d"])))
    except ValueError:
        return None


def _digits(text: str) -> str:
    return (
        text
        if text.isdigit() and text.isascii()
        else "".join(str("零一二三四五六七八九".index(one.replace("〇", "零").replace("○", "零"))) for one in text)
    )


def _numeral(text: str) -> str:
    return text if text.isascii() else str(chinese_number(text))


def _texts(parts: Cut) -> Iterable[str]:
    return (text for article in parts.articles for text in article.paragraphs)


def _place(texts: Sequence[str], places: Mapping[str, str]) -> Found[str] | None:
    """The place named first, the title before all; of places that share a name, the one whose city or province is named too."""
    for text in texts:
        if found := _named(text, texts, places):
            return found
    return None


def _named(text: str, texts: Sequence[str], places: Mapping[str, str]) -> Found[str] | None:
    for short in (False, True):
        hits: list[tuple[int, int, str, str]] = []
        for code, name in places.items():
            shown = short_name(name) if short else name
            at = text[:60].find(shown) if len(shown) > 1 else -1
            if at >= 0:
                hits.append((at, -len(shown), code, shown))
        if hits:
            # 厦门市思明区: the last of names that follow one another is meant
            hits.sort()
            at, size, code, shown = hits[0]
            end = at - size
            for next_at, next_size, next_code, next_shown in hits[1:]:
                if next_at == end and next_code.startswith(code.rstrip("0")[:2]):
                    code, shown, end = next_code, next_shown, next_at - next_size
            return Found(_told_apart(code, shown, texts, places), shown)
    return None


def _told_apart(code: str, shown: str, texts: Sequence[str], places: Mapping[str, str]) -> str:
    """Of places of one name (鼓楼区, 朝阳区), the one whose city is named in the text most."""
    alike = [one for one, name in places.items() if shown in (name, short_name(name)) and one[4:] != "00"]
    if len(alike) < 2:
        return code
    whole = "".join(texts)

    def named(one: str) -> int:
        return sum(whole.count(short_name(places[above])) for above in (f"{one[:4]}00", f"{one[:2]}0000") if above in places)

    return max(alike, key=named)


def short_name(name: str) -> str:
    """What a place is called for short: 思明 for 思明区."""
    return re.sub(r"(?:特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|省|市|区|县)$", "", name) if len(name) > 2 else name
