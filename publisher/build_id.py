"""Names a build by everything that goes into it.

Pages carry the name, the service worker keeps one cache under it, and the
search index stands in a folder of that name, so that none of them can be taken
for those of another build. It is made from what is read and not from what is
written: it has to stand in the pages before the last of them is rendered. The
same sources give the same name, on any day and any machine.
"""

from __future__ import annotations

from publisher.digest import NAME_LENGTH, named_files, sum_of_files
from publisher.project import ROOT

SOURCES = (
    "docs",
    "policies",
    "publisher",
    "calculators",
    "mkdocs.yml",
    "build_site.py",
    "requirements.txt",
    "package-lock.json",
)
"""Whatever can change a byte of the site; the locked requirements stand for the tools."""


def build_id(address: str) -> str:
    """The name of a build of these sources for the site at `address`."""
    return sum_of_files(named_files(ROOT / name for name in SOURCES), address)[:NAME_LENGTH]
