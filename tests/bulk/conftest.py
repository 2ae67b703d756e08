"""The commands read the catalogue that is built; the tests see to it that it is that of the records."""

from __future__ import annotations

import pytest

from publisher.compiled_site import compile_site


@pytest.fixture(scope="session", autouse=True)
def built_catalogue() -> None:
    """`build/catalogue.json`, made from the records."""
    compile_site()
