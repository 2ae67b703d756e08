"""Where the files that are no pages stand in the site."""

from __future__ import annotations

POLICIES = "data/policies.json"
BENEFITS = "data/benefits.json"
BENEFITS_TABLE = "data/benefits.csv"
GLOSSARY_TABLE = "data/glossary.csv"
SCHEMA = "data/schema/policy.schema.json"
PACKAGES = "data/packages/"
LOCK = f"{PACKAGES}pyodide-lock.json"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
LLMS = "llms.txt"
TOUCH_ICON = "apple-touch-icon.png"
"""What a telephone shows on its home screen."""
FORMATS = ("json", "csv", "yaml")
"""What every policy can be had as: the data, its benefits as a table, and the record itself."""


def policy_files(policy: str) -> dict[str, str]:
    """The files of one policy by their format."""
    return {ending: f"data/policies/{policy}.{ending}" for ending in FORMATS}


def wheel(version: str) -> str:
    return f"{PACKAGES}huice_calculators-{version}-py3-none-any.whl"


def feed(lang: str) -> str:
    return f"{prefix(lang)}feed.xml"


def calendar(lang: str) -> str:
    return f"{prefix(lang)}expiry.ics"


def place_calendar(code: str, lang: str) -> str:
    return f"{prefix(lang)}calendars/{code}.ics"


def benefit_calendar(benefit: str, lang: str) -> str:
    return f"{prefix(lang)}calendars/{benefit}.ics"


def picture(kind: str, lang: str) -> str:
    """What a link to a page of this kind shows where it is shared; under a name that no build changes, for others keep it."""
    return f"share/{kind}.{lang}.png"


def prefix(lang: str) -> str:
    """What the addresses of a language begin with."""
    return "" if lang == "zh" else f"{lang}/"
