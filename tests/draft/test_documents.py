"""Documents of every kind as text, and those that hold none: each gets a sentence, none a traceback."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from pypdf import PdfWriter

from publisher.draft.readers import MOST_BYTES, Unreadable, read_document
from publisher.wording import say

LAW = ["某市支持人工智能若干措施", "一、算力。对企业给予10%补助，最高5万元。", "二、数据。对企业给予奖励20万元。"]
BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)


def archive(**parts: bytes | str) -> bytes:
    """A ZIP file; `__` in a name stands for a slash, `_dot_` for a dot."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return data.getvalue()


def docx(body: str, before: str = "") -> bytes:
    named = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": before + BODY.format(body)}
    return archive(**named)


def pdf(lines: list[str]) -> bytes:
    """One page with these lines, in a font that only its table of characters explains, as printers make them."""
    shown = "".join(f"<{line.encode('utf-16-be').hex()}> Tj 0 -20 Td " for line in lines)
    codes = sorted({ord(char) for line in lines for char in line})
    table = f"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange {len(codes)} beginbfchar "
    table += " ".join(f"<{code:04x}> <{code:04x}>" for code in codes) + " endbfchar endcmap"
    content = f"BT /F 12 Tf 50 700 Td {shown} ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type0 /BaseFont /S /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /S /CIDSystemInfo << /Registry (A) /Ordering (I) /Supplement 0 >> >>",
        f"<< /Length {len(table)} >>\nstream\n{table}\nendstream",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, entry in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{entry}\nendobj\n".encode()
    table_at = len(data)
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}".encode()
    return data + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table_at}\n%%EOF".encode()


def locked() -> bytes:
    writer, data = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.encrypt("a password", algorithm="RC4-128")
    writer.write(data)
    return data.getvalue()


def scan() -> bytes:
    writer, data = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(data)
    return data.getvalue()


PARAGRAPHS = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in LAW)
HTML = "<html><head><title>t</title></head><body><form><nav>首页</nav>{}</form></body></html>"
PAGE = HTML.format("<script>alert('坏')</script><style>p{}</style>" + "".join(f"<p onclick=alert(1)>{line}</p>" for line in LAW))
READABLE = {
    "text": "\r\n".join(LAW).encode(),
    "text with a mark": "\n".join(LAW).encode("utf-8-sig"),
    "UTF-16": "\n".join(LAW).encode("utf-16"),
    "GB 18030": "\n".join(LAW).encode("gb18030"),
    "page": PAGE.encode(),
    "page in GBK": PAGE.replace("<title>", '<meta charset="gbk"><title>').encode("gbk"),
    "DOCX": docx(PARAGRAPHS),
    "PDF": pdf(LAW),
}
DOCTYPE = '<!DOCTYPE w [<!ENTITY a "aaaa">]>'
REFUSED = {
    "empty": b" \r\n",
    "too-large": b"x" * (MOST_BYTES + 1),
    "too-long": ("政策文本" * 420_000).encode(),  # 5 MB
    "no-text": "——。。".encode(),
    "no-chinese": b"an English text",
    "encoding": bytes(range(256)) * 4,
    "picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
    "old-word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 50,
    "rtf": rb"{\rtf1 \u25919 }",
    "other-office": archive(xl__workbook_dot_xml="<x/>"),
    "hostile": docx(PARAGRAPHS, DOCTYPE),
    "broken": b"PK\x03\x04" + b"\0" * 50,
    "locked": locked(),
    "scan": scan(),
}


@pytest.mark.parametrize("kind", READABLE)
def test_a_document_is_read_by_what_it_is(kind: str) -> None:
    assert read_document(READABLE[kind]).splitlines() == LAW


@pytest.mark.parametrize("key", REFUSED)
def test_what_holds_no_text_is_told_in_a_sentence(key: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_document(REFUSED[key])
    assert refused.value.key == key
    for lang in ("zh", "en"):
        sentence = say(f"draft.{key}", lang, **refused.value.values)
        assert "{" not in sentence
        assert sentence.endswith(("。", "."))


def test_an_archive_that_swells_is_not_unpacked() -> None:
    with pytest.raises(Unreadable) as refused:
        read_document(docx("<w:p/>" + " " * 60_000_000))
    assert refused.value.key == "hostile"


@pytest.mark.parametrize("cut", [20, 60, 200, 400, 700])
def test_a_pdf_that_is_cut_short_is_told(cut: int) -> None:
    with pytest.raises(Unreadable) as refused:
        read_document(pdf(LAW)[:cut])
    assert refused.value.key in ("broken", "scan")


def test_scripts_of_a_page_are_neither_run_nor_read() -> None:
    text = read_document(
        HTML.format("<p>一、给予补助</p><script>" + "x<p>坏" * 1000 + "</script><svg><text>坏</text></svg>").encode()
    )
    assert not re.search("坏", text)


def test_a_page_nested_without_end_is_told() -> None:
    with pytest.raises(Unreadable) as refused:
        read_document(HTML.format("<div>" * 3000 + "一、补助").encode())
    assert refused.value.key == "hostile"
