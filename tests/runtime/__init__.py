"""Tests of `publisher/runtime` and of `docs/assets/engine`, with a stand-in for the engine."""
