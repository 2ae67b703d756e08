"""Names in a page's head whatever the page will need, so that a browser fetches it together and not one after the other.

Browsers look ahead for scripts and style sheets while the parser waits for one
of them; but where the page carries a Content-Security-Policy, Chromium does
not, for the policy might forbid what it finds. What the head names, right
behind the policy, is fetched at once.

Source: WHATWG, HTML Living Standard, link types `preload` and `modulepreload`.
"""

from __future__ import annotations

import re

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_STYLES = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
_SCRIPTS = re.compile(r'<script (?P<kind>defer|type="module"(?: async)?) src="(?P<address>[^"]+)"')


def with_preloads(page: str) -> str:
    """The page, its style sheets and the scripts that run as soon as it is read named behind its policy."""
    styles = [f'<link rel="preload" as="style" href="{address}">' for address in _STYLES.findall(page)]
    scripts = [_preload(match) for match in _SCRIPTS.finditer(page)]
    return _POLICY.sub(lambda policy: policy[0] + "".join([*styles, *scripts]), page, count=1)


def _preload(script: re.Match[str]) -> str:
    if "module" in script["kind"]:
        return f'<link rel="modulepreload" href="{script["address"]}">'
    return f'<link rel="preload" as="script" href="{script["address"]}">'
