"""One firm at one place: everything it can get, what of it combines, and what is missing."""
