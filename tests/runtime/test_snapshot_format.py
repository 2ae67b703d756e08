"""What the build packs, the loader puts back, byte for byte; what is not a snapshot is refused."""

import subprocess
from pathlib import Path

import pytest

from publisher.node import node_executable

SCRIPT = Path(__file__).with_name("snapshot_format.mjs")


@pytest.mark.parametrize(
    "case",
    [
        "restores the memory",
        "clears what the start wrote",
        "refuses another kind of file",
        "refuses a short file",
        "refuses a long file",
    ],
)
def test_snapshot_format(case: str) -> None:
    """Runs one case of `snapshot_format.mjs` under node."""
    done = subprocess.run([node_executable(), SCRIPT, case], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
