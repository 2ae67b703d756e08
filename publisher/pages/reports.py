"""What a reader who has found an error sends, with the article filled in already."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from publisher.pages.placeholders import ADDRESS, filled
from publisher.pages.site import View
from publisher.records.corpus import Record
from publisher.records.policy import Article


def report_view(view: View, record: Record, article: Article) -> dict[str, Any]:
    """The text to send, and the address of the form with that text in it where the site has such a form."""
    label = view.article_label(record, article)
    subject = view.say("report-error.subject", policy=view.pick(record.policy.short), label=label)
    body = view.say(
        "report-error.body",
        policy=view.pick(record.policy.title),
        label=label,
        heading=view.pick(article.heading),
        id=record.policy.id,
        number=article.number,
        address=ADDRESS,
        sum=(article.text_sha256 or record.policy.source.file_sha256)[:12],
    )
    href = _form(view.site.report_address, title=subject, body=body.replace(ADDRESS, view.address))
    return {"text": filled(view, f"{subject}\n{body}"), "href": href}


def _form(address: str, **fields: str) -> str:
    """`address` with the fields in its query; empty where there is no address."""
    if not address:
        return ""
    scheme, host, path, query, fragment = urlsplit(address)
    return urlunsplit((scheme, host, path, "&".join(filter(None, (query, urlencode(fields)))), fragment))
