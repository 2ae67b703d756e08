"""What search engines and language models find the pages by."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from xml.etree import ElementTree

from calculators.vocabulary import LANGUAGES
from publisher import published as names
from publisher.exports.feeds import xml_bytes
from publisher.pages.site import LANG_TAGS, Site, View
from publisher.pages.status import status_view
from publisher.records.corpus import Record

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
ANY_LANGUAGE = "x-default"
"""The page for whoever reads neither language."""


ALL = ("", "policies/", "calculators/", "plan/", "compare/", "data/")
"""Pages that tell of every policy; pages below that of a policy or its calculators tell of one."""


def sitemap(site: Site, pages: Iterable[str]) -> bytes:
    """Every page with its twin in the other language; `pages` are paths below the site's address.

    A page that tells of records was last changed when the latest of their
    dates says so; of hand-written pages git knows it, and the build does not.
    """
    known, address = sorted(set(pages)), site.address
    changed = {record.policy.id: _changed(record) for record in site.corpus.records}
    ElementTree.register_namespace("", SITEMAP)
    ElementTree.register_namespace("xhtml", XHTML)
    root = ElementTree.Element(f"{{{SITEMAP}}}urlset")
    for page in known:
        entry = ElementTree.SubElement(root, f"{{{SITEMAP}}}url")
        ElementTree.SubElement(entry, f"{{{SITEMAP}}}loc").text = address + page
        path = page.removeprefix("en/")
        if days := [day for policy, day in changed.items() if path in ALL or policy in path or path.startswith("compare/")]:
            ElementTree.SubElement(entry, f"{{{SITEMAP}}}lastmod").text = max(days).isoformat()
        twins = {LANG_TAGS[lang]: names.prefix(lang) + path for lang in LANGUAGES} | {ANY_LANGUAGE: path}
        for tag, twin in twins.items():
            if twin in known:
                ElementTree.SubElement(entry, f"{{{XHTML}}}link", rel="alternate", hreflang=tag, href=address + twin)
    return xml_bytes(root)


def _changed(record: Record) -> date:
    """The latest day on which something was entered into a record."""
    policy = record.policy
    days = [policy.source.retrieved, *(one.checked for one in policy.status), policy.reviewed and policy.reviewed.on]
    return max(day for day in days if day)


def robots(address: str) -> bytes:
    """Everybody may read everything, and where the list of pages is."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {address}{names.SITEMAP}\n".encode()


def llms(site: Site) -> bytes:
    """A guide for language models (llmstxt.org): what is here, where the data are, and what must not be made of it."""
    view = View.at(site, "en", "")
    home = f"{site.address}en/"
    lines = [f"# {view.say('llms.title')}", "", f"> {view.say('llms.summary')}", "", view.say("llms.caution"), ""]
    lines += [f"## {view.say('policies.title')}", ""]
    for record in site.corpus.records:
        policy, status = record.policy, status_view(view, record)
        events = [text for event, text in status["events"] if event.event == "superseded"]
        standing = "; ".join(dict.fromkeys([*status["lines"], *events]))
        title = f"{view.pick(policy.title)} ({' '.join(policy.title.zh.split())})"
        lines.append(f"- [{title}]({home}policies/{policy.id}/): {standing}")
    lines += ["", f"## {view.say('llms.pages')}", ""]
    lines += [
        f"- [{view.say(f'tab.{name}')}]({home}{name}/): {view.say(f'{name}.description')}" for name in ("calculators", "glossary")
    ]
    lines += ["", f"## {view.say('data.title')}", ""]
    files = {
        "policies": names.POLICIES,
        "benefits": names.BENEFITS,
        "schema": names.SCHEMA,
        "table": names.BENEFITS_TABLE,
        "feed": names.feed("en"),
    }
    lines += [f"- [{path}]({site.address}{path}): {view.say(f'data.file-{key}')}" for key, path in files.items()]
    return "\n".join([*lines, ""]).encode()
