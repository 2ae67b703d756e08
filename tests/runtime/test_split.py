"""Promise: Python cut in two is the same Python; wherever the cut is, only when the second part is fetched differs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from publisher.errors import Trouble
from publisher.project import ROOT
from publisher.runtime.link import link_at_once
from publisher.runtime.split import split
from publisher.runtime.trace import called
from publisher.runtime.wasm import Section, read, sections
from tests.runtime.published import PublishedSite

from .test_start import QUESTIONS, ask, how_it_started

OpenPage = Callable[..., Page]

PYODIDE = ROOT / "node_modules" / "pyodide"
ANSWERS = [{"answer": "400000.00"}, {"answer": "49382.71"}, {"answer": "2"}]


def _cut(site: PublishedSite, called: Callable[[int], bool]) -> None:
    """Cuts the site's Python so that the first part has the functions whose numbers are `called`."""
    wasm = site.file("wasm").read_bytes()
    numbers = range(len(read(wasm).type_of))
    for part, content in zip(("first", "rest"), split(wasm, {at for at in numbers if called(at)}), strict=True):
        site.file(part).write_bytes(content)


@pytest.mark.parametrize(
    ("stays", "fetched"),
    [
        pytest.param(lambda at: at % 3 == 0, 1, id="two-thirds-moved"),
        pytest.param(lambda at: False, 1, id="all-moved", marks=pytest.mark.extended),
        pytest.param(lambda at: True, 0, id="none-moved", marks=pytest.mark.extended),
    ],
)
def test_wherever_the_cut_is(stays: Callable[[int], bool], fetched: int, open_page: OpenPage, site: PublishedSite) -> None:
    """Functions call back and forth across the cut, through tables, with every kind of argument; nobody notices."""
    _cut(site, stays)
    page = open_page()
    assert [ask(page, question) for question in QUESTIONS][:3] == ANSWERS
    assert how_it_started(page) == "snapshot"
    assert site.asked_for("rest") == fetched
    assert site.console == []


def test_what_was_foreseen_needs_no_more(open_page: OpenPage, site: PublishedSite) -> None:
    """A start, and requests like those that the build made, are answered by the first part alone, which is half as large."""
    page = open_page()
    assert ask(page, QUESTIONS[0]) == ANSWERS[0]
    assert (site.asked_for("first"), site.asked_for("rest"), site.asked_for("wasm")) == (1, 0, 0)
    assert site.file("first").stat().st_size < 0.55 * site.file("wasm").stat().st_size


@pytest.mark.parametrize("part", ["first", pytest.param("rest", marks=pytest.mark.extended)])
def test_a_part_that_is_missing_at_the_start(part: str, open_page: OpenPage, site: PublishedSite) -> None:
    """Python starts the plain way, from the file that is whole, as soon as that shows; one line in the console says why."""
    _cut(site, lambda at: False)
    site.file(part).unlink()
    page = open_page()
    assert ask(page, QUESTIONS[0]) == ANSWERS[0]
    assert how_it_started(page) == "plain"
    assert [line for line in site.console if line.startswith("The engine starts without its snapshot")]


def test_a_rest_that_is_missing_later(open_page: OpenPage, site: PublishedSite) -> None:
    """A request that needs it is answered by a new worker, which starts the plain way; those before and after are too."""
    site.file("rest").unlink()
    page = open_page()
    assert [ask(page, QUESTIONS[at]) for at in (0, 2, 1)] == [ANSWERS[0], ANSWERS[2], ANSWERS[1]]
    assert how_it_started(page) == "plain"


def test_the_first_part_keeps_every_number() -> None:
    """Each function has its number and type, each name its export: the snapshot and Pyodide's script know them by these."""
    wasm = (PYODIDE / "pyodide.asm.wasm").read_bytes()
    first, rest = split(wasm, range(0, 20_000, 2))
    whole, left, moved = read(wasm), read(first), read(rest)
    assert left.type_of[: len(whole.type_of)] == whole.type_of
    assert left.types[: len(whole.types)] == whole.types
    stays = {at for at, (was, now) in enumerate(zip(whole.bodies, left.bodies, strict=False)) if was == now}
    assert len(whole.bodies) - len(stays) == len(moved.bodies) > 5000
    assert {at for at in range(len(whole.bodies)) if (at + whole.imported) % 2 == 0} <= stays
    exports, kept = (dict(sections(part))[Section.EXPORT] for part in (wasm, first))
    assert exports[3:] in kept


def test_which_functions_were_called() -> None:
    """A bit for each function of the file's own; the imported ones come before them."""
    wasm = (PYODIDE / "pyodide.asm.wasm").read_bytes()
    imported = read(wasm).imported
    assert list(called(wasm, [0b101, 0, 1 << 31])) == [imported, imported + 2, imported + 95]


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        (lambda wasm: b"no wasm", "is none"),
        (lambda wasm: _first_type(wasm, 0x5F), "unknown form"),
        (lambda wasm: wasm.replace(b"\x7f\x01\x41", b"\x7f\x01\xff", 1), "something unknown"),
    ],
)
def test_another_form_is_refused(damage: Callable[[bytes], bytes], complaint: str) -> None:
    """Another version of Pyodide may be written otherwise: then the build stops."""
    wasm = (PYODIDE / "pyodide.asm.wasm").read_bytes()
    with pytest.raises(Trouble, match=complaint):
        split(damage(wasm), ())


def test_an_unknown_script_is_refused() -> None:
    """A script that is not as it was known is not linked otherwise."""
    wasm = (PYODIDE / "pyodide.asm.wasm").read_bytes()
    with pytest.raises(Trouble, match="once"):
        link_at_once("no such script", wasm)


def _first_type(wasm: bytes, form: int) -> bytes:
    """The file with another form of its first type."""
    at = wasm.index(b"\x60")
    return wasm[:at] + bytes([form]) + wasm[at + 1 :]
