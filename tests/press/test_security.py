"""Promise: a page runs what the build has seen and nothing else, and asks no other host for anything."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from harness.server import Server
from publisher.press.policy_headers import UnsafeMarkup, inline_scripts, page_policy, script_hash, with_policy, worker_policy
from tests.support.pages import every_page, one_of_each_kind, page_file
from tests.support.watched import Watch

FRAME = '<!doctype html><html lang="en"><head><meta charset="utf-8"><script>let a = 1</script></head><body>{}</body></html>'

LOADING = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "audio": ("src",),
    "video": ("src", "poster"),
    "track": ("src",),
    "iframe": ("src", "srcdoc"),
    "frame": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "input": ("src",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
    "form": ("action",),
    "button": ("formaction",),
    "base": ("href",),
}
"""By element: the attributes whose addresses a browser asks for by itself, or sends what was typed to."""

NOT_LOADED = {"canonical", "alternate", "next", "prev", "license", "author", "help", "search", "cite-as", "describedby"}
"""Kinds of link that name a page and load nothing."""

THEMES_OWN = {
    "https://unpkg.com/resize-observer-polyfill",
    "https://unpkg.com/mermaid@11/dist/mermaid.min.js",
    "https://api.github.com/repos/",
    "https://api.github.com/users/",
}
"""Addresses in the theme's bundle, for features this site does not use; the policy of every page forbids them anyway."""


class Reader(HTMLParser):
    """What a page would load, run or style by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.handlers: list[str] = []
        self.policies: list[str] = []
        self.policy_comes_late = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.handlers += [f"{tag} {name}" for name in values if name.startswith("on") or name == "style"]
        self.handlers += [tag] * (tag == "style")
        self.loads += [values[name] for name in LOADING.get(tag, ()) if name in values]
        if tag == "link" and not set(values.get("rel", "").split()) <= NOT_LOADED:
            self.loads.append(values.get("href", ""))
        if tag == "meta" and values.get("http-equiv", "").lower() == "content-security-policy":
            self.policies.append(values["content"])
        elif tag in {"script", "link", "style", "base", "img"} and not self.policies:
            self.policy_comes_late = True


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    return reader


def directives(policy: str) -> dict[str, set[str]]:
    return {name: set(values) for name, *values in (part.split() for part in policy.split(";"))}


def test_a_policy_names_the_frames_scripts_by_hash_and_refuses_the_articles() -> None:
    """The theme's inline script is named by its hash; one in an article refuses the build, as do handlers and styles."""
    page = with_policy(FRAME.format("<p>text</p>"), article="<p>text</p>")
    assert script_hash("let a = 1") in directives(read(page).policies[0])["script-src"]
    for article in ("<p><script>let a = 1</script></p>", '<img src="x" onerror="alert(1)">', '<p class="a" style="color: red">'):
        with pytest.raises(UnsafeMarkup):
            with_policy(FRAME.format(article), article=article)
    data = '<script type="application/json">{"a": " style=\\"x\\" onclick=\\"y\\""}</script>'
    assert with_policy(FRAME.format(data), article=data)
    with pytest.raises(UnsafeMarkup):
        with_policy("<html><head></head></html>")


def test_every_page_has_a_strict_policy(site: Path) -> None:
    """Every page names its inline scripts and no other, evaluates no text, and runs WebAssembly only with a reason."""
    pages = every_page(site)
    assert len(pages) > 200
    for address in pages:
        text = page_file(site, address).read_text("utf-8")
        found = read(text)
        assert len(found.policies) == 1 and not found.policy_comes_late, (
            f"{address or 'home'}: the policy is absent or comes too late"
        )
        policy = directives(found.policies[0])
        scripts = policy["script-src"] - {"'self'", "'wasm-unsafe-eval'"}
        assert scripts == {script_hash(script) for script in inline_scripts(text)}, address
        assert policy["default-src"] == {"'none'"} and policy["base-uri"] == {"'none'"}, address
        assert policy["style-src"] == policy["connect-src"] == policy["worker-src"] == policy["form-action"] == {"'self'"}, (
            address
        )
        assert policy["require-trusted-types-for"] == {"'script'"}, address
        assert not re.search(r"unsafe-(inline|eval|hashes)'|\*|https?:", found.policies[0].replace("'wasm-unsafe-eval'", "")), (
            address
        )
        runs_python = 'id="hc-runtime"' in text or 'id="hc-search"' in text
        assert runs_python or "'wasm-unsafe-eval'" not in policy["script-src"], f"{address}: WebAssembly without a reason"
        assert not found.handlers, f"{address}: {found.handlers}"


def test_the_worker_has_a_policy_where_a_host_sends_headers(site: Path) -> None:
    """The published header file gives the worker a policy of its own, which a page's meta element cannot."""
    headers = (site / "_headers").read_text("utf-8")
    assert worker_policy() in headers
    assert "unsafe-inline" not in headers and "'unsafe-eval'" not in headers
    assert page_policy([], wasm=False) not in headers, "the pages carry their own"


def test_no_page_names_a_subresource_of_another_host(site: Path) -> None:
    """No HTML, style sheet, drawing or script of the site loads anything from another host."""
    for file in sorted(site.rglob("*")):
        if file.suffix in {".html", ".svg"}:
            addresses = read(file.read_text("utf-8")).loads
        elif file.suffix == ".css":
            addresses = re.findall(r"""url\(\s*["']?([^"')]+)|@import\s*["']([^"']+)""", file.read_text("utf-8"))
            addresses = [one or other for one, other in addresses]
        else:
            continue
        for address in addresses:
            parts = urlsplit(address)
            assert not parts.netloc and parts.scheme in {"", "data"}, f"{file.relative_to(site)}: {address}"
            assert parts.scheme != "data" or file.suffix == ".css", f"{file.relative_to(site)}: {address[:60]}"


def test_our_scripts_know_no_address_but_their_own(site: Path) -> None:
    """No script of ours holds an address of another host, and the theme's holds only those that its policy forbids."""
    for file in sorted([*site.rglob("*.mjs"), *site.rglob("*.js")]):
        relative = file.relative_to(site)
        if {"runtime", "vendor", "search", "lunr", "workers"} & set(relative.parts[:-1]):
            continue  # Pyodide, Pagefind and the libraries: watched in the browser below
        code = re.sub(r"^\s*(//|\*|/\*).*$", "", file.read_text("utf-8"), flags=re.MULTILINE)
        for address in re.findall(r"""["'`](https?://[^"'`$]+)""", code):
            assert address in THEMES_OWN or address.startswith("http://www.w3.org/"), f"{relative}: {address}"


@pytest.mark.extended
def test_a_used_page_of_every_kind_keeps_to_its_policy(chromium: Browser, address: str, site: Path) -> None:
    """Every kind of page, used: fields filled in, details opened, Python started; nothing leaves, nothing is violated."""
    context = chromium.new_context()
    watch = Watch(context, address)
    for path in one_of_each_kind(site):
        if path == "404.html":
            continue  # names its files from the address that the site was built for
        page = context.new_page()
        page.goto(address + path)
        for summary in page.query_selector_all("details:not([open]) > summary"):
            if summary.is_visible():
                summary.click()
        for tip in page.query_selector_all("[title]:visible")[:3]:
            tip.dispatch_event("mouseenter")
        field = page.locator(".hc-form input[type=text]:visible").first
        if page.locator("output[data-amount]").count() and field.count():
            field.fill("12")
            page.wait_for_selector("output:is([data-state=live], [data-state=refused])")
        assert not watch.troubles, f"{path}: {watch.troubles}"
        page.close()
    context.close()


def test_the_page_for_what_is_not_found_keeps_to_its_policy(chromium: Browser, site: Path) -> None:
    """A host shows it under any address; its files are named from the site's own."""
    with Server({"/": site}) as server, chromium.new_context() as context:
        watch = Watch(context, server.origin)
        context.new_page().goto(f"{server.origin}/404.html")
        assert not watch.troubles, watch.troubles


def test_text_that_is_put_in_as_markup_stays_text(chromium: Browser, address: str) -> None:
    """Whatever a script of the page hands to innerHTML, other than the engine's answer, is shown as text and runs nothing."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(address)
    found = page.evaluate(
        """() => {
          const place = document.createElement("p");
          document.body.append(place);
          place.innerHTML = "<img src=x onerror='self.injected = true'><b>bold</b>";
          let refused = "";
          try { new Worker("https://elsewhere.example/worker.js") } catch (error) { refused = error.name }
          return { children: place.children.length, text: place.textContent, refused };
        }"""
    )
    page.wait_for_timeout(100)
    assert found["children"] == 0 and "<b>bold</b>" in found["text"]
    assert found["refused"] == "TypeError"
    assert page.evaluate("self.injected") is None
    context.close()


def test_data_blocks_cannot_end_their_element(site: Path) -> None:
    """The data that a page carries for its scripts is JSON with no character that could end the element it stands in."""
    for path in one_of_each_kind(site):
        text = page_file(site, path).read_text("utf-8")
        for block in re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', text, re.DOTALL):
            assert "<" not in block
            json.loads(block)
