"""What is mended in the theme, each in one place, and said where a new theme no longer fits the mend."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

SCRIPT = "assets/javascripts/bundle.*.min.js"
ASKS_BESIDE_TWINS = '"link[rel=alternate]"'
"""What the theme's script looks for: beside every page that such a link names it asks for a site map, and here there is none."""

TICKED = ' type="checkbox" id="__{}" autocomplete="off"'

_log = logging.getLogger("mkdocs.huice")


def ask_for_no_site_maps(files: Files, config: MkDocsConfig) -> None:
    """Publish the theme's script without its question for site maps; pages name their twins as everybody else reads them."""
    for file in [one for one in files if Path(one.src_uri).match(SCRIPT)]:
        script = file.content_string
        if ASKS_BESIDE_TWINS not in script:
            _log.warning("%s looks for twins in another way: pages may ask for site maps that are not there", file.src_uri)
            continue
        files.remove(file)
        files.append(File.generated(config, file.src_uri, content=script.replace(ASKS_BESIDE_TWINS, '"link[rel=none]"')))


def valid(page: str) -> str:
    """The page without what HTML does not allow in the theme's own markup: `autocomplete` on boxes to tick."""
    for name in ("drawer", "search"):
        page = page.replace(TICKED.format(name), f' type="checkbox" id="__{name}"')
    return page
