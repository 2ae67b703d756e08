"""What tests and benchmarks both stand on: browsers, and a host for the site on this machine."""
