"""What `make bench` measures: always beside something else, in one run, medians of several."""
