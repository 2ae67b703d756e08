"""Where the words and figures of a text stand on the site."""

from __future__ import annotations

from calculators.catalogue import Policy
from calculators.figures import Figure, Quote


def clause_href(policy: Policy, quote: Quote, root: str) -> str:
    """The address of the article, or of the notes on the overview page."""
    base = f"{root}policies/{policy.id}/"
    return f"{base}{quote.place}/" if isinstance(quote.place, int) else f"{base}#{quote.place}"


def figure_href(policy: Policy, figure: Figure, root: str) -> str:
    """The address of a figure in its article's text."""
    base = f"{root}policies/{policy.id}/"
    if isinstance(figure.place, int):
        return f"{base}{figure.place}/#{figure_id(figure.place, figure.start)}"
    return f"{base}#{figure_id(figure.place, figure.start)}"


def figure_id(place: int | str, start: int) -> str:
    """The id that a printed figure carries on the page of its article: by its place in the text."""
    return f"figure-{start}" if isinstance(place, int) else f"figure-{place}-{start}"
