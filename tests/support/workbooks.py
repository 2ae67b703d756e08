"""Workbooks written by hand, as programs write them and as none should: every cell says what it holds, and how."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

CONTENT_TYPES = f"""<Types xmlns="{PACKAGE}/content-types">
<Default Extension="xml" ContentType="application/xml"/>
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
</Types>"""


@dataclass(frozen=True)
class C:
    """A cell as the file has it: type, value, formula, inline text in runs, and the place of its format among `formats`."""

    v: str | None = None
    t: str = ""
    f: str | None = None
    s: int | None = None
    runs: Sequence[str] = ()
    inside: str = ""
    """XML that stands in the cell besides."""


@dataclass
class Page:
    """A sheet: its rows, the numbers of those that are hidden, hidden columns as `(first, last)`, merged ranges."""

    name: str
    rows: Sequence[Sequence[object]]
    state: str = ""
    hidden: Collection[int] = ()
    hidden_columns: Sequence[tuple[int, int]] = ()
    merged: Sequence[str] = ()
    padding: int = 0
    """Bytes of nothing among the rows."""
    addresses: bool = True
    """Whether rows and cells say where they stand."""
    first: int = 1
    """The number of the first row."""


@dataclass
class Book:
    """What the sheets share; `formats` are codes, of which a cell's `s` names one, counted from 1."""

    pages: Sequence[Page]
    formats: Sequence[str] = ()
    shared: bool = False
    """Whether texts stand in a list of their own, as Excel writes them."""
    since_1904: bool = False
    prefix: str = ""
    """Before the names of elements, as some programs write them."""
    namespace: str = TRANSITIONAL
    declaration: str = ""
    """Before the root of every sheet: a document type, say."""
    more: dict[str, str] = field(default_factory=dict)
    _strings: list[str] = field(default_factory=list)

    def file(self) -> bytes:
        """The file."""
        sheets = [self._sheet(page) for page in self.pages]
        parts = {
            "[Content_Types].xml": CONTENT_TYPES,
            "_rels/.rels": self._relations([("rId1", "officeDocument", "xl/workbook.xml")]),
            "xl/workbook.xml": self._workbook(),
            "xl/_rels/workbook.xml.rels": self._relations(
                [
                    *((f"rId{at}", "worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(sheets) + 1)),
                    ("rId900", "styles", "styles.xml"),
                    ("rId901", "sharedStrings", "/xl/sharedStrings.xml"),
                ]
            ),
            "xl/styles.xml": self._styles(),
            **{f"xl/worksheets/sheet{at}.xml": sheet for at, sheet in enumerate(sheets, 1)},
        }
        if self._strings:
            parts["xl/sharedStrings.xml"] = self._root("sst", "".join(self._strings))
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in (parts | self.more).items():
                archive.writestr(name, text)
        return out.getvalue()

    def _root(self, name: str, content: str) -> str:
        namespace = f"xmlns:{self.prefix[:-1]}" if self.prefix else "xmlns"
        tag = f"{self.prefix}{name}"
        return f'{self.declaration}<{tag} {namespace}="{self.namespace}" xmlns:r="{OFFICE}">{content}</{tag}>'

    def _relations(self, targets: Sequence[tuple[str, str, str]]) -> str:
        entries = (f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>' for name, kind, target in targets)
        return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(entries)}</Relationships>'

    def _workbook(self) -> str:
        p = self.prefix
        states = [f' state="{page.state}"' if page.state else "" for page in self.pages]
        sheets = "".join(
            f'<{p}sheet name={quoteattr(page.name)} sheetId="{at}"{state} r:id="rId{at}"/>'
            for at, (page, state) in enumerate(zip(self.pages, states, strict=True), 1)
        )
        dates = f'<{p}workbookPr date1904="1"/>' if self.since_1904 else ""
        return self._root("workbook", f"{dates}<{p}sheets>{sheets}</{p}sheets>")

    def _styles(self) -> str:
        p = self.prefix
        own = {at: code for at, code in enumerate(self.formats, 164) if not code.isdecimal()}
        codes = "".join(f'<{p}numFmt numFmtId="{at}" formatCode={quoteattr(code)}/>' for at, code in own.items())
        ids = [0, *(at if at in own else int(code) for at, code in enumerate(self.formats, 164))]
        formats = "".join(f'<{p}xf numFmtId="{at}" applyNumberFormat="1"/>' for at in ids)
        return self._root(
            "styleSheet",
            f'<{p}numFmts>{codes}</{p}numFmts><{p}cellStyleXfs><{p}xf numFmtId="14"/></{p}cellStyleXfs>'
            f'<{p}cellXfs>{formats}</{p}cellXfs><{p}dxfs><{p}dxf><{p}numFmt numFmtId="164" formatCode="0"/></{p}dxf></{p}dxfs>',
        )

    def _sheet(self, page: Page) -> str:
        p = self.prefix
        lines = []
        for row, cells in enumerate(page.rows, page.first):
            hidden = ' hidden="1"' if row in page.hidden else ""
            where = f' r="{row}"' if page.addresses else ""
            content = "".join(self._cell(at, row, cell, page) for at, cell in enumerate(cells) if cell is not None)
            lines.append(f"<{p}row{where}{hidden}>{content}</{p}row>")
        columns = "".join(f'<{p}col min="{first}" max="{last}" width="0" hidden="1"/>' for first, last in page.hidden_columns)
        merged = "".join(f'<{p}mergeCell ref="{ref}"/>' for ref in page.merged)
        return self._root(
            "worksheet",
            (f"<{p}cols>{columns}</{p}cols>" if columns else "")
            + f"<{p}sheetData>{''.join(lines)}{' ' * page.padding}</{p}sheetData>"
            + (f"<{p}mergeCells>{merged}</{p}mergeCells>" if merged else ""),
        )

    def _cell(self, at: int, row: int, value: object, page: Page) -> str:
        p, cell = self.prefix, value if isinstance(value, C) else self._plain(value)
        marks = f' r="{letters(at)}{row}"' if page.addresses else ""
        marks += f' s="{cell.s}"' if cell.s is not None else ""
        marks += f' t="{cell.t}"' if cell.t else ""
        inside = f"<{p}f>{escape(cell.f)}</{p}f>" if cell.f is not None else ""
        inside += f"<{p}v>{escape(cell.v)}</{p}v>" if cell.v is not None else ""
        if cell.runs:
            texts = cell.runs if len(cell.runs) > 1 else ()
            runs = "".join(
                f'<{p}r><{p}rPr><{p}b/></{p}rPr><{p}t xml:space="preserve">{escape(one)}</{p}t></{p}r>' for one in texts
            )
            inside += f"<{p}is>{runs or f'''<{p}t xml:space="preserve">{escape(cell.runs[0])}</{p}t>'''}</{p}is>"
        return f"<{p}c{marks}>{inside}{cell.inside}</{p}c>"

    def _plain(self, value: object) -> C:
        p = self.prefix
        if isinstance(value, bool):
            return C(str(int(value)), "b")
        if isinstance(value, int | float):
            return C(repr(value))
        if not self.shared:
            return C(t="inlineStr", runs=[str(value)])
        self._strings.append(f'<{p}si><{p}t xml:space="preserve">{escape(str(value))}</{p}t></{p}si>')
        return C(str(len(self._strings) - 1), "s")


def workbook(rows: Sequence[Sequence[object]], *, formats: Sequence[str] = (), **page: object) -> bytes:
    """A workbook of one sheet."""
    return Book([Page("firms", rows, **page)], formats).file()  # type: ignore[arg-type]


def letters(at: int) -> str:
    """A column's name, counted from 0."""
    name, at = "", at + 1
    while at:
        at, digit = divmod(at - 1, 26)
        name = chr(ord("A") + digit) + name
    return name
