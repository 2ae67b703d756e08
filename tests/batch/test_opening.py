"""Promise: a file is known by what it is, not by its name; what cannot be read is told what it is and how to save it."""

from __future__ import annotations

import io
import zipfile

import pytest

from calculators.batch import parts
from calculators.catalogue import Catalogue
from calculators.errors import Misuse
from tests.batch.firms import FIRM, HEADINGS, in_book, in_text, worked
from tests.support.workbooks import Book, Page

BOOK, TEXT = in_book(HEADINGS, FIRM), in_text(HEADINGS, FIRM)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
LOCKED = OLE + "EncryptedPackage".encode("utf-16-le")


def zipped(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


@pytest.mark.parametrize("name", ["firms.xlsx", "firms.csv", "firms.xls", "firms.xlsm", "firms.txt", "firms", "", "名单.XLSX"])
@pytest.mark.parametrize("data", [BOOK, TEXT], ids=["book", "text"])
def test_the_name_says_nothing(catalogue: Catalogue, data: bytes, name: str) -> None:
    """A workbook named .csv and a text named .xlsx are read."""
    assert worked(catalogue, data, name).names == ["甲"]


@pytest.mark.parametrize(
    ("data", "name", "zh", "en"),
    [
        (OLE, "old.xls", "Excel 97-2003", "old XLS format"),
        (OLE, "", "Excel 97-2003", "old XLS format"),
        (OLE, "firms.xlsx", "打开密码", "locked with a password"),
        (OLE, "firms.xlsm", "打开密码", "locked with a password"),
        (LOCKED, "firms.xls", "打开密码", "locked with a password"),
        (OLE, "firms.et", "WPS", "WPS"),
        (BOOK, "firms.et", "WPS", "WPS"),
        (TEXT, "firms.ET", "WPS", "WPS"),
        (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "a.ods", "ODS", "ODS"),
        (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "a.xlsx", "ODS", "ODS"),
        (zipped(Index__Document_dot_iwa="x"), "a.numbers", "Numbers", "Numbers"),
        (zipped(Index__Document_dot_iwa="x"), "a.xlsx", "Numbers", "Numbers"),
        (b"bplist00", "a.numbers", "Numbers", "Numbers"),
        (zipped(_rels__dot_rels="x", xl__workbook_dot_bin="x"), "a.xlsb", "XLSB", "XLSB"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "a.xls", "网页", "web page"),
        ("\ufeff<!DOCTYPE html>\n<table>".encode(), "a.xls", "网页", "web page"),
        ("<table border=1><tr><td>企业名称".encode("gb18030"), "a.xls", "网页", "web page"),
        (b"<!-- x --><div><table>", "a.csv", "网页", "web page"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "a.xls", "XML", "XML"),
        (b"%PDF-1.7", "a.pdf", "不是能读的表格", "no spreadsheet"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a.png", "不是能读的表格", "no spreadsheet"),
        (zipped(_rels__dot_rels="x", word__document_dot_xml="x"), "a.docx", "不是能读的表格", "no spreadsheet"),
        (zipped(firms_dot_csv="x"), "a.zip", "不是能读的表格", "no spreadsheet"),
        (b"\x00\x01\x02\x03", "a.xlsx", "不是能读的表格", "no spreadsheet"),
        (b"PK\x03\x04 no workbook", "a.xlsx", "读不出来", "cannot be read"),
        (BOOK[: len(BOOK) // 2], "a.xlsx", "读不出来", "cannot be read"),
        (b"", "a.csv", "没有找到列名", "No headings"),
        (b"a,b\n1,2\n", "a.csv", "没有找到列名", "No headings"),
        (in_book(("a", "b"), (1, 2)), "a.xlsx", "没有找到列名", "No headings"),
        (Book([Page("a", [])]).file(), "a.xlsx", "没有找到列名", "No headings"),
    ],
)
def test_each_has_a_sentence_of_its_own(catalogue: Catalogue, data: bytes, name: str, zh: str, en: str) -> None:
    """What it is, and what to do, in the reader's language."""
    with pytest.raises(Misuse) as refused:
        worked(catalogue, data, name)
    assert zh in refused.value.message("zh") and en in refused.value.message("en")


def spoilt(part: str, content: str) -> bytes:
    """A workbook with another part."""
    return Book([Page("a", [HEADINGS, FIRM])], shared=True, more={part: content}).file()


LAUGHS = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))


@pytest.mark.parametrize(
    "declaration",
    [f'<!DOCTYPE x [<!ENTITY l0 "lol">{LAUGHS}]>', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "<!DOCTYPE x>"],
)
def test_entities_are_refused(catalogue: Catalogue, declaration: str) -> None:
    """A document type ends the reading, whatever it would bring: a billion laughs, or a file of the machine."""
    with pytest.raises(Misuse, match="cannot be read"):
        worked(catalogue, Book([Page("a", [HEADINGS, FIRM])], declaration=declaration).file())


def test_sizes_are_counted_as_they_come(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part that unpacks to more than is taken is refused, whatever stands in it; no address makes room for itself."""
    monkeypatch.setattr(parts, "MOST_UNPACKED", 2_000_000)
    for book in (
        Book([Page("a", [HEADINGS, FIRM], padding=3_000_000)]),
        Book([Page("a", [HEADINGS, ("甲" * 1_000_000, *FIRM[1:])])]),
        Book([Page("a", [HEADINGS, ("甲" * 1_000_000, *FIRM[1:])])], shared=True),
    ):
        with pytest.raises(Misuse, match="larger than"):
            worked(catalogue, book.file())
    far = Book([Page("a", [HEADINGS, FIRM]), Page("b", [["x"]], first=1_048_576)]).file()
    assert worked(catalogue, far).names == ["甲"]


def test_a_file_that_breaks_off(catalogue: Catalogue) -> None:
    """XML that ends in the middle of the rows is refused in a sentence too."""
    book = Book([Page("a", [HEADINGS, FIRM])])
    whole = book._sheet(book.pages[0])
    for cut in (len(whole) - 20, len(whole) // 2, 0):
        with pytest.raises(Misuse):
            worked(catalogue, Book([Page("a", [HEADINGS, FIRM])], more={"xl/worksheets/sheet1.xml": whole[:cut]}).file())
