"""The records and their proofs."""
