"""A document as text: plain text, HTML, DOCX and PDF, known by what they are and not by their names.

The libraries that read the last three are pure Python, so that the desk reads
them in the browser too. What is hostile or holds no text is refused with a
sentence; nothing in a document is ever run.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

MOST_BYTES = 20_000_000
"""A document that is larger is no policy text."""

MOST_CHARACTERS = 400_000
"""Text of a few hundred printed pages; a policy has a dozen."""

MOST_INFLATED = 50_000_000
"""Bytes of a DOCX once unpacked."""

MOST_PARTS = 2000
"""Files within a DOCX."""

MOST_PAGES = 300

_LEFT_OUT = re.compile(r"(?:aside|button|head|iframe|nav|noscript|script|select|style|svg|template|title)\Z")
_BLOCKS = re.compile(
    r"(?:address|article|blockquote|br|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|ol|p|pre|section|"
    r"table|tr|ul)\Z"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HTML = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|div|p|table|span|br)\b", re.IGNORECASE)


class Unreadable(Exception):
    """A document without a text that could be read; `key` names the sentence that says so (`draft.<key>`)."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def read_document(data: bytes) -> str:
    """Return the text of a document, its paragraphs on lines of their own.

    Raises:
        Unreadable: it is empty, too large, locked, hostile, a scan, or of a kind that cannot be read.
    """
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise Unreadable("empty")
    if len(data) > MOST_BYTES:
        raise Unreadable("too-large", size=len(data) // 1_000_000)
    text = _reader(data)(data)
    if not re.search(r"\w", text):
        raise Unreadable("no-text")
    if len(text) > MOST_CHARACTERS:
        raise Unreadable("too-long", characters=len(text))
    if not re.search(r"[\u3400-\u9fff]", text):
        raise Unreadable("no-chinese")
    return text


def _reader(data: bytes) -> Callable[[bytes], str]:
    if data.lstrip()[:5] == b"%PDF-":
        return _pdf
    if data[:4] == b"PK\x03\x04":
        return _docx
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise Unreadable("old-word")
    if data[:5] == b"{\\rtf":
        raise Unreadable("rtf")
    if data[:4] in (b"\x89PNG", b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe1", b"GIF8", b"II*\0", b"MM\0*"):
        raise Unreadable("picture")
    return _html if _HTML.search(data[:20_000]) else _text


def _text(data: bytes) -> str:
    """Text in UTF-8, UTF-16 with its mark, or GB 18030."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if data.startswith(mark):
            return _decoded(data, encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(data, "gb18030")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable("encoding") from error
    if text.count("\0") or len(re.findall(r"[\x01-\x08\x0e-\x1f\ue000-\uf8ff]", text)) * 50 > len(text):
        raise Unreadable("encoding")
    return text


def _html(data: bytes) -> str:
    from bs4 import BeautifulSoup
    from bs4.element import Comment, NavigableString, Tag

    declared = re.search(rb"charset\s*=\s*[\"']?\s*(gb\w*|big5|utf-?8)", data[:4000], re.IGNORECASE)
    encoding = "gb18030" if declared and declared[1].lower().startswith(b"gb") else None
    markup = _decoded(data, encoding) if encoding else _text(data)
    soup = BeautifulSoup(markup, "html.parser")
    parts: list[str] = []

    def walk(tag: Tag) -> None:
        for child in tag.children:
            if isinstance(child, Tag):
                style = str(child.get("style") or "")
                if _LEFT_OUT.match(child.name) or child.has_attr("hidden") or _HIDDEN.search(style):
                    continue
                block = bool(_BLOCKS.match(child.name))
                parts.append("\n" if block else " " if child.name in ("td", "th") else "")
                walk(child)
                parts.append("\n" if block else "")
            elif isinstance(child, NavigableString) and not isinstance(child, Comment):
                parts.append(re.sub(r"\s+", " ", str(child)))

    try:
        walk(soup)
    except RecursionError as error:
        raise Unreadable("hostile") from error
    return "\n".join(line for line in (line.strip() for line in "".join(parts).split("\n")) if line)


def _docx(data: bytes) -> str:
    import mammoth

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if not any(part.filename == "word/document.xml" for part in parts):
                raise Unreadable("other-office")
            if sum(part.file_size for part in parts) > MOST_INFLATED or len(parts) > MOST_PARTS:
                raise Unreadable("hostile")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and re.search(rb"<!(?:DOCTYPE|ENTITY)", archive.read(part)):
                    raise Unreadable("hostile")
        text: str = mammoth.extract_raw_text(io.BytesIO(data)).value
    except Unreadable:
        raise
    except Exception as error:  # whatever a hostile or broken archive makes of the reader
        raise Unreadable("broken", kind="DOCX") from error
    return re.sub(r"\n{2,}", "\n", text)


def _pdf(data: bytes) -> str:
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("locked")
        if len(reader.pages) > MOST_PAGES:
            raise Unreadable("too-many-pages", pages=len(reader.pages))
        pages = [page.extract_text() or "" for page in reader.pages]
    except Unreadable:
        raise
    except Exception as error:  # whatever a hostile or broken file makes of the reader
        raise Unreadable("broken", kind="PDF") from error
    if sum(len(re.findall(r"\w", page)) for page in pages) < 20 * max(1, len(pages) // 2):
        raise Unreadable("scan")
    return "\n".join(_unwrapped(page) for page in pages)


_NUMERAL = "[一二三四五六七八九十百]"
_NUMBERED = re.compile(rf"第(?:\d|{_NUMERAL})+[条章节]|{_NUMERAL}+、|[（(](?:\d|{_NUMERAL})+[）)]|\d{{1,2}}[.．、]")


def _unwrapped(page: str) -> str:
    """Join the lines of a printed page into its paragraphs: a line that fills the width goes on in the next."""
    lines = [line.strip() for line in page.split("\n") if line.strip()]
    lines = [line for line in lines if not re.fullmatch(r"[—\-－ ]*\d{1,3}[—\-－ ]*", line)]
    width = max((len(line) for line in lines), default=0)
    joined: list[str] = []
    for line in lines:
        if joined and len(joined[-1]) and _goes_on(joined[-1], line, width):
            joined[-1] += line
        else:
            joined.append(line)
    return "\n".join(joined)


def _goes_on(before: str, line: str, width: int) -> bool:
    tail = before[-width:]
    begins = _NUMBERED.match(line)
    return not begins and len(tail) >= width - 3 and not before.endswith(("。", "：", "；"))
