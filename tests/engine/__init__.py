"""The engine as a page asks it."""
