"""The press as MkDocs sees it: the only module that knows of MkDocs, besides `build_site.py`.

MkDocs asks for files and pages; everything it gets comes from
`publisher.pages`. Leaving MkDocs means leaving this module behind.
"""

from __future__ import annotations

import hashlib
import logging
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from publisher import offline, search
from publisher.assets import BUILD, RUNTIME, build_runtime, publish_runtime, publish_wheel
from publisher.build_id import build_id
from publisher.compiled_site import compile_site
from publisher.exports import write_exports
from publisher.findings import Refused
from publisher.licences import publish_licences
from publisher.own_assets import OwnAssets
from publisher.pages import Page, all_pages
from publisher.policy_headers import UnsafeMarkup, host_headers, with_policy
from publisher.preloads import with_preloads
from publisher.preview import Preview
from publisher.runtime.errors import RuntimeBuildError
from publisher.vendor import publish_vendor
from publisher.wording import messages, say

TABS = ("home", "policies", "calculators", "plan", "compare", "glossary", "data", "about")
LANGUAGES = ("zh", "en")
SCRIPT_WORDS = ("live.", "status.", "script.", "unit.", "list.", "reading.", "search.", "offline.")
"""The tables of the wording that scripts take their sentences from."""

_log = logging.getLogger("mkdocs.huice")

TEMPLATES = BUILD / "cache" / "templates"
"""The theme's templates, compiled, each under a name made from its contents."""

_preview: Preview | None = None
"""Where this is `make serve`."""

_engine = ThreadPoolExecutor(1, "engine")
"""Where the engine is packed, by processes of its own, while the pages' Markdown is read."""

_built: dict[str, str] = {}
"""What has been built since this process started: the sum of every page's Markdown, so that `serve` renders only what changed."""


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Know what the site is built for. MkDocs asks once, before everything else."""
    global _preview  # MkDocs takes a module for a hook: what it keeps between builds stands in the module
    _preview = Preview() if command == "serve" else None


def on_shutdown() -> None:
    """Let go of what the preview holds."""
    if _preview:
        _preview.close()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Prepare the build; a local preview needs no address of its own."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    config.extra["say"] = say
    config.extra["page_words"] = page_words
    config.extra["build"] = "preview" if _preview else build_id(config.site_url or "")
    try:
        config.extra["own_assets"] = OwnAssets(Path(config.docs_dir), None if _preview else BUILD / "assets")
    except RuntimeBuildError as error:
        raise PluginError(str(error)) from error
    return config


@cache
def page_words(lang: str) -> dict[str, str]:
    """The sentences that a page's scripts say, by key."""
    return {key: text[lang] for key, text in messages().items() if key.startswith(SCRIPT_WORDS)}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add every generated page; refuse the build where a record is wrong."""
    extras = {"address": config.site_url, "report": config.extra.get("report")}
    if _preview:
        _preview.begin(extras)
    try:
        site = replace(compile_site(), extras=extras)
    except Refused as refused:
        raise PluginError(f"The records cannot be published.\n{refused}") from refused
    config.extra["engine"] = None if _preview else _engine.submit(build_runtime)
    made = [_file(page, config) for page in (_preview.pages(site) if _preview else all_pages(site))]
    for file in made:
        files.append(file)
    if _preview:
        _log.info("%d of %d pages have changed", sum(file.is_modified() for file in made), len(made))
    config.extra["law"] = site
    config.extra["own_assets"].move(files, config)
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Wait for the engine; let templates find our own assets where they are published, and compile the theme's but once."""
    manifest = _preview.manifest if _preview else config.extra["engine"].result()
    config.extra["runtime"] = {"base": RUNTIME, "manifest": manifest, "version": config.extra["law"].catalogue.version}
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(TEMPLATES))
    config.extra["own_assets"].install(env)
    return env


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
        navigations[lang].homepage = items[0]  # where the logo leads; of itself MkDocs knows one home page, the Chinese one
    config.extra["navigations"] = navigations
    config.extra["addresses"] = ["" if file.url in (".", "./") else file.url for file in files.documentation_pages()]
    return navigations["zh"]


def on_page_context(context: dict[str, Any], page: MkDocsPage, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give a page its language: the theme's own words, its navigation, and the address of its twin."""
    lang = page.meta.get("lang", "zh")
    config.theme["language"] = lang
    context["nav"] = config.extra["navigations"][lang]
    context["lang_code"] = lang
    context["twin"] = page.meta.get("twin")
    return context


def on_post_page(output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    """Give a page its security policy; refuse what the policy would forbid."""
    try:
        page_with_policy = with_policy(
            output, article=page.content or "", wasm=bool(page.meta.get("engine")), preview=bool(_preview)
        )
    except UnsafeMarkup as unsafe:
        raise PluginError(f"{page.file.src_uri}: {unsafe}") from unsafe
    return with_preloads(page_with_policy)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Give the page for what is not found its security policy too."""
    return with_policy(output_content, preview=bool(_preview)) if template_name.endswith(".html") else output_content


def on_post_build(config: MkDocsConfig) -> None:
    """Publish what is no page: the engine's runtime and the data."""
    site, own_assets = Path(config.site_dir), config.extra["own_assets"].folder
    data = partial(write_exports, config.extra["law"], config.extra["addresses"], site)
    if _preview:
        _preview.follow(site, data)
    publish_runtime(site)
    if not _preview:
        publish_wheel(site)
        data()
    (site / "_headers").write_text(host_headers(own_assets, RUNTIME), "utf-8")
    publish_vendor(site)
    publish_licences(site)
    _publish_search(site, config)


def _publish_search(site: Path, config: MkDocsConfig) -> None:
    """The search index and the service worker come last: they are made from all the rest. A preview goes without."""
    build = config.extra["build"]
    try:
        if not _preview:
            search.publish_search(site, build)
            offline.publish_worker(site, build, config.extra["own_assets"].folder, RUNTIME)
        elif not (site / search.FOLDER).exists():
            search.publish_search(site, build, only_cached=True)
    except RuntimeBuildError as error:
        raise PluginError(str(error)) from error
