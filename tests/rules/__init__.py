"""Rule forms."""
