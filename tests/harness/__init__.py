"""The host that tests and benchmarks stand on."""
