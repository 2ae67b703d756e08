"""Builds and serves the site with MkDocs, for the command line and the tests."""

from __future__ import annotations

import logging
import os
import socket
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, BuildError

from publisher.errors import Trouble
from publisher.project import ROOT

HOST = "127.0.0.1"
SETTINGS = ROOT / "mkdocs.yml"


def build_site(target: Path | None = None) -> None:
    """Build the site strictly, into `site/` or `target`.

    Raises:
        Trouble: MkDocs refused; the message holds what it said.
    """
    _quiet()
    config = load_config(str(SETTINGS), strict=True, site_dir=str(target) if target else None)
    try:
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    except (BuildError, Abort) as error:
        raise Trouble(f"The site was not built: {error}") from error
    finally:
        config.plugins.on_shutdown()


def serve_site(port: int) -> None:
    """Build and serve on this machine, and build again at every edit, until interrupted.

    Raises:
        Trouble: something else listens on the port.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise Trouble(f"Port {port} is busy: stop what uses it, or run `make serve PORT={port + 1}`.") from error
    os.environ["SITE_URL"] = address = f"http://{HOST}:{port}/"
    _quiet()
    print(f"Building; the site will be at {address}", flush=True)
    serve(str(SETTINGS), build_type="dirty", dev_addr=f"{HOST}:{port}")


def _quiet() -> None:
    """MkDocs announces its successor and warns that a partial rebuild is partial; neither helps here."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    logging.getLogger("mkdocs.commands.build").addFilter(lambda record: "dirty" not in record.getMessage())
