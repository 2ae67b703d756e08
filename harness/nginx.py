"""Runs nginx on loopback as the hosting page prints it, in the frame that packages of nginx put around such a file."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from publisher.project import ROOT

PREFIX = "/huice/"
"""Where the printed file serves the site."""

PAGES = {"zh": ROOT / "docs" / "hosting.md", "en": ROOT / "docs" / "en" / "hosting.md"}
TYPES = Path("/etc/nginx/mime.types")

FRAME = """
daemon off;
pid {folder}/nginx.pid;
error_log stderr warn;
worker_processes 2;
events {{ worker_connections 512; }}
http {{
  include {types};
  default_type application/octet-stream;
  access_log off;
  sendfile on;
  {temporary}
  include {folder}/huice.conf;
}}
"""


def printed(lang: str = "en") -> str:
    """The file that the hosting page tells people to write."""
    [recipe] = re.findall(r"```nginx\n(.*?)```", PAGES[lang].read_text("utf-8"), re.DOTALL)
    return str(recipe)


def find() -> str | None:
    """The path of nginx; Debian has it where only root looks."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def install() -> str | None:
    """Install Debian's nginx where we may; gives its path."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "nginx-light"]):
            subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return find()


@contextmanager
def serving(nginx: str, site: Path, said: list[str] | None = None) -> Iterator[str]:
    """Serve the site as printed, but for its folder and a free port; yields the address, which ends in a slash.

    What nginx has to say comes into `said`.

    Raises:
        RuntimeError: it does not start.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="huice-nginx-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        temporary = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
        own = printed().replace("listen 80;", f"listen 127.0.0.1:{port};").replace("/srv/huice/", f"{site}/")
        (folder / "huice.conf").write_text(own, "utf-8")
        (folder / "nginx.conf").write_text(FRAME.format(folder=folder, types=TYPES, temporary=temporary), "utf-8")
        command = [nginx, "-c", str(folder / "nginx.conf"), "-p", name]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
            try:
                _wait_for(port, process)
                yield f"http://127.0.0.1:{port}{PREFIX}"
            finally:
                process.terminate()
                if said is not None and process.stderr:
                    said += process.stderr.read().splitlines()


def _wait_for(port: int, process: subprocess.Popen[str]) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.05)
    raise RuntimeError(f"nginx did not start: {process.stderr.read() if process.stderr else ''}")
