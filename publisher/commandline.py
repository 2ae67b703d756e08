"""`python build_site.py check | build | serve | render | new | fresh | impact`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from calculators.vocabulary import LANGUAGES
from publisher.checks.drafts import progress, progress_text
from publisher.checks.report import report, report_text
from publisher.compiled_site import compile_site
from publisher.errors import Trouble
from publisher.impact.report import data, told
from publisher.impact_of import impact_of
from publisher.new_record import STDIN, new_record
from publisher.pages import all_pages
from publisher.press.run import build_site, serve_site
from publisher.project import POLICIES, ROOT
from publisher.records.corpus import read_corpus
from publisher.records.findings import Refused
from publisher.watch import watch
from publisher.watch.fetch import fetch
from publisher.wording import say

PORT = 8000
CLOSED = 141
INTERRUPTED = 130
"""What shells call the end of a command by a pipe that closes, and by an interrupt."""


def main(argv: list[str]) -> int:
    """Run a command; returns the exit code: 1 where records are refused, 2 where it is wrong or cannot run, 130 where stopped."""
    parser = argparse.ArgumentParser(prog="build_site.py", description="Read, check and publish the policy records.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="prove every figure of the records against its words")
    check.add_argument("--sources", type=Path, metavar="DIR", help="compare the texts with the source files in DIR")
    check.add_argument("--report", action="store_true", help="say per policy what has been proved")
    build = commands.add_parser("build", help="build the site into site/")
    build.add_argument(
        "--strict", action="store_true", help="as in CI: fail where Pyodide does not fit a step that makes it fast"
    )
    serve = commands.add_parser("serve", help="build, serve on this machine, rebuild at every edit")
    serve.add_argument("--port", type=int, default=int(os.environ.get("PORT", PORT)))
    render = commands.add_parser("render", help="write the pages as Markdown files, for another site engine")
    render.add_argument("out", type=Path)
    new = commands.add_parser("new", help="start the record of a policy")
    new.add_argument("id")
    new.add_argument(
        "--text", dest="source", metavar="FILE", help="draft it from a text, web page, DOCX or PDF (-: standard input)"
    )
    fresh = commands.add_parser("fresh", help="say which texts end, which evidence is old, which pages have changed")
    fresh.add_argument("--online", action="store_true", help="look at the pages that the records name")
    fresh.add_argument("--json", action="store_true", help="as data, for programs")
    fresh.add_argument("--strict", action="store_true", help="exit 1 where there is something to look at")
    fresh.add_argument("--on", type=date.fromisoformat, metavar="DAY", help="as on this day (2026-11-27); today unless given")
    changes = commands.add_parser("impact", help="say what the records change against those of a commit")
    changes.add_argument("revision", metavar="REV")
    changes.add_argument("--firms", type=Path, metavar="FILE", help="firms to try it on, CSV or XLSX; invented ones unless given")
    changes.add_argument("--json", action="store_true", help="as data, for programs")
    changes.add_argument("--lang", choices=LANGUAGES, default="en")
    options = parser.parse_args(argv)
    if options.command == "new" and options.source not in (None, STDIN):
        options.source = str(Path(options.source).resolve())
    if options.command == "impact" and options.firms:
        options.firms = options.firms.resolve()
    os.chdir(ROOT)
    try:
        code = COMMANDS[options.command](options)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # whoever reads has read enough; Python would try once more on its way out
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLOSED
    except Refused as refused:
        print(refused, file=sys.stderr)
        print(f"{len(refused.findings)} to mend", file=sys.stderr)
        return 1
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return INTERRUPTED


def _check(options: argparse.Namespace) -> int:
    if options.sources and not options.sources.is_dir():
        raise Trouble(f"{options.sources} is no folder: name the one that holds the source files.")
    site = compile_site(options.sources)
    if options.report:
        print(report_text(report(site.corpus, site.compiled)))
    benefits = len(site.catalogue.benefits)
    for draft in site.corpus.drafts:
        print(progress_text(progress(draft, site.corpus)), end="\n\n")
    print(f"{len(site.corpus.records)} policies, {benefits} benefits: every figure stands in its words")
    return 0


def _build(options: argparse.Namespace) -> int:
    if options.strict:
        os.environ["CI"] = "true"  # as the services that run `make build` for a commit set it
    build_site()
    return 0


def _serve(options: argparse.Namespace) -> int:
    serve_site(options.port)
    return 0


def _render(options: argparse.Namespace) -> int:
    count = 0
    for page in all_pages(compile_site()):
        file = options.out / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page.markdown, "utf-8")
        count += 1
    print(f"{count} pages in {options.out}")
    return 0


def _new(options: argparse.Namespace) -> int:
    print(new_record(options.id, options.source))
    return 0


def _fresh(options: argparse.Namespace) -> int:
    today = options.on or date.today()
    watched = watch(read_corpus(POLICIES), today, fetch if options.online else None)
    if options.json:
        found = [notice.data() for notice in watched.notices]
        print(json.dumps({"on": today.isoformat(), "pages": watched.pages, "notices": found}, ensure_ascii=False, indent=1))
    else:
        for notice in watched.notices:
            print(notice.told("en"))
        print(say("fresh.count", "en", count=len(watched.notices), pages=watched.pages))
    return int(options.strict and bool(watched.notices))


def _impact(options: argparse.Namespace) -> int:
    found, findings = impact_of(options.revision, sheet=options.firms)
    if options.json:
        print(json.dumps(data(found, options.revision), ensure_ascii=False, indent=1))
    else:
        print(told(found, options.revision, options.lang))
    if findings:
        print(Refused(findings), file=sys.stderr)
    return int(bool(findings))


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "check": _check,
    "build": _build,
    "serve": _serve,
    "render": _render,
    "new": _new,
    "fresh": _fresh,
    "impact": _impact,
}
