"""One page from the network, within a time and a size: whatever goes wrong is told of the page and stops nothing."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from datetime import date
from email.utils import parsedate_to_datetime

from publisher.draft.readers import MOST_BYTES
from publisher.watch.pages import Page

SILENCE = 15.0
"""Seconds without a byte after which a page counts as one that does not answer."""

LONGEST = 45.0
"""Seconds after which one that still sends is left."""

AGENT = "HuiCe (looks once a week whether the pages it cites are still there)"


def fetch(address: str, silence: float = SILENCE, longest: float = LONGEST) -> Page:
    """What an address answers."""
    request = urllib.request.Request(address, headers={"User-Agent": AGENT, "Accept": "text/html,*/*;q=0.5"})
    began = time.monotonic()
    try:
        with urllib.request.urlopen(request, timeout=silence) as answer:
            content = b""
            while block := answer.read1(65_536):
                content += block
                if len(content) > MOST_BYTES:
                    return Page(problem=f"more than {MOST_BYTES // 1_000_000} MB")
                if time.monotonic() - began > longest:
                    return Page(problem=f"not done after {longest:g} s")
            return Page(content, _day(answer.headers.get("Last-Modified")))
    except urllib.error.HTTPError as error:
        return Page(problem=f"HTTP {error.code}")
    except TimeoutError:
        return Page(problem=f"no answer within {silence:g} s")
    except urllib.error.URLError as error:
        slow = isinstance(error.reason, TimeoutError)
        return Page(problem=f"no answer within {silence:g} s" if slow else str(error.reason))
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Page(problem=f"{type(error).__name__}: {error}".rstrip(": "))


def _day(stated: str | None) -> date | None:
    try:
        return parsedate_to_datetime(stated).date() if stated else None
    except ValueError:
        return None
