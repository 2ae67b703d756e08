"""The records: YAML read with its lines, held against the form, and what is wrong with one said so that it can be mended."""
