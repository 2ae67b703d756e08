"""The press as MkDocs sees it: its hooks, which `build_site.py` hands to it.

MkDocs asks for files and pages; everything it gets comes from
`publisher.pages`. Leaving MkDocs means leaving this module behind, and `run`,
`made_page`, `own_assets` and `theme`, the four others that know of it.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from calculators.foreign import mark_chinese
from calculators.vocabulary import LANGUAGES
from publisher import published as names
from publisher.build_id import build_id
from publisher.digest import sha256
from publisher.engine.assets import RUNTIME
from publisher.errors import Trouble
from publisher.pages import Page
from publisher.pages.compiled_templates import compiled_templates
from publisher.press.made_page import MadePage
from publisher.press.own_assets import OwnAssets
from publisher.press.policy_headers import UnsafeMarkup, host_headers, with_policy
from publisher.press.preloads import with_preloads
from publisher.press.preview import Preview
from publisher.press.theme import ask_for_no_site_maps, valid
from publisher.press.vendor import publish_licences, publish_vendor
from publisher.press.whole_build import WholeBuild
from publisher.project import BUILD
from publisher.records.findings import Refused
from publisher.site_folder import SecondWriter, refuse_doubles
from publisher.wording import messages, say

TABS = ("home", "policies", "calculators", "plan", "compare", "glossary", "data", "about")
SCRIPT_WORDS = ("live.", "status.", "script.", "unit.", "list.", "reading.", "search.", "offline.")
"""The tables of the wording that scripts take their sentences from."""

_log = logging.getLogger("mkdocs.huice")

_run: WholeBuild | Preview
"""What this is: a build, or `make serve`."""

_built: dict[str, str] = {}
"""What has been built since this process started: the sum of every page's Markdown, so that `serve` renders only what changed."""


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Know what the site is built for. MkDocs asks once, before everything else."""
    global _run  # MkDocs takes a module for a hook: what it keeps between builds stands in the module
    _run = Preview() if command == "serve" else WholeBuild()


def on_shutdown() -> None:
    """End the processes."""
    _run.close()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Prepare the build; a local preview needs no address of its own."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    config.extra["say"] = say
    config.extra["picture"] = names.picture
    config.extra["page_words"] = page_words
    config.extra["build"] = "preview" if _run.preview else build_id(config.site_url or "")
    try:
        config.extra["own_assets"] = OwnAssets(Path(config.docs_dir), None if _run.preview else BUILD / "assets")
    except Trouble as error:
        raise PluginError(str(error)) from error
    return config


@cache
def page_words(lang: str) -> dict[str, str]:
    """The sentences that a page's scripts say, by key."""
    return {key: text[lang] for key, text in messages().items() if key.startswith(SCRIPT_WORDS)}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add every generated page; refuse the build where a record is wrong."""
    try:
        site = _run.read({"address": config.site_url, "report": config.extra.get("report")})
        pages = _run.pages(site)
    except Refused as refused:
        raise PluginError(f"The records cannot be published.\n{refused}") from refused
    except Trouble as error:
        raise PluginError(str(error)) from error
    config.extra["law"] = site
    made = [_file(page, config) for page in sorted(pages, key=_needs_engine)]
    for file in made:
        files.append(file)
    leave_out(_run.replaces, files, config)
    ask_for_no_site_maps(files, config)
    if _run.preview:
        _log.info("%d of %d pages have changed", sum(file.is_modified() for file in made), len(made))
    config.extra["own_assets"].move(files, config)
    try:
        refuse_doubles([*(file.dest_uri for file in files), *config.theme.static_templates, *config.extra_templates])
    except SecondWriter as error:
        raise PluginError(str(error)) from error
    return files


def leave_out(names: Iterable[str], files: Files, config: MkDocsConfig) -> None:
    """Keep MkDocs from writing what is published under the same name by others.

    Its site map is a template with the hour of the build in it; what is no
    template to MkDocs is a file of the theme, and would be copied as it is.
    """
    for name in names:
        config.theme.static_templates.discard(name)
        if (file := files.get_file_from_path(name)) is not None:
            files.remove(file)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Let templates find our own assets where they are published, and compile the theme's but once."""
    env.bytecode_cache = compiled_templates()
    config.extra["own_assets"].install(env)
    return env


def _needs_engine(page: Page) -> bool:
    """Pages that carry the engine's manifest come last: it is being packed while the others are made."""
    return bool(page.meta.get("engine"))


def _file(page: Page, config: MkDocsConfig) -> File:
    file = File.generated(config, page.path, content=page.heading)
    MadePage(page, file, config)
    digest = sha256(page.markdown.encode())
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
            path = names.prefix(lang) + ("index.md" if tab == "home" else f"{tab}/index.md")
            file = files.get_file_from_path(path) or files.get_file_from_path(path.replace("/index.md", ".md"))
            if file is not None:
                items.append(file.page or MkDocsPage(None, file, config))
                items[-1].title = say(f"tab.{tab}", lang)
        navigations[lang] = Navigation(items, items)
        navigations[lang].homepage = items[0]  # where the logo leads; of itself MkDocs knows one home page, the Chinese one
    config.extra["navigations"] = navigations
    addresses = ["" if file.url in (".", "./") else file.url for file in files.documentation_pages()]
    _run.begin_data(config.extra["law"], addresses)
    return navigations["zh"]


def on_page_context(context: dict[str, Any], page: MkDocsPage, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give a page its language: the theme's own words, its navigation, the address of its twin, and the engine if it needs it."""
    lang = page.meta.get("lang", "zh")
    config.theme["language"] = lang
    context["nav"] = config.extra["navigations"][lang]
    context["lang_code"] = lang
    context["twin"] = page.meta.get("twin")
    for name in ("title", "description"):  # the theme writes them as they are
        if name in page.meta:
            page.meta[name] = escape(page.meta[name])
    if page.meta.get("engine"):
        try:
            context["runtime"] = {"base": RUNTIME, "manifest": _run.manifest, "version": config.extra["law"].catalogue.version}
        except Trouble as error:
            raise PluginError(str(error)) from error
    return context


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Let the keyboard scroll the code of hand-written pages; that of generated ones wraps."""
    return html if isinstance(page, MadePage) else html.replace("<pre><code", '<pre><code tabindex="0"')


def on_post_page(output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    """Give a page its security policy; refuse what the policy would forbid. Chinese words within English are marked as such."""
    marked = mark_chinese(valid(output), page.meta.get("lang", "zh"))
    try:
        page_with_policy = with_policy(
            marked, article=page.content or "", wasm=bool(page.meta.get("engine")), preview=_run.preview
        )
    except UnsafeMarkup as unsafe:
        raise PluginError(f"{page.file.src_uri}: {unsafe}") from unsafe
    return with_preloads(page_with_policy)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Give the page for what is not found its security policy too."""
    return with_policy(valid(output_content), preview=_run.preview) if template_name.endswith(".html") else output_content


def on_post_build(config: MkDocsConfig) -> None:
    """Publish what is no page: the engine's runtime, the data, the search index."""
    site, own_assets = _run.folder(Path(config.site_dir)), config.extra["own_assets"].folder
    try:
        site.put("_headers", host_headers(own_assets, RUNTIME).encode())
        publish_vendor(site)
        publish_licences(site)
        _run.publish(site, config.extra["build"], own_assets)
    except (Trouble, SecondWriter) as error:
        raise PluginError(str(error)) from error
