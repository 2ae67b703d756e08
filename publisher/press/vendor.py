"""Puts others' work into the site: the chart library, the two libraries for workbooks, the licences of all that is published."""

from __future__ import annotations

from publisher.pages.shipped import shipped
from publisher.project import ROOT
from publisher.site_folder import SiteFolder

UPLOT = ROOT / "node_modules" / "uplot"
TARGET = "assets/vendor/uplot"
"""Where it stands in the site; `docs/assets/app/chart/library.mjs` looks for it there."""


WORKBOOKS = ("read-excel-file", "write-excel-file")
"""Read and write XLSX. Their modules are dozens of files that name one another in the way of bundlers, so the scripts are
taken that their makers bundle; `docs/assets/app/plan/workbook-worker.mjs` loads each when it is first needed."""

PLAIN_INTL = "const Intl = { NumberFormat: class { format = String; }, DateTimeFormat: class { resolvedOptions = () => ({}); } };"
"""Stands before uPlot's script, for it alone. As it is read, the script asks the browser how numbers are written here and in
which zone of time: 30 to 50 ms in Chromium. Our axes write their own numbers and show no time."""


def publish_vendor(site: SiteFolder) -> None:
    """Put the libraries into `site`, each with its licence."""
    _publish_uplot(site)
    for name in WORKBOOKS:
        package, target = ROOT / "node_modules" / name, f"assets/vendor/{name}"
        script = (package / "bundle" / f"{name}.min.js").read_text("utf-8")
        # Its map is not published, and a browser with its tools open would look for it.
        site.put(f"{target}/{name}.min.js", script.partition("//# sourceMappingURL=")[0].encode())
        site.put(f"{target}/LICENSE", (package / "LICENSE").read_bytes())


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
