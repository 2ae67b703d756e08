"""HuiCe's sums: what a firm gets under a Chinese AI-support policy, and why.

The same code runs under CPython, on the command line and in the browser. It
knows nothing of YAML, Markdown, MkDocs or web pages: it loads the catalogue
that `publisher` compiles from `policies/`.
"""

__version__ = "1.0.0"
