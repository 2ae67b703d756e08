"""A page that MkDocs need not read: its front matter and its HTML are there already.

Only the heading is Markdown. Python-Markdown would read the block of HTML below
it tag by tag, three times, and hand it back as it was, and would be set up anew
for every page; that took half of a build.
"""

from __future__ import annotations

import re
from functools import cache

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc

from publisher.pages import Page

_ID = re.compile(r'\sid="([^"]+)"')


class MadePage(MkDocsPage):
    """The page of a generated file."""

    def __init__(self, made: Page, file: File, config: MkDocsConfig) -> None:
        super().__init__(None, file, config)
        self._front_matter, self._heading, self._block = made.meta, made.heading, made.block

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the front matter and the heading."""
        self.meta, self.markdown = dict(self._front_matter), self._heading

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Put the block below the heading, as it would come from Python-Markdown; of thousands of blocks none is kept twice."""
        self.content = f"{_headings().reset().convert(self._heading)}\n{self._block}"
        self._block = ""
        self.toc = get_toc([])
        self.present_anchor_ids = set(_ID.findall(self.content))


@cache
def _headings() -> Markdown:
    return Markdown(extensions=["attr_list"])
