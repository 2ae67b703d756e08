"""Promise: tests that share something costly run in one worker, which sets it up once."""

from __future__ import annotations

import os

import pytest

pytestmark = pytest.mark.xdist_group("groups")


def test_a_group_is_known_to_the_workers(request: pytest.FixtureRequest) -> None:
    """Workers tell groups by what stands behind an id; where none can be put there, every group is spread over all."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        pytest.skip("run by one process")
    assert request.node.nodeid.endswith("@groups")
