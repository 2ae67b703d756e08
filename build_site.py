"""The one entry: `python build_site.py check | build | serve`; MkDocs calls this file as its hook too."""

from __future__ import annotations

import sys

from publisher.press.hooks import (
    on_config,
    on_env,
    on_files,
    on_nav,
    on_page_context,
    on_post_build,
    on_post_page,
    on_post_template,
    on_shutdown,
    on_startup,
)

__all__ = [
    "on_config",
    "on_env",
    "on_files",
    "on_nav",
    "on_page_context",
    "on_post_build",
    "on_post_page",
    "on_post_template",
    "on_shutdown",
    "on_startup",
]

if __name__ == "__main__":
    from publisher.commandline import main

    sys.exit(main(sys.argv[1:]))
