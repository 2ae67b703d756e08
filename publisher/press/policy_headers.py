"""The Content-Security-Policy of every page, made in this one place.

A static host cannot be relied on to send headers, so the policy stands in the
page itself, as the first thing in its head after the character set. It lets a
page load from the site alone and run no script that the build has not seen:
the theme's few inline scripts are named by their hash, everything else is a
file. Python in the browser needs `'wasm-unsafe-eval'`, which compiles
WebAssembly and nothing else.

`frame-ancestors` is absent on purpose: a page may be embedded anywhere
(`?embed=1`), and a meta element could not say otherwise.

Source: W3C, Content Security Policy Level 3 and Trusted Types.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from publisher.digest import integrity

TRUSTED_TYPES = "default huice-engine"
"""Who may turn text into markup: `partials/guards.html`, which lets none through, and `app/shared/markup.mjs`."""

DATA_BLOCKS = ("application/json", "application/ld+json")

_SCRIPT = re.compile(r"<script\b(?P<attributes>[^>]*)>(?P<body>.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(src|type)\s*=\s*["']?([^"'\s>]*)""", re.IGNORECASE)
_HANDLER = re.compile(r"""<[a-z][^<>]*\s(on[a-z]+|style)\s*=""", re.IGNORECASE)
_CHARSET = re.compile(r"""<meta charset=["']?utf-8["']?\s*/?>""", re.IGNORECASE)


class UnsafeMarkup(ValueError):
    """A page holds what its policy would forbid; the message names it."""


def with_policy(page: str, *, article: str = "", wasm: bool = False, preview: bool = False) -> str:
    """The page with its policy.

    `article` is the part of the page that was made from records and Markdown:
    a script in it is refused rather than blessed. `wasm` says whether the page
    runs Python or the search, `preview` that MkDocs' own server will add a
    script of its own, by no hash that could be known before.

    Raises:
        UnsafeMarkup: the article holds a script, an inline handler or a style
            attribute, or the page has no character set to put the policy after.
    """
    if next(inline_scripts(article), None) is not None:
        raise UnsafeMarkup("an inline script in the article")
    if handler := _HANDLER.search(_SCRIPT.sub("", article)):
        raise UnsafeMarkup(f"the attribute {handler[1]} in {handler[0][:60]}…")
    allowed = ["'unsafe-inline'"] if preview else sorted({script_hash(script) for script in inline_scripts(page)})
    policy = page_policy(allowed, wasm=wasm)
    found, count = _CHARSET.subn(rf'\g<0>\n      <meta http-equiv="Content-Security-Policy" content="{policy}">', page, count=1)
    if not count:
        raise UnsafeMarkup("no character set in the head")
    return found


def page_policy(inline: Iterable[str], *, wasm: bool) -> str:
    """The policy of a page that allows these sources of inline scripts, as the text of the header."""
    return written(
        {
            "default-src": "'none'",
            "script-src": " ".join(["'self'", *(["'wasm-unsafe-eval'"] if wasm else []), *inline]),
            "style-src": "'self'",
            "img-src": "'self' data:",  # the theme's icons are data: addresses in its style sheet
            "connect-src": "'self'",
            "worker-src": "'self'",
            "manifest-src": "'self'",
            "base-uri": "'none'",
            "form-action": "'self'",
            "require-trusted-types-for": "'script'",
            "trusted-types": TRUSTED_TYPES,
        }
    )


def worker_policy() -> str:
    """The policy of the engine's worker, which takes its own from the headers of its script: for hosts that can send them."""
    return written({"default-src": "'none'", "script-src": "'self' 'wasm-unsafe-eval'", "connect-src": "'self'"})


def host_headers(own_assets: str, runtime: str) -> str:
    """What a host that can send headers should add, in the form of `_headers` files (Netlify, Cloudflare Pages and others).

    `own_assets` and `runtime` are where these stand in the site. Files whose
    names carry the hash of their content may be kept for ever.
    """
    kept = ["Cache-Control: public, max-age=31536000, immutable"]
    rules = {
        "/*": ["X-Content-Type-Options: nosniff", "Referrer-Policy: strict-origin-when-cross-origin"],
        f"/{own_assets.strip('/')}/engine/*": [f"Content-Security-Policy: {worker_policy()}"],
        f"/{own_assets.strip('/')}/app/desk/worker.mjs": [f"Content-Security-Policy: {worker_policy()}"],
        f"/{own_assets.strip('/')}/*": kept,
        f"/{runtime.strip('/')}/pyodide-*": kept,
        f"/{runtime.strip('/')}/python.*": kept,
        f"/{runtime.strip('/')}/snapshot.*": kept,
        f"/{runtime.strip('/')}/first.*": kept,
        f"/{runtime.strip('/')}/rest.*": kept,
        "/sw.js": ["Cache-Control: no-cache"],
    }
    return "\n".join("\n  ".join([path, *headers]) for path, headers in rules.items()) + "\n"


def written(directives: Mapping[str, str]) -> str:
    """A policy as a header carries it."""
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def inline_scripts(page: str) -> Iterator[str]:
    """The texts of the scripts that stand in the page itself and would run."""
    for script in _SCRIPT.finditer(page):
        attributes = {name.lower(): value for name, value in _ATTRIBUTE.findall(script["attributes"])}
        if "src" not in attributes and attributes.get("type", "").lower() not in DATA_BLOCKS:
            yield script["body"]


def script_hash(script: str) -> str:
    """A script as a policy names it."""
    return f"'{integrity(script.encode())}'"
