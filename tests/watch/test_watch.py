"""The watch: what the calendar says, and what a server on this machine answers to it."""

from __future__ import annotations

import json
import shutil
import threading
import time
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from publisher.commandline import main
from publisher.project import POLICIES
from publisher.records.corpus import Corpus, read_corpus
from publisher.watch import watch
from publisher.watch.fetch import fetch
from publisher.watch.pages import page_sum
from tests.support.sample import RECORD, copy_sample

LAW = "某市若干措施\n一、算力。对企业给予10%补助，最高5万元。\n二、数据。给予奖励20万元。\n"
DAY = date(2026, 11, 27)


@pytest.fixture(scope="module")
def law() -> Corpus:
    return read_corpus(POLICIES)


def kinds(corpus: Corpus, day: date) -> set[tuple[str, str]]:
    return {(notice.kind, notice.policy) for notice in watch(corpus, day).notices}


def test_a_text_is_told_from_the_ninetieth_day_before_its_end(law: Corpus) -> None:
    last = law.record("siming-2025").policy.dates.to
    assert last is not None and last.date is not None
    ends = ("ends", "siming-2025")
    assert ends not in kinds(law, last.date - timedelta(91))
    assert ends in kinds(law, last.date - timedelta(90))
    assert ends in kinds(law, last.date)
    assert ("ended", "siming-2025") in kinds(law, last.date + timedelta(1))


def test_evidence_is_told_after_half_a_year(law: Corpus) -> None:
    checked = max(event.checked for event in law.record("siming-2025").policy.status)
    assert ("unchecked", "siming-2025") not in kinds(law, checked + timedelta(179))
    assert ("unchecked", "siming-2025") in kinds(law, checked + timedelta(180))


def test_a_text_that_was_replaced_by_one_without_a_record_is_told(law: Corpus) -> None:
    assert ("superseded", "xiamen-2025") in kinds(law, DAY)


def test_every_notice_is_a_sentence_in_both_languages(law: Corpus) -> None:
    for notice in watch(law, DAY + timedelta(400)).notices:
        for lang in ("zh", "en"):
            assert "{" not in notice.told(lang)
            assert notice.policy in notice.told(lang)


class Pages(BaseHTTPRequestHandler):
    """Pages of every temper."""

    def do_GET(self) -> None:
        if self.path == "/slow":
            time.sleep(1.5)
        if self.path == "/gone":
            self.send_error(404)
            return
        if self.path == "/broken":
            self.wfile.write(b"\0\1\2 no answer of the protocol\r\n\r\n")
            return
        text = {
            "/changed": LAW.replace("10%", "20%"),
            "/visited": f"浏览次数：{time.time()}\n{LAW}\n分享到：微信\n",
            "/empty": "",
        }
        body = text.get(self.path, LAW).encode()
        self.send_response(200)
        if self.path == "/newer":
            self.send_header("Last-Modified", "Thu, 26 Nov 2026 08:00:00 GMT")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Quiet(ThreadingHTTPServer):
    """Visitors that go away in the middle are what some of these pages are for."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with Quiet(("127.0.0.1", 0), Pages) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_port}"
        listening.shutdown()


def looked(folder: Path, address: str, total: str = "") -> list[str]:
    """The kinds of notices on a record whose evidence is at this address."""
    copy_sample(folder)
    file = folder / RECORD
    text = file.read_text("utf-8")
    keys = f'address: "{address}"' + (f", page_sha256: {total}" if total else "")
    assert "\nsource: {" in text
    file.write_text(text.replace("\nsource: {", f"\nsource: {{{keys}, "), "utf-8")
    quick = partial(fetch, silence=0.5, longest=2)
    return [notice.kind for notice in watch(read_corpus(folder), date(2026, 1, 1), quick).notices]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/same", None),
        ("/visited", None),
        ("/changed", "changed"),
        ("/gone", "gone"),
        ("/slow", "gone"),
        ("/broken", "gone"),
        ("/empty", "unread"),
    ],
)
def test_a_page_is_held_against_its_sum(path: str, kind: str | None, server: str, tmp_path: Path) -> None:
    found = looked(tmp_path, server + path, page_sum(LAW))
    assert found == ([kind] if kind else [])


def test_a_page_without_a_sum_is_held_against_the_words(server: str, tmp_path: Path) -> None:
    assert looked(tmp_path, f"{server}/same") == ["other-words"]


def test_nobody_answering_is_a_line(tmp_path: Path) -> None:
    assert looked(tmp_path, "http://127.0.0.1:9/") == ["gone"]


def test_the_day_of_a_page_is_told(server: str) -> None:
    assert fetch(f"{server}/newer").changed == date(2026, 11, 26)


def test_the_command_exits_as_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fresh", "--on", "2026-11-27"]) == 0
    assert "siming-2025 ends in 34 days" in capsys.readouterr().out
    assert main(["fresh", "--on", "2026-11-27", "--strict", "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert data["on"] == "2026-11-27"
    assert {"kind", "policy", "where", "line", "message"} <= data["notices"][0].keys()


def test_the_sample_is_left_as_it_is(tmp_path: Path) -> None:
    """The fixture holds nothing that the watch would tell of on its day."""
    shutil.rmtree(tmp_path, ignore_errors=True)
    assert watch(read_corpus(copy_sample(tmp_path)), date(2026, 1, 1)).notices == ()
