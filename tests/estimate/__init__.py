"""One benefit."""
