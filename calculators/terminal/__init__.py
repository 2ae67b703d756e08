"""The command line: the same sums as on the page, for scripts and for people. It stays out of the browser."""
