"""What a text to take along leaves to the visitor's browser: the day, and the address the page was read at."""

from __future__ import annotations

from markupsafe import Markup, escape

from publisher.pages.site import View

ACCESSED, ADDRESS = "\N{SYMBOL FOR NULL}", "\N{SYMBOL FOR SUBSTITUTE}"
"""Stand in a text for the two; no law and no wording has them."""


def filled(view: View, text: str, day: str = "iso") -> Markup:
    """The text with elements in their place that `copy.mjs` fills in; `day` says how the day is written, `iso` or `long`."""
    accessed = Markup('<span data-accessed="{}">{}</span>').format(day, view.say("citation.accessed"))
    address = Markup("<span data-address>{}</span>").format(view.address)
    return escape(text).replace(ACCESSED, accessed).replace(ADDRESS, address)
