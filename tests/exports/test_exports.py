"""Promise: the data files hold the whole law in the shape that is documented, and the same records give the same bytes."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from publisher import published
from publisher.compile.policy import Compiled, compile_corpus
from publisher.exports import exports
from publisher.exports.finding import sitemap
from publisher.pages.site import Site
from publisher.project import POLICIES
from publisher.records.corpus import Corpus, read_corpus
from publisher.records.policy import Notice, Reviewed
from tests.support.pages import every_page

ADDRESS = "https://example.org/huice/"
PAGES = ("", "en/", "policies/", "en/policies/", "only-chinese/")
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def files(corpus: Corpus, compiled: Compiled) -> dict[str, bytes]:
    """Every exported file by its path, for a site at `ADDRESS`."""
    return dict(exports(Site(corpus, compiled, {"address": ADDRESS}), PAGES))


def read(content: bytes) -> list[dict[str, str]]:
    """The rows of a table."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_same_records_same_bytes(files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    """Read and compiled again, in another time zone and with another hash seed's order of sets, the files are the same."""
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    corpus = read_corpus(POLICIES)
    assert dict(exports(Site(corpus, compile_corpus(corpus), {"address": ADDRESS}), reversed(PAGES))) == files


def test_policies_hold_everything(files: dict[str, bytes], corpus: Corpus) -> None:
    """`policies.json` has every policy with preamble, articles, agencies, benefits and closing, paragraph by paragraph."""
    found = json.loads(files[published.POLICIES])
    assert [one["id"] for one in found] == [record.policy.id for record in corpus.records]
    assert sum(len(one["articles"]) for one in found) == 57
    for one, record in zip(found, corpus.records, strict=True):
        assert one["preamble"] == record.texts["preamble"]
        closing = record.texts.get("closing")
        for lang in ("zh", "en"):
            assert "\n".join(pair[lang] for pair in one["closing"]) == (closing[lang] if closing else "")
        for data, article in zip(one["articles"], record.policy.articles, strict=True):
            assert {"number", "label", "heading", "text", "agencies", "benefits"} <= data.keys()
            assert (data["number"], data["label"]) == (article.number, article.label)
            assert data["text"] == record.texts[article.number]
            assert [agency["zh"] for agency in data["agencies"]] == [agency.zh for agency in article.agencies]
            assert [benefit["id"] for benefit in data["benefits"]] == [
                f"{one['id']}/{benefit.id}" for benefit in article.benefits
            ]


def test_nothing_is_null_or_depends_on_the_day(files: dict[str, bytes]) -> None:
    """What is absent is left out, and no standing is told that dates would change."""

    def values(data: Any) -> Iterator[Any]:
        for one in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
            yield one
            yield from values(one)

    for path in (published.POLICIES, published.BENEFITS):
        data = json.loads(files[path])
        nulls = [
            one for policy in data for key, one in policy.items() if one is None or (key != "validity" and None in values(one))
        ]
        assert not nulls
        assert b"in-force" not in files[path]


def test_benefits_are_complete(files: dict[str, bytes], compiled: Compiled) -> None:
    """`benefits.json` and the table have all 55 benefits, each with its rule in both languages and its quote."""
    catalogue = {one["id"]: one for policy in compiled.catalogue["policies"] for one in policy["benefits"]}
    found = json.loads(files[published.BENEFITS])
    rows = read(files[published.BENEFITS_TABLE])
    assert len(catalogue) == 55
    assert [one["id"] for one in found] == [row["id"] for row in rows] == list(catalogue)
    for one, row in zip(found, rows, strict=True):
        known = catalogue[one["id"]]
        assert [asked["name"] for asked in one["inputs"]] == row["inputs"].split() == known["inputs"]
        assert one["quote"] == row["quote"] == known["quote"]["text"]
        assert one["rule_in_words"] == {"zh": row["rule_zh"], "en": row["rule_en"]}
        assert all(one["rule_in_words"].values())


def test_each_policy_by_itself(files: dict[str, bytes], corpus: Corpus) -> None:
    """A policy's own files are the record itself, its part of the data, and its rows of the table."""
    whole = {one["id"]: one for one in json.loads(files[published.POLICIES])}
    rows = read(files[published.BENEFITS_TABLE])
    for record in corpus.records:
        paths = published.policy_files(record.policy.id)
        assert files[paths["yaml"]] == record.file.read_bytes()
        assert json.loads(files[paths["json"]]) == whole[record.policy.id]
        assert read(files[paths["csv"]]) == [row for row in rows if row["policy"] == record.policy.id]


def test_schema_knows_every_key(files: dict[str, bytes], corpus: Corpus) -> None:
    """The published schema is of the draft it names, closed, and has every key that the records use."""
    schema = json.loads(files[published.SCHEMA])
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["additionalProperties"] is False
    for record in corpus.records:
        assert record.document.value.keys() <= schema["properties"].keys()
        for article in record.document.value["articles"]:
            assert article.keys() <= schema["$defs"]["Article"]["properties"].keys()


def test_sitemap_names_both_languages(files: dict[str, bytes]) -> None:
    """Every page is there once with the addresses of both languages, absolute; Chinese is for whoever reads neither."""
    root = ElementTree.fromstring(files[published.SITEMAP])
    found = {}
    for entry in root.iter(f"{MAP}url"):
        links = {link.get("hreflang"): link.get("href") for link in entry.iter("{http://www.w3.org/1999/xhtml}link")}
        found[entry.findtext(f"{MAP}loc")] = links
    both = {"zh-Hans": ADDRESS, "en": f"{ADDRESS}en/", "x-default": ADDRESS}
    policies = {"zh-Hans": f"{ADDRESS}policies/", "en": f"{ADDRESS}en/policies/", "x-default": f"{ADDRESS}policies/"}
    assert found == {
        ADDRESS: both,
        f"{ADDRESS}en/": both,
        f"{ADDRESS}policies/": policies,
        f"{ADDRESS}en/policies/": policies,
        f"{ADDRESS}only-chinese/": {"zh-Hans": f"{ADDRESS}only-chinese/", "x-default": f"{ADDRESS}only-chinese/"},
    }


def test_sitemap_tells_when_a_record_has_changed(corpus: Corpus, compiled: Compiled) -> None:
    """The days are those of the records, so that no build changes them; what is written by hand has none."""
    pages = ("policies/", "policies/xiamen-2025/3/", "en/calculators/siming-2025/compute-voucher/", "about/")

    def days(corpus: Corpus) -> dict[str, str | None]:
        root = ElementTree.fromstring(sitemap(Site(corpus, compiled, {"address": ADDRESS}), pages))
        return {str(one.findtext(f"{MAP}loc")).removeprefix(ADDRESS): one.findtext(f"{MAP}lastmod") for one in root}

    before = days(corpus)
    assert before["about/"] is None
    assert all(date.fromisoformat(str(before[page])) >= date(2026, 11, 21) for page in pages if page != "about/")
    after = days(rechecked(corpus, "xiamen-2025", date(2027, 1, 2)))
    assert {page for page in pages if before[page] != after[page]} == {"policies/", "policies/xiamen-2025/3/"}
    assert after["policies/xiamen-2025/3/"] == "2027-01-02"


def rechecked(corpus: Corpus, policy: str, day: date, **changed: Any) -> Corpus:
    """The records once somebody has looked at one of them again, and perhaps put what is said of it otherwise."""
    record = corpus.record(policy)
    events = [event.model_copy(update={"checked": day, **changed}) for event in record.policy.status]
    looked_at = replace(record, policy=record.policy.model_copy(update={"status": events}))
    return replace(corpus, records=[looked_at if one is record else one for one in corpus.records])


def test_robots_find_the_sitemap(files: dict[str, bytes]) -> None:
    """Everything may be read."""
    robots = RobotFileParser()
    robots.parse(files[published.ROBOTS].decode().splitlines())
    assert robots.can_fetch("anybody", f"{ADDRESS}policies/")
    assert robots.site_maps() == [ADDRESS + published.SITEMAP]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_feed_has_every_event(files: dict[str, bytes], corpus: Corpus, lang: str) -> None:
    """Every dated event and every notice is an entry, newest first, with an id of its own and what Atom requires."""
    feed = ElementTree.fromstring(files[published.feed(lang)])
    entries = feed.findall(f"{ATOM}entry")
    events = [(event.date, record.policy) for record in corpus.records for event in record.policy.status if event.date]
    notices = [notice for record in corpus.records for notice in record.policy.notices]
    assert len(entries) == len(events) + len(notices) and notices
    days = [str(entry.findtext(f"{ATOM}published") or entry.findtext(f"{ATOM}updated")) for entry in entries]
    assert days == sorted(days, reverse=True)
    dated = [*(day for day, _ in events), *(one.date for one in notices if one.date)]
    bearing = [day[:10] for entry in entries if (day := entry.findtext(f"{ATOM}published"))]
    assert sorted(bearing) == sorted(map(str, dated))
    for one in (feed, *entries):
        assert all(one.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
        assert all(str(link.get("href")).startswith("http") for link in one.findall(f"{ATOM}link"))
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len({*ids, feed.findtext(f"{ATOM}id")}) == len(ids) + 1


def test_feed_keeps_its_ids_when_the_site_moves(files: dict[str, bytes], corpus: Corpus, compiled: Compiled) -> None:
    """A reader who has followed the site elsewhere is not shown everything again."""
    moved = dict(exports(Site(corpus, compiled, {"address": "https://elsewhere.example/"}), PAGES))
    for path in (published.feed("zh"), published.feed("en")):
        assert re.findall(b"urn:uuid:[^<]+", moved[path]) == re.findall(b"urn:uuid:[^<]+", files[path])


def test_feed_moves_for_what_has_changed_alone(files: dict[str, bytes], corpus: Corpus, compiled: Compiled) -> None:
    """That a text was looked at again is no news; that something else is said of it is, for that entry."""

    def feed(corpus: Corpus) -> bytes:
        return dict(exports(Site(corpus, compiled, {"address": ADDRESS}), PAGES))[published.feed("en")]

    def moments(feed: bytes) -> list[str | None]:
        root = ElementTree.fromstring(feed)
        return [one.findtext(f"{ATOM}updated") for one in (root, *root.findall(f"{ATOM}entry"))]

    before, day = files[published.feed("en")], date(2027, 1, 2)
    assert feed(rechecked(corpus, "siming-2025", day)) == before
    changed = moments(feed(rechecked(corpus, "siming-2025", day, changed=day)))
    moved = [now for then, now in zip(moments(before), changed, strict=True) if then != now]
    own = sum(event.date is not None for event in corpus.record("siming-2025").policy.status)
    assert moved == ["2027-01-02T00:00:00+08:00"] * (1 + own)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_notice_in_the_feed(corpus: Corpus, lang: str) -> None:
    """A made-up call is told with its window as the last one known, its source, and how sure each fact is."""
    files = dict(exports(called(corpus), PAGES))
    feed = ElementTree.fromstring(files[published.feed(lang)])
    (entry,) = (one for one in feed.findall(f"{ATOM}entry") if CALL["title"][lang] in str(one.findtext(f"{ATOM}title")))
    summary = str(entry.findtext(f"{ATOM}summary"))
    for told in {
        "zh": ("网上申报。（有明文）", "2026年12月1日至2027年1月20日", "下一次尚未见公布", "只见到报道摘要"),
        "en": ("Online. (stated)", "from December 1, 2026 to January 20, 2027", "next is not announced", "only a press summary"),
    }[lang]:
        assert told in summary
    assert str(entry.findtext(f"{ATOM}published")).startswith("2026-11-20")
    assert [link.get("href") for link in entry.findall(f"{ATOM}link")][1] == CALL["address"]
    again = rechecked_notice(called(corpus), date(2027, 2, 2))
    assert dict(exports(again, PAGES))[published.feed(lang)] == files[published.feed(lang)]


CALL: dict[str, Any] = {
    "title": {"zh": "虚构的申报通知", "en": "A made-up call"},
    "address": "https://example.org/call",
    "date": "2026-11-20",
    "checked": "2026-11-21",
    "extent": "summary",
    "benefits": ["compute-voucher"],
    "facts": [{"zh": "网上申报。", "en": "Online.", "confidence": "stated"}],
    "window": {"from": "2026-12-01", "to": "2027-01-20"},
}


def called(corpus: Corpus) -> Site:
    """The site, were there a call for applications for Siming's voucher."""
    record = corpus.record("siming-2025")
    notices = [*record.policy.notices, Notice.model_validate(CALL)]
    changed = replace(record, policy=record.policy.model_copy(update={"notices": notices}))
    made = replace(corpus, records=[changed if one is record else one for one in corpus.records])
    return Site(made, compile_corpus(made), {"address": ADDRESS})


def rechecked_notice(site: Site, day: date) -> Site:
    """The same, once somebody has looked at every notice again."""
    records = [
        replace(
            one,
            policy=one.policy.model_copy(
                update={"notices": [notice.model_copy(update={"checked": day}) for notice in one.policy.notices]}
            ),
        )
        for one in site.corpus.records
    ]
    made = replace(site.corpus, records=records)
    return Site(made, compile_corpus(made), {"address": ADDRESS})


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_window_in_the_calendars(corpus: Corpus, lang: str) -> None:
    """It is an event from its first to its last day in the calendar of the benefit and of the place, and in no other."""
    files = dict(exports(called(corpus), PAGES))
    holding = set()
    for path, content in files.items():
        if path.endswith(".ics") and path.startswith(published.prefix(lang) + "calendars/"):
            events = Calendar.from_ical(content).walk("VEVENT")
            windows = [one for one in events if CALL["title"][lang] in one["summary"]]
            for one in windows:
                assert (one.decoded("dtstart"), one.decoded("dtend")) == (date(2026, 12, 1), date(2027, 1, 21))
                assert CALL["address"] in one["description"] and str(one["url"]) == CALL["address"]
                assert {"zh": "网上申报。（有明文）", "en": "Online. (stated)"}[lang] in one["description"]
                holding.add(path)
    benefit = published.benefit_calendar("siming-2025/compute-voucher", lang)
    assert holding == {benefit, published.place_calendar("350203", lang)}


def test_a_calendar_for_each_place_and_benefit(files: dict[str, bytes], compiled: Compiled) -> None:
    """All that has a day to come has one that others can read; the page that leads to a calendar leads to one that is there."""
    made = {path for path in files if path.endswith(".ics")}
    for path in made:
        assert files[path].endswith(b"\r\n") and max(map(len, files[path].split(b"\r\n"))) <= 75
        read = Calendar.from_ical(files[path])
        uids = [str(one["uid"]) for one in read.walk("VEVENT")]
        assert uids and len(uids) == len({*uids}) and not read.errors
    for lang in ("zh", "en"):
        for policy in compiled.catalogue["policies"]:
            open_ = not policy["validity"]["superseded"] and not policy["validity"]["draft"]
            for one in policy["benefits"]:
                assert (published.benefit_calendar(one["id"], lang) in made) is open_, one["id"]
        assert published.place_calendar("350203", lang) in made and published.place_calendar("350600", lang) in made
        assert published.place_calendar("350000", lang) not in made, "its only text is a draft"
    siming = Calendar.from_ical(files[published.place_calendar("350203", "zh")]).walk("VEVENT")
    assert [(str(one.decoded("dtstart")), bool(one.walk("VALARM"))) for one in siming] == [
        ("2026-12-31", True),
        ("2026-12-31", True),
        ("2027-12-31", False),
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_calendar_has_every_end(files: dict[str, bytes], corpus: Corpus, lang: str) -> None:
    """Every policy with an end is a whole day in the calendar; only one that nothing has superseded rings an alarm."""
    raw = files[published.calendar(lang)]
    assert raw.endswith(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line for line in raw.removesuffix(b"\r\n").split(b"\r\n"))
    read = Calendar.from_ical(raw)
    ending = [record.policy for record in corpus.records if record.policy.dates.to and record.policy.dates.to.date]
    assert not read.errors and len(read.events) == len(ending) == 3
    for event, policy in zip(read.events, ending, strict=True):
        assert policy.dates.to is not None and policy.dates.to.date is not None
        assert event.start == policy.dates.to.date and event.duration == timedelta(days=1)
        assert getattr(policy.title, lang).split()[0] in event["SUMMARY"]
        assert bool(event.alarms.times) is (policy.replaced_by is None)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_alarm_says_how_many_days_are_left(files: dict[str, bytes], corpus: Corpus, lang: str) -> None:
    """On the day it rings the status of the text says the same; the day itself says that it is the last."""
    alarms = [
        (alarm, event) for event in Calendar.from_ical(files[published.calendar(lang)]).events for alarm in event.walk("VALARM")
    ]
    assert alarms
    for alarm, event in alarms:
        [time] = [one.trigger for one in event.alarms.times]
        left = (event.start - (time.date() if isinstance(time, datetime) else time)).days
        assert left > 1
        assert re.findall(r"\d+", alarm["DESCRIPTION"])[0] == str(left), "the first figure of the sentence"
        assert str(left) not in event["SUMMARY"]


def test_guide_for_language_models(files: dict[str, bytes], corpus: Corpus) -> None:
    """`llms.txt` has the form of llmstxt.org, names every policy with its standing, and leads to what is there."""
    text = files[published.LLMS].decode()
    assert re.match(r"# .+\n\n> .+\n", text)
    links = re.findall(r"^- \[.+\]\((\S+)\): .+$", text, re.MULTILINE)
    assert all(link.startswith(ADDRESS) for link in links)
    assert {f"{ADDRESS}en/policies/{record.policy.id}/" for record in corpus.records} <= set(links)
    for record in corpus.records:
        if record.policy.replaced_by:
            [line] = [line for line in text.splitlines() if f"policies/{record.policy.id}/" in line]
            assert "Superseded" in line or "superseded" in line


def test_a_review_is_told(corpus: Corpus, compiled: Compiled) -> None:
    """A record that somebody has signed says so in its data."""
    first, *rest = corpus.records
    policy = first.policy.model_copy(update={"reviewed": Reviewed(by="甲", on=date(2026, 11, 22))})
    corpus = replace(corpus, records=(replace(first, policy=policy), *rest))
    found = json.loads(dict(exports(Site(corpus, compiled), ()))[published.POLICIES])
    assert found[0]["reviewed"] == {"by": "甲", "on": "2026-11-22"}
    assert all("reviewed" not in one for one in found[1:])


def test_the_site_publishes_them(site: Path, files: dict[str, bytes]) -> None:
    """The built site has every file, its map has every page, and every page that the data name is there."""
    for path, content in files.items():
        assert (site / path).is_file(), path
        if path.startswith("data/"):
            assert (site / path).read_bytes() == content, path
    assert not (site / "sitemap.xml.gz").exists()
    pages = [page for page in every_page(site) if page != "404.html"]
    root = ElementTree.fromstring((site / published.SITEMAP).read_bytes())
    listed = [str(one.text) for one in root.iter(f"{MAP}loc")]
    start = min(listed, key=len)
    assert sorted(one.removeprefix(start) for one in listed) == pages
    for policy in json.loads(files[published.POLICIES]):
        for one in (policy, *policy["articles"], *(benefit for article in policy["articles"] for benefit in article["benefits"])):
            assert set(one["page"].values()) <= set(pages)
