"""One benefit: what it pays for a visitor's answers, why, what is missing, and how all that is said."""
