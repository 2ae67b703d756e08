"""Puts others' work into the site: the libraries for charts, workbooks, calendars and letters, and the licences of everything."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from publisher.node import run_script
from publisher.pages.shipped import shipped
from publisher.project import BUILD, ROOT
from publisher.site_folder import SiteFolder

UPLOT = ROOT / "node_modules" / "uplot"
TARGET = "assets/vendor/uplot"
"""Where it stands in the site; `docs/assets/app/chart/library.mjs` looks for it there."""


WORKBOOKS = "write-excel-file"
"""Writes XLSX. Its modules are dozens of files that name one another in the way of bundlers, so the script is taken that its
maker bundles; `docs/assets/app/plan/workbook-worker.mjs` loads it when it is first needed."""

PLAIN_INTL = "const Intl = { NumberFormat: class { format = String; }, DateTimeFormat: class { resolvedOptions = () => ({}); } };"
"""Stands before uPlot's script, for it alone. As it is read, the script asks the browser how numbers are written here and in
which zone of time: 30 to 50 ms in Chromium. Our axes write their own numbers and show no time."""

CALENDARS = "ical.js"
"""Writes iCalendar files. Its maker publishes it as one small module; `docs/assets/app/plan/calendar.mjs` loads it."""

BUNDLED = ("codemirror", "docx")
"""The desk's editor and the writer of letters, each made one module of what its file beside this one names;
`docs/assets/app/desk/editor.mjs` and `docs/assets/app/shared/letter-file.mjs` load them."""


def publish_vendor(site: SiteFolder) -> None:
    """Put the libraries into `site`, each with its licence.

    Raises:
        Trouble: esbuild is missing or failed.
    """
    _publish_uplot(site)
    for name in BUNDLED:
        site.put(f"assets/vendor/{name}/{name}.mjs", bundled(name))
    package, target = ROOT / "node_modules" / WORKBOOKS, f"assets/vendor/{WORKBOOKS}"
    script = (package / "bundle" / f"{WORKBOOKS}.min.js").read_text("utf-8")
    # Its map is not published, and a browser with its tools open would look for it.
    site.put(f"{target}/{WORKBOOKS}.min.js", script.partition("//# sourceMappingURL=")[0].encode())
    site.put(f"{target}/LICENSE", (package / "LICENSE").read_bytes())
    package, target = ROOT / "node_modules" / CALENDARS, f"assets/vendor/{CALENDARS}"
    script = (package / "dist" / "ical.min.js").read_text("utf-8")
    site.put(f"{target}/ical.min.js", script.partition("//# sourceMappingURL=")[0].encode())
    for name in (CALENDARS, "docx"):
        site.put(f"assets/vendor/{name}/LICENSE", (ROOT / "node_modules" / name / "LICENSE").read_bytes())


@cache
def bundled(name: str) -> bytes:
    """A library and all it imports as one module, made once while a process runs."""
    made = BUILD / "vendor" / f"{name}.mjs"
    entry = Path(__file__).with_name(f"{name}.mjs")
    job = {"esbuild": str(ROOT / "node_modules" / "esbuild"), "entry": str(entry), "out": str(made)}
    run_script(Path(__file__).with_name("vendor_bundle.mjs"), job)
    return made.read_bytes()


def _publish_uplot(site: SiteFolder) -> None:
    """Its script as a module, its style sheet, its licence."""
    script = (UPLOT / "dist" / "uPlot.iife.min.js").read_text("utf-8")
    # The package's own module is not minified; the minified script defines one name, which the last line exports.
    site.put(f"{TARGET}/uPlot.mjs", f"{PLAIN_INTL}\n{script.rstrip()}\nexport default uPlot;\n".encode())
    for name, source in (("uPlot.min.css", "dist/uPlot.min.css"), ("LICENSE", "LICENSE")):
        site.put(f"{TARGET}/{name}", (UPLOT / source).read_bytes())


def publish_licences(site: SiteFolder) -> None:
    """Put the texts of the licences where the page that lists them looks for them."""
    for one in shipped():
        if one.file:
            site.put(one.file, one.text.encode())
