"""Promise: whoever finds an error is given a report with the article filled in, to send or to open as a form."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from publisher.compile.policy import Compiled
from publisher.pages.reports import report_view
from publisher.pages.site import Site, View
from publisher.records.corpus import Corpus


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_form_is_filled_in(corpus: Corpus, compiled: Compiled, lang: str) -> None:
    """The form's address keeps its own query and carries title and body with policy, article, page and sum of the text."""
    site = Site(corpus, compiled, {"address": "https://example.org/", "report": "https://example.com/new?labels=law#form"})
    record = corpus.record("xiamen-2025")
    view = View.at(site, lang, "policies/xiamen-2025/8")
    href = urlsplit(report_view(view, record, record.articles[8])["href"])
    assert (href.netloc, href.path, href.fragment) == ("example.com", "/new", "form")
    fields = parse_qs(href.query)
    assert fields["labels"] == ["law"]
    assert view.article_label(record, record.articles[8]) in fields["title"][0]
    [body] = fields["body"]
    for part in ("xiamen-2025/8", view.address, str(record.articles[8].text_sha256)[:12]):
        assert part in body


def test_without_a_form_there_is_no_link(corpus: Corpus, compiled: Compiled) -> None:
    """Where the site has no form, the text is there to be sent by other ways, and nothing points anywhere."""
    record = corpus.record("xiamen-2025")
    report = report_view(View.at(Site(corpus, compiled), "en", "policies/xiamen-2025/8"), record, record.articles[8])
    assert report["href"] == ""
    assert "xiamen-2025/8" in report["text"]
