"""The desk: what its page asks of Python, in the browser and in the tests alike, as JSON in and JSON out."""
