"""Where a page under test finds the site's modules one by one: a build publishes them inside one another."""

from __future__ import annotations

MODULES = "assets/modules/"
"""Below the site's address; as deep as the published ones, which find the site by their own address."""
