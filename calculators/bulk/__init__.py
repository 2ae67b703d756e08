"""A table of firms: the law said as SQL, for engines that exist. It stays out of the browser.

`pip install "huice-calculators[bulk]"` brings sqlglot, which writes the query,
and DuckDB, which runs it; nothing here is imported before it is asked for.
"""
