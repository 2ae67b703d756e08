"""Where this project's files are, for everything that reads or writes them."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
POLICIES = ROOT / "policies"
BUILD = ROOT / "build"
CATALOGUE = BUILD / "catalogue.json"
NODE_MODULES = ROOT / "node_modules"
