"""The press as MkDocs sees it: the only module that knows of MkDocs, besides `build_site.py`.

MkDocs asks for files and pages; everything it gets comes from
`publisher.pages`. Leaving MkDocs means leaving this module behind.
"""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from publisher.assets import RUNTIME, build_runtime, publish_runtime
from publisher.compiled_site import compile_site
from publisher.findings import Refused
from publisher.pages import Page, all_pages
from publisher.wording import messages, say

TABS = ("home", "policies", "calculators", "glossary", "about")
LANGUAGES = ("zh", "en")
SCRIPT_WORDS = ("live.", "status.", "script.")
"""The tables of the wording that scripts take their sentences from."""

_built: dict[str, str] = {}
"""What has been built since this process started: the sum of every page's Markdown, so that `serve` renders only what changed."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Prepare the build; a local preview needs no address of its own."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    config.extra["say"] = say
    config.extra["page_words"] = page_words
    return config


@cache
def page_words(lang: str) -> dict[str, str]:
    """The sentences that a page's scripts say, by key."""
    return {key: text[lang] for key, text in messages().items() if key.startswith(SCRIPT_WORDS)}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add every generated page; refuse the build where a record is wrong."""
    try:
        site = compile_site()
    except Refused as refused:
        raise PluginError(f"The records cannot be published.\n{refused}") from refused
    config.extra["runtime"] = {"base": RUNTIME, "manifest": build_runtime()}
    for page in all_pages(site):
        files.append(_file(page, config))
    return files


def _file(page: Page, config: MkDocsConfig) -> File:
    file = File.generated(config, page.path, content=page.markdown)
    digest = hashlib.sha256(page.markdown.encode()).hexdigest()
    changed = _built.get(page.path) != digest
    _built[page.path] = digest
    file.is_modified = lambda: changed  # type: ignore[method-assign]  # asked by `serve` only
    return file


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Build one navigation per language, of the hubs only: a full one grows with the square of the pages."""
    navigations = {}
    for lang in LANGUAGES:
        items = []
        for tab in TABS:
            path = ("" if lang == "zh" else f"{lang}/") + ("index.md" if tab == "home" else f"{tab}/index.md")
            file = files.get_file_from_path(path) or files.get_file_from_path(path.replace("/index.md", ".md"))
            if file is not None:
                items.append(MkDocsPage(say(f"tab.{tab}", lang), file, config))
        navigations[lang] = Navigation(items, items)
    config.extra["navigations"] = navigations
    return navigations["zh"]


def on_page_context(context: dict[str, Any], page: MkDocsPage, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give a page its language: the theme's own words, its navigation, and the address of its twin."""
    lang = page.meta.get("lang", "zh")
    config.theme["language"] = lang
    context["nav"] = config.extra["navigations"][lang]
    context["lang_code"] = lang
    context["twin"] = page.meta.get("twin")
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Publish what is no page: the engine's runtime and the data."""
    publish_runtime(Path(config.site_dir))
