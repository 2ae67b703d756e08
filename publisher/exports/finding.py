"""What search engines and language models find the pages by."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree

from publisher import published as names
from publisher.exports.feeds import xml_bytes
from publisher.pages.site import LANG_TAGS, LANGUAGES, Site, View
from publisher.pages.status import status_view

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"


def sitemap(address: str, pages: Iterable[str]) -> bytes:
    """Every page with its twin in the other language; `pages` are paths below `address`.

    There are no dates of change: git knows them, the build does not.
    """
    known = sorted(set(pages))
    ElementTree.register_namespace("", SITEMAP)
    ElementTree.register_namespace("xhtml", XHTML)
    root = ElementTree.Element(f"{{{SITEMAP}}}urlset")
    for page in known:
        entry = ElementTree.SubElement(root, f"{{{SITEMAP}}}url")
        ElementTree.SubElement(entry, f"{{{SITEMAP}}}loc").text = address + page
        for lang in LANGUAGES:
            twin = names.prefix(lang) + page.removeprefix("en/")
            if twin in known:
                ElementTree.SubElement(entry, f"{{{XHTML}}}link", rel="alternate", hreflang=LANG_TAGS[lang], href=address + twin)
    return xml_bytes(root)


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
