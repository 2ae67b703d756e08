"""From a record to the catalogue: each word and figure of a rule found in the law on the way."""
